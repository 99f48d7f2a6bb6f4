"""Grammar of pinpoints: "điểm a khoản 2 Điều 5", "các khoản 1, 2 và 3 Điều 8", "từ Điều 5 đến Điều 9".

A *group* is a unit word with its labels ("các điểm a, b và đ"); a *chain* is a run of groups joined by
blanks, "," , "và", "của"… that makes one quotation. Every expression is bounded, so reading is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from legal_corpus.text.normalize import lowered

Unit = Literal[
    "item", "point", "clause", "article", "subsection", "section", "chapter", "part", "appendix", "form"
]

# The smaller the deeper. Boxes above the article stand beside it: an article number is unique in its act.
DEPTH: dict[Unit, int] = {
    "item": 0,
    "point": 1,
    "clause": 2,
    "article": 3,
    "subsection": 4,
    "section": 5,
    "chapter": 6,
    "part": 7,
    "form": 8,
    "appendix": 9,
}
_UNITS: dict[str, Unit] = {
    "tiết": "item",
    "điểm": "point",
    "khoản": "clause",
    "điều": "article",
    "tiểu mục": "subsection",
    "mục": "section",
    "chương": "chapter",
    "phần": "part",
    "phụ lục": "appendix",
    "mẫu": "form",
    "biểu mẫu": "form",
    "mẫu biểu": "form",
    "biểu": "form",
}
_FORMS: dict[str, tuple[str, Unit]] = {
    form.replace("Đ", capital): (word, unit)
    for word, unit in _UNITS.items()
    for form in (word, word.capitalize(), word.upper())
    for capital in "ĐÐ"
}
_CAPITAL_BOXES: frozenset[Unit] = frozenset({"subsection", "section", "part", "form", "chapter"})
# Points run without f, j, w, z and without marked vowels.
POINT_ORDER = list("abcdđeghiklmnopqrstuvxy")
_ROMAN = r"[IVXLivxl]{1,7}"
_GAP = r"[ \t\xa0]{0,3}"
_SPACE = r"[ \t\xa0]{1,3}"
_BLANKS = frozenset(" \t\xa0")
_WORD = r"(?![\wÀ-ỹ])"
# Words glued to a label or a unit word by a lost blank: "khoản 2Điều 5", "tạikhoản 1".
_END = (
    rf"(?:{_WORD}|(?=Điều\s|[Kk]hoản\s|[Đđ]iểm\s|Nghị\s|Quyết\s|Luật\s|Thông\s|Bộ\s|Quy\s|"
    rf"(?:của|và|tại|được){_WORD}))"
)
_LABELS: dict[Unit, str] = {
    "item": rf"(?:[a-zđ][1-9]?|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}){_END}",
    "point": rf"(?:\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[a-zđ]?|[a-zđ](?:\.?[1-9]\d?)?|([a-zđ])\1|[A-ZĐ]){_END}",
    "clause": rf"\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}[a-zđ]{{0,2}}[1-9]?{_END}",
    # "Điều 44.5.TT.4.6" is a place in the codification.
    "article": rf"\d{{1,3}}[a-zđ]{{0,2}}[1-9]?{_END}(?!\.\d{{1,3}}\.[A-ZĐ]{{2}})",
    "section": rf"(?:{_ROMAN}|[A-HĐ]|\d{{1,2}})(?:\.\d{{1,2}}){{0,2}}{_END}",
    "subsection": rf"(?:{_ROMAN}|[A-HĐ]\d?|\d{{1,2}})(?:\.\d{{1,2}}){{0,2}}{_END}",
    "chapter": rf"(?:{_ROMAN}|\d{{1,2}}){_END}",
    "part": rf"(?:{_ROMAN}|[A-HĐ]|\d{{1,2}}|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)){_END}",
    "appendix": rf"(?:số{_SPACE})?(?:(?:{_ROMAN}|\d{{1,3}})(?:[.\-]?(?:\d{{1,2}}|[A-Za-zĐđ])){{0,2}}"
    rf"|[A-ZĐ](?:[.\-]?\d{{1,2}}[a-zđ]?)?){_END}",
    "form": rf"(?:số{_SPACE})?(?:\d{{1,3}}|{_ROMAN})(?:[.\-/]?[0-9A-ZĐa-zđ]{{1,8}}){{0,4}}{_END}",
}
# A box is written with a capital, or in running text in lower case with a Roman or an Arabic label.
_UNIT_WORD = re.compile(
    r"(?:(?<![\wÀ-ỹ])|(?<=tại)|(?<=và)|(?<=của)|(?<=theo)|(?<=\d))"
    r"(?<!tài )(?<!Tài )(?P<plural>[Cc]ác" + _SPACE + r")?"
    r"(?P<unit>[Tt]iết|[ĐđÐ]iểm|[Kk]hoản|[ĐđÐ]iều|[Tt]iểu mục|[Mm]ẫu biểu|[Bb]iểu mẫu|[Mm]ục|"
    r"[Cc]hương|[Pp]hần"
    r"|[Pp]hụ lục|[Mm]ẫu|Biểu|ĐIỂM|KHOẢN|ĐIỀU|MỤC|CHƯƠNG|PHẦN|PHỤ LỤC|MẪU)" + _SPACE
)
# What may be a label, behind a unit word in lower case.
_GLUED = r"(?=(?:điều|khoản|điểm|nghị|quyết|luật|thông|bộ|quy)\s|của|và|tại|được)"
_LABEL_AHEAD = (
    r"(?=\d|này|số|từ|thứ|mẫu|biểu|(?:(?<=u[ \t\xa0])|(?<=u[ \t\xa0]{2})|(?<=u[ \t\xa0]{3}))[ivxl]|"
    rf"(?:[ivxl]{{1,7}}[a-zđ]{{0,2}}|([a-zđ])\1?)(?:(?![a-zà-ỹ])|{_GLUED}))"
)
# Unit words in lower case before what may be a label: looked for by their rarest letter, in one expression a
# letter, because a single one is found at the speed of memory. Beside it the number of letters before it.
_UNIT_LETTERS = tuple(
    (letter, before, re.compile(f"{letter}(?=(?:{words}){_SPACE}{_LABEL_AHEAD})"))
    for letter, before, words in (
        ("ề", 2, "(?<=[đð]iề)u"),
        ("ể", 2, "(?<=[đð]iể)m|(?<=tiể)u mục|(?<=biể)u"),
        ("ả", 3, "(?<=khoả)n"),
        ("ụ", 1, "(?<=mụ)c"),
        ("ụ", 2, "(?<=phụ) lục"),
        ("ơ", 3, "(?<=chươ)ng"),
        ("ầ", 2, "(?<=phầ)n"),
        ("ẫ", 1, "(?<=mẫ)u"),
        ("ế", 2, "(?<=tiế)t"),
    )
)
_BOX_LABEL = re.compile(rf"(?:số{_SPACE})?(?:[IVX]{{1,6}}|[A-HĐ]|\d)")
_PLURAL = re.compile(rf"[Cc]ác{_SPACE}$")
_LONGEST_PLURAL = 6  # characters
_MORE = re.compile(
    rf"{_GAP}(?P<sep>,{_GAP}(?:và|hoặc){_SPACE}|[,;]{_GAP}|(?:và|hoặc|hay){_SPACE}|(?P<to>đến|tới|[-–]){_SPACE})"
)
_RANGE_DASH = re.compile(r"[-–](?=\d)")
_COUNTED = (
    rf"{_GAP}(?:ngày|tháng|năm|giờ|phút|tuần|bản|bộ|người|lần|đồng|triệu|tỷ|nghìn|ha|km|m2|m²|mét|cấp|loại|nhóm"
    r"|thủ tục|quyển|trang|thành viên|đơn vị|cơ quan|xã|phường|tỉnh|huyện|sở|dự án|trường hợp|%)" + _WORD
)
# A later label is none where it counts things; the first one is none for the units that people also count.
_COUNTABLE: frozenset[Unit] = frozenset({"article", "clause", "point", "subsection", "section", "part"})
_LABEL = {
    unit: f"(?>{pattern if unit in {'item', 'form'} else f'này{_WORD}|{pattern}'})"
    for unit, pattern in _LABELS.items()
}
_NEXT_LABEL = {unit: re.compile(f"{label}(?!{_COUNTED})") for unit, label in _LABEL.items()}
_FIRST_LABEL = {
    unit: _NEXT_LABEL[unit] if unit in _COUNTABLE else re.compile(label) for unit, label in _LABEL.items()
}
# No honest list is longer; the bound keeps garbage linear.
_LONGEST_CHAIN = 60
_JOIN = re.compile(
    rf"{_GAP}(?:,{_GAP})?(?:(?:và|hoặc|hay|của|tại|thuộc|trong|vào|từ|đến|tới|cùng với){_SPACE}){{0,"
    rf"2}}(?P<newline>\n[ \t]*)?"
    # "điểm c khoản 1 và đoạn mở đầu của khoản 4 Điều 23"
    rf"(?P<stretch>đoạn{_SPACE}(?:mở{_SPACE}đầu|đầu|cuối|thứ{_SPACE}(?:nhất|hai|ba|tư)){_SPACE}(?:của{_SPACE})?)?"
)
_WORDS_OF_PARENT = frozenset({"của", "tại", "thuộc", "trong", "vào"})


class Group(NamedTuple):
    """One unit word with its labels; ``labels`` are as printed, ranges already expanded."""

    start: int
    end: int
    unit: Unit
    word: str
    labels: tuple[str, ...]


class Chain(NamedTuple):
    """Joined groups with the text between them (``joints[i]`` stands before ``groups[i]``)."""

    groups: tuple[Group, ...]
    joints: tuple[str, ...]

    @property
    def start(self) -> int:
        """Start of the first unit word (or of its "các")."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """End of the last label."""
        return self.groups[-1].end


def expand_range(first: str, last: str) -> list[str]:
    """Labels from ``first`` to ``last``: ("5", "9") -> 5…9, ("a", "đ") -> a b c d đ.

    Labels that make no sensible range are returned as they are; a range is never longer than 60.
    """
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < 60:
        return [str(n) for n in range(int(first), int(last) + 1)]
    if first in POINT_ORDER and last in POINT_ORDER and POINT_ORDER.index(first) < POINT_ORDER.index(last):
        return POINT_ORDER[POINT_ORDER.index(first) : POINT_ORDER.index(last) + 1]
    return [first, last]


def _read_labels(text: str, at: int, unit: Unit) -> tuple[int, list[str]] | None:
    """Labels after a unit word: ``(end, labels)``; ``None`` when no label stands there."""
    first = _FIRST_LABEL[unit].match(text, at)
    if first is None:
        return None
    end, labels = first.end(), [first.group()]
    while True:
        dash = _RANGE_DASH.match(text, end) if labels[-1].isdigit() else None
        more = dash or _MORE.match(text, end)
        if more is None or ";" in more.group():
            return end, labels
        found = _NEXT_LABEL[unit].match(text, more.end())
        if found is None or _is_other(text, found, unit):
            return end, labels
        to = dash is not None or more["to"] is not None
        labels[-1:] = expand_range(labels[-1], found.group()) if to else [labels[-1], found.group()]
        end = found.end()


def _is_other(text: str, label: re.Match[str], unit: Unit) -> bool:
    """Whether a label after a comma is not a label: the number of an act, a date, a list mark."""
    after = text[label.end() : label.end() + 2]
    if after[:1] in {"/", ")"} and unit in {"point", "item"}:
        return after[:1] == "/" or text[label.start() - 2 : label.start()].startswith(")")
    return after[:1] == "/" or (label.group().startswith("0") and unit in {"clause", "article"})


def find_groups(text: str) -> Iterator[Group]:
    """Every unit word with labels, in order."""
    at = 0
    for start in _unit_starts(lowered(text)):
        match = _unit_word(text, start, at) if start >= at else None
        if match is None:
            continue
        start, at = match.span()
        word, unit = _FORMS[match["unit"]]
        if unit in _CAPITAL_BOXES and not _is_box(text, match):
            continue
        if unit == "point" and text.endswith("thang ", 0, start):
            continue
        found = _read_labels(text, _skip_range_word(text, at), unit)
        if found is None:
            continue
        at, labels = found
        yield Group(start, at, unit, word, tuple(labels))


def _unit_starts(lower: str) -> list[int]:
    """Where unit words begin in a text in lower case, in order."""
    starts = [
        found.start() - before
        for letter, before, expression in _UNIT_LETTERS
        if letter in lower
        for found in expression.finditer(lower)
    ]
    starts.sort()
    return starts


def _unit_word(text: str, start: int, floor: int) -> re.Match[str] | None:
    """The unit word at ``start``, with its "các" and a blank behind it, not before ``floor``."""
    if text[start - 1 : start] in _BLANKS:
        floor = max(floor, start - _LONGEST_PLURAL)
        lead = text[floor:start]
        plural = _PLURAL.search(lead) if "ác" in lead else None
        if plural and (match := _UNIT_WORD.match(text, floor + plural.start())):
            return match
    return _UNIT_WORD.match(text, start)


def _skip_range_word(text: str, at: int) -> int:
    """ "các điều từ 5 đến 9": the label begins after "từ"."""
    return at + 3 if text.startswith("từ ", at) else at


def _is_box(text: str, match: re.Match[str]) -> bool:
    """Tell "mục II", "Phần thứ hai" from "danh mục 2 loại", "một phần", "lấy mẫu 02 lần", "chương trình"."""
    before = text[max(0, match.start() - 6) : match.start()].lower()
    if before.endswith(("danh ", "một ", "hạng ", "từng ", "đề ", "biên ", "lấy ", "tích ", "niệm ")):
        return False
    return match["unit"][0].isupper() or _BOX_LABEL.match(text, match.end(), match.end() + 12) is not None


def find_chains(text: str, found: Iterable[Group], blocked: Sequence[tuple[int, int]]) -> list[Chain]:
    """Chains of the groups found in a text, in order.

    ``blocked`` are sorted spans (headings, names of acts) where no group may begin.
    """
    chains: list[Chain] = []
    groups: list[Group] = []
    joints: list[str] = []
    index = 0
    for group in found:
        while index < len(blocked) and blocked[index][1] <= group.start:
            index += 1
        if index < len(blocked) and blocked[index][0] <= group.start:
            continue
        joint = text[groups[-1].end : group.start] if groups else ""
        if groups and len(groups) < _LONGEST_CHAIN and _joins(text, groups[-1], group):
            if _is_range(groups[-1], joint, group):
                between = expand_range(groups[-1].labels[-1], group.labels[0])[1:-1]
                group = group._replace(labels=(*between, *group.labels))
            groups.append(group)
            joints.append(joint)
            continue
        if groups:
            chains.append(Chain(tuple(groups), tuple(joints)))
        groups, joints = [group], [""]
    if groups:
        chains.append(Chain(tuple(groups), tuple(joints)))
    # "Điều này" alone names no numbered part.
    return [
        _with_numbered_items(chain)
        for chain in chains
        if chain.groups[0].labels[0] != "này"
        or any(label != "này" for g in chain.groups for label in g.labels)
    ]


def _with_numbered_items(chain: Chain) -> Chain:
    """ "điểm b, mục 2.2, khoản 2 Điều 3": what is numbered "2.2" inside a clause is no section of the act."""
    if len(chain.groups) == 1:
        return chain
    groups = list(chain.groups)
    for at, (group, parent) in enumerate(pairwise(chain.groups)):
        dotted = group.unit == "section" and all("." in label for label in group.labels)
        if dotted and parent.unit in {"clause", "article"}:
            groups[at] = group._replace(unit="point", word="điểm")
            if at and groups[at - 1].unit == "point":
                groups[at - 1] = groups[at - 1]._replace(unit="item", word="tiết")
    return Chain(tuple(groups), chain.joints)


def _is_range(before: Group, joint: str, after: Group) -> bool:
    return before.unit == after.unit and joint.strip() in {"đến", "tới"}


def _in_parentheses(text: str, group: Group) -> bool:
    """Whether a parenthesis is open before the group: "(theo điểm a) khoản 2" are two references."""
    floor = max(0, group.start - 80)
    return text.rfind("(", floor, group.start) > text.rfind(")", floor, group.start)


def _joins(text: str, before: Group, after: Group) -> bool:
    if after.start - before.end >= 40:
        return False
    closed = before.unit == "point" and text.startswith(")", before.end) and not _in_parentheses(text, before)
    joint = _JOIN.fullmatch(text, before.end + closed, after.start)
    if joint is None:
        return False
    up = DEPTH[after.unit] > DEPTH[before.unit]
    if joint["newline"] is not None:
        return up
    gap = joint.group().removesuffix(joint["stretch"] or "")
    if not _WORDS_OF_PARENT.isdisjoint(gap.split()):
        return up
    return bool(gap.strip()) or after.unit != before.unit
