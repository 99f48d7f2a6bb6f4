"""Use case: check one text against the registry. Files are read and forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory, transaction
from app.services.permissions import Actor, Permission, require
from app.services.reading import Analyser
from app.services.rules import rule_book
from app.services.vocabulary import issuer_book
from indexer.pipeline import ParsedAct
from legal_corpus.checks.base import Document, Knowledge
from legal_corpus.checks.runner import check_text
from legal_corpus.model.finding import Finding


def check_parsed(parsed: ParsedAct, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Findings on an analysed document that is not in the corpus."""
    document = Document(
        parsed.text,
        parsed.header,
        parsed.citations,
        parsed.provisions,
        parsed.effects,
        own_term=parsed.own_term[0] if parsed.own_term else None,
    )
    return tuple(check_text(document, knowledge))


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
            known = Knowledge(SqlRegistry(session), on, rule_book(session), issuer_book(session))
            found = check_parsed(parsed, known)
        return CheckedDraft(found, sum(citation.kind == "act" for citation in parsed.citations))
