"""The note under an article of Bộ pháp điển: which article of which act it is, and who changed it.

"(Điều 5 Thông tư số 78/2014/TT-BTC <title> ngày 18/06/2014 của Bộ Tài chính, có hiệu lực thi hành kể từ
ngày 02/08/2014, có nội dung được sửa đổi bởi Điều 3 Thông tư số 96/2015/TT-BTC có hiệu lực thi hành kể từ
ngày 06/08/2015; …)". Only the first article of an act gives its title, date and issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from legal_corpus.model.effect import Predicate
from legal_corpus.registry.document_types import document_types, type_name
from legal_corpus.text.dates import find_dates, parse_date
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import clean_number

_NUMBER = r"\d+[a-zđ]?\s{0,2}[/-]\s{0,2}[^\s,;()]+(?:(?<=[/-])\s[A-ZĐÐ][^\s,;()]*)?|\d+(?=,)"
_IN_FORCE = re.compile(r",?\s*có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+", re.IGNORECASE)
_UNTIL = re.compile(r"có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?đến\s+", re.IGNORECASE)
_SIGNED = re.compile(
    r"^(?P<title>.*?)[\s.]*\bngày\s+(?P<day>\d{1,2}/\d{1,2}/\d{4})\s+của\s+(?P<issuer>.{2,200})$", re.DOTALL
)
_VERB = r"sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|h[ủu][ỷy]\s+bỏ|đính\s+chính"
_CHANGED = re.compile(
    rf"(?P<part>(?:nội\s+dung|khoản|điểm|cụm\s+từ)[^;()]{{0,160}}?)?(?:được|bị)\s+"
    rf"(?P<verbs>(?:{_VERB})(?:\s*(?:,|và)\s*(?:có\s+nội\s+dung\s+)?(?:(?:được|bị)\s+)?(?:{_VERB}))*)\s+"
    rf"(?:bởi|theo(?:\s+quy\s+định)?(?:\s+(?:tại|của))?|tại|bằng)\s+",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^\(*\s*(?:Điều\s+(?P<article>\d+[a-zđ]*)|(?:Mục|Phần|Khoản|Điểm)\s+\S+?),?\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Change:
    """One act that changed the article. ``part`` says that only some content of the article was hit."""

    predicate: Predicate
    part: bool
    type: str
    number: str
    effective_from: date | None


@dataclass(frozen=True, slots=True)
class Note:
    """A note read. ``article`` is ``None`` where the act has no articles; ``until`` is its last day."""

    article: str | None
    type: str
    number: str | None
    title: str | None
    issued: date | None
    issuer: str | None
    effective_from: date | None
    until: date | None
    changes: tuple[Change, ...]


@cache
def _act_name() -> re.Pattern[str]:
    # Kinds are capitalised where they name an act: "quy định tại khoản 3" is none.
    kinds = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(document_types(), key=len)[::-1]
    )
    return re.compile(rf"\b(?P<type>{kinds})\b(?:[^;\d()]{{0,90}}?\s)??(?:số\s*:?\s*)?(?P<number>{_NUMBER})")


@cache
def _own_name() -> re.Pattern[str]:
    kinds = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(document_types(), key=len)[::-1]
    )
    return re.compile(rf"(?P<type>{kinds})\b\s*(?:số\s*:?\s*(?P<number>{_NUMBER}))?", re.I)


def read_note(note: str) -> Note | None:
    """The note taken apart; ``None`` when it names no act."""
    text = " ".join(note.split()).strip()
    place = _PLACE.match(text)
    if place is None:
        return None
    name = _own_name().match(text, place.end())
    if name is None:
        return None
    in_force = _IN_FORCE.search(text, name.end())
    head_end = in_force.start() if in_force else len(text.rstrip(" ).,"))
    start, after = _day_after(text, in_force.end()) if in_force else (None, head_end)
    title, issued, issuer = _head(text[name.end() : head_end])
    until = _UNTIL.search(text, after)
    number = clean_number(name["number"]).rstrip(".") if name["number"] else None
    return Note(
        article=place["article"],
        type=type_name(name["type"]) or name["type"],
        number=number,
        title=title,
        issued=issued,
        issuer=issuer,
        effective_from=start,
        until=_day_after(text, until.end())[0] if until else None,
        changes=tuple(_changes(text, after, number)),
    )


def _day_after(text: str, at: int) -> tuple[date | None, int]:
    for start, end, day in find_dates(text[at : at + 40]):
        if start <= 8:
            return day, at + end
    return None, at


def _head(words: str) -> tuple[str | None, date | None, str | None]:
    words = words.strip(" ,.")
    signed = None
    # The last "ngày … của …" is the act's own; the title may hold the date of another act.
    for at in (m.start() for m in re.finditer(r"\bngày\s+\d{1,2}/\d{1,2}/\d{4}\s+của\s", words)):
        signed = at
    if signed is None:
        return words or None, None, None
    found = _SIGNED.match(words[signed:])
    title = words[:signed].strip(" ,.") or None
    return (title, parse_date(found["day"]), found["issuer"].strip()) if found else (title, None, None)


def _changes(text: str, at: int, own: str | None) -> Iterator[Change]:
    groups = list(_CHANGED.finditer(text, at))
    ends = [*(group.start() for group in groups[1:]), len(text)]
    for group, end in zip(groups, ends, strict=False):
        predicate = _predicate(group["verbs"])
        for piece in text[group.end() : end].split(";"):
            acting = next((m for m in _act_name().finditer(piece) if clean_number(m["number"]) != own), None)
            if acting is None:
                continue
            part = group["part"] is not None
            if predicate == "repeals" and part:
                predicate = "amends"  # an article that lost some of its content still stands
            in_force = _IN_FORCE.search(piece, acting.end())
            yield Change(
                predicate=predicate,
                part=part,
                type=type_name(acting["type"]) or acting["type"],
                number=clean_number(acting["number"]).rstrip("."),
                effective_from=_day_after(piece, in_force.end())[0] if in_force else None,
            )


def _predicate(verbs: str) -> Predicate:
    said = fold_key(verbs)
    repealed = "bãi bỏ" in said or "hủy bỏ" in said or "huỷ bỏ" in said
    if "sửa đổi" in said or (repealed and "bổ sung" in said):
        return "amends"
    if "thay thế" in said:
        return "replaces"
    if repealed:
        return "repeals"
    return "supplements" if "bổ sung" in said else "corrects"
