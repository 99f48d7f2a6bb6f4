"""Checking texts of the corpus and keeping what is found: the work that sweep and ripple share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from app.db.act_registry import SqlRegistry, to_act
from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ChangeRow, ExpressionRow, FindingRow, RecheckRow
from app.jobs.collector import collector_at_rest
from app.services.arising import note_arisen
from app.services.checking import check_expression
from app.services.held import HeldText, held_texts
from app.services.rules import rule_book
from app.services.standing import held_structure
from app.services.vocabulary import issuer_book
from legal_corpus.checks.base import Statuses
from legal_corpus.effect.rules import RuleBook
from legal_corpus.effect.status import status_at
from legal_corpus.model.finding import CitedAct, Finding
from legal_corpus.model.text import Evidence
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.text.numbers import number_key

BATCH = 100
_MOST_STATUSES = 50_000
_MOST_STRUCTURES = 500
_EVIDENCE = tuple(item.name for item in fields(Evidence))
_CITED = tuple(item.name for item in fields(CitedAct))
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
class Checked:
    """What checking one text gave. ``skipped``: its act was not in force on the day."""

    findings: tuple[SweptFinding, ...]
    skipped: bool
    new: int = 0
    gone: int = 0


class Rechecker:
    """Checks batches of texts, one transaction each. One for each run: it keeps what it has read."""

    def __init__(self, sessions: SessionFactory, now: Callable[[], datetime]) -> None:
        self._sessions, self._now = sessions, now
        self._registry: SqlRegistry | None = None
        self._book: IssuerBook | None = None
        self._rules: RuleBook | None = None
        self._statuses: Statuses = {}
        self._structures: dict[str, frozenset[str] | None] = {}
        self._known = (-1, date.min)

    def check(self, ids: Sequence[int], on: date, *, keep: bool) -> list[Checked]:
        """Findings of the expressions on the day, in their order; those that are gone are left out.

        With ``keep`` the list that people work on follows, and the texts no longer wait.
        """
        with collector_at_rest(), transaction(self._sessions, writes=keep) as session:
            newest = session.scalar(select(func.max(ChangeRow.id))) or 0
            registry, book = self._readers(session, (newest, on))
            rows = _load(session, ids)
            texts = held_texts(session, [row.id for row in rows])
            numbers = (c.number for held in texts.values() for c in held.citations if c.number)
            uids = (uid for held in texts.values() for uid in held.candidates)
            registry.prefetch({number_key(number) for number in numbers}, {*uids, *(r.act.uid for r in rows)})
            found = [(row, *self._check_one(row, texts[row.id], registry, book, on)) for row in rows]
            if not keep:
                return [Checked(_swept(row, findings), skipped) for row, findings, skipped in found]
            counts = _Keeper(session, self._now(), on).keep([(row, findings) for row, findings, _ in found])
            session.execute(delete(RecheckRow).where(RecheckRow.expression_id.in_(ids)))
            session.execute(
                update(ExpressionRow).where(ExpressionRow.id.in_(ids)).values(checked_change=newest)
            )
            return [
                Checked(_swept(row, findings), skipped, *counts[row.id]) for row, findings, skipped in found
            ]

    def _readers(self, session: Session, known: tuple[int, date]) -> tuple[SqlRegistry, IssuerBook]:
        """Registry and vocabulary; what was read before counts while nobody has changed anything."""
        if self._registry is None or self._book is None or known != self._known:
            self._registry, self._book = SqlRegistry(session), issuer_book(session)
            self._rules = rule_book(session)
            self._known, self._statuses, self._structures = known, {}, {}
        self._session = session
        self._registry.go_on(session)
        if len(self._statuses) > _MOST_STATUSES:
            self._statuses.clear()
        if len(self._structures) > _MOST_STRUCTURES:
            self._structures.clear()
        return self._registry, self._book

    def _structure(self, uid: str) -> frozenset[str] | None:
        """Numbered parts of a cited act; the texts of a run cite the same acts again and again."""
        if uid not in self._structures:
            self._structures[uid] = held_structure(self._session, uid)
        return self._structures[uid]

    def _check_one(
        self,
        expression: ExpressionRow,
        held: HeldText,
        registry: SqlRegistry,
        book: IssuerBook,
        on: date,
    ) -> tuple[list[Finding], bool]:
        """Findings, and whether the act is out of force (and has none for that reason)."""
        act = expression.act
        events = registry.events_on(act.uid)
        # What a text does to its own act is left out where the text is judged: two readings then.
        known = self._statuses if all(event.by != act.uid for event in events) else {}
        key = (act.uid, on, None)
        if key not in known:
            known[key] = status_at(to_act(act), events, on, registry=registry, rules=self._rules)
        if known[key].status in _OUT_OF_FORCE:
            return [], True
        found = check_expression(
            expression, held, registry, on, book, self._statuses, self._rules, self._structure
        )
        return found, False


def _load(session: Session, ids: Sequence[int]) -> list[ExpressionRow]:
    query = (
        select(ExpressionRow)
        .where(ExpressionRow.id.in_(ids), ExpressionRow.current)
        .options(joinedload(ExpressionRow.act, innerjoin=True))
    )
    rows = {row.id: row for row in session.scalars(query)}
    return [rows[number] for number in ids if number in rows]


def _swept(row: ExpressionRow, findings: Sequence[Finding]) -> tuple[SweptFinding, ...]:
    act = row.act
    return tuple(SweptFinding(act.uid, act.label, act.title, act.issuer_name, item) for item in findings)


class _Keeper:
    """Stores the findings of a batch by fingerprint, so that people's verdicts stay with them."""

    def __init__(self, session: Session, now: datetime, on: date) -> None:
        self._session, self._now, self._on = session, now, on

    def keep(self, found: Sequence[tuple[ExpressionRow, list[Finding]]]) -> dict[int, tuple[int, int]]:
        """By expression: how many findings are new, how many are no longer there."""
        known = self._known([row.act_id for row, _findings in found])
        uids = {item.act.uid for _row, findings in found for item in findings if item.act and item.act.uid}
        ids = self._ids_of(sorted(uids))
        counts: dict[int, tuple[int, int]] = {}
        arisen: list[tuple[FindingRow, ExpressionRow]] = []
        for row, findings in found:
            new, gone = self._keep_one(row, findings, known[row.act_id], ids)
            arisen.extend((item, row) for item in new)
            counts[row.id] = (sum(item.first_seen == self._now for item in new), gone)
        self._session.flush()
        note_arisen(self._session, arisen, self._now)
        return counts

    def _known(self, act_ids: Sequence[int]) -> dict[int, dict[str, FindingRow]]:
        found: dict[int, dict[str, FindingRow]] = defaultdict(dict)
        for row in self._session.scalars(select(FindingRow).where(FindingRow.act_id.in_(act_ids))):
            found[row.act_id][row.fingerprint] = row
        return found

    def _ids_of(self, uids: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for at in range(0, len(uids), 400):
            query = select(ActRow.uid, ActRow.id).where(ActRow.uid.in_(uids[at : at + 400]))
            found.update((row.uid, row.id) for row in self._session.execute(query))
        return found

    def _keep_one(
        self,
        expression: ExpressionRow,
        findings: Sequence[Finding],
        known: dict[str, FindingRow],
        ids: dict[str, int],
    ) -> tuple[list[FindingRow], int]:
        new: list[FindingRow] = []
        seen: set[str] = set()
        for finding in findings:
            seen.add(finding.fingerprint)
            row = known.get(finding.fingerprint)
            if row is None:
                row = FindingRow(
                    act_id=expression.act_id,
                    fingerprint=finding.fingerprint,
                    state="open",
                    first_seen=self._now,
                )
                self._session.add(row)
                known[finding.fingerprint] = row
                new.append(row)
            elif row.state == "gone":
                row.state = "open"
                new.append(row)
            self._fill(row, finding, expression, ids)
        gone = [row for mark, row in known.items() if mark not in seen and row.state == "open"]
        for row in gone:
            row.state = "gone"
        return new, len(gone)

    def _fill(
        self, row: FindingRow, finding: Finding, expression: ExpressionRow, ids: dict[str, int]
    ) -> None:
        row.expression_id = expression.id
        row.cited_act_id = ids.get(finding.act.uid) if finding.act and finding.act.uid else None
        row.code, row.severity, row.message = finding.code, finding.severity, finding.message
        row.start, row.end, row.text = finding.start, finding.end, finding.text
        row.provision, row.legal_source = finding.provision, finding.legal_source
        row.cited = cited_json(finding.act) if finding.act else None
        row.evidence = [evidence_json(item) for item in finding.evidence]
        row.suggestion, row.as_of, row.last_seen = finding.suggestion, self._on, self._now


def evidence_json(item: Evidence) -> dict[str, Any]:
    """One piece of proof, as it is stored (``asdict`` would copy every value)."""
    return {name: getattr(item, name) for name in _EVIDENCE}


def cited_json(cited: CitedAct) -> dict[str, Any]:
    """The cited act with ISO dates."""
    found = {name: getattr(cited, name) for name in _CITED}
    for name in ("issued", "expired_from"):
        found[name] = found[name].isoformat() if found[name] else None
    found["ended_by"] = list(cited.ended_by)
    return found
