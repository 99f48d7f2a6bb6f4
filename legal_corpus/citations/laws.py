"""Reads laws, codes, ordinances and the Constitution, which are told by name, number, year or date."""

from __future__ import annotations

import re

from legal_corpus.citations.amending import amending_name_end
from legal_corpus.citations.chain import YEAR, read_chain, skip_blanks
from legal_corpus.citations.confidence import AMENDING_NAME, DATED_LAW, SMALL_NAME
from legal_corpus.citations.grammar import DIRECT, LOWER, NUMBER, SO, UPPER, canonical_type, normalise_number
from legal_corpus.citations.mention import Mention
from legal_corpus.citations.names import law_name_end, small_name_end

_BLANKS = re.compile(r"\s+")
_CONSTITUTION = re.compile(
    r"(?:\s{1,3}(?:của\s)?nước\s{1,3}[Cc]ộng\s{1,3}h(?:òa|"
    r"oà)\s{1,3}[Xx]ã\s{1,3}hội\s{1,3}chủ\s{1,3}nghĩa\s{1,3}Việt\s{1,3}Nam)?"
)
# A law's type word that is part of something else: "pháp luật", "luật sư", "trường Đại học Luật".
_NOT_LAW_AFTER = re.compile(
    rf"\s{{1,3}}(?:sư|SƯ|gia|này|khác|định|lệ|học|pháp|đó|trên|nói|nêu|cũ|mới|chuyên|hiện|liên|kinh\stế|"
    rf"quốc\stế|có|được|và|thì|là|"
    rf"do|tại|theo|để|cho|của|TNHH|HỌC|Hà\sNội|Việt\sNam|"
    rf"Kinh\stế|Quốc\stế|Hành\schính|Môi\strường|Hiến\spháp)(?![{LOWER}])"
)
_NOT_LAW_BEFORE = re.compile(
    r"(?:[Pp]háp|PHÁP|[Kk]ỷ|[Qq]uy|[Kk]ỹ|[Nn]gành|[Kk]hoa|[Tt]rường|học|HỌC|ĐH|CĐ|[Cc]ử nhân|[Cc]ông ty|"
    r"[Hh]ội|[Dd]ự thảo|[Dd]ự án|[Nn]ghiên cứu|[Dd]ân)\s{1,3}$"
)
_IN_SENTENCE = re.compile(r"(?:của|theo|đúng|với|tại|vào|và|trong|các)\s{1,2}$")
_QUOTED_NAME = re.compile(
    rf"[“\"]\s?(?P<name>[{UPPER}][^“”\"\n;]{{2,200}}?)\s?[”\"](?=\s{{1,3}}(?:số|ngày|năm)\s{{1,2}}\d)"
)
_TWICE = re.compile(r"(\w{2,8})\s(?=\1\s)", re.IGNORECASE)  # a doubled word: "Luật ban Ban hành …"
_TAG = re.compile(r"<[^<>]{1,20}>")


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
        read_chain(text, mention, number.end())
        return mention
    return _read_named(text, start, type_end, type_, floor)


def _read_constitution(text: str, start: int, type_end: int) -> Mention | None:
    if not text[start].isupper():
        return None
    mention = Mention(start, type_end, type_end, "Hiến pháp")
    named = _CONSTITUTION.match(text, type_end)
    read_chain(text, mention, named.end() if named else type_end, bare_year=True)
    return mention


def _read_named(text: str, start: int, type_end: int, type_: str, floor: int) -> Mention | None:
    if _NOT_LAW_AFTER.match(text, type_end):
        return None
    pos = skip_blanks(text, type_end)
    if text.startswith(("ngày", "năm"), pos):
        mention = Mention(start, type_end, type_end, type_, confidence=DATED_LAW)
        read_chain(text, mention, type_end)
        return mention if (mention.issued or mention.year) and text[start].isupper() else None
    quoted = _QUOTED_NAME.match(text, pos) if text[start].isupper() else None
    if quoted:
        mention = Mention(start, quoted.end(), quoted.end(), type_, name=_clean_name(quoted["name"]))
        _number_and_chain(text, mention, quoted.end())
        return mention
    twice = _TWICE.match(text, pos)
    pos = twice.end() if twice else pos
    amending = amending_name_end(text, pos)
    if amending:
        end: int | None = amending[0]
        confidence = AMENDING_NAME
    else:
        end, confidence = law_name_end(text, pos, capital_type=text[start].isupper())
    if end is None and text[start].isupper() and _IN_SENTENCE.search(text, max(floor, start - 12), start):
        end, confidence = small_name_end(text, pos), SMALL_NAME
    # A type word alone on its line heads the law itself, or a new cell begins below it.
    if end is None or ("\n" in text[type_end:pos] and (confidence < 0.9 or text[start:type_end].isupper())):
        return None
    mention = Mention(start, end, end, type_, name=_clean_name(text[pos:end]), confidence=confidence)
    _number_and_chain(text, mention, end)
    if amending and amending[1]:
        mention.end = end
    if not text[start].isupper() and not (
        mention.number or mention.issued or mention.year or text[pos].isupper()
    ):
        return None
    return mention


def _clean_name(printed: str) -> str:
    return _BLANKS.sub(" ", _TAG.sub(" ", printed)).strip()


def _number_and_chain(text: str, mention: Mention, pos: int) -> None:
    """Reads [số + number] and what follows; "năm 2013 số 45/2013/QH13" is read in that order too."""
    year = YEAR.match(text, pos)
    at = year.end() if year else pos
    so = SO.match(text, at) or (DIRECT.match(text, at) if year is None else None)
    number = NUMBER.match(text, so.end()) if so else None
    if number:
        mention.number = normalise_number(number.group())
        mention.year = int(year[1]) if year else None
        read_chain(text, mention, number.end())
    else:
        read_chain(text, mention, pos, bare_year=True)
