"""The audit trail: who did what and when. Rows are only ever added."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.db.base import SessionFactory, transaction
from app.db.models import AuditRow
from app.services.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as the audit page shows it; ``who`` is the display name, or ``None`` for a command."""

    at: dt.datetime
    who: str | None
    action: str
    object: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of the trail, newest first; ``actions`` are all kinds of action present."""

    lines: tuple[AuditLine, ...]
    total: int
    page: int
    per_page: int
    actions: tuple[str, ...]


def record_audit(
    session: Session, actor: Actor | None, at: dt.datetime, action: str, object_: str, **detail: Any
) -> None:
    """Add one entry inside the caller's transaction, so that the deed and its trace stand or fall together.

    ``action`` is ``noun.verb`` ("finding.confirm"); ``detail`` must be JSON; ``actor`` ``None`` means
    that nobody is signed in (a failed sign-in).
    """
    session.add(
        AuditRow(
            at=at,
            user_id=actor.user_id if actor else None,
            action=action,
            object=object_[:420],
            detail=detail,
        )
    )


class AuditService:
    """Reads the trail for administrators."""

    def __init__(self, *, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def page(
        self, actor: Actor, *, page: int = 1, per_page: int = 50, action: str | None = None
    ) -> AuditPage:
        """Entries newest first, optionally of one kind of action.

        Raises :class:`PermissionDeniedError` below the administrator's role.
        """
        require(actor, Permission.ADMINISTER)
        page = max(page, 1)
        with transaction(self._sessions) as session:
            chosen = select(AuditRow)
            if action:
                chosen = chosen.where(AuditRow.action == action)
            total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
            rows = session.scalars(
                chosen.options(joinedload(AuditRow.user))
                .order_by(AuditRow.id.desc())
                .limit(per_page)
                .offset((page - 1) * per_page)
            ).all()
            actions = session.scalars(select(AuditRow.action).distinct().order_by(AuditRow.action)).all()
            lines = tuple(
                AuditLine(
                    at=row.at,
                    who=row.user.display_name if row.user else None,
                    action=row.action,
                    object=row.object,
                    detail=dict(row.detail),
                )
                for row in rows
            )
        return AuditPage(lines=lines, total=total, page=page, per_page=per_page, actions=tuple(actions))
