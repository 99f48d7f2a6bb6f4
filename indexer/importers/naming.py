"""The book that importers name issuers with: the shipped one, or that of an installation with more units."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from legal_corpus.registry.issuers import Issuer, IssuerBook, SymbolIssuers, core_issuers

_BOOK: ContextVar[IssuerBook | None] = ContextVar("issuer book of the import", default=None)


@contextmanager
def naming_with(book: IssuerBook) -> Iterator[None]:
    """Rows that are read inside know the units of ``book``. Rows are read lazily: read them all inside."""
    token = _BOOK.set(book)
    try:
        yield
    finally:
        _BOOK.reset(token)


def issuer_at(name: str, on: date | None) -> Issuer | None:
    """The issuer with this printed name on the date; ``None`` unless exactly one fits."""
    return (_BOOK.get() or core_issuers()).at(name, on)


def issuers_for_symbol(number: str) -> SymbolIssuers:
    """Who can have issued this number."""
    return (_BOOK.get() or core_issuers()).for_symbol(number)
