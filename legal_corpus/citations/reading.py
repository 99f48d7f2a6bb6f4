"""Reads one mention at an anchor: number, name, year, date, issuer."""

from __future__ import annotations

import re
from datetime import date

from legal_corpus.citations.amending import amending_name_end
from legal_corpus.citations.grammar import (
    BARE_NUMBER,
    DIRECT,
    LAW_TYPES,
    LOWER,
    NUMBER,
    QUALIFIER,
    SO,
    TYPE_INSIDE,
    UPPER,
    canonical_type,
    normalise_number,
    type_of_symbol,
)
from legal_corpus.citations.issuers import issuer_after
from legal_corpus.citations.mention import Mention
from legal_corpus.citations.names import law_name_end
from legal_corpus.text.dates import match_date

_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]{1,20}>")
_SKIP = re.compile(r"\s{0,3}")
_YEAR = re.compile(r"\s{1,3}năm\s{1,3}(\d{4})(?!\d)")
_BARE_YEAR = re.compile(r"\s{1,2}((?:19|20)\d{2})(?![\w/%\-–])(?![.,]\d)(?!\s(?:đồng|người|ha|m))")
_MALFORMED = re.compile(
    r"ngày\s{1,3}(?:ngày\s{1,3})?\d{1,2}\s{0,2}(?:(?:tháng|ngày|năm|/|-|"
    r"\.)\s{0,2}\d{1,4}(?:\s{1,2}(?=tháng|ngày|năm))?){1,2}(?!\d)",
    re.IGNORECASE,
)
_DATE_AFTER_COMMA = re.compile(r"\s?,\s{0,2}(?=ngày\s)")
_BARE_ALLOWED = frozenset(
    {"Nghị định", "Nghị quyết", "Thông tư", "Thông tư liên tịch", "Quyết định", "Chỉ thị"}
)
_NUMBERED_HEADING = re.compile(rf"\d{{1,2}}\.\s{{1,3}}[{UPPER}]")
_CONSTITUTION = re.compile(
    r"(?:\s{1,3}(?:của\s)?nước\s{1,3}[Cc]ộng\s{1,3}h(?:òa|"
    r"oà)\s{1,3}[Xx]ã\s{1,3}hội\s{1,3}chủ\s{1,3}nghĩa\s{1,3}Việt\s{1,3}Nam)?"
)
# A law's type word that is part of something else: "pháp luật", "luật sư", "trường Đại học Luật".
_NOT_LAW_AFTER = re.compile(
    rf"\s{{1,3}}(?:sư|gia|này|khác|định|lệ|học|pháp|đó|trên|nói|nêu|cũ|mới|chuyên|hiện|liên|kinh\stế|"
    rf"quốc\stế|có|được|và|thì|là|"
    rf"do|tại|theo|để|cho|của|TNHH|Hà\sNội|Việt\sNam)(?![{LOWER}])"
)
_NOT_LAW_BEFORE = re.compile(
    r"(?:[Pp]háp|PHÁP|[Kk]ỷ|[Qq]uy|[Kk]ỹ|[Nn]gành|[Kk]hoa|[Tt]rường|học|HỌC|[Cc]ử nhân|[Cc]ông ty|"
    r"[Hh]ội|[Dd]ự thảo|[Dd]ự án|[Nn]ghiên cứu|[Dd]ân)\s{1,3}$"
)


def _chain(text: str, mention: Mention, pos: int) -> None:
    """Reads [năm YYYY] [ngày + date] at ``pos`` into the mention and sets its end and tail."""
    end = pos
    found = _YEAR.match(text, end)
    if found:
        mention.year = int(found[1])
        end = found.end()
    elif mention.name:
        found = _BARE_YEAR.match(text, end)
        if found:
            mention.year = int(found[1])
            end = found.end()
    after_blank = _SKIP.match(text, end).end()  # type: ignore[union-attr]
    dated = _date_at(text, after_blank)
    if dated:
        end, mention.issued = dated
    mention.end = mention.tail = end
    if mention.issued:
        mention.year = None


def _date_at(text: str, pos: int) -> tuple[int, date | None] | None:
    """A date, or a malformed one without value, that begins at ``pos``."""
    if text[pos : pos + 1] not in "nN0123456789":
        return None
    found = match_date(text, pos)
    if found:
        return found
    malformed = _MALFORMED.match(text, pos)
    return (malformed.end(), None) if malformed else None


def read_outside(text: str, mention: Mention) -> None:
    """Reads what belongs to the mention but lies outside its span: a date after a comma, the issuer."""
    if mention.issued is None and mention.number:
        comma = _DATE_AFTER_COMMA.match(text, mention.end)
        dated = _date_at(text, comma.end()) if comma else None
        if dated:
            mention.tail, mention.issued = dated
    found = issuer_after(text, mention.tail)
    if found:
        mention.issuer, mention.tail = found
        if mention.issued is None and mention.number:
            after = _SKIP.match(text, mention.tail)
            dated = _date_at(text, after.end()) if after and text.startswith("ngày", after.end()) else None
            if dated:
                mention.tail, mention.issued = dated


