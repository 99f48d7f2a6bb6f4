"""What a person may choose from for a header field: other readings of ink, and what is known already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.db.models import ActRow, ExpressionRow
from legal_corpus.registry.sources import OWN_TEXT, source
from legal_corpus.text.normalize import fold_marks

_LEAST_LIKE = 94.0  # of 100; recognition loses a mark or a letter of a title, another act has other words
_SHORTEST_TITLE = 15  # letters; shorter ones are shared by many acts
_MOST_ACTS = 20_000  # of one kind and issuer, those that came last
_MOST_KNOWN = 3
_FIGURES = re.compile(r"\d+")
_KNOWN = ("number", "issued")  # what a register may tell
_CHOSEN: tuple[str, ...] = (*_KNOWN, "type", "issuer", "title")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value for one field; ``source`` names who states it, ``None`` for a reading of the page itself."""

    value: str
    source: str | None = None

    @property
    def day(self) -> date:
        """The value of a date field."""
        return date.fromisoformat(self.value)


def choices_for(session: Session, row: ExpressionRow) -> Mapping[str, tuple[Choice, ...]]:
    """What the fields of a text in doubt may be as well, without the values that they have already. Registers
    are asked for number and date."""
    doubtful = row.doubtful.split()
    found: dict[str, list[Choice]] = {name: [] for name in _CHOSEN if name in doubtful}
    for name, choices in found.items():
        choices.extend(Choice(value) for value in row.header.get(name, {}).get("others", ()))
    if found.keys() & set(_KNOWN):
        for act in _known(session, row):
            for name, value in (("number", act.number), ("issued", act.issued and act.issued.isoformat())):
                if value and name in found:
                    found[name].append(Choice(value, _source_of(act, name)))
    return {name: tuple(_single(choices, row, name)) for name, choices in found.items() if choices}


def _single(choices: list[Choice], row: ExpressionRow, name: str) -> Iterator[Choice]:
    """Each value once, with its source where one states it; a value that was read only with a source."""
    stated = {choice.value: choice for choice in choices if choice.source}
    read = row.header.get(name, {}).get("value")
    for value in dict.fromkeys(choice.value for choice in choices):
        choice = stated.get(value, Choice(value))
        if value != read or choice.source:
            yield choice


def _known(session: Session, row: ExpressionRow) -> list[ActRow]:
    """Other acts of the same kind and issuer whose title is nearly word for word the one that was read."""
    title = _folded(row.header.get("title", {}).get("value"))
    act = row.act
    if len(title) < _SHORTEST_TITLE or not (act.issuer or act.issuer_name):
        return []
    same = ActRow.issuer == act.issuer if act.issuer else ActRow.issuer_name == act.issuer_name
    query = select(ActRow.id, ActRow.title).where(
        ActRow.type_key == act.type_key, same, ActRow.id != act.id, ActRow.number.is_not(None)
    )
    newest = query.where(ActRow.title.is_not(None)).order_by(ActRow.id.desc())
    like = [
        (likeness, number)
        for number, other in session.execute(newest.limit(_MOST_ACTS))
        if (likeness := _likeness(title, _folded(other)))
    ]
    best = [number for _, number in sorted(like, reverse=True)[:_MOST_KNOWN]]
    query_acts = select(ActRow).where(ActRow.id.in_(best)).options(selectinload(ActRow.claims))
    return sorted(session.scalars(query_acts), key=lambda one: best.index(one.id))


def titles_alike(one: str | None, other: str | None) -> bool:
    """Whether two titles are nearly word for word the same, and long enough to tell acts apart."""
    first = _folded(one)
    return len(first) >= _SHORTEST_TITLE and _likeness(first, _folded(other)) > 0


def _likeness(title: str, known: str) -> float:
    """Of 100, ``0`` for titles of two acts; "năm 2023" and "năm 2024" are two."""
    if _FIGURES.findall(title) != _FIGURES.findall(known):
        return 0.0
    return ratio(title, known, score_cutoff=_LEAST_LIKE)


def _folded(title: str | None) -> str:
    return " ".join(fold_marks(title or "").split()).removeprefix("ve viec ")


def _source_of(act: ActRow, name: str) -> str:
    value = act.number if name == "number" else act.issued and act.issued.isoformat()
    codes = [claim.source for claim in act.claims if claim.field == name and claim.value == value]
    codes = sorted(set(codes or [claim.source for claim in act.claims]))
    return ", ".join(source(code).name for code in codes if code != OWN_TEXT) or act.label
