"""Rows about acts, from many sources, as acts: same identity together, the rest apart.

Identity is type + number + issuer + date. A number of a central body with a year segment is unique, so
sources that contradict each other on its date still speak of one act; any other number needs issuer and
date. What cannot be told apart stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from legal_corpus.model.act import Act, Claim
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.identity import act_uid, distinct_uid
from legal_corpus.registry.issuers import issuers_for_symbol, names_its_province
from legal_corpus.registry.near import number_year
from legal_corpus.registry.rows import ActingRef, ActRow
from legal_corpus.registry.sources import SourceRanking, core_ranking
from legal_corpus.registry.title_likeness import same_title, says_nothing
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

_FIELDS = ("title", "issuer", "issuer_name", "issued", "effective_from")


def same_act(a: Act, b: Act) -> bool:
    """Whether two descriptions with one number (or one name) must be one act.

    ``type`` "" means that the source gives none. A local number needs the issuer on both sides; the
    date may be missing on one side when the number has a year, for a body numbers each kind once a year.
    """
    if a.type and b.type and fold_key(a.type) != fold_key(b.type):
        return False
    if not a.number or not b.number:
        return (
            not a.number
            and not b.number
            and fold_key(a.title or "") == fold_key(b.title or "")
            and a.issued == b.issued
        )
    if number_key(a.number) != number_key(b.number):
        return False
    if not any(sign.isdigit() for sign in a.number):
        return _same_words(a, b)  # "số", "liên tịch": a scrap that names nothing
    yearly = number_year(number_key(a.number)) is not None
    if issuers_for_symbol(a.number).unique:
        if yearly or a.issued != b.issued:
            return yearly
        # "300/QĐ-TTg" comes again each year; without a day only the subject can tell.
        return a.issued is not None or _same_subject(a, b)
    if a.issuer != b.issuer:
        return False
    if a.issuer is not None and not names_its_province(a.issuer):
        # Communes of two provinces share names and numbers; only the subject can tell that it is one act.
        return _same_words(a, b)
    if a.issuer is None and (a.issued is None or _other_name(a, b)):
        # Every province has a decision 18/2025 of its own.
        return _same_words(a, b)
    if a.issued == b.issued:
        return yearly or a.issued is not None or _same_subject(a, b)
    return yearly and a.issuer is not None and (a.issued is None or b.issued is None)


def _same_words(a: Act, b: Act) -> bool:
    """Equal in all that the two descriptions say: date, title and name of the issuer."""
    return (
        a.issued == b.issued
        and fold_key(a.title or "") == fold_key(b.title or "")
        and fold_key(a.issuer_name or "") == fold_key(b.issuer_name or "")
    )


def _same_subject(a: Act, b: Act) -> bool:
    """Whether both have titles that say the same, or neither has one."""
    if a.title and b.title:
        return same_title(a.title, b.title)
    return not a.title and not b.title


def _other_name(a: Act, b: Act) -> bool:
    """Whether both name their issuer, and differently."""
    names = {fold_key(act.issuer_name) for act in (a, b) if act.issuer_name}
    return len(names) > 1


def merge(rows: Iterable[ActRow]) -> list[ActRow]:
    """One row an act, in order of first appearance; claims and events of its sources together.

    A row without type joins the only act of its number, or stays with type "".
    """
    groups: dict[str, list[list[ActRow]]] = defaultdict(list)
    order: list[list[ActRow]] = []
    # Rows that say their type come first, so that the others find them.
    for row in sorted(rows, key=lambda r: not r.act.type):
        key = number_key(row.act.number) if row.act.number else fold_key(row.act.title or "")
        fits = [group for group in groups[key] if same_act(group[0].act, row.act)]
        if len(fits) == 1:
            fits[0].append(row)
        else:
            fresh = [row]
            groups[key].append(fresh)
            order.append(fresh)
    taken: set[str] = set()
    return [_distinct(_joined(group), taken) for group in order]


def _distinct(row: ActRow, taken: set[str]) -> ActRow:
    uid = distinct_uid(row.act.uid, taken)
    taken.add(uid)
    if uid == row.act.uid:
        return row
    events = tuple((replace(event, target=uid), ref) for event, ref in row.events)
    return replace(row, act=replace(row.act, uid=uid), events=events)


def _joined(group: Sequence[ActRow]) -> ActRow:
    first = group[0].act
    claims = tuple(dict.fromkeys(claim for row in group for claim in row.act.claims))
    act = with_best_values(replace(first, claims=claims))
    events: dict[tuple[EffectEvent, ActingRef | None], None] = {}
    for row in group:
        for event, ref in row.events:
            events[replace(event, target=act.uid), ref] = None
    names = tuple(dict.fromkeys(name for row in group for name in row.names))
    return ActRow(act, names, tuple(events))


def with_best_values(act: Act, ranking: SourceRanking | None = None) -> Act:
    """The act with each field as its most trusted source states it; every claim is kept.

    ``ranking`` is that of the installation, else the shipped one.
    """
    rank = (ranking or core_ranking()).rank
    best: dict[str, Claim] = {}
    for claim in act.claims:
        if claim.field == "title" and act.number and says_nothing(claim.value):
            continue
        current = best.get(claim.field)
        if current is None or rank(claim.source) < rank(current.source):
            best[claim.field] = claim
    stated = {name: best[name].value for name in _FIELDS if name in best}
    issued = date.fromisoformat(stated["issued"]) if "issued" in stated else act.issued
    start = date.fromisoformat(stated["effective_from"]) if "effective_from" in stated else act.effective_from
    issuer = stated.get("issuer", act.issuer)
    title = stated.get("title", act.title)
    return replace(
        act,
        uid=act_uid(act.type, act.number, issuer, issued, None if act.number else title),
        title=title,
        issuer=issuer,
        issuer_name=stated.get("issuer_name", act.issuer_name),
        issued=issued,
        effective_from=start,
    )
