"""What a source states about one act, as an act with claims and the events that follow from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.importers.naming import issuer_at, issuers_for_symbol
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.effect import EffectEvent, Predicate
from legal_corpus.model.text import Evidence
from legal_corpus.registry.document_types import document_types, type_of_number
from legal_corpus.registry.near import number_year
from legal_corpus.registry.rows import ActingRef
from legal_corpus.registry.sources import Source, source
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import clean_number, number_key

Event = tuple[EffectEvent, ActingRef | None]
EARLIEST = date(1945, 9, 2)
_LEAD = re.compile(r"^(?P<type>[^\d/]{2,40}?)\s+số[:\s]\s*(?P<number>\S+)\s*", re.IGNORECASE)
_TAIL = re.compile(r"\s+số\s+\S+$", re.IGNORECASE)
_BY_ISSUE = re.compile(
    r"^(?:ngày\s[\d/\s\-tháng năm]{1,60})?(?:của\s[^,;]{3,80}?\s)?"
    r"(?=(?:quy định|ban hành|về|phân cấp|bãi bỏ|sửa đổi|công bố|phê duyệt|điều chỉnh|thay thế)\b)",
    re.IGNORECASE,
)
# Symbols that some sources print without Đ.
_LOST_D = re.compile(r"(?<=/)(ND|QD)(?=-)")
_ORGANS = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân"}

_SURE_SYMBOLS = {"Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị"}
_NO_PLACE = {"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "đặc khu"}
_UNIT_WORD = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s", re.IGNORECASE)
_ORGAN_WORD = re.compile(r"(?:UBND|HĐND|[ỦU][yỷ] ban|Hội đồng|Chủ tịch|Thường trực)\b", re.IGNORECASE)

_IN_FORCE = {"còn hiệu lực", "còn hiệu lực (đã pháp điển)", "đang hiệu lực", "đang còn hiệu lực", "còn hl"}
_ENDED = {"hết hiệu lực toàn bộ", "văn bản hết hiệu lực", "hết hiệu lực", "đã hết hiệu lực", "hết hl"}
_PARTLY = {"hết hiệu lực một phần", "còn hiệu lực một phần"}


@dataclass(frozen=True, slots=True)
class Stated:
    """One source's values for one act; ``number`` is cleaned, ``issuer_name`` as printed.

    ``more`` holds further claims (field, value); ``proof`` says where in the source all of it stands.
    """

    source: str
    type: str
    number: str | None
    title: str | None
    issuer_name: str | None = None
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    status: str | None = None
    more: tuple[tuple[str, str], ...] = ()
    proof: str | None = None

    @property
    def act(self) -> Act:
        """The act with a claim for every value; its uid is made when sources are merged."""
        issuer = issuer_of(self.issuer_name, self.number, self.issued)
        title = plain_title(self.title, self.type)
        stated = {
            "title": title,
            "issuer": issuer,
            "issuer_name": self.issuer_name,
            "issued": _iso(self.issued),
            "effective_from": _iso(self.effective_from),
            "effective_to": _iso(self.effective_to),
            "status": self.status,
        }
        values = [*stated.items(), *self.more]
        return Act(
            uid="",
            type=self.type,
            number=self.number,
            title=title,
            issuer=issuer,
            issuer_name=self.issuer_name,
            issued=self.issued,
            effective_from=self.effective_from,
            claims=tuple(Claim(name, value, self.source, self.proof) for name, value in values if value),
        )

    def life(self) -> tuple[Event, ...]:
        """Entry into force, being in force on the day the source was taken, and the end it states.

        A stub's dates and status are claims only and make no event.
        """
        origin = source(self.source)
        if origin.trust == "stub":
            return ()
        start, status = self.effective_from, fold_key(self.status or "")
        found = []
        if start:
            found.append(stated_event("enters_into_force", start, origin, "Ngày có hiệu lực theo nguồn"))
        if status in _IN_FORCE and origin.as_of and (start is None or start <= origin.as_of):
            found.append(stated_event("observed_in_force", origin.as_of, origin, "Nguồn ghi còn hiệu lực"))
        if self.effective_to or status in _ENDED:
            found.append(stated_event("expires", self.effective_to, origin, "Nguồn ghi hết hiệu lực toàn bộ"))
        elif status in _PARTLY:
            found.append(stated_event("expires", None, origin, "Nguồn ghi hết hiệu lực một phần", part=True))
        return tuple((event, None) for event in found)


def stated_event(
    what: Predicate,
    on: date | None,
    origin: Source,
    note: str,
    *,
    part: bool = False,
    quote: str | None = None,
    provisions: tuple[str, ...] = (),
) -> EffectEvent:
    """An event that a source states; ``note`` says what it proves, ``quote`` its own words."""
    return EffectEvent(
        target="",
        predicate=what,
        scope="part" if part else "whole",
        effective_from=on,
        source=origin.code,
        provisions=provisions,
        evidence=Evidence(what=note, quote=quote, source=origin.name),
    )


def is_in_force(status: str) -> bool:
    """Whether the words of a register say that the act is in force."""
    return fold_key(status) in _IN_FORCE


def stated_number(printed: str) -> str:
    """The number as a source prints it, without blanks and with its Đ put back."""
    return _LOST_D.sub(lambda m: m[1].replace("D", "Đ"), clean_number(printed))


def number_fault(number: str | None) -> str | None:
    """Why a printed number cannot be one: lists keep "số", "Không" or a bare symbol in its place."""
    if number is None or any(map(str.isdecimal, number)):
        return None
    return f"số, ký hiệu “{number[:60]}” không có chữ số nào; hãy ghi đủ như 12/2020/QĐ-UBND"


def whole_number(number: str, title: str | None) -> str:
    """The number with the part before a dot that a source cut off and left in the title: "7/2025/NQ-CP"
    of "Nghị quyết số 66.7/2025/NQ-CP …" is 66.7/2025/NQ-CP."""
    found = re.search(rf"(?<![\d.])\d+\.{re.escape(number)}(?!\w)", title or "", re.IGNORECASE)
    return found[0] if found else number


def type_of(stated: str | None, number: str | None, title: str | None) -> str:
    """The kind of act; "" where neither the row, its symbol nor its title says."""
    by_symbol = type_of_number(number) if number else None
    if stated:
        # "Quyết định của UBND tỉnh", "Nghị quyết HĐND xã" say the issuer too.
        known = [name for name in document_types() if f"{fold_key(stated)} ".startswith(f"{fold_key(name)} ")]
        named = max(known, key=len, default=by_symbol or re.split(r"\s+của\s+", stated)[0])
        # "Nghị định 46-NQ/TW": lists of links mistake the kind, a symbol of one of these does not.
        return by_symbol if by_symbol in _SURE_SYMBOLS and named in _SURE_SYMBOLS else named
    if by_symbol:
        return by_symbol
    head = fold_key(title or "")
    for name in ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp", "Nghị quyết"):
        if head.startswith(name.casefold() + " "):
            return name
    return ""


def issuer_of(name: str | None, number: str | None, issued: date | None) -> str | None:
    """Code of the issuer by its printed name or the number's symbol; ``None`` unless exactly one fits."""
    known = _named_issuer(name, number, issued) if name else None
    if known:
        return known
    symbol = issuers_for_symbol(number) if number else None
    if symbol and symbol.unique and len(symbol.codes) == 1:
        return next(iter(symbol.codes))
    if symbol and symbol.organ and name and not _ORGAN_WORD.match(name):
        # Some registers give only the place: "Tỉnh Lai Châu", "Lai Châu".
        return _of_place(symbol.organ, name, number, issued)[1]
    return None


