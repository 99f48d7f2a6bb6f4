"""Lines of a printed page put together to paragraphs, page furniture taken away."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from operator import contains

# A line that begins a new paragraph whatever stands before it.
_STARTS = re.compile(
    r"""(?:
      (?:Điều|Chương|Mục|Tiểu\ mục|Phần|PHẦN|CHƯƠNG|MỤC|TIỂU\ MỤC|PHỤ\ LỤC|Phụ\ lục|Mẫu|MẪU|Biểu)
        \s+(?:(?:số|SỐ)\s*)?[0-9IVXLCDM]+\b
      | \d{1,3}[a-zđ]?(?:\.\d{1,3})*[.)]\s | [a-zđ]\d?[.)]\s | [IVXL]+\.\s | [-–+*•▪]\s
      | (?:Căn\ cứ|Theo\ đề\ nghị|Xét|Thực\ hiện|Sau\ khi\ xem\ xét|Nơi\ nhận|Kính\ gửi)\b
      | (?:QUYẾT\ ĐỊNH|QUYẾT\ NGHỊ|NGHỊ\ QUYẾT|NGHỊ\ ĐỊNH|THÔNG\ TƯ|LUẬT|CHỈ\ THỊ|KẾ\ HOẠCH)\b
      | (?:Số|Luật\ số)\s*:|(?:TM|KT|TL|TUQ|Q)\.\s | CỘNG\ H | Độc\ lập | [“"]
      | (?:ỦY|UỶ)\ BAN\ NHÂN\ DÂN | HỘI\ ĐỒNG\ NHÂN\ DÂN
      | (?:PHÓ\ )?CHỦ\ TỊCH | BỘ\ TRƯỞNG | THỨ\ TRƯỞNG
    )""",
    re.X,
)
_ENDS = re.compile(r"[.;:!?…”\"]\s*$|\.\s*/\.?\s*$")
_PAGE_NUMBER = re.compile(r"^(?:Trang\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*/\s*\d{1,4})?$")
_UNIT = re.compile(r"(?:Điều|Chương|(?:Tiểu )?Mục|Phần|Phụ lục|Mẫu|Biểu|Bảng)(?: số)?[ \d.:]", re.IGNORECASE)
_RULE = re.compile(r"^[\s_=¯*.\-–—]{3,}$")
_DIGITS = re.compile(r"\d+")
_LONGEST_HEAD = 120  # characters of a running head
_MOST_DIGITS = 9
_LONGEST = 20_000  # characters; no paragraph is longer, and joining without end would be quadratic
_STANDS_ALONE = re.compile(r"Độc lập\s*[-–]|(?:Số|Luật số)\s*:")
_PLACE_DATE = re.compile(r"^[^\d.;:]{2,40},\s*ngày\b.{0,12}tháng\b")
_TITLE_ZONE = re.compile(r"^(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|LUẬT|CHỈ THỊ|KẾ HOẠCH)\b")


_SITE = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)(?:/\S*)?", re.I)
# What a signing program prints on a page: who signed, and when to the second.
_SIGNED_AT = re.compile(r"(?:Thời gian ký|Ngày ký|Giờ ký|Date)\s*:.*\d{1,2}[:.h]\d{2}", re.I)
_SIGNED_BY = re.compile(
    r"(?:Người ký|Ký bởi|Được ký bởi|Ký số bởi|Email|Cơ quan|Chức vụ|Đơn vị|Lý do|Nơi ký|SAO Y)\s*[:;]"
    r"|Signature (?:Not Verified|valid)|(?:Digitally )?signed by",
    re.I,
)
_SIGNATURE_REACH = 5  # lines


class Opening(str):
    """A line that begins a paragraph by its place on the page, as an indented one does."""

    __slots__ = ()


def without_furniture(pages: Sequence[Sequence[str]], own: Sequence[Collection[str]] = ()) -> list[list[str]]:
    """Pages without page numbers, rules, watermarks of web sites, what signatures say of themselves, and
    the running heads or feet that repeat on most pages.

    ``own`` are lines of each page that are its text however often they repeat.
    """
    sites = Counter(line for lines in pages for line in set(lines) if _SITE.fullmatch(line))
    marks = {line for line, times in sites.items() if times > len(pages) // 2}
    pages = [[line for line in _without_signature(lines) if line not in marks] for lines in pages]
    running = _running(pages)
    numbered = _numbering(pages)
    cleaned = []
    for at, lines in enumerate(pages):
        out = {place for place in running[at] if at >= len(own) or lines[place] not in own[at]}
        out |= {place for place, line in enumerate(lines) if _RULE.match(line)}
        out |= _page_numbers(at, lines, out, numbered)
        cleaned.append([line for place, line in enumerate(lines) if place not in out] or list(lines))
    return cleaned


def _edges(lines: Sequence[str]) -> list[int]:
    """Places of the first and the last two lines."""
    return [at for at in range(len(lines)) if at < 2 or at >= len(lines) - 2]


def _running(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Of each page the places of lines that repeat at the edges of most pages.

    Their numbers are the same too, or go up with the pages ("CÔNG BÁO/Số 977/Ngày 24-8-2024 5"): the last
    rows of a long table are often alike but for their numbers. Forms of which each has a page go up with
    the pages as well ("Mẫu số 01", "Mẫu số 02") and stay.
    """
    found: list[set[int]] = [set() for _ in pages]
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, lines in enumerate(pages if len(pages) > 2 else ()):
        for place in _edges(lines):
            if len(lines[place]) < _LONGEST_HEAD:
                alike[_DIGITS.sub("#", lines[place])].append((at, place))
    often = max(2, len(pages) // 3)
    for shape, places in alike.items():
        if len(places) <= often or not any(map(str.isalpha, shape)):
            continue
        said = [_numbers(pages[at][place], at) for at, place in places]
        usual = [Counter(chain.from_iterable(slot)).most_common(1)[0][0] for slot in zip(*said, strict=True)]
        if _UNIT.match(pages[places[0][0]][places[0][1]]) and any(one.startswith("+") for one in usual):
            continue
        fitting = sum(all(map(contains, numbers, usual)) for numbers in said)
        if fitting > len(places) // 2:
            for at, place in places:
                found[at].add(place)
    return found


def _numbers(line: str, page: int) -> list[tuple[str, str]]:
    """Each number of a line: as it is, and from which on it would count the pages."""
    return [(found, f"+{int(found[-_MOST_DIGITS:]) - page}") for found in _DIGITS.findall(line)]


def _first_page(line: str, page: int) -> int:
    """The number that the first page has if a line numbers this page."""
    found = _DIGITS.search(line)
    return int(found[0]) - page if found else 0


def _numbering(pages: Sequence[Sequence[str]]) -> set[int]:
    """Numbers of the first page from which two pages or more are counted, as their edges say."""
    counts = Counter(
        first
        for at, lines in enumerate(pages)
        for first in {_first_page(lines[p], at) for p in _edges(lines) if _PAGE_NUMBER.match(lines[p])}
    )
    return {first for first, times in counts.items() if times > 1}


def _page_numbers(at: int, lines: Sequence[str], out: Collection[int], numbered: Collection[int]) -> set[int]:
    """Places of page numbers; a number in a table can stand at the edge of a page too, so where pages
    are counted only numbers that go with the count are theirs."""
    likely = {place for place in _edges(lines) if place not in out and _PAGE_NUMBER.match(lines[place])}
    counted = {place for place in likely if _first_page(lines[place], at) in {1, *numbered}}
    if counted or numbered:
        return counted
    rest = [place for place in range(len(lines)) if place not in out]
    return likely & {*rest[:1], *rest[-1:]}


def _without_signature(lines: Sequence[str]) -> Sequence[str]:
    times = [at for at, line in enumerate(lines) if _SIGNED_AT.match(line)]
    if not times:
        return lines
    near = {at + by for at in times for by in range(-_SIGNATURE_REACH, _SIGNATURE_REACH + 1)}
    return [
        line
        for at, line in enumerate(lines)
        if at not in times and not (at in near and _SIGNED_BY.match(line))
    ]


def joined(lines: Iterable[str]) -> list[str]:
    """Paragraphs: a line goes on when it ends without a stop and the next one begins nothing new.

    Lines in capitals (headings, the header block) only join lines in capitals.
    """
    found: list[str] = []
    widest = 0
    for line in lines:
        if found and len(found[-1]) < _LONGEST and _goes_on(found[-1], line, widest):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
        widest = max(widest, min(len(line), 110))
    return found


def _goes_on(before: str, line: str, widest: int) -> bool:
    if isinstance(line, Opening):
        return False
    if _STARTS.match(line) or _PLACE_DATE.match(line) or _ENDS.search(before) or _STANDS_ALONE.match(before):
        return False
    if before.isupper() != line.isupper():
        return False
    if before.isupper():
        return not _TITLE_ZONE.match(before) and not _STARTS.match(before)
    # A heading such as "Điều 3. Phạm vi" is short and the next line begins with a capital.
    return not (line[:1].isupper() and len(before) < 0.6 * widest)
