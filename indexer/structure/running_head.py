"""Running heads of old acts: "CỦA QUỐC HỘI KHÓA XII, KỲ HỌP THỨ 5 SỐ 32/2009/QH12 NGÀY 18 THÁNG 6 NĂM 2009".

Who, which number and which day stand before or behind the title, in its lines.
"""

from __future__ import annotations

import re

from indexer.structure.act_types import PRINTED_TYPE

_OF_ISSUER = re.compile(
    r"CỦA\s+(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|BỘ|ỦY BAN|UỶ BAN|HỘI ĐỒNG|CHỦ TỊCH|LIÊN|THỐNG ĐỐC|TỔNG|BAN"
    r"|ĐOÀN CHỦ TỊCH)\b"
)
_NUMBER_AND_DAY = re.compile(
    r"(?:(?:LUẬT\s+)?S[ỐO]\s*:?\s*[\d.]+\S*[/-]\S*|S[ỐO]\s+\d{1,4}\S*(?=\s+NGÀY\s+\d))"
    r"(?:,?\s+NGÀY\s+\d{1,2}(?:[/-]\d{1,2}[/-]\d{4}|\s+THÁNG\s+\d{1,2}\s+NĂM\s+\d{4}))?"
    r"|^NGÀY\s+\d{1,2}\s+THÁNG\s+\d{1,2}\s+NĂM\s+\d{4}"
)
_TYPE_NAME = re.compile(rf"(?<!\w)(?:{PRINTED_TYPE})\s*\Z")
_ABOUT = re.compile(
    r"(?<=\s)(?:VỀ|QUY ĐỊNH|HƯỚNG DẪN|BAN HÀNH|SỬA ĐỔI|BÃI BỎ|PHÊ DUYỆT|PHÊ CHUẨN|THÀNH LẬP)\s"
)
_SESSION_INSIDE = re.compile(r"\sKH[OÓ]A\s|\sKỲ HỌP\s")


def running_head(line: str, title: str, headed: bool) -> int:
    """How much of a line says whose act it is, its number and its day, and not what it is about.

    A title may go on with "CỦA BỘ TRƯỞNG …" or "SỐ 12/2020/QĐ-UBND NGÀY …" as well: below a line of the title
    only a session or a number that is of no other act shows that it does not.
    """
    found = _NUMBER_AND_DAY.search(line)
    if found and not _TYPE_NAME.search(f"{title} {line[: found.start()]}"):
        before = line[: found.start()].strip()
        if not before or _OF_ISSUER.match(before):
            return found.end()
    if not _OF_ISSUER.match(line):
        return 0
    about = _ABOUT.search(line)
    if (title or headed) and (about or not _SESSION_INSIDE.search(line)):
        return 0
    return about.start() if about else len(line)
