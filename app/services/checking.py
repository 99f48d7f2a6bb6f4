"""Use case: check one text against the registry. Files are read and forgotten, corpus acts are not read
again: what ingest found in them is in the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory, transaction
from app.db.models import ExpressionRow
from app.services.held import HeldText
from app.services.permissions import Actor, Permission, require
from app.services.reading import Analyser
from app.services.rules import rule_book
from app.services.vocabulary import issuer_book
from indexer.pipeline import ParsedAct
from legal_corpus.checks.base import Statuses, Structures
from legal_corpus.checks.runner import check_text
from legal_corpus.effect.rules import RuleBook
from legal_corpus.model.act import Header, HeaderField
from legal_corpus.model.finding import Finding
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.protocol import Registry


def check_parsed(
    parsed: ParsedAct,
    registry: Registry,
    on: date,
    book: IssuerBook | None = None,
    rules: RuleBook | None = None,
) -> tuple[Finding, ...]:
    """Findings on an analysed document that is not in the corpus."""
    return tuple(
        check_text(
            parsed.text,
            parsed.header,
            parsed.citations,
            parsed.provisions,
            parsed.effects,
            registry,
            on,
            own_term=parsed.own_term[0] if parsed.own_term else None,
            book=book,
            rules=rules,
        )
    )


def check_expression(
    expression: ExpressionRow,
    held: HeldText,
    registry: SqlRegistry,
    on: date,
    book: IssuerBook,
    statuses: Statuses,
    rules: RuleBook | None,
    structures: Structures,
) -> list[Finding]:
    """Findings on a text of the corpus, from what the store holds of it; ``statuses`` are readings that
    texts of one run share."""
    return check_text(
        expression.text,
        header_of(expression),
        held.citations,
        held.provisions,
        held.effects,
        registry,
        on,
        citing_uid=expression.act.uid,
        own_term=_own_term(expression),
        book=book,
        statuses=statuses,
        rules=rules,
        structures=structures,
    )


def header_of(expression: ExpressionRow) -> Header:
    """The stored header as the pure dataclass."""
    names = ("number", "type", "issuer", "issued", "title", "effective_from", "signer")
    fields = {
        name: HeaderField(
            found["value"], found.get("start"), found.get("end"), float(found.get("confidence", 1.0))
        )
        for name in names
        if (found := expression.header.get(name))
    }
    return Header(**fields, warnings=tuple(expression.warnings or ()))


def _own_term(expression: ExpressionRow) -> date | None:
    stated = expression.header.get("own_term")
    return date.fromisoformat(stated["value"]) if stated else None


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Findings on a draft, and how many mentions of acts it has: none means that nothing was checked."""

    findings: tuple[Finding, ...]
    mentions: int


class CheckingService:
    """Checks files of people who have not issued them yet."""

    def __init__(self, *, sessions: SessionFactory, analyser: Analyser) -> None:
        self._sessions, self._analyser = sessions, analyser

    def check_file(self, actor: Actor, path: Path, on: date) -> CheckedDraft:
        """A file checked against the store; nothing is kept.

        Raises :class:`indexer.errors.InputRefusedError`.
        """
        require(actor, Permission.CHECK_DRAFT)
        parsed = self._analyser.analyse(path)
        with transaction(self._sessions) as session:
            found = check_parsed(parsed, SqlRegistry(session), on, issuer_book(session), rule_book(session))
        return CheckedDraft(found, sum(citation.kind == "act" for citation in parsed.citations))
