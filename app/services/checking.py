"""Use case: check one text against the registry. Files are read and forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory, transaction
from app.services.cited_notes import links_of, quoted_spans
from app.services.permissions import Actor, Permission, require
from app.services.reading import Analyser
from app.services.rules import rule_book
from app.services.views import CitedLink
from app.services.vocabulary import issuer_book
from indexer.pipeline import ParsedAct
from legal_corpus.checks.base import Document, Knowledge
from legal_corpus.checks.runner import check_text, make_context, run_checks
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Span
from legal_corpus.registry.near import number_year
from legal_corpus.text.numbers import number_key


def check_parsed(parsed: ParsedAct, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Findings on an analysed document that is not in the corpus."""
    return tuple(check_text(_document(parsed), knowledge))


def _document(parsed: ParsedAct, read_on: date | None = None) -> Document:
    return Document(
        parsed.text,
        parsed.header,
        parsed.citations,
        parsed.provisions,
        parsed.effects,
        own_term=parsed.own_term[0] if parsed.own_term else None,
        read_on=read_on,
    )


def _is_undated(parsed: ParsedAct, on: date) -> bool:
    """Whether the draft has no date yet; what has the number of another year is old, and its date unread."""
    number = parsed.header.value("number")
    year = number_year(number_key(number)) if number else None
    return parsed.header.value("issued") is None and year in (None, on.year)


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with what was found in it. ``links`` are its citations with the standing of what they mean;
    ``undated`` tells that it has no date of issue, so that bare names were read on the day of the check."""

    parsed: ParsedAct
    findings: tuple[Finding, ...]
    links: tuple[CitedLink, ...]
    undated: bool

    @property
    def mentions(self) -> int:
        """How many mentions of acts it has: none means that nothing was checked."""
        return sum(citation.kind == "act" for citation in self.parsed.citations)

    @property
    def quoted(self) -> tuple[Span, ...]:
        """Where the draft quotes new text for a part of another act."""
        return quoted_spans(self.parsed.text)


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
            undated = _is_undated(parsed, on)
            context = make_context(_document(parsed, on if undated else None), known)
            return CheckedDraft(parsed, tuple(run_checks(context)), tuple(links_of(context)), undated)
