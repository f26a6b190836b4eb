"""What every table must say and have."""

import importlib
from pathlib import Path

from lms.db.base import Base

ROOT = Path(__file__).parents[2]
for path in sorted(ROOT.glob("lms/**/models.py")):
    importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
MODELS = [mapper.class_ for mapper in Base.registry.mappers]


def test_every_model_says_whether_it_holds_personal_data() -> None:
    silent = [
        model.__name__
        for model in MODELS
        if not (last := (model.__doc__ or "").strip().splitlines()[-1].strip()).startswith(".. pii:")
        and last != ".. no_pii"
        and ".. pii:" not in (model.__doc__ or "")
    ]

    assert silent == []


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{table.name}: {constraint!r}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None and len(constraint.columns)
    ]

    assert nameless == []
