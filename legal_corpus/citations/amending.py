"""Names of amending laws: "sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C" is one name."""

from __future__ import annotations

import re

from legal_corpus.citations.grammar import LOWER, NUMBER, SO, UPPER
from legal_corpus.citations.names import law_name_end

_OPENING = re.compile(
    rf"(?:[Ss]ửa\s{{1,2}}đổi(?:;\sbổ\ssung)?|SỬA\s{{1,2}}ĐỔI|[Bb]ổ\s{{1,2}}sung(?=\s{{1,2}}một\s))(?![{LOWER}])"
)
_LAW_WORD = re.compile(
    rf"(?<![{LOWER}{UPPER}])(?:[Bb]ộ\s[Ll]uật|[Ll]uật|LUẬT|[Pp]háp\s[Ll]ệnh)(?![{LOWER}{UPPER}])"
    rf"(?!\s{{1,2}}(?:sư|gia|này|liên\squan|trong|về)(?![{LOWER}]))"
)
_CLAUSE = re.compile(
    r"[;.:(\n]|được|[Ll]uật\s[^,;]{4,90},\s{1,2}(?:[Đđ]iều|[Đđ]iểm|[Kk]hoản)\s|"
    rf"(?<![{LOWER}])(?:này|Nghị định|Thông tư|Quyết định|Nghị quyết)(?![{LOWER}])"
)
_JOIN = re.compile(r"\s{0,2}(?:,\s{0,2}và\s|,|và\s)\s{0,2}")
# "các luật liên quan đến đầu tư xây dựng cơ bản", "15 luật trong lĩnh vực nông nghiệp".
_COLLECTIVE = re.compile(
    r"[^;.():\n]{4,170}?(?=\s{1,3}(?:số\s{1,2}\d|ngày\s{1,2}\d|năm\s{1,2}\d{4}|của\s[A-ZĐ])|"
    r"\s{0,2}[;.():\n]|\s{0,2},\s{1,2}(?:[Đđ]iều|[Đđ]iểm|[Kk]hoản)\s|$)"
)
_MANY = re.compile(r"\s(?:một số|các|\d{1,2})\s")
_UNKNOWN_MEMBER = re.compile(r"[^;.():\n,]{2,90}?(?=\s{0,2}(?:,|và)\s{0,2}(?:[Bb]ộ\s)?[Ll]uật\s)")
# Behind a known name: the member's name is longer than that ("Luật Đầu tư công theo phương thức …, Luật B số
# 2"). Only the number or date of the amending law shows that the list is one name.
_GOES_ON = re.compile(
    rf"\s(?!(?:được|quy định|về|của|số|ngày|năm|và|có|do|tại|này|đã)\s)[{LOWER}]+\s[^;.():\n,\d]{{2,60}}"
    r"(?=,\s(?:[Bb]ộ\s)?[Ll]uật\s[^;.():\n]{3,500}?\s(?:số|ngày)\s{1,2}\d)"
)
_CLOSING_MEMBER = re.compile(r"[^;.\n]{0,500}?\svà\s{1,2}(?:Bộ luật|Luật|luật)\s")
_OPEN_TAG = re.compile(r"<[^<>/\n]{1,20}>\s{0,2}$")
_CLOSE_TAG = re.compile(r"\s{0,2}</[^<>\n]{1,12}>(?=\s{1,2}(?:số|ngày|năm)\s)")
_DATED = re.compile(r"\s{1,3}ngày\s")
_CLOSED = re.compile(r"\s{0,3}(?:[;.)]|$)|[ \t]{0,3}\n|\s{1,3}ngày\s")
_SPACES = re.compile(r"\s{0,3}")


def amending_name_end(text: str, pos: int) -> tuple[int, bool] | None:
    """End of the name if an amending law's name begins at ``pos``, else ``None``.

    The number or date after the last amended law is left to the caller: it is the amending law's own.
    Only in a list whose members each have a number are those numbers part of the name. The flag says
    that the span ends here, because a tag left in the text encloses the amended law together with the
    number or date: they are read, but stay outside the span.
    """
    opening = _OPENING.match(text, pos)
    if not opening:
        return None
    first = _LAW_WORD.search(text, opening.end(), opening.end() + 160)
    if not first or _CLAUSE.search(text, opening.end(), first.start()):
        collective = _COLLECTIVE.match(text, pos)
        return (collective.end(), False) if collective and _MANY.search(collective.group()) else None
    end = _name_end(text, first)
    if end is None:
        return None
    if _OPEN_TAG.search(text, opening.end(), first.start()):
        closed = _CLOSE_TAG.match(text, end)
        return (closed.end(), False) if closed else (end, True)
    return _with_others(text, end), False


def _with_others(text: str, end: int) -> int:
    """End of the list of amended laws whose first name ends at ``end``."""
    numbered = _number_end(text, end)
    if numbered is not None:
        listed = _numbered_list_end(text, numbered)
        # A second number right after the first: the first was the amended law's.
        return listed or (numbered if _number_end(text, numbered) is not None else end)
    return _plain_list_end(text, end)


def _name_end(text: str, word: re.Match[str]) -> int | None:
    """End of the law's name behind its type word."""
    spaces = _SPACES.match(text, word.end())
    pos = spaces.end() if spaces else word.end()
    end, confidence = law_name_end(text, pos, capital_type=True)
    if confidence < 0.9 or (end is not None and _GOES_ON.match(text, end)):
        member = _UNKNOWN_MEMBER.match(text, pos)
        if member:
            return member.end()
    return end


def _number_end(text: str, pos: int) -> int | None:
    so = SO.match(text, pos)
    number = NUMBER.match(text, so.end()) if so else None
    return number.end() if number else None


def _next_member(text: str, pos: int) -> re.Match[str] | None:
    join = _JOIN.match(text, pos)
    return _LAW_WORD.match(text, join.end()) if join else None


def _plain_list_end(text: str, end: int) -> int:
    for _ in range(30):
        following = _next_member(text, end)
        longer = _name_end(text, following) if following else None
        if longer is None:
            break
        end = longer
        if _number_end(text, end) is not None:
            break
    return end


def _numbered_list_end(text: str, end: int) -> int | None:
    """End of "…, Luật B số 2 và Luật C số 3" after a first numbered member; ``None`` if no such list."""
    if not _next_member(text, end):
        return None
    conjoined = _CLOSING_MEMBER.match(text, end) is not None
    members = 1
    for _ in range(30):
        following = _next_member(text, end)
        name_end = _name_end(text, following) if following else None
        number_end = _number_end(text, name_end) if name_end is not None else None
        if number_end is None:
            break
        end, members = number_end, members + 1
    # Commas alone: one name only if nothing more is listed after the last law.
    if not conjoined:
        return end if members > 2 and _CLOSED.match(text, end) else None
    # Two numbered laws joined by "và" are rather two citations, unless a date closes the whole name.
    return end if members > 2 or (members == 2 and _DATED.match(text, end)) else None
