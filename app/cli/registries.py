"""The registry a command asks: a file in memory, or the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.common import open_services, refuse
from app.cli.rows import iso

if TYPE_CHECKING:
    from indexer.pipeline import ParsedAct
    from legal_corpus.effect.rules import RuleBook
    from legal_corpus.model.act import Act
    from legal_corpus.model.citation import Citation
    from legal_corpus.registry.issuers import IssuerBook
    from legal_corpus.registry.protocol import Registry


class KnownActs:
    """A registry with the issuer vocabulary and the rules of law that go with it."""

    def __init__(self, registry: Registry, book: IssuerBook, rules: RuleBook) -> None:
        self.registry, self.book, self.rules = registry, book, rules

    def describer(self, parsed: ParsedAct, on: date) -> Callable[[Citation], dict[str, Any]]:
        """A function that tells what a citation of the document means and its status on the day.

        ``resolved_on`` is there where a bare name means another act to a reader of the day.
        """
        from legal_corpus.registry.resolve import CitingAct, other_on, resolve_all

        issued = parsed.header.date("issued")
        name = parsed.header.value("issuer")
        issuer = self.book.at(name, issued) if name else None
        citing = CitingAct(issuer=issuer.code if issuer else None, issued=issued)

        own = parsed.citations
        meant = resolve_all(own, citing, self.registry, self.book, parsed.text)
        resolutions = {c.start: found for c, found in zip(own, meant, strict=True)}

        def describe(citation: Citation) -> dict[str, Any]:
            found = resolutions[citation.start]
            if found.outcome != "resolved" or found.act is None:
                several = len(found.candidates) if found.outcome == "ambiguous" else 0
                return {"resolved": None, "candidates": several, "reason": found.reason}
            row = {"resolved": self._act_row(found.act, on), "candidates": 1}
            other = other_on(citation, found.act, citing, self.registry, on, self.book)
            return row if other is None else {**row, "resolved_on": self._act_row(other, on)}

        return describe

    def _act_row(self, act: Act, on: date) -> dict[str, Any]:
        from legal_corpus.effect.status import amending_numbers, ending_numbers, status_at

        body = self.book.get(act.issuer) if act.issuer else None
        events = self.registry.events_on(act.uid)
        reading = status_at(act, events, on, registry=self.registry, rules=self.rules)
        return {
            "type": act.type,
            "number": act.number,
            "issuer": body.name if body else act.issuer_name,
            "issued": iso(act.issued),
            "title": act.title,
            "status": reading.status,
            "expired_from": iso(reading.since) if reading.status == "expired" else None,
            "ended_by": list(ending_numbers(reading, self.registry)),
            "partly_by": list(amending_numbers(reading, self.registry)),
        }


@contextmanager
def open_registry(file: Path | None, home: Path | None, *, needed: bool = True) -> Iterator[KnownActs | None]:
    """The registry of ``file``, else of the store in ``home``; ``None`` when it is not needed."""
    if not needed:
        yield None
    elif file is not None:
        from indexer.importers.memory import registry_from_file
        from legal_corpus.effect.rules import core_rules
        from legal_corpus.registry.issuers import core_issuers

        registry, rejected = registry_from_file(file)
        for row in rejected[:20]:
            refuse(file, f"dòng {row.row} bị loại: {row.reason}")
        yield KnownActs(registry, core_issuers(), core_rules())
    else:
        from app.db.act_registry import SqlRegistry
        from app.db.base import transaction
        from app.services.rules import rule_book
        from app.services.vocabulary import issuer_book

        with open_services(home) as services, transaction(services.sessions) as session:
            yield KnownActs(SqlRegistry(session), issuer_book(session), rule_book(session))
