"""Which citations a clause is about, and which only stand in the title of one of them.

"bãi bỏ Quyết định A … sửa đổi, bổ sung Quyết định B; Quyết định C và Quyết định D" is about A, C and D.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from functools import cache
from itertools import pairwise

from legal_corpus.model.citation import Citation
from legal_corpus.text.symbols import type_rows

_SEPARATOR = re.compile(
    r"(?:;|,|\n|(?<![\wÀ-ỹ])(?:và|hoặc|cùng với|cùng)(?![\wÀ-ỹ]))[ \t\n]*(?:[a-zđ]\)|\d{1,2}\.|[-+•])?"
)
# Words that may stand between a separator and the next member of a list of acts.
_FILLER_WORDS = (
    "toàn bộ|một phần|một số|bãi bỏ|thay thế|hủy bỏ|huỷ bỏ|đồng thời|nội dung|quy định tại|quy "
    "định|kèm theo|ban hành|quy chế"
    "|định mức|bảng giá|danh mục|phụ lục|chương|phần|khoản|điều|điểm|mục|mẫu|các|những|tại|của|cả|"
    "thủ tục hành chính|quy trình nội bộ|có số thứ tự|từ|đến|số|và"
)
_FILLER = re.compile(
    rf"(?:[ \t,()+•\-]|[a-zđ]\)|\d{{1,2}}\.|(?:{_FILLER_WORDS}|\d{{1,3}}[a-zđ]?|[ivx]{{1,6}}|"
    rf"[a-zđ])(?![\wÀ-ỹ])|"
    # "Quyết định A và các Thông tư sửa đổi, bổ sung: số 1, số 2"
    r"(?:quyết định|thông tư|nghị định|nghị quyết)[ \t]+(?:sửa đổi,?[ \t]bổ sung|bổ sung,?[ \t]sửa đổi)"
    r"(?:[ \t]+(?:sau|sau đây))?[ \t]*:)*+",
    re.IGNORECASE,
)
# "…; các quy định về bến phà, đò ngang tại Nghị định B"
_CONTENT = re.compile(
    r"[ \t\n]*(?:(?:các|những)[ \t]+)?(?:quy định|nội dung)[ \t]+(?:về|liên quan)[ \t][^;:.\n]{2,140}[ \t]"
    r"(?:tại|của|trong)[ \t]+",
    re.IGNORECASE,
)
_UNIT = r"(?:phụ lục|chương|phần|khoản|điều|điểm|mục|mẫu)"
_PINPOINT_AHEAD = re.compile(
    rf"[ \t]*(?:{_UNIT}(?![\wÀ-ỹ])|\d{{1,3}}[a-zđ]?[ \t,]|[a-zđ][ \t,])", re.IGNORECASE
)
_PINPOINT_BEHIND = re.compile(rf"{_UNIT}[ \t]+(?:số[ \t]+)?[\wđ.]{{1,6}}[ \t]*$", re.IGNORECASE)
_LABEL = r"(?:\d[\wđ.]{0,5}|[a-zđ]\d?|[ivxl]{1,6})(?![\wÀ-ỹ])"
_PINNED = re.compile(rf"{_UNIT}[ \t]+(?:số[ \t]+)?{_LABEL}[ \t,]+(?:của[ \t]+)?$", re.IGNORECASE)
# "… một số điều của Luật A và Nghị định B": what a title amends or details.
_TITLE_OF = re.compile(
    r"(?:(?:sửa đổi|bổ sung|quy định chi tiết|hướng dẫn|thi hành)[^;:.\n]{0,60})?"
    r"một số[ \t]+(?:điều|khoản|điểm|nội dung|quy định)[^;:.\n]{0,40}[ \t](?:của|tại|trong)[ \t]+$",
    re.IGNORECASE,
)
# "đã được sửa đổi tại khoản 6 Điều 11 Nghị định C": C amended it once and is not itself amended here.
AMENDED_BY = re.compile(
    r"(?:được|đã)[ \t]+(?:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính)[^.;:)\n]{0,40}"
    r"[ \t](?:tại|bởi|theo|bằng)[ \t][^.;:)\n]*$",
    re.IGNORECASE,
)
# "Quyết định A sửa đổi Quyết định B", "… theo khoản 6 Điều 28 Nghị định B": the title of A tells of B. Behind
# ";" or "và" such a verb is the clause's own.
_TELLS = re.compile(
    r"(?<![\wÀ-ỹ])(?<![;,][ \t])(?<!và[ \t])(?<!thời[ \t])(?<!được[ \t])(?<!bị[ \t])(?<!đã[ \t])(?:"
    r"(?:sửa đổi(?:,?[ \t]+(?:và[ \t]+)?bổ sung)?|bổ sung|thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|đính chính|"
    r"quy định chi tiết|hướng dẫn|thi hành|thực hiện|triển khai)(?![\wÀ-ỹ])(?:(?!và[ \t])[^;:.,\n]){0,60}|"
    r"theo[ \t]+(?:quy định[ \t]+(?:tại|của)[ \t]+)?"
    r"(?:(?:các|điểm|khoản|điều|mục|chương|phụ lục|của|và|[\da-zđ]{1,4})[ \t,]+){0,12})$",
    re.IGNORECASE,
)
_ONLY_JOINED = re.compile(r"[ \t\n]*[,;]?[ \t\n]*(?:và[ \t\n]+)?")
_TITLE_VERB = re.compile(r"(?:sửa đổi|bổ sung)[^;:.\n]{0,50}$", re.IGNORECASE)


@cache
def _ranks() -> dict[str, tuple[int, int]]:
    """Highest and lowest rank of each kind, whoever issues it, over all days that the table records."""
    found: dict[str, tuple[int, int]] = {}
    for row in type_rows():
        ranks = [period["rank"] for period in row.get("periods") or () if period.get("rank") is not None]
        if ranks:
            found[str(row["type"])] = min(ranks), max(ranks)
    return found


def act_key(citation: Citation) -> tuple[str, str | None]:
    """What mentions of one act in a text have in common."""
    return citation.type.lower(), citation.number or citation.name


def outranks(citation: Citation, other: Citation) -> bool:
    """Whether the first act is of a higher kind whatever the day and the issuers, so that no title of the
    other amends it; ``False`` where the kinds alone do not tell ("Quyết định", "Nghị quyết")."""
    first, second = _ranks().get(citation.type), _ranks().get(other.type)
    return first is not None and second is not None and first[1] < second[0]


def citations_between(citations: Sequence[Citation], start: int, end: int) -> list[Citation]:
    """Citations that begin in ``[start, end)``; ``citations`` are sorted by start."""
    first = bisect_left(citations, start, key=lambda c: c.start)
    last = bisect_left(citations, end, key=lambda c: c.start)
    return list(citations[first:last])


def _depths(text: str, start: int, end: int, places: Sequence[int]) -> list[int]:
    """How many parentheses are open at each of the sorted ``places``."""
    depths, depth, at = [], 0, start
    for place in [*places, end]:
        for char in text[at:place]:
            depth = depth + 1 if char == "(" else max(0, depth - 1) if char == ")" else depth
        depths.append(depth)
        at = place
    return depths[:-1]


def without_amenders(text: str, citations: Sequence[Citation], floor: int) -> list[Citation]:
    """The citations but for who amended the act before: "sửa đổi theo Luật A, Luật B và Luật C"."""
    kept: list[Citation] = []
    amender: Citation | None = None
    for citation in citations:
        told = AMENDED_BY.search(text, max(floor, citation.start - 200), citation.start) is not None
        if not told and amender is not None:
            joined = _ONLY_JOINED.fullmatch(text, amender.end, citation.start) is not None
            # Behind amenders that have no day, an act with its day is the next one that is amended.
            told = joined and (citation.issued is None or amender.issued is not None)
        amender = citation if told else None
        if not told:
            kept.append(citation)
    return kept


def member_separator(text: str, start: int, end: int) -> re.Match[str] | None:
    """The separator that makes the citation at ``end`` a member of a list, or ``None``.

    Only filler may stand after it. A comma inside a run of pinpoints ("phụ lục II, phụ lục IV ban hành
    kèm theo …") belongs to that run, so the one before the run decides.
    """
    semicolon = text.rfind(";", start, end)
    if semicolon >= 0 and _CONTENT.fullmatch(text, semicolon + 1, end):
        return _SEPARATOR.match(text, semicolon)
    for found in reversed(list(_SEPARATOR.finditer(text, start, end))):
        if _FILLER.fullmatch(text, found.end(), end) is None:
            return None
        inside_run = _PINPOINT_AHEAD.match(text, found.end(), end) and _PINPOINT_BEHIND.search(
            text, max(start, found.start() - 24), found.start()
        )
        # "sửa đổi tiêu đề và một số nội dung Quyết định B": both nouns are objects of the title's verb.
        of_title = text[found.end() : end].strip() and _TITLE_VERB.search(
            text, max(start, found.start() - 60), found.start()
        )
        if not inside_run and not of_title:
            return found
    return None


def _pinned(text: str, start: int) -> bool:
    """Whether a pinpoint stands right before the citation at ``start``."""
    return _PINNED.search(text, max(0, start - 40), start) is not None


def of_title(text: str, start: int, end: int) -> bool:
    """Whether the citation at ``end`` is what the title of the act that ends at ``start`` is about."""
    return _TITLE_OF.search(text, max(start, end - 120), end) is not None


def told_by_titles(text: str, members: Sequence[Citation], objects: Container[int]) -> set[int]:
    """Starts of those members of a clause that the title of an object, which begins at one of ``objects``,
    tells of: right behind a verb of the title, or joined to such a one."""
    told: set[int] = set()
    for previous, citation in pairwise(members):
        begin, end = max(previous.end, citation.start - 120), citation.start
        if end in objects:
            continue
        joined = previous.start in told and member_separator(text, begin, end) is not None
        if joined or _TELLS.search(text, begin, end) or of_title(text, begin, end):
            told.add(end)
    return told


def _told_of(
    text: str, last: Citation, previous: Citation, citation: Citation, near: Citation | None
) -> bool:
    """Whether ``citation``, joined to ``previous`` by "và" or ",", only continues the title of ``last``
    ("một số điều của Luật A và Nghị định B") or the history of its provision.
    """
    if previous.start <= last.start:
        return False
    if AMENDED_BY.search(text, max(last.end, previous.start - 200), previous.start):
        return True
    return near is None and not _pinned(text, citation.start) and of_title(text, last.end, previous.start)


def _named_in(objects: Sequence[Citation], citation: Citation) -> bool:
    """Whether one of the objects is the act of the citation, by its number."""
    return citation.number is not None and any(
        (act.type, act.number) == (citation.type, citation.number) for act in objects
    )


def clause_objects(text: str, members: Sequence[Citation], end: int) -> list[Citation]:
    """The citations of a clause that are its objects; ``members`` begin with the first object.

    A later citation is an object when it is joined (";", ",", "và") to one; joined by "," or "và" it
    belongs with the nearest earlier citation of its own type, so "A sửa đổi B và C" is about A only.
    Nothing inside parentheses that open after the first object is an object.
    """
    if not members:
        return []
    objects = [members[0]]
    pinned = _pinned(text, members[0].start)
    is_object = {members[0].start}
    nearest = {members[0].type: members[0]}
    amended: set[int] = set()  # what is named right behind an object
    told: set[int] = set()  # what the title of an object, or the history of its provision, tells of
    depths = _depths(text, members[0].start, end, [c.start for c in members])
    outer = members[0]
    for at, citation in enumerate(members[1:], 1):
        if depths[at] > 0:  # "A (được sửa đổi bởi B), C": what parentheses tell parts nothing
            continue
        previous, outer = outer, citation
        near = nearest.get(citation.type)
        if previous.start in is_object:
            amended.add(citation.start)
        nearest[citation.type] = citation
        if previous.end > citation.start:
            continue
        parted = member_separator(text, max(previous.end, citation.start - 200), citation.start)
        if parted is None:
            continue
        separator = parted.group()
        weak = separator[0] not in ";\n"
        # "Điều 1 của Luật A …, Điều 2 của Luật B": each member brings its own pinpoint.
        strong = not weak or (pinned and _pinned(text, citation.start))
        # "… theo Luật C, Điều 64 của Luật D": the amender C has no pinpoint, D brings one.
        returns = strong and previous.start not in is_object and not _pinned(text, previous.start)
        # "Điều 2 Thông tư A sửa đổi một số điều của Thông tư B; Thông tư C": C is of the title too.
        inner = near is not None and (near.start in told or of_title(text, objects[-1].end, near.start))
        if separator[0] == ";" and inner and pinned and not _pinned(text, citation.start):
            told.add(citation.start)
            continue
        if weak and not returns:
            goes_on = previous.start in told or _told_of(text, objects[-1], previous, citation, near)
            # "Thông tư A hướng dẫn Luật B và Nghị định C": what is above A, joined to what A is about.
            if goes_on or (previous.start not in is_object and outranks(citation, objects[-1])):
                told.add(citation.start)
                continue
        if (
            strong
            or near is None
            or near.start in is_object
            or (near.start in amended and _again(members, at, near, objects, separator))
        ):
            objects.append(citation)
            is_object.add(citation.start)
    return objects


def _again(
    members: Sequence[Citation], at: int, near: Citation, objects: Sequence[Citation], separator: str
) -> bool:
    """Whether the title before member ``at`` names what is itself an object, so the member is the next one.

    "A, Thông tư B sửa đổi Thông tư A, Thông tư C" and "… và Thông tư C sửa đổi Thông tư A".
    """
    if not _named_in(objects, near):
        return False
    return separator[0] == "," or (at + 1 < len(members) and _named_in([near], members[at + 1]))
