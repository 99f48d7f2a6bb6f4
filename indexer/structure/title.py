"""Title of an act (trích yếu): between the type word and the body."""

from __future__ import annotations

import re

from indexer.structure.header_block import HeaderBlock
from indexer.structure.issuer_name import body_start
from legal_corpus.model.act import HeaderField
from legal_corpus.text.normalize import fold_marks, lowered

_BODIES = r"Quốc hội|Chính phủ|Hội đồng nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân|Bộ trưởng|Thủ tướng|Chủ tịch"
_STOP = re.compile(
    r"^(?:Căn cứ|CĂN CỨ|Theo |Xét |Để |Nhằm |Hiện nay|Trong |Do |Ngày |Sau khi|Qua "
    r"|Kính gửi|Điều \d|(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC) (?:[IVX\d]+\b|thứ|THỨ)|I\.|1\."
    r"|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ|LỜI NÓI ĐẦU|KH[OÓ]A\s+[IVX\d]+|KỲ HỌP"
    r"|(?:CHỦ TỊCH\s+)?CHÍNH PHỦ(?:\s+LÂM THỜI)?$|VIỆT NAM DÂN CHỦ CỘNG H|Chiểu (?:theo|chi)\b"
    r"|\((?:Cấp|cấp|Kèm|kèm|Ban hành|Từ ngày|Đính kèm)"
    rf"|(?:{_BODIES})\b.{{0,90}}\b(?:[Bb]an hành|[Qq]uyết định|chỉ thị|yêu cầu)\b)"
)
# A plan is often named by these words, and its first sentence begins with them too.
_PURPOSE = re.compile(r"(?:Thực hiện|Triển khai|Tiếp tục)\b")
_SENTENCE = re.compile(r"[:;,.]\s*$|\bngày \d{1,2}[/ ].*,|,.*(?:ban hành|xây dựng|như sau)")
_OF_ISSUER = re.compile(
    r"^CỦA\s+(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|BỘ|ỦY BAN|UỶ BAN|HỘI ĐỒNG|CHỦ TỊCH|LIÊN|THỐNG ĐỐC|TỔNG|BAN"
    r"|ĐOÀN CHỦ TỊCH)\b"
)
_RUNNING_NUMBER = re.compile(
    r"^(?:LUẬT\s+)?S[ỐO]\s*:?\s*[\d.]+\s*/|^S[ỐO]\s+\d{1,4}\S*\s+NGÀY\s+\d|^NGÀY\s+\d{1,2}\s+THÁNG\s"
)
_BASIS_INSIDE = re.compile(
    r"\s(?:Căn cứ\s+(?=[A-ZĐ]|các)|Theo đề nghị|Xét (?:đề nghị|Tờ trình)|Điều 1\.|Kính gửi\s*:"
    r"|QUYẾT ĐỊNH\s*:)"
)
_GLUED_AUTHORITY = re.compile(
    r"(?<!\s)\s+(?:CHỦ TỊCH\s+)?(?:[ỦU][YỶ] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)"
    r"\s+(?:TỈNH|THÀNH PHỐ)(?:\s+[^\W\d_]+){0,4}\s*$"
)
# After these words the body named is part of the title.
_NEEDS_OBJECT = frozenset(
    [
        "CỦA",
        "THUỘC",
        "DO",
        "VÀ",
        "TẠI",
        "CHO",
        "VỚI",
        "GIỮA",
        "BỞI",
        "LÀ",
        "PHÒNG",
        "VIÊN",
        "ĐOÀN",
        "TỊCH",
        "BAN",
        "THAM",
        "ĐẾN",
        "TỪ",
        "TRONG",
        "VỀ",
        "CẤP",
        "BIỂU",
        "TRỰC",
        "CHỨC",
        "BỎ",
        "-",
        "–",
    ]
)
_OFFICE = re.compile(
    r"(?:(?:tong )?giam doc|(?:chi )?cuc truong|truong ban|chanh an|vien truong|hieu truong|chu nhiem)\b"
)
_RULE = re.compile(r"[-_=¯*—–.]{3,}|[—¯]+")
SUBJECT = re.compile(r"v(?:/[vw]|ề việc)\s*:?\s*")  # in lower case
_LETTER_TO = re.compile(r"[\s—–_-]*Kính gửi\b")
_MOST_LINES = 10
_MOST_CHARACTERS = 1500
_WORD = re.compile(r"\S+")


