"""Checking texts of the corpus and keeping what is found: the work that sweep and ripple share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory, transaction
from app.db.models import ChangeRow, ExpressionRow, RecheckRow
from app.jobs.collector import collector_at_rest
from app.services.held import HeldText, held_texts
from app.services.keeping import keep_findings
from app.services.rules import rule_book
from app.services.standing import held_structures
from app.services.vocabulary import issuer_book
from legal_corpus.checks.base import Knowledge
from legal_corpus.checks.runner import check_text
from legal_corpus.effect.status import status_at
from legal_corpus.model.finding import Finding
from legal_corpus.registry.names import asked_names
from legal_corpus.registry.resolve import doubted_numbers
from legal_corpus.text.numbers import number_key

BATCH = 250
_BATCH = 400  # acts in one query
_MOST_STATUSES = 50_000
_MOST_STRUCTURES = 500
# An act with one of these statuses binds nobody on the day, so what it cites hurts nobody.
_OUT_OF_FORCE = {"expired", "not_yet_in_force"}
_Moment = tuple[int, int]  # newest change and number of changes: it tells whether anything was changed


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


@dataclass(frozen=True, slots=True)
class _Read:
    """What the checks say of one text."""

    text: HeldText
    findings: Sequence[Finding]
    skipped: bool

    def checked(self, new: int = 0, gone: int = 0) -> Checked:
        act = self.text.act
        swept = (SweptFinding(act.uid, act.label, act.title, act.issuer_name, item) for item in self.findings)
        return Checked(tuple(swept), self.skipped, new, gone)


class Rechecker:
    """Checks batches of texts. One for each run: it keeps what it has read."""

    def __init__(self, sessions: SessionFactory, now: Callable[[], datetime]) -> None:
        self._sessions, self._now = sessions, now
        self._registry: SqlRegistry | None = None
        self._known: Knowledge | None = None
        self._structures: dict[str, frozenset[str] | None] = {}
        self._moment: _Moment = (-1, 0)

    def check(self, ids: Sequence[int], on: date, *, keep: bool) -> list[Checked]:
        """Findings of the expressions on the day, in their order; those that are gone are left out.

        With ``keep`` the list that people work on follows, and the texts no longer wait. They are checked
        while others may write, and only what was found is written in a transaction of its own: a short one,
        unless somebody has changed something meanwhile, for then they are checked again in it.
        """
        with collector_at_rest():
            with transaction(self._sessions) as session:
                moment = _moment(session)
                found = self._read(session, ids, on, moment)
            if not keep:
                return [item.checked() for item in found]
            with transaction(self._sessions, writes=True) as session:
                triggers = _claim(session, ids)
                if _moment(session) != moment:
                    moment = _moment(session)
                    found = self._read(session, ids, on, moment)
                said = [(item.text, item.findings) for item in found]
                counts = keep_findings(session, said, triggers, on=on, now=self._now())
                session.execute(
                    update(ExpressionRow)
                    .where(ExpressionRow.id.in_(ids))
                    .values(checked_change=moment[0])
                    .execution_options(synchronize_session=False)
                )
            return [item.checked(*counts[item.text.id]) for item in found]

    def _read(self, session: Session, ids: Sequence[int], on: date, moment: _Moment) -> list[_Read]:
        registry, known = self._readers(session, on, moment)
        texts = held_texts(session, ids)
        numbers = {c.number for text in texts for c in text.citations if c.number}
        uids = {uid for text in texts for uid in (text.act.uid, *text.candidates)}
        registry.prefetch(set(map(number_key, numbers)), uids)
        named = (c for text in texts for c in text.citations if c.kind == "act" and not c.number)
        registry.prefetch_names(chain.from_iterable(map(asked_names, named)))
        doubted = (doubted_numbers(text.citations, text.text, registry) for text in texts)
        registry.prefetch_near(chain.from_iterable(doubted))
        self._prefetch_structures(session, registry, texts)
        return [_check_one(text, registry, known) for text in texts]

    def _readers(self, session: Session, on: date, moment: _Moment) -> tuple[SqlRegistry, Knowledge]:
        """Registry and vocabulary; what was read before counts while nobody has changed anything."""
        registry, known = self._registry, self._known
        if registry is None or known is None or (moment, on) != (self._moment, known.on):
            registry = self._registry = SqlRegistry(session)
            self._structures.clear()
            known = self._known = Knowledge(
                registry, on, rule_book(session), issuer_book(session), self._structure
            )
            self._moment = moment
        self._session = session
        registry.go_on(session)
        if len(known.statuses) > _MOST_STATUSES:
            known.statuses.clear()
        if sum(parts is not None for parts in self._structures.values()) > _MOST_STRUCTURES:
            self._structures.clear()
        return registry, known

    def _prefetch_structures(
        self, session: Session, registry: SqlRegistry, texts: Sequence[HeldText]
    ) -> None:
        """Read in a few queries the structures of the acts of which the texts cite parts."""
        wanted: set[str] = set()
        for text in texts:
            pinpointed = {item.target for item in text.provisions}
            keys = {number_key(c.number) for c in text.citations if c.number and c.start in pinpointed}
            wanted.update(act.uid for key in keys for act in registry.by_number(key))
            wanted.update(text.candidates if pinpointed else ())
        missing = sorted(wanted - self._structures.keys())
        for at in range(0, len(missing), _BATCH):
            self._structures.update(held_structures(session, missing[at : at + _BATCH]))

    def _structure(self, uid: str) -> frozenset[str] | None:
        """Numbered parts of a cited act; the texts of a run cite the same acts again and again."""
        if uid not in self._structures:
            self._structures.update(held_structures(self._session, [uid]))
        return self._structures[uid]


def _moment(session: Session) -> _Moment:
    """Number and newest, for of two writers the one that began later may be done first."""
    newest, count = session.execute(select(func.max(ChangeRow.id), func.count(ChangeRow.id))).one()
    return newest or 0, count


def _claim(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Take the texts off the list of those that wait; the change for which each of them waited.

    Until the end of the transaction nobody else judges these texts, and whoever wants one of them checked
    again waits: what is changed from now on is not lost.
    """
    session.execute(
        select(ExpressionRow.id)
        .where(ExpressionRow.id.in_(ids))
        .order_by(ExpressionRow.id)
        .with_for_update(key_share=True)
    )
    waiting = RecheckRow.expression_id.in_(ids)
    asked = dict(session.execute(select(RecheckRow.expression_id, RecheckRow.change_id).where(waiting)).all())
    session.execute(delete(RecheckRow).where(waiting).execution_options(synchronize_session=False))
    return asked


def _check_one(text: HeldText, registry: SqlRegistry, known: Knowledge) -> _Read:
    """Findings, or that the act is out of force (and has none for that reason)."""
    act, on = text.act, known.on
    events = registry.events_on(act.uid)
    # What a text does to its own act is left out where the text is judged: two readings then.
    statuses = known.statuses if all(event.by != act.uid for event in events) else {}
    key = (act.uid, on, None)
    if key not in statuses:
        statuses[key] = status_at(act, events, on, registry=registry, rules=known.rules)
    if statuses[key].status in _OUT_OF_FORCE:
        return _Read(text, (), skipped=True)
    return _Read(text, check_text(text.document(), known), skipped=False)