def _of_place(
    organ: str, place: str, number: str | None, issued: date | None
) -> tuple[str | None, str | None]:
    """Name and code of the one body of this kind in the place; (None, None) when none or several fit."""
    if fold_key(place) in _NO_PLACE:
        return None, None
    names = [f"{_ORGANS.get(organ, 'Chủ tịch Ủy ban nhân dân')} {place}"]
    if not _UNIT_WORD.match(place):
        names.append(names[0].removesuffix(place) + f"tỉnh {place}")
    for name in names:
        code = _named_issuer(name, number, issued)
        if code:
            return name, code
    return None, None


def issuer_for(printed: str | None, place: str | None, number: str, issued: date | None) -> str | None:
    """Name of the one body that issued a number: as ``printed``, else of ``place``, which is a province
    or any body of it; ``None`` when none or several fit."""
    if issuer_of(printed, number, issued):
        return printed
    symbol = issuers_for_symbol(number)
    if not place or not symbol.organ:
        return None
    unit = re.sub(r"^(?:.*?(?:UBND|HĐND|nhân dân)\s+)", "", place, count=1, flags=re.IGNORECASE)
    return _of_place(symbol.organ, unit, number, issued)[0]


def _named_issuer(name: str, number: str | None, issued: date | None) -> str | None:
    """The body with this name on the date; without one, on both ends of the year in the number."""
    year = number_year(number_key(number)) if number and issued is None else None
    days = [date(year, 1, 1), date(year, 12, 31)] if year else [issued]
    codes = {found.code if (found := issuer_at(name, day)) else None for day in days}
    return codes.pop() if len(codes) == 1 else None


def plain_title(title: str | None, type_: str) -> str | None:
    """The title without type word, number, date and issuer in front or number behind."""
    if not title:
        return None
    lead = _LEAD.match(title)
    text = title[lead.end() :] if lead and (not type_ or fold_key(lead["type"]) == fold_key(type_)) else title
    if lead and text != title:
        text = _BY_ISSUE.sub("", text)
    elif type_ in {"Luật", "Bộ luật", "Pháp lệnh"}:
        if fold_key(text).startswith(fold_key(type_) + " "):
            text = text[len(type_) :]
        text = _TAIL.sub("", text)
    return text.strip(" .;") or title


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