def find_title(text: str, block: HeaderBlock, type_: str | None) -> HeaderField | None:
    """The title as printed without the type word; blanks single, decoration left out.

    An official letter (Công văn) has no type word: its title follows "V/v" in the block.
    """
    if type_ == "Công văn" or block.type_end == block.type_start:
        return _letter_title(text, block)
    spans = _title_lines(text, block)
    if not spans:
        return None
    start, end = spans[0][0], _without_authority(text, spans[0][0], spans[-1][1])
    spans = [(a, min(b, end)) for a, b in spans if a < end]
    value = " ".join(_RULE.sub(" ", " ".join(text[a:b] for a, b in spans)).split()).strip(" .;:-–#*|")
    return HeaderField(value, start, end) if value else None


def _without_authority(text: str, start: int, end: int) -> int:
    """End of a title behind which "ỦY BAN NHÂN DÂN TỈNH …" (who decides) is glued on one line."""
    found = _GLUED_AUTHORITY.search(text, start, end)
    if found is None or found.start() <= start or not found[0].strip().isupper():
        return end
    before = text[start : found.start()].split()
    return end if not before or before[-1] in _NEEDS_OBJECT or before[-1].endswith(",") else found.start()


def _title_lines(text: str, block: HeaderBlock) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = block.type_end
    for line in text[block.type_end : block.body].split("\n"):
        here, at = at, at + len(line) + 1
        part = line
        inside = _BASIS_INSIDE.search(line)
        if inside:
            part = line[: inside.start()]
        plain = _RULE.sub(lambda drawn: " " * len(drawn[0]), part)
        bare = plain.strip(" .:-–|*\t\r\xa0")
        if bare:
            if (
                _STOP.match(bare)
                or _opens_body(bare, part, spans)
                or _is_authority(bare, spans)
                or _body_sentence(bare, part, text, spans)
            ):
                break
            if not (_OF_ISSUER.match(bare) or _RUNNING_NUMBER.match(bare)):
                cut = _end_of_capitals(bare)
                left = here + plain.index(bare)
                spans.append((left, left + cut))
                if cut < len(bare):
                    break
        too_long = spans and spans[-1][1] - spans[0][0] > _MOST_CHARACTERS
        if inside or too_long or len(spans) >= _MOST_LINES:
            break
    return spans


def _opens_body(line: str, printed: str, spans: list[tuple[int, int]]) -> bool:
    """ "Thực hiện Nghị quyết số …, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:" is no title."""
    if not _PURPOSE.match(line):
        return False
    return bool(spans) or len(line) > 250 or _SENTENCE.search(printed.rstrip()) is not None


def _is_authority(line: str, spans: list[tuple[int, int]]) -> bool:
    """ "ỦY BAN NHÂN DÂN TỈNH …" or "BỘ TRƯỞNG …" alone after the title."""
    if not spans or not line.isupper() or len(line) >= 120:
        return False
    return body_start(line) == 0 or bool(_OFFICE.match(fold_marks(line)))


def _body_sentence(line: str, printed: str, text: str, spans: list[tuple[int, int]]) -> bool:
    """A sentence of the body after a title in capitals, or a paragraph after any title.

    ``printed`` is the line with the stop at its end, which ``line`` lacks.
    """
    if not spans:
        return False
    title = text[spans[0][0] : spans[-1][1]]
    if title.isupper() and not line.isupper() and not line.startswith("("):
        return True
    if len(line) > 150 and line[:1].isupper() and not line.isupper() and not title.endswith((",", "-")):
        return True
    return len(line) > 250 or (len(line) > 90 and printed.rstrip().endswith((".", ";", ":")))


def _end_of_capitals(line: str) -> int:
    """Where a title in capitals ends when the body is glued behind it in the same line.

    Four words in a row that are not in capitals end it; fewer may be a unit or a symbol.
    """
    words = list(_WORD.finditer(line))
    if len(words) < 8 or not " ".join(w[0] for w in words[:5]).isupper():
        return len(line)
    small = 0
    for at, word in enumerate(words):
        printed = word[0]
        small = small + 1 if not printed.isupper() and any(c.islower() for c in printed) else 0
        if small == 4:
            return len(line[: words[at - 3].start()].rstrip())
    return len(line)


def _letter_title(text: str, block: HeaderBlock) -> HeaderField | None:
    found = SUBJECT.search(lowered(text), block.start, block.body)
    if found is None:
        return None
    rest = text[found.end() : block.body]
    lines: list[str] = []
    for line in rest.split("\n"):
        if lines and (not line.strip() or line.strip()[:1].isupper() or "ngày" in line):
            break
        to = _LETTER_TO.search(line)
        lines.append(line[: to.start()] if to else line)
        if to:
            break
    raw = "\n".join(lines).rstrip(" .;\n")
    value = " ".join(raw.split())
    return HeaderField(value, found.end(), found.end() + len(raw), 0.8) if value else None
