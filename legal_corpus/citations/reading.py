"""Reads acts and papers that are told by a number: decrees, decisions, plans, letters."""

from __future__ import annotations

import re

from legal_corpus.citations.chain import read_chain, skip_blanks
from legal_corpus.citations.confidence import (
    DATED_ACT,
    GUESSED_LAW,
    LIST_MEMBER,
    LOOSE_NUMBER,
    SHORT_NUMBER,
)
from legal_corpus.citations.grammar import (
    ABBREVIATIONS,
    BARE_NUMBER,
    DIRECT,
    LAW_TYPES,
    NUMBER,
    PAPER_TYPES,
    QUALIFIER,
    SO,
    TYPE_INSIDE,
    UPPER,
    canonical_type,
    normalise_number,
)
from legal_corpus.citations.issuers import issuer_after
from legal_corpus.citations.mention import Mention
from legal_corpus.text.dates import match_date
from legal_corpus.text.symbols import type_of_number

_BARE_ALLOWED = frozenset(
    {"Nghị định", "Nghị quyết", "Thông tư", "Thông tư liên tịch", "Quyết định", "Chỉ thị"}
)
_NUMBERED_HEADING = re.compile(rf"\d{{1,2}}\.\s{{1,3}}[{UPPER}]")
# What may follow a short form such as "Nghị định 61".
_AFTER_SHORT = re.compile(
    r"\s{0,2}(?:[.,;:()\]\"”]|$|\n|(?:của|về|ngày|năm|và|quy|hướng|được|đã|thì|này|là|có|để|trên|nêu|cũng|không|chưa|"
    r"hay|hoặc|cho|đối|với|tại|theo|khi|ban|ra|mới|cũ|nhưng|còn|sẽ|phải|do|từ|trong|như|bị|hết|sửa|thay|"
    r"thực|áp|hiện|nhằm|vẫn|gồm|trừ|thuộc|vào|bao)(?!\w))"
)
_OF_ARTICLE = re.compile(r"Điều\s\d{1,3}[a-z]?\s(?:của\s)?Quyết\sđịnh\s$")
_FULL_SYMBOL = re.compile(r"[/-][^\d/-]+\d*[/-]|/\d{2,4}/|/(?:UBTV)?QH")


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
        read_chain(text, mention, number.end())
        return mention
    if qualified or type_ not in _BARE_ALLOWED or "\n" in text[type_end : so.end()]:
        return None
    bare = BARE_NUMBER.match(text, so.end())
    # "QĐ 66": too short to be believed unless the document names the act in full.
    short = text[start:type_end] in ABBREVIATIONS
    if not bare or (short and not _AFTER_SHORT.match(text, bare.end())):
        return None
    if not (short or said_so or _stands_alone(text, so.end(), bare.end(), type_)):
        return None
    mention = Mention(start, bare.end(), bare.end(), type_, bare.group(), confidence=SHORT_NUMBER)
    mention.provisional = short
    read_chain(text, mention, bare.end())
    return mention


def _stands_alone(text: str, start: int, end: int, type_: str) -> bool:
    """Whether a number without "số" is an act's: not "Quyết định 1. …", not "Thông tư 20 trang"."""
    if _NUMBERED_HEADING.match(text, start):
        return False
    if type_ == "Quyết định" and not (
        end - start > 1 and _OF_ARTICLE.search(text, max(0, start - 40), start)
    ):
        return False
    return _AFTER_SHORT.match(text, end) is not None


def _qualified(text: str, pos: int) -> tuple[re.Match[str] | None, str | None]:
    """The "số" after words between type and number, with the issuer if the words name it."""
    found = QUALIFIER.match(text, pos)
    if not found or TYPE_INSIDE.search(found.group()):
        return None, None
    named = issuer_after(text, pos)
    return SO.match(text, found.end()), named[0] if named else None


def _dated_only(text: str, start: int, pos: int, type_: str) -> Mention | None:
    """ "Nghị định ngày 12 tháng 5 năm 1990": an act told by its date alone."""
    at = skip_blanks(text, pos)
    if type_ not in _BARE_ALLOWED or not text.startswith("ngày", at):
        return None
    dated = match_date(text, at)
    if not dated or dated[1] is None or not issuer_after(text, dated[0]):
        return None
    return Mention(start, dated[0], dated[0], type_, issued=dated[1], confidence=DATED_ACT)


def read_loose(text: str, start: int, previous: Mention | None, in_list: bool) -> Mention | None:
    """A number without its type word: a list member, or a number whose symbol tells the type."""
    so = SO.match(text, start)
    number = NUMBER.match(text, so.end() if so else start)
    if not number:
        return None
    printed = normalise_number(number.group())
    if not in_list and not _FULL_SYMBOL.search(printed):
        return None
    told = type_of_number(printed)
    parliament = "/QH" in printed or "UBTVQH" in printed
    confidence = LIST_MEMBER if in_list else LOOSE_NUMBER
    alike = in_list and previous is not None and type_of_number(previous.number or "") == told
    # After "Văn bản số …" a letter's number is one more of what was named, not of another kind.
    alike = alike or (in_list and previous is not None and previous.kind == "paper" and told in PAPER_TYPES)
    if told and not alike:
        type_ = told
    elif previous and (in_list or (parliament and previous.type in (*LAW_TYPES, "Nghị quyết"))):
        type_ = previous.type
    elif parliament:
        type_, confidence = "Luật", GUESSED_LAW
    else:
        return None
    mention = Mention(start, number.end(), number.end(), type_, printed, joined=True, confidence=confidence)
    if in_list and previous and previous.is_law and type_ == previous.type:
        mention.name = previous.name
    read_chain(text, mention, number.end())
    return mention
