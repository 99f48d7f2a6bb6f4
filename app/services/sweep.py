"""Use case: check every act of the corpus that is in force on a day, and keep the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, AuditRow, ExpressionRow
from app.errors import UsageError
from app.jobs.progress import NullProgress, Progress
from app.services.audit import record_audit
from app.services.permissions import Actor, Permission, require
from app.services.planning import plan_changes, reached_since
from app.services.rechecking import BATCH, Checked, Rechecker, SweptFinding
from app.services.vocabulary import province_table
from legal_corpus.registry.succession import province_of_issuer

SWEPT = "sweep.run"
_ENTRIES = 50  # of the audit trail, read at once


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


class _Totals:
    """Counts while a sweep runs; the findings themselves are kept only for who wants to list them."""

    def __init__(self, listed: bool) -> None:
        self._listed = listed
        self.findings: list[SweptFinding] = []
        self.codes: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self.seen = self.skipped = self.with_findings = self.new = self.gone = 0

    def add(self, checked: Checked) -> None:
        self.seen += 1
        self.skipped += checked.skipped
        self.with_findings += bool(checked.findings)
        self.new += checked.new
        self.gone += checked.gone
        self.codes.update(item.finding.code for item in checked.findings)
        self.severities.update(item.finding.severity for item in checked.findings)
        if self._listed:
            self.findings.extend(checked.findings)

    def summary(self, on: date) -> SweepSummary:
        return SweepSummary(
            on=on,
            acts=self.seen - self.skipped,
            skipped=self.skipped,
            with_findings=self.with_findings,
            by_code=dict(sorted(self.codes.items())),
            by_severity=dict(self.severities),
            new=self.new,
            gone=self.gone,
            findings=tuple(self.findings),
        )


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
        changed_since: date | None = None,
        keep: bool = True,
        listed: bool = True,
    ) -> SweepSummary:
        """Check all acts (of one province and the units it was formed from) in force on ``on``. A
        batch of acts is read in one transaction, its findings are written in another.

        ``changed_since`` leaves out what no change of the registry since that day can have touched. Without
        ``keep`` it only looks: the list that people work on stays as it is. Without ``listed`` the summary
        counts and does not hold the findings, so that memory does not grow with the corpus. Raises
        :class:`UsageError` on a province that nobody knows, or on a ``changed_since`` after ``on``.
        """
        require(actor, Permission.INGEST)
        if changed_since is not None and changed_since > on:
            raise UsageError("Ngày thay đổi phải không sau ngày xét; hãy sửa --changed-since hoặc --on.")
        bar = progress or NullProgress()
        limits = {"province": province, "changed_since": changed_since and changed_since.isoformat()}
        told = {"began": self._now().isoformat(), **{key: to for key, to in limits.items() if to}}
        ids = self._expressions(province, changed_since, on)
        if keep:
            plan_changes(self._sessions)
        checker, totals = Rechecker(self._sessions, self._now), _Totals(listed)
        bar.start(len(ids), "Rà soát")
        try:
            for at in range(0, len(ids), BATCH):
                for checked in checker.check(ids[at : at + BATCH], on, keep=keep):
                    totals.add(checked)
                    bar.advance()
            if keep:
                self._trace(actor, on, totals, told)
        finally:
            bar.finish()
        return totals.summary(on)

    def _expressions(self, province: str | None, changed_since: date | None, on: date) -> list[int]:
        with transaction(self._sessions) as session:
            query = (
                select(ExpressionRow.id, ActRow.issuer)
                .join(ActRow, ActRow.id == ExpressionRow.act_id)
                .where(ExpressionRow.current)
                .order_by(ActRow.issued, ActRow.uid)
            )
            rows: Sequence[tuple[int, str | None]] = [(row.id, row.issuer) for row in session.execute(query)]
            if changed_since is not None:
                touched = reached_since(session, changed_since, on)
                rows = [row for row in rows if row[0] in touched]
            if province is None:
                return [number for number, _issuer in rows]
            table = province_table(session)
            # The bodies of a new unit review the acts of the units it was formed from (NĐ 79/2025 Đ35k4).
            named = [unit.code for unit in table.named(province)] or [province]
            codes = {code for unit in named for code in table.lineage(unit)}
            if not any(map(table.get, codes)):
                raise UsageError(
                    f"Không biết tỉnh, thành phố “{province}”; hãy viết tên đầy đủ, như “Cần Thơ”."
                )
            return [number for number, issuer in rows if province_of_issuer(issuer or "") in codes]

    def _trace(self, actor: Actor, on: date, totals: _Totals, told: Mapping[str, str]) -> None:
        with transaction(self._sessions) as session:
            record_audit(
                session,
                actor,
                self._now(),
                SWEPT,
                on.isoformat(),
                acts=totals.seen,
                findings=sum(totals.codes.values()),
                **told,
            )


def last_whole_sweep(session: Session) -> tuple[datetime, date] | None:
    """When the last sweep of the whole corpus began, and the day it asked about; ``None`` without one.

    The audit trail tells it: sweeps of one province, or of what was changed, are named there as such.
    """
    entries = session.execute(
        select(AuditRow.object, AuditRow.detail)
        .where(AuditRow.action == SWEPT)
        .order_by(AuditRow.at.desc(), AuditRow.id.desc())
        .execution_options(yield_per=_ENTRIES)
    )
    for day, detail in entries:
        if "began" in detail and not {"province", "changed_since"} & detail.keys():
            return datetime.fromisoformat(detail["began"]), date.fromisoformat(day)
    return None
