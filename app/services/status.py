"""Use case: what is the status of an act, or of a part of it, on a day, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory, transaction
from app.errors import AmbiguousActError, NotFoundError
from app.services.permissions import Actor, Permission, require
from app.services.vocabulary import issuer_book
from legal_corpus.effect.rules import core_rules
from legal_corpus.effect.status import status_at
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.protocol import Registry
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key


@dataclass(frozen=True, slots=True)
class ActQuestion:
    """What a person knows of an act: number (or a law's name), and any of type, issuer, date."""

    number: str
    type: str | None = None
    issuer: str | None = None
    issued: date | None = None


def full_label(act: Act) -> str:
    """The act with all of its identity: kind, number, issuer, date."""
    parts = [act.label]
    if act.issuer_name:
        parts.append(f"của {act.issuer_name}")
    if act.issued:
        parts.append(f"ngày {act.issued:%d/%m/%Y}")
    return " ".join(parts)


def find_act(registry: Registry, book: IssuerBook, asked: ActQuestion) -> Act:
    """The one act that fits.

    Raises :class:`NotFoundError`, or :class:`AmbiguousActError` listing all that fit.
    """
    found = [a for a in registry.by_number(number_key(asked.number)) if _fits(a, asked, book)]
    if not found:
        near = registry.near_numbers(number_key(asked.number))
        hint = f" Gần giống: {'; '.join(full_label(act) for act in near[:5])}." if near else ""
        raise NotFoundError(f"Sổ văn bản không có {asked.number} với các chi tiết đã nêu.{hint}")
    if len(found) > 1:
        labels = tuple(full_label(act) for act in found)
        raise AmbiguousActError(
            f"Có {len(found)} văn bản cùng số {asked.number}; hãy thêm --type, --issuer hoặc --issued:\n  "
            + "\n  ".join(labels),
            labels,
        )
    return found[0]


def _fits(act: Act, asked: ActQuestion, book: IssuerBook) -> bool:
    if asked.type and fold_key(act.type) != fold_key(asked.type):
        return False
    if asked.issued and act.issued != asked.issued:
        return False
    if not asked.issuer:
        return True
    codes = {issuer.code for issuer in book.named(asked.issuer)} | {asked.issuer}
    return act.issuer in codes or fold_key(act.issuer_name or "") == fold_key(asked.issuer)


class StatusService:
    """Answers for the terminal and the pages; every answer is folded from events, never stored."""

    def __init__(self, *, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def status(
        self, actor: Actor, asked: ActQuestion, on: date, provision: str | None = None
    ) -> tuple[Act, StatusReading]:
        """The act and its status on the day, for ``provision`` ("5/2/a") if given."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            registry = SqlRegistry(session)
            act = find_act(registry, issuer_book(session), asked)
            events = registry.events_on(act.uid)
            reading = status_at(act, events, on, provision=provision, registry=registry, rules=core_rules())
            return act, reading
