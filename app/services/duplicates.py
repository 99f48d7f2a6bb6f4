"""Texts that are nearly the same: found by sketch, shown with their differences."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session, joinedload

from app.db.base import SessionFactory, transaction
from app.db.models import ExpressionRow, SketchRow
from app.errors import NotFoundError, UsageError
from app.services.permissions import Actor, Permission, require
from legal_corpus.text.sketch import likeness, sketch

LEAST = 0.8
_ENOUGH_SHARED = 20
_MOST_LINES = 20_000
_MOST_NEAR = 20
_AT_ONCE = 50
_EASY_PAIRS = 1_000_000
_MOST_PAIRS = 100_000_000


@dataclass(frozen=True, slots=True)
class NearText:
    """Another text, and the estimated share of it that is the same."""

    expression_id: int
    uid: str
    label: str
    title: str | None
    file_name: str
    likeness: float
    same_act: bool
    current: bool


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of both texts, of the first ("-") or the second ("+") only, or lines left out ("…")."""

    sign: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts and what differs between them."""

    one: NearText
    other: NearText
    lines: tuple[DiffLine, ...]
    differing: int


def keep_sketch(session: Session, expression: ExpressionRow) -> None:
    """Store the sketch of a text that has come in."""
    session.execute(delete(SketchRow).where(SketchRow.expression_id == expression.id))
    rows = [{"expression_id": expression.id, "hash": value} for value in sketch(expression.text)]
    if rows:
        session.execute(insert(SketchRow), rows)


def near_texts(session: Session, expression: ExpressionRow) -> list[NearText]:
    """Texts nearly the same as this one, most alike first; earlier texts of its own act too."""
    mine = _sketch_of(session, expression.id)
    if not mine:
        return []
    enough = max(1, min(_ENOUGH_SHARED, len(mine) // 2))
    shared = (
        select(SketchRow.expression_id)
        .where(SketchRow.hash.in_(mine), SketchRow.expression_id != expression.id)
        .group_by(SketchRow.expression_id)
        .having(func.count() >= enough)
        .order_by(func.count().desc())
        .limit(_MOST_NEAR)
    )
    found = []
    for other_id in session.scalars(shared).all():
        alike = likeness(mine, _sketch_of(session, other_id))
        if alike >= LEAST:
            other = session.get_one(ExpressionRow, other_id, options=[joinedload(ExpressionRow.act)])
            found.append(_near(other, alike, expression.act_id))
    return sorted(found, key=lambda near: -near.likeness)


class DuplicateService:
    """Use case: see what differs between two texts."""

    def __init__(self, *, sessions: SessionFactory) -> None:
        self._sessions = sessions
        self._seen_to: int | None = 0

    def near(self, actor: Actor, uid_expression: int) -> list[NearText]:
        """Texts nearly the same as the one with this number."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            return near_texts(session, _expression(session, uid_expression))

    def catch_up(self) -> int:
        """Sketch some texts that came in before there were sketches; gives how many. Each is looked at
        once in the life of a process."""
        if self._seen_to is None:
            return 0
        none = ~select(SketchRow.hash).where(SketchRow.expression_id == ExpressionRow.id).exists()
        query = select(ExpressionRow.id).where(none, ExpressionRow.id > self._seen_to)
        with transaction(self._sessions) as session:
            found = session.scalars(query.order_by(ExpressionRow.id).limit(_AT_ONCE)).all()
        self._seen_to = found[-1] if found else None
        with transaction(self._sessions, writes=True) as session:
            for number in found:
                if expression := session.get(ExpressionRow, number):
                    keep_sketch(session, expression)
        return len(found)

    def compare(self, actor: Actor, one: int, other: int) -> Comparison:
        """What differs. Raises :class:`NotFoundError`, :class:`UsageError` when the texts are too long."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            first, second = _expression(session, one), _expression(session, other)
            alike = likeness(_sketch_of(session, one), _sketch_of(session, other))
            left, right = first.text.splitlines(), second.text.splitlines()
            if len(left) + len(right) > _MOST_LINES:
                raise UsageError("Hai bản quá dài để so sánh trên màn hình; hãy tải tệp gốc và so bằng Word.")
            lines = tuple(_diff(left, right))
            differing = sum(1 for line in lines if line.sign in "-+")
            return Comparison(
                _near(first, alike, second.act_id), _near(second, alike, first.act_id), lines, differing
            )


def _expression(session: Session, number: int) -> ExpressionRow:
    row = session.get(ExpressionRow, number, options=[joinedload(ExpressionRow.act)])
    if row is None:
        raise NotFoundError("Không còn bản này trong kho; hãy mở lại trang văn bản.")
    return row


def _sketch_of(session: Session, expression_id: int) -> tuple[int, ...]:
    query = select(SketchRow.hash).where(SketchRow.expression_id == expression_id)
    return tuple(session.scalars(query.order_by(SketchRow.hash)))


def _near(row: ExpressionRow, alike: float, act_id: int) -> NearText:
    act = row.act
    name = row.blob.file_name
    return NearText(row.id, act.uid, act.label, act.title, name, alike, row.act_id == act_id, row.current)


class _Matcher(difflib.SequenceMatcher[str]):
    """difflib aligns as people read, but its time grows with the square and more where lines repeat: long
    sequences are aligned by the edit distance, whose time is known."""

    def __init__(self, one: list[str], other: list[str]) -> None:
        super().__init__(None, one, other, autojunk=False)
        self._texts = one, other

    def get_opcodes(self) -> list[tuple[Any, int, int, int, int]]:
        """Steps from one to the other, as :mod:`difflib` names them."""
        one, other = self._texts
        if len(one) * len(other) <= _EASY_PAIRS:
            return super().get_opcodes()
        return [
            (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
            for op in Levenshtein.opcodes(one, other)
        ]


def _diff(left: list[str], right: list[str]) -> Iterator[DiffLine]:
    """Lines that differ, with one line of the surroundings."""
    matcher = _Matcher(left, right)
    for group in matcher.get_grouped_opcodes(1):
        yield DiffLine("…", ())
        for tag, a, b, c, d in group:
            if tag == "equal":
                yield from (DiffLine(" ", ((line, False),)) for line in left[a:b])
            elif tag == "replace" and b - a == d - c:
                for old, new in zip(left[a:b], right[c:d], strict=True):
                    was, now = _words(old, new)
                    yield DiffLine("-", was)
                    yield DiffLine("+", now)
            else:
                yield from (DiffLine("-", ((line, True),)) for line in left[a:b])
                yield from (DiffLine("+", ((line, True),)) for line in right[c:d])


_Pieces = tuple[tuple[str, bool], ...]


def _words(old: str, new: str) -> tuple[_Pieces, _Pieces]:
    """Both lines in pieces, those that differ marked."""
    before, after = old.split(" "), new.split(" ")
    if len(before) * len(after) > _MOST_PAIRS:
        return ((old, True),), ((new, True),)
    was: list[tuple[str, bool]] = []
    now: list[tuple[str, bool]] = []
    for tag, a, b, c, d in _Matcher(before, after).get_opcodes():
        if b > a:
            was.append((" ".join(before[a:b]) + " ", tag != "equal"))
        if d > c:
            now.append((" ".join(after[c:d]) + " ", tag != "equal"))
    return tuple(was), tuple(now)