def read_numbered(text: str, start: int, type_end: int) -> Mention | None:
    """A decree, decision, plan, paper...: type word at ``start``, number after it; ``None`` if none is."""
    type_ = canonical_type(text[start:type_end])
    pos = type_end
    so = SO.match(text, pos)
    issuer: str | None = None
    qualified = False
    if so is None:
        so = DIRECT.match(text, pos)
        said_so = False
        if so is None:
            so, issuer = _qualified(text, pos)
            qualified = said_so = True
            if so is None:
                return _dated_only(text, start, pos, type_)
    else:
        said_so = True
    number = NUMBER.match(text, so.end())
    if number:
        mention = Mention(
            start, number.end(), number.end(), type_, normalise_number(number.group()), issuer=issuer
        )
        _chain(text, mention, number.end())
        return mention
    if qualified or type_ not in _BARE_ALLOWED or "\n" in text[type_end : so.end()]:
        return None
    bare = BARE_NUMBER.match(text, so.end())
    if not bare or (not said_so and (type_ == "Quyết định" or _NUMBERED_HEADING.match(text, so.end()))):
        return None
    mention = Mention(start, bare.end(), bare.end(), type_, bare.group(), confidence=0.6)
    _chain(text, mention, bare.end())
    return mention


def _qualified(text: str, pos: int) -> tuple[re.Match[str] | None, str | None]:
    """The "số" after words between type and number, with the issuer if the words name it."""
    found = QUALIFIER.match(text, pos)
    if not found or TYPE_INSIDE.search(found.group()):
        return None, None
    named = issuer_after(text, pos)
    return SO.match(text, found.end()), named[0] if named else None


def _dated_only(text: str, start: int, pos: int, type_: str) -> Mention | None:
    """ "Nghị định ngày 12 tháng 5 năm 1990": an act told by its date alone."""
    at = _SKIP.match(text, pos).end()  # type: ignore[union-attr]
    if type_ not in _BARE_ALLOWED or not text.startswith("ngày", at):
        return None
    dated = match_date(text, at)
    if not dated or dated[1] is None or not issuer_after(text, dated[0]):
        return None
    return Mention(start, dated[0], dated[0], type_, issued=dated[1], confidence=0.7)


def read_loose(text: str, start: int, previous: Mention | None, in_list: bool) -> Mention | None:
    """A number without its type word: a list member, or a number whose symbol tells the type."""
    so = SO.match(text, start)
    number = NUMBER.match(text, so.end() if so else start)
    if not number:
        return None
    printed = normalise_number(number.group())
    told = type_of_symbol(printed)
    parliament = "/QH" in printed or "UBTVQH" in printed
    confidence = 0.9
    if told and not (in_list and previous and type_of_symbol(previous.number or "") == told):
        type_ = told
    elif previous and (in_list or (parliament and previous.type in (*LAW_TYPES, "Nghị quyết"))):
        type_ = previous.type
    elif parliament:
        type_, confidence = "Luật", 0.5
    else:
        return None
    mention = Mention(start, number.end(), number.end(), type_, printed, joined=True, confidence=confidence)
    if in_list and previous and previous.is_law and type_ == previous.type:
        mention.name = previous.name
    year_name, mention.name = mention.name, None
    _chain(text, mention, number.end())
    mention.name = year_name
    return mention


def read_law(text: str, start: int, type_end: int, floor: int) -> Mention | None:
    """A law, code, ordinance or constitution by name and/or number; ``None`` if the word is no citation."""
    type_ = canonical_type(text[start:type_end])
    if type_ == "Hiến pháp":
        return _read_constitution(text, start, type_end)
    if _NOT_LAW_BEFORE.search(text[max(floor, start - 14) : start]):
        return None
    so = SO.match(text, type_end) or DIRECT.match(text, type_end)
    if so:
        number = NUMBER.match(text, so.end())
        if not number:
            return None
        mention = Mention(start, number.end(), number.end(), type_, normalise_number(number.group()))
        _chain(text, mention, number.end())
        return mention
    return _read_named(text, start, type_end, type_)


def _read_constitution(text: str, start: int, type_end: int) -> Mention | None:
    if not text[start].isupper():
        return None
    mention = Mention(start, type_end, type_end, "Hiến pháp", name="")
    _chain(text, mention, _CONSTITUTION.match(text, type_end).end())  # type: ignore[union-attr]
    mention.name = None
    return mention


def _read_named(text: str, start: int, type_end: int, type_: str) -> Mention | None:
    if _NOT_LAW_AFTER.match(text, type_end):
        return None
    pos = _SKIP.match(text, type_end).end()  # type: ignore[union-attr]
    if text.startswith(("ngày", "năm"), pos):
        mention = Mention(start, type_end, type_end, type_, confidence=0.6)
        _chain(text, mention, type_end)
        return mention if (mention.issued or mention.year) and text[start].isupper() else None
    amending = amending_name_end(text, pos)
    if amending:
        end: int | None = amending[0]
        confidence = 0.9
    else:
        end, confidence = law_name_end(text, pos, capital_type=text[start].isupper())
    if end is None:
        return None
    mention = Mention(start, end, end, type_, name=_clean_name(text[pos:end]), confidence=confidence)
    if not (amending and amending[1]):
        _number_and_chain(text, mention, end)
    if not text[start].isupper() and not (
        mention.number or mention.issued or mention.year or text[pos].isupper()
    ):
        return None
    return mention


def _clean_name(printed: str) -> str:
    return _BLANKS.sub(" ", _TAG.sub(" ", printed)).strip()


def _number_and_chain(text: str, mention: Mention, pos: int) -> None:
    so = SO.match(text, pos) or DIRECT.match(text, pos)
    number = NUMBER.match(text, so.end()) if so else None
    if number:
        mention.number = normalise_number(number.group())
        name, mention.name = mention.name, None  # no bare year after a number
        _chain(text, mention, number.end())
        mention.name = name
    else:
        _chain(text, mention, pos)
