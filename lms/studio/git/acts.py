"""What was done with the repository: noted, so that a page can say how it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.studio.models import GitAct

COMMIT, PUSH, PULL = "commit", "push", "pull"


def note(
    session: Session,
    kind: str,
    *,
    fine: bool,
    at: datetime,
    commit: str = "",
    why: str = "",
    report: Mapping[str, Any] | None = None,
) -> None:
    session.add(
        GitAct(kind=kind, fine=fine, at=at, commit=commit, note=why[:1000], report=dict(report or {}))
    )
    session.flush()


def latest(session: Session) -> dict[str, GitAct]:
    """Return the last act of each kind."""
    last = select(func.max(GitAct.id)).group_by(GitAct.kind)
    return {row.kind: row for row in session.scalars(select(GitAct).where(GitAct.id.in_(last)))}


def last_pulled(session: Session) -> str:
    """Return the commit up to which courses were looked at; empty when none was."""
    statement = (
        select(GitAct.commit).where(GitAct.kind == PULL, GitAct.fine).order_by(GitAct.id.desc()).limit(1)
    )
    return session.scalar(statement) or ""


def pulls(session: Session, limit: int = 5) -> list[GitAct]:
    """Return the last pulls that met a course or failed, the newest first."""
    rows = select(GitAct).where(GitAct.kind == PULL).order_by(GitAct.id.desc()).limit(limit * 4)
    return [row for row in session.scalars(rows) if row.report or not row.fine][:limit]
