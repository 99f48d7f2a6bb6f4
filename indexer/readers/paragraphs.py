"""Lines of a printed page put together to paragraphs, page furniture taken away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

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
_RULE = re.compile(r"^[\s_=¯*.\-–—]{3,}$")
_DIGITS = re.compile(r"\d+")
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


def without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without page numbers, rules, watermarks of web sites, what signatures say of themselves, and
    the running heads or feet that repeat on most pages.

    Digits do not count in the comparison, so that "CÔNG BÁO/Số 977/Ngày 24-8-2024 5" is seen.
    """
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_DIGITS.sub("#", line) for line in (*lines[:2], *lines[-2:]) if len(line) < 120})
    sites = Counter(line for lines in pages for line in set(lines) if _SITE.fullmatch(line))
    marks = {line for line, times in sites.items() if times > len(pages) // 2}
    pages = [[line for line in _without_signature(lines) if line not in marks] for lines in pages]
    often = max(2, len(pages) // 3)
    cleaned = []
    for lines in pages:
        last = len(lines) - 1
        kept = []
        for at, line in enumerate(lines):
            edge = at < 2 or at >= last - 1
            running = edge and len(pages) > 2 and edges[_DIGITS.sub("#", line)] > often
            if not (running or (edge and _PAGE_NUMBER.match(line)) or _RULE.match(line)):
                kept.append(line)
        cleaned.append(kept or list(lines))
    return cleaned


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
