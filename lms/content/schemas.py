"""JSON Schema of front matter for editors, made from the models that read it.

An editor reads YAML with its types, our loader reads all as text: so a number, a yes or an empty value is
allowed wherever the text that it is written as would be.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lms.content.frontmatter import CourseMatter, Front, ModuleMatter, QuizMatter
from lms.content.messages.keys import KEYS
from lms.content.translations import CourseWords, ModuleWords

MODELS: Mapping[str, type[Front]] = MappingProxyType(
    {
        "course": CourseMatter,
        "module": ModuleMatter,
        "quiz": QuizMatter,
        "translated-course": CourseWords,
        "translated-module": ModuleWords,
    }
)
DIALECT = "http://json-schema.org/draft-07/schema#"
# What pydantic says and an editor need not see.
UNSAID = frozenset({"title", "default"})


def of(kind: str, lang: str = "id") -> dict[str, Any]:
    """Return the schema of the front matter of a course, a module or a quiz."""
    made = MODELS[kind].model_json_schema(by_alias=True)
    required = made.get("required", [])
    properties = {
        key: {"description": KEYS[kind][key].text(lang)} | _shown(part, needed=key in required)
        for key, part in made["properties"].items()
    }
    return {
        "$schema": DIALECT,
        "title": f"Ampera LMS: {kind}",
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _shown(part: Mapping[str, Any], *, needed: bool) -> dict[str, Any]:
    """Write one key's values; a key without a value counts as not given."""
    choices = [one for one in part.get("anyOf", [part]) if one.get("type") != "null"]
    kept = [{name: value for name, value in one.items() if name not in UNSAID} for one in choices]
    kept += [] if needed else [{"type": "null"}]
    return kept[0] if len(kept) == 1 else {"anyOf": kept}
