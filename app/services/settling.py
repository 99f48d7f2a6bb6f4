"""A person's decision on a disagreement: a claim (and, for effect, a dated event) of the person, whose
source ranks before all others. Nothing that a source states is taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.act_registry import source_ranking
from app.db.models import ActRow, ClaimRow, DisagreementRow, EventRow
from app.errors import ConflictError, UsageError
from app.services import one_act
from app.services.act_values import recompute_values
from app.services.audit import record_audit
from app.services.disagreement_store import refresh_disagreements
from app.services.disagreement_views import DAY_FIELDS, SETTLED_FIELDS, STATUS_WORDS
from app.services.linking import relink
from app.services.permissions import Actor
from app.services.vocabulary import issuer_book
from indexer.search.protocol import IndexUnit
from legal_corpus.registry.sources import PERSON
from legal_corpus.text.dates import is_plausible

_EARLIEST = dt.date(1945, 9, 2)
_LONGEST = {"reason": 2000, "title": 2000}
_ENDING = ("replaces", "repeals", "expires")
# Predicates of the events that a decision on a field makes.
_EVENTS = {
    "effective_from": ("enters_into_force",),
    "effective_to": _ENDING,
    "status": (*_ENDING, "observed_in_force"),
}


class Settling:
    """Decides within one unit of work."""

    def __init__(
        self, session: Session, unit: IndexUnit, actor: Actor, now: dt.datetime, today: dt.date
    ) -> None:
        self._session, self._unit, self._actor = session, unit, actor
        self._now, self._today = now, today

    def settle(self, row: DisagreementRow, value: str | None, reason: str) -> None:
        """Write the decision down and let everything follow it."""
        reason = _reason(reason)
        value = (value or "").strip() or None
        pair = row.kind in one_act.KINDS
        if value is not None and not pair:
            self._check(row.field, value)
        before = row.chosen if pair else row.used
        # A pair that came up again later joins what was said of earlier ones.
        reached = self._withdraw(row) if row.state == "settled" or not pair else {}
        if value is not None and pair:
            one_act.decide(self._session, row, value, reason)
        elif value is not None:
            self._state(row, value, reason)
        row.state, row.chosen, row.reason = "settled", value, reason
        row.settled_by_id, row.settled_at = self._actor.user_id, self._now
        self._follow(row, reached)
        self._trace("disagreement.settle", row, before, reason)

    def reopen(self, row: DisagreementRow, reason: str) -> None:
        """Take the decision back."""
        reason = _reason(reason)
        if row.state != "settled":
            raise ConflictError("Mâu thuẫn này chưa được kết luận; hãy tải lại trang.")
        before = row.chosen if row.kind in one_act.KINDS else row.used
        reached = self._withdraw(row)
        row.state, row.chosen, row.reason = "open", None, None
        row.settled_by_id, row.settled_at = None, None
        self._follow(row, reached)
        self._trace("disagreement.reopen", row, before, reason)

    def _check(self, field: str, value: str) -> None:
        if field not in SETTLED_FIELDS:
            raise UsageError("Mâu thuẫn này chỉ ghi nhận được, không có giá trị để chọn.")
        if field in DAY_FIELDS:
            try:
                day = dt.date.fromisoformat(value)
            except ValueError:
                raise UsageError(f"“{value[:40]}” không phải là ngày; hãy chọn lại trên lịch.") from None
            if day < _EARLIEST or not is_plausible(day):
                raise UsageError("Ngày phải từ 02/9/1945 đến hết năm 2100; hãy kiểm tra lại.")
        elif field == "status" and value not in STATUS_WORDS:
            raise UsageError("Hãy chọn còn hiệu lực hoặc hết hiệu lực.")
        elif field == "issuer" and issuer_book(self._session).get(value) is None:
            raise UsageError("Không biết cơ quan này; hãy chọn một cơ quan mà các nguồn nêu.")
        elif len(value) > _LONGEST["title"]:
            raise UsageError("Trích yếu quá dài; hãy rút gọn dưới 2.000 ký tự.")

    def _withdraw(self, row: DisagreementRow) -> dict[int, tuple[str, ...]]:
        """Take back what a person said of this field before; returns ids of further acts concerned, with
        the fields whose values they had from each other."""
        if row.kind in one_act.KINDS:
            return one_act.withdraw(self._session, row)
        mine = (ClaimRow.act_id == row.act_id, ClaimRow.source == PERSON, ClaimRow.field == row.field)
        self._session.execute(delete(ClaimRow).where(*mine))
        predicates = _EVENTS.get(row.field, ())
        said = (EventRow.target_id == row.act_id, EventRow.source == PERSON)
        self._session.execute(delete(EventRow).where(*said, EventRow.predicate.in_(predicates)))
        self._session.expire(row.act, ["claims", "events"])
        return {}

    def _state(self, row: DisagreementRow, value: str, reason: str) -> None:
        self._session.add(
            ClaimRow(act_id=row.act_id, field=row.field, value=value, source=PERSON, evidence=reason)
        )
        if row.field == "effective_from":
            self._event(row.act, "enters_into_force", dt.date.fromisoformat(value), reason, None)
        elif row.field == "effective_to":
            day = dt.date.fromisoformat(value)
            self._event(row.act, "expires", day, reason, self._end_on(row.act_id, day))
        elif row.field == "status" and value == "in_force":
            self._event(row.act, "observed_in_force", self._today, reason, None)

    def _end_on(self, act_id: int, day: dt.date) -> EventRow | None:
        """The end that sources tell of that day: the person's event keeps who ended the act."""
        return self._session.scalar(
            select(EventRow)
            .where(
                EventRow.target_id == act_id,
                EventRow.predicate.in_(_ENDING),
                EventRow.scope == "whole",
                EventRow.effective_from == day,
            )
            .order_by(EventRow.by_id.is_(None), EventRow.id)
            .limit(1)
        )

    def _event(self, act: ActRow, predicate: str, day: dt.date, reason: str, like: EventRow | None) -> None:
        self._session.add(
            EventRow(
                target_id=act.id,
                by_id=like.by_id if like else None,
                by_label=like.by_label if like else None,
                predicate=like.predicate if like else predicate,
                scope="whole",
                provisions=[],
                exceptions=[],
                effective_from=day,
                source=PERSON,
                confidence=1.0,
                evidence_what=f"Người rà soát kết luận: {reason}",
            )
        )

    def _follow(self, row: DisagreementRow, reached: Mapping[int, Iterable[str]]) -> None:
        """Values, links, search index and the register itself, after the decision."""
        self._session.flush()
        pair = row.kind in one_act.KINDS
        ids = {row.act_id, *reached} | (one_act.concerned(self._session, row) if pair else set())
        before = self._uids(ids)
        ranking = source_ranking(self._session)
        changes = recompute_values(self._session, self._unit, ids, ranking, borrowed=reached)
        if pair:
            one_act.renamed(row, {uid: act_id for act_id, uid in before.items()}, self._uids(ids))
        if (changes.acts or pair) and row.act.number_key:
            relink(self._session, ids if pair else changes.acts, {row.act.number_key})
        refresh_disagreements(self._session, ids, self._now)

    def _uids(self, ids: set[int]) -> dict[int, str]:
        query = select(ActRow.id, ActRow.uid).where(ActRow.id.in_(ids))
        return {row.id: row.uid for row in self._session.execute(query)}

    def _trace(self, action: str, row: DisagreementRow, before: str | None, reason: str) -> None:
        record_audit(
            self._session,
            self._actor,
            self._now,
            action,
            row.act.uid,
            kind=row.kind,
            field=row.field,
            before=before,
            after=row.chosen,
            reason=reason,
        )


def _reason(raw: str) -> str:
    reason = " ".join(raw.split())
    if not reason:
        raise UsageError("Hãy ghi lý do của kết luận.")
    if len(reason) > _LONGEST["reason"]:
        raise UsageError("Lý do quá dài; hãy rút gọn dưới 2.000 ký tự.")
    return reason
