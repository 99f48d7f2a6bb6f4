"""A person's word on two records of one number: one act, or two.

"One act" makes the fuller record stand for both in every answer; the other keeps all that sources state of
it, and is seen again when the word is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.db.act_registry import to_act
from app.db.batches import batches
from app.db.models import ActRow, ClaimRow, DisagreementRow, EventRow, ExpressionRow
from app.db.same_acts import APART_FROM, SAME_AS, same_acts, stated
from app.errors import ConflictError, UsageError
from legal_corpus.registry.disagreements import full_name
from legal_corpus.registry.pairs import Compared, compare, completeness
from legal_corpus.registry.sources import PERSON

TWO_ACTS = "hai-van-ban"  # the choice that all listed records are other acts
TYPES = "type_differs"  # the question is of which kind the one act is
KINDS = ("maybe_same", TYPES)  # disagreements on whether records are one act
_IDENTITY = ("issuer", "issuer_name", "issued", "effective_from")


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the store holds of one record: how many sources, events, and whether its text."""

    sources: int = 0
    events: int = 0
    has_text: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A record that may be the same act, beside the one in question. ``keeps_other``: this one would be
    used for both. ``mine`` and ``theirs``: what the store holds of the record in question and of this one."""

    uid: str
    label: str
    compared: tuple[Compared, ...]
    mine: RecordFacts
    theirs: RecordFacts
    keeps_other: bool


def pairs_of(session: Session, rows: Iterable[DisagreementRow]) -> dict[int, tuple[Pair, ...]]:
    """The pairs that each disagreement lists, the likeliest first, by its id."""
    listed = {row.id: row for row in rows if row.kind in KINDS}
    uids = sorted({value["value"] for row in listed.values() for value in row.values})
    others = {act.uid: act for batch in batches(uids) for act in _acts(session, batch)}
    ids = sorted({act.id for act in others.values()} | {row.act_id for row in listed.values()})
    facts = _facts(session, ids)
    return {row.id: tuple(_pairs(row, others, facts)) for row in listed.values()}


def chosen_words(session: Session, rows: Iterable[DisagreementRow]) -> dict[int, str]:
    """What was decided of pairs, in words, by the id of the disagreement."""
    said = {row.id: row.chosen for row in rows if row.kind in KINDS and row.chosen}
    kinds = {row.id for row in rows if row.kind == TYPES}
    acts = {act.uid: to_act(act) for batch in batches(said.values()) for act in _acts(session, batch)}
    words = {uid: full_name(act) for uid, act in acts.items()}
    found = {}
    for number, uid in said.items():
        one = f"{'Là một văn bản, đúng là' if number in kinds else 'Là một với'} {words.get(uid, uid)}"
        found[number] = "Là các văn bản khác nhau" if uid == TWO_ACTS else one
    return found


def decide(session: Session, row: DisagreementRow, value: str, reason: str) -> None:
    """Write the claims: ``value`` is the uid of the record that is the same act, or :data:`TWO_ACTS`. Where
    the kinds differ it is the uid of the record whose kind is right, which may be the one in question.

    Raises :class:`UsageError` when it is neither, :class:`ConflictError` when both records hold a text.
    """
    others = {act.uid: act for act in _acts(session, [item["value"] for item in row.values])}
    if value == TWO_ACTS:
        for other in others.values():
            _claim(session, row.act_id, APART_FROM, other.id, row.id, reason)
        return
    if row.kind == TYPES and value == row.act.uid:
        for other in others.values():
            _join(session, row, row.act, other, reason)
        return
    other_row = others.get(value)
    if other_row is None:
        raise UsageError("Hãy chọn một trong các văn bản nêu ở đây, hoặc cho biết là hai văn bản khác nhau.")
    facts = _facts(session, [row.act_id, other_row.id])
    if row.kind == TYPES or _keeps_other(row.act, other_row, facts):
        _join(session, row, other_row, row.act, reason)
    else:
        _join(session, row, row.act, other_row, reason)


def _join(session: Session, row: DisagreementRow, kept: ActRow, lesser: ActRow, reason: str) -> None:
    """Let one record stand for both."""
    facts = _facts(session, [kept.id, lesser.id])
    if facts[kept.id].has_text and facts[lesser.id].has_text:
        raise ConflictError(
            "Cả hai bản ghi đều có toàn văn trong kho; hãy sửa phần đầu văn bản ở mục “Cần xác nhận” để hai "
            "văn bản nhập làm một."
        )
    if facts[lesser.id].has_text:
        raise ConflictError(
            f"Toàn văn trong kho đang ở bản ghi {lesser.label}; hãy sửa loại văn bản ở mục “Cần xác nhận” "
            "của văn bản đó, hai bản ghi sẽ nhập làm một."
        )
    same = same_acts(session)
    if same.kept.get(kept.id, kept.id) == same.kept.get(lesser.id, lesser.id):
        raise ConflictError("Hai bản ghi này đã được cho là một văn bản; muốn đổi thì mở lại kết luận trước.")
    _claim(session, lesser.id, SAME_AS, kept.id, row.id, reason)


def withdraw(session: Session, row: DisagreementRow) -> dict[int, tuple[str, ...]]:
    """Take back what was said in this disagreement. Returns the ids of the records concerned, with the
    fields in which each shows what only the other record's sources state."""
    mine = (
        ClaimRow.source == PERSON,
        ClaimRow.field.in_((SAME_AS, APART_FROM)),
        ClaimRow.value.endswith(f"/{row.id}"),
    )
    found: dict[int, tuple[str, ...]] = {}
    for act_id, field, value in session.execute(
        select(ClaimRow.act_id, ClaimRow.field, ClaimRow.value).where(*mine)
    ).all():
        other = int(value.partition("/")[0])
        found |= {act_id: (), other: _borrowed(session, other, act_id) if field == SAME_AS else ()}
    session.execute(delete(ClaimRow).where(*mine))
    return found


