"""How acts and queries look to Whoosh: fields, terms, query trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import fields, query
from whoosh.analysis import Token

from indexer.search.analysis import Unit, index_terms
from indexer.search.protocol import IndexedAct, SearchQuery
from legal_corpus.text.normalize import fold_key, to_nfc

FORMAT = 1
"""Raise it whenever fields or terms change: an index of another format has to be rebuilt."""

HEAD_BOOST = 4.0
HEAD_PHRASE_BOOST = 6.0
NUMBER_BOOST = 3.0


class LegalAnalyzer:
    """:func:`indexer.search.analysis.index_terms` as a Whoosh analyzer."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """Tokens with text and position; one object is reused, as Whoosh's own analyzers do."""
        token = Token(positions=True)
        token.boost = 1.0
        for token.text, token.pos in index_terms(value):
            yield token


def schema() -> fields.Schema:
    """``body`` has everything (head and text) so that one field decides whether an act matches;
    ``head`` (number, type, title, issuer) only adds score. Of texts only the title is stored."""
    return fields.Schema(
        uid=fields.ID(unique=True, stored=True),
        title=fields.STORED,
        head=fields.TEXT(analyzer=LegalAnalyzer(), phrase=True),
        body=fields.TEXT(analyzer=LegalAnalyzer(), phrase=True),
        type=fields.ID,
        issuer=fields.ID,
        province=fields.ID,
        issued=fields.NUMERIC(int, sortable=True, default=0),
    )


def document(act: IndexedAct) -> dict[str, Any]:
    """The act as keyword arguments of Whoosh's ``add_document``."""
    head = " \n".join(filter(None, (act.type, act.number, act.title, act.issuer_name)))
    values = {
        "uid": act.uid,
        "title": to_nfc(act.title) if act.title else None,
        "head": head,
        "body": f"{head}\n{act.text}",
        "type": _key(act.type),
        "issuer": _key(act.issuer_name),
        "province": _key(act.province),
        "issued": act.issued.toordinal() if act.issued else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def tree(units: tuple[Unit, ...]) -> query.Query:
    """All units in the body; title words, and title words side by side, raise the score."""
    needed = [_unit("body", unit) for unit in units]
    liked: list[query.Query] = [
        query.Term("head", word.folded, boost=HEAD_BOOST) for unit in units for word in unit.words
    ]
    words = [word.folded for unit in units for word in unit.words]
    if len(words) > 1:
        liked.append(query.Phrase("head", words, boost=HEAD_PHRASE_BOOST))
    return query.AndMaybe(query.And(needed), query.Or(liked))


def limits(search: SearchQuery) -> query.Query | None:
    """The filters of the search except ``uids``, or ``None`` when there are none."""
    wanted: list[query.Query] = []
    for name, values in (("type", search.types), ("issuer", search.issuers), ("province", search.provinces)):
        if values:
            wanted.append(_any_of(name, values))
    if search.issued_from or search.issued_to:
        first = search.issued_from.toordinal() if search.issued_from else 1
        last = search.issued_to.toordinal() if search.issued_to else None
        wanted.append(query.NumericRange("issued", first, last))
    return query.And(wanted) if wanted else None


def _unit(name: str, unit: Unit) -> query.Query:
    words = [word.folded for word in unit.words]
    if len(words) == 1:
        return query.Term(name, words[0])
    phrase = query.Phrase(name, words)
    if unit.whole is None:
        return phrase
    return query.Or([query.Term(name, unit.whole, boost=NUMBER_BOOST), phrase])


def _any_of(name: str, values: Iterable[str]) -> query.Query:
    return query.Or([query.Term(name, _key(value)) for value in values])


def _key(value: str | None) -> str | None:
    return fold_key(value) if value else None
