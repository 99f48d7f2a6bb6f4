"""Which texts of the corpus a change of the registry can touch: the inverted index of citations.

The index is the resolved acts and the keys in the citation rows themselves, so it is never behind the texts.
What is reached is a little more than what really alters, never less: checking the reached texts again gives
the same findings as checking every text (``tests/db/test_ripple_exact.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from app.db.act_registry import serial_edits, to_act
from app.db.batches import batches
from app.db.models import ActRow, AliasRow, CitationRow, DerivationRow, EventRow, ExpressionRow
from app.services.held import IS_CURRENT
from app.services.linking import citation_of
from legal_corpus.registry.names import NAMED_TYPES
from legal_corpus.registry.near import bucket_keys, is_near, number_parts
from legal_corpus.registry.subject import cited_subject, is_not_about

_FEW = 500  # numbers that are looked for one by one
_TAIL = 420  # characters behind a citation in which its subject stands
_CONSTITUTION = "hiến pháp"
First = dict[int, int]  # id of an act or a text -> the first change that reaches it


def reached(session: Session, changed: Mapping[int, int], renamed: Iterable[int] = ()) -> First:
    """Current expressions that the changed acts can touch, at any depth.

    ``changed`` maps an act to its first change; so does the result for expressions. ``renamed`` are those
    that are new or whose number, title or date is: a slip of the pen can mean them now.
    """
    found: First = {}
    acts = dependants(session, changed)
    own = select(ExpressionRow.act_id, ExpressionRow.id).where(IS_CURRENT)
    _gather(session, own, ExpressionRow.act_id, acts, found)
    _gather(session, _citing(CitationRow.act_id), CitationRow.act_id, acts, found)
    numbers, names = _keys_of(session, changed)
    _gather(session, _citing(CitationRow.number_key), CitationRow.number_key, numbers, found)
    _gather(session, _citing(CitationRow.name_key), CitationRow.name_key, names, found)
    _by_long_name(session, changed, found)
    slips, _names = _keys_of(session, {act: changed[act] for act in renamed})
    _by_near_number(session, slips, found)
    return found


def dependants(session: Session, changed: Mapping[int, int]) -> First:
    """The changed acts and those whose status rests on them: acts they changed or ended, acts that detail
    them, and so on to the end of the chain."""
    found: First = dict(changed)
    fresh = dict(changed)
    acted = select(EventRow.by_id, EventRow.target_id).distinct()
    detailed = select(DerivationRow.parent_id, DerivationRow.act_id).distinct()
    while fresh:
        step: First = {}
        _gather(session, acted, EventRow.by_id, fresh, step)
        _gather(session, detailed, DerivationRow.parent_id, fresh, step)
        fresh = {act: change for act, change in step.items() if act not in found}
        found.update(fresh)
    return found


def _citing(column: Any) -> Select[Any, Any]:
    return (
        select(column, CitationRow.expression_id)
        .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
        .where(ExpressionRow.current)
        .distinct()
    )


def _gather(
    session: Session, query: Select[Any, Any], column: Any, wanted: Mapping[Any, int], found: First
) -> None:
    """Add to ``found`` the second column of the rows whose ``column`` is wanted."""
    for batch in batches(wanted):
        for key, number in session.execute(query.where(column.in_(batch))):
            _note(found, number, wanted[key])


def _note(found: First, number: int, change: int) -> None:
    found[number] = min(change, found.get(number, change))


def _keys_of(session: Session, changed: Mapping[int, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Number keys and name keys under which the changed acts are cited, each with the first change."""
    numbers: dict[str, int] = {}
    names: dict[str, int] = {}
    for batch in batches(changed):
        own = select(ActRow.id, ActRow.number_key, ActRow.name_key).where(ActRow.id.in_(batch))
        for act, number, name in session.execute(own):
            for key, keys in ((number, numbers), (name, names)):
                if key:
                    keys[key] = min(changed[act], keys.get(key, changed[act]))
        aliases = select(AliasRow.act_id, AliasRow.name_key).where(AliasRow.act_id.in_(batch))
        for act, name in session.execute(aliases):
            names[name] = min(changed[act], names.get(name, changed[act]))
    return numbers, names