def _borrowed(session: Session, kept: int, lesser: int) -> tuple[str, ...]:
    def fields(act_id: int) -> set[str]:
        return set(session.scalars(select(ClaimRow.field).where(ClaimRow.act_id == act_id)))

    return tuple(sorted((fields(lesser) - fields(kept)) & {"title", *_IDENTITY}))


def concerned(session: Session, row: DisagreementRow) -> set[int]:
    """Ids of the record in question and of all that are listed beside it."""
    return {row.act_id, *(act.id for act in _acts(session, [item["value"] for item in row.values]))}


def renamed(row: DisagreementRow, before: dict[str, int], after: dict[int, str]) -> None:
    """Let the decision name its records as they are called now: ids by the uid they had, uids by id."""

    def now(uid: str) -> str:
        return after.get(before.get(uid, 0), uid)

    row.values = [{**item, "value": now(item["value"])} for item in row.values]
    row.chosen = now(row.chosen) if row.chosen else None


def _pairs(row: DisagreementRow, others: dict[str, ActRow], facts: dict[int, RecordFacts]) -> Sequence[Pair]:
    found = []
    for item in row.values:
        other = others.get(item["value"])
        if other is None or other.id == row.act_id:
            continue
        found.append(
            Pair(
                other.uid,
                item["evidence"] or other.label,
                compare(to_act(row.act), to_act(other)),
                facts[row.act_id],
                facts[other.id],
                _keeps_other(row.act, other, facts),
            )
        )
    return sorted(found, key=lambda pair: -sum(c.verdict in ("equal", "alike") for c in pair.compared))


def _keeps_other(act: ActRow, other: ActRow, facts: dict[int, RecordFacts]) -> bool:
    """Whether the other record is the one to use: with text, then fuller, then of more sources."""

    def worth(row: ActRow) -> tuple[bool, int, int, int]:
        return (facts[row.id].has_text, completeness(to_act(row)), facts[row.id].sources, -row.id)

    return worth(other) > worth(act)


def _claim(session: Session, act_id: int, field: str, other_id: int, decision: int, reason: str) -> None:
    value = stated(other_id, decision)
    session.add(ClaimRow(act_id=act_id, field=field, value=value, source=PERSON, evidence=reason))


def _acts(session: Session, uids: Sequence[str]) -> list[ActRow]:
    return list(session.scalars(select(ActRow).where(ActRow.uid.in_(uids)).order_by(ActRow.id)))


def _facts(session: Session, ids: Sequence[int]) -> dict[int, RecordFacts]:
    sources: dict[int, int] = {}
    events: dict[int, int] = {}
    texts: set[int] = set()
    for batch in batches(ids):
        said = select(ClaimRow.act_id, func.count(ClaimRow.source.distinct())).where(
            ClaimRow.act_id.in_(batch), ClaimRow.source != PERSON
        )
        sources.update((act_id, count) for act_id, count in session.execute(said.group_by(ClaimRow.act_id)))
        done = select(EventRow.target_id, func.count()).where(EventRow.target_id.in_(batch))
        events.update((act_id, count) for act_id, count in session.execute(done.group_by(EventRow.target_id)))
        held = select(ExpressionRow.act_id).where(ExpressionRow.act_id.in_(batch), ExpressionRow.current)
        texts.update(session.scalars(held))
    return {i: RecordFacts(sources.get(i, 0), events.get(i, 0), i in texts) for i in ids}


__all__ = [
    "KINDS",
    "TWO_ACTS",
    "Pair",
    "RecordFacts",
    "concerned",
    "decide",
    "pairs_of",
    "renamed",
    "withdraw",
]
