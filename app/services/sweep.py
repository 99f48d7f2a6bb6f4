"""Use case: check every act of the corpus that is in force on a day, and keep the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.db.act_registry import SqlRegistry, to_act
from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ExpressionRow, FindingRow
from app.errors import UsageError
from app.jobs.progress import NullProgress, Progress
from app.services.audit import record_audit
from app.services.checking import check_expression
from app.services.permissions import Actor, Permission, require
from app.services.vocabulary import issuer_book, province_table
from legal_corpus.effect.rules import core_rules
from legal_corpus.effect.status import status_at
from legal_corpus.model.finding import CitedAct, Finding
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.succession import province_of_issuer

_BATCH = 50
# An act with one of these statuses binds nobody on the day, so what it cites hurts nobody.
_OUT_OF_FORCE = {"expired", "not_yet_in_force"}


@dataclass(frozen=True, slots=True)
class SweptFinding:
    """A finding with the act it was made on."""

    act_uid: str
    act_label: str
    act_title: str | None
    act_issuer: str | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class SweepSummary:
    """Result of a sweep. ``skipped`` acts were not in force on the day; ``with_findings`` counts acts."""

    on: date
    acts: int
    skipped: int
    with_findings: int
    by_code: dict[str, int]
    by_severity: dict[str, int]
    new: int
    gone: int
    findings: tuple[SweptFinding, ...]


class SweepService:
    """Sweeps the corpus; findings are kept across sweeps by fingerprint, with people's verdicts."""

    def __init__(self, *, sessions: SessionFactory, now: Callable[[], datetime]) -> None:
        self._sessions, self._now = sessions, now

    def sweep(
        self,
        actor: Actor,
        on: date,
        progress: Progress | None = None,
        *,
        province: str | None = None,
        keep: bool = True,
    ) -> SweepSummary:
        """Check all acts (of one province and the units it was formed from) in force on ``on``. One
        transaction a batch of acts.

        Without ``keep`` it only looks: the list that people work on stays as it is. Raises
        :class:`UsageError` on a province that nobody knows.
        """
        require(actor, Permission.INGEST)
        bar = progress or NullProgress()
        ids = self._expressions(province)
        bar.start(len(ids), "Rà soát")
        found: list[SweptFinding] = []
        totals: Counter[str] = Counter()
        try:
            for at in range(0, len(ids), _BATCH):
                for swept, counts in self._sweep_batch(ids[at : at + _BATCH], on, keep):
                    found.extend(swept)
                    totals.update(counts)
                    bar.advance()
            if keep:
                self._trace(actor, on, len(ids), len(found))
        finally:
            bar.finish()
        return SweepSummary(
            on=on,
            acts=len(ids) - totals["skipped"],
            skipped=totals["skipped"],
            with_findings=len({item.act_uid for item in found}),
            by_code=dict(sorted(Counter(item.finding.code for item in found).items())),
            by_severity=dict(Counter(item.finding.severity for item in found)),
            new=totals["new"],
            gone=totals["gone"],
            findings=tuple(found),
        )

    def _expressions(self, province: str | None) -> list[int]:
        with transaction(self._sessions) as session:
            query = (
                select(ExpressionRow.id, ActRow.issuer)
                .join(ActRow, ActRow.id == ExpressionRow.act_id)
                .where(ExpressionRow.current)
                .order_by(ActRow.issued, ActRow.uid)
            )
            rows = session.execute(query).all()
            if province is None:
                return [row.id for row in rows]
            table = province_table(session)
            # The bodies of a new unit review the acts of the units it was formed from (NĐ 79/2025 Đ35k4).
            named = [unit.code for unit in table.named(province)] or [province]
            codes = {code for unit in named for code in table.lineage(unit)}
            if not any(map(table.get, codes)):
                raise UsageError(
                    f"Không biết tỉnh, thành phố “{province}”; hãy viết tên đầy đủ, như “Cần Thơ”."
                )
            return [row.id for row in rows if province_of_issuer(row.issuer or "") in codes]

    def _sweep_batch(
        self, ids: Sequence[int], on: date, keep: bool
    ) -> Iterator[tuple[list[SweptFinding], Counter[str]]]:
        with transaction(self._sessions, writes=keep) as session:
            registry, book = SqlRegistry(session), issuer_book(session)
            query = (
                select(ExpressionRow)
                .where(ExpressionRow.id.in_(ids))
                .options(
                    selectinload(ExpressionRow.act),
                    selectinload(ExpressionRow.citations),
                    selectinload(ExpressionRow.provision_refs),
                    selectinload(ExpressionRow.effects),
                )
            )
            rows = {row.id: row for row in session.scalars(query)}
            results = []
            for number in ids:
                swept, findings = self._sweep_one(rows[number], registry, book, on)
                counts = Counter(skipped=int(swept is None))
                if keep:
                    counts.update(self._keep(session, rows[number], findings, on))
                results.append((swept or [], counts))
        yield from results

    def _sweep_one(
        self, expression: ExpressionRow, registry: SqlRegistry, book: IssuerBook, on: date
    ) -> tuple[list[SweptFinding] | None, list[Finding]]:
        """Findings with their act, and alone; ``None`` instead of the first when the act is out of force."""
        act = expression.act
        events = registry.events_on(act.uid)
        status = status_at(to_act(act), events, on, registry=registry, rules=core_rules()).status
        if status in _OUT_OF_FORCE:
            return None, []
        findings = check_expression(expression, registry, on, book)
        return [SweptFinding(act.uid, act.label, act.title, act.issuer_name, f) for f in findings], findings

    def _keep(
        self, session: Session, expression: ExpressionRow, findings: list[Finding], on: date
    ) -> Counter[str]:
        """Store findings by fingerprint; counts those that are new and those no longer found."""
        known = {
            row.fingerprint: row
            for row in session.scalars(select(FindingRow).where(FindingRow.act_id == expression.act_id))
        }
        ids = _ids_of(session, {f.act.uid for f in findings if f.act and f.act.uid})
        now, new, seen = self._now(), 0, set()
        for finding in findings:
            seen.add(finding.fingerprint)
            row = known.get(finding.fingerprint)
            if row is None:
                row = FindingRow(
                    act_id=expression.act_id, fingerprint=finding.fingerprint, state="open", first_seen=now
                )
                session.add(row)
                known[finding.fingerprint] = row
                new += 1
            elif row.state == "gone":
                row.state = "open"
            _fill(row, finding, expression, ids, on, now)
        gone = 0
        for fingerprint, row in known.items():
            if fingerprint not in seen and row.state == "open":
                row.state, gone = "gone", gone + 1
        return Counter(new=new, gone=gone)

    def _trace(self, actor: Actor, on: date, acts: int, findings: int) -> None:
        with transaction(self._sessions) as session:
            record_audit(
                session, actor, self._now(), "sweep.run", on.isoformat(), acts=acts, findings=findings
            )


def _ids_of(session: Session, uids: set[str]) -> dict[str, int]:
    if not uids:
        return {}
    rows = session.execute(select(ActRow.uid, ActRow.id).where(ActRow.uid.in_(uids)))
    return {row.uid: row.id for row in rows}


def _fill(
    row: FindingRow, finding: Finding, expression: ExpressionRow, ids: dict[str, int], on: date, now: datetime
) -> None:
    row.expression_id = expression.id
    row.cited_act_id = ids.get(finding.act.uid) if finding.act and finding.act.uid else None
    row.code, row.severity, row.message = finding.code, finding.severity, finding.message
    row.start, row.end, row.text = finding.start, finding.end, finding.text
    row.provision, row.legal_source = finding.provision, finding.legal_source
    row.cited = cited_json(finding.act) if finding.act else None
    row.evidence = [asdict(item) for item in finding.evidence]
    row.suggestion, row.as_of, row.last_seen = finding.suggestion, on, now


def cited_json(cited: CitedAct) -> dict[str, Any]:
    """The cited act with ISO dates."""
    found = asdict(cited)
    for name in ("issued", "expired_from"):
        found[name] = found[name].isoformat() if found[name] else None
    found["ended_by"] = list(cited.ended_by)
    return found