def _by_long_name(session: Session, changed: Mapping[int, int], found: First) -> None:
    """Laws may be cited with number or year behind the name, the constitution without a name."""
    for batch in batches(changed):
        named = select(ActRow).where(ActRow.id.in_(batch), ActRow.type_key.in_(NAMED_TYPES))
        for act in session.scalars(named).all():
            alias = select(AliasRow.name_key).where(AliasRow.act_id == act.id)
            terms: list[ColumnElement[bool]] = [
                CitationRow.name_key.startswith(f"{name} ", autoescape=True)
                for name in {act.name_key, *session.scalars(alias)}
                if name
            ]
            if act.type_key == _CONSTITUTION:
                terms.append(CitationRow.type == act.type)
            if terms:
                for _key, text in session.execute(_citing(CitationRow.name_key).where(or_(*terms))):
                    _note(found, text, changed[act.id])


def _by_near_number(session: Session, numbers: Mapping[str, int], found: First) -> None:
    """Texts with a number one slip away: what they mean, or what is proposed to them, may be another act.

    A citation that is resolved looks for near acts only where its subject is plainly not that of its act.
    """
    subject = func.substr(ExpressionRow.text, CitationRow.end + 1, _TAIL)
    wanted = _near_keys(session, numbers)
    query = (
        select(CitationRow, subject, ActRow)
        .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
        .outerjoin(ActRow, ActRow.id == CitationRow.act_id)
        .where(ExpressionRow.current)
    )
    for batch in batches(wanted):
        for row, tail, act in session.execute(query.where(CitationRow.number_key.in_(batch))):
            if act is None or _speaks_of_another(row, tail, act):
                _note(found, row.expression_id, wanted[row.number_key])


def _speaks_of_another(row: CitationRow, tail: str, act: ActRow) -> bool:
    said = cited_subject(tail, replace(citation_of(row), start=0, end=0))
    return said is not None and is_not_about(said, to_act(act))


def _near_keys(session: Session, numbers: Mapping[str, int]) -> dict[str, int]:
    """Cited number keys that are near to one of ``numbers``, each with the first change of those."""
    if len(numbers) > _FEW:
        return near_among(_cited(session, CitationRow.number_key.is_not(None)), numbers)
    near: dict[str, int] = {}
    serials: dict[str, list[str]] = defaultdict(list)
    edits: dict[str, int] = {}
    for key, change in numbers.items():
        serials[number_parts(key)[0]].append(key)
        for edited in serial_edits(key):
            _note_key(edits, edited, change)
    for serial, keys in serials.items():
        for cited in _cited(session, CitationRow.number_key.startswith(f"{serial}/", autoescape=True)):
            for key in keys:
                if is_near(cited, key):
                    _note_key(near, cited, numbers[key])
    for batch in batches(edits):
        for cited in _cited(session, CitationRow.number_key.in_(batch)):
            _note_key(near, cited, edits[cited])
    return near


def near_among(cited: Iterable[str], numbers: Mapping[str, int]) -> dict[str, int]:
    """Those of ``cited`` that are near to one of ``numbers``: the way for very many numbers at once."""
    buckets: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key in numbers:
        for bucket in bucket_keys(key)[1:]:  # another serial is tried out instead: those buckets are full
            buckets[bucket].append(key)
    near: dict[str, int] = {}
    for key in cited:
        for edited in serial_edits(key):
            if edited in numbers and edited != key:
                _note_key(near, key, numbers[edited])
        for bucket in bucket_keys(key)[1:]:
            for other in buckets.get(bucket, ()):
                if is_near(key, other):
                    _note_key(near, key, numbers[other])
    return near


def _cited(session: Session, term: ColumnElement[bool]) -> Iterator[str]:
    yield from filter(None, session.scalars(select(CitationRow.number_key).where(term).distinct()))


def _note_key(found: dict[str, int], key: str, change: int) -> None:
    found[key] = min(change, found.get(key, change))
