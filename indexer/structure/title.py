"""Title of an act (trích yếu): between the type word and the body."""

from __future__ import annotations

import re

from indexer.structure.act_types import PRINTED_TYPE
from indexer.structure.header_block import HeaderBlock
from indexer.structure.issuer_name import body_start, is_english
from indexer.structure.running_head import running_head
from legal_corpus.model.act import HeaderField
from legal_corpus.text.normalize import fold_key, fold_marks, lowered

_BODIES = r"Quốc hội|Chính phủ|Hội đồng nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân|Bộ trưởng|Thủ tướng|Chủ tịch"
_STOP = re.compile(
    r"^(?:Căn cứ|CĂN CỨ|Theo |Xét |Để |Nhằm |Hiện nay|Trong |Do |Ngày |Sau khi|Qua "
    r"|Kính gửi|Điều \d|(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC) (?:[IVX\d]+\b|thứ|THỨ)|I\s?[.-]\s|I\.|1\."
    r"|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ|LỜI NÓI ĐẦU|KH[OÓ]A\s+[IVX\d]+|KỲ HỌP"
    r"|(?:CHỦ TỊCH\s+)?CHÍNH PHỦ(?:\s+LÂM THỜI)?$|VIỆT NAM DÂN CHỦ CỘNG H|Chiểu (?:theo|chi)\b"
    r"|\((?:Cấp|cấp|Kèm|kèm|Ban hành|Từ ngày|Đính kèm)"
    rf"|(?:{_BODIES})\b.{{0,90}}\b(?:[Bb]an hành|[Qq]uyết định|chỉ thị|yêu cầu)\b)"
)
# A plan is often named by these words, and its first sentence begins with them too.
_PURPOSE = re.compile(r"(?:Thực hiện|Triển khai|Tiếp tục)\b")
_SENTENCE = re.compile(r"[:;,.]\s*$|\bngày \d{1,2}[/ ].*,|,.*(?:ban hành|xây dựng|như sau)")
_TYPE_AGAIN = re.compile(rf"(?P<type>{PRINTED_TYPE})\s+(?!(?:SỐ|NÀY)\s)", re.IGNORECASE)
_CUT_NUMBER = re.compile(r"\d[/-][^\s-]*(?:-[^\s-]+)*\Z")
_HYPHEN_ENDS_LINE = re.compile(r"[-–][ \t]*\n")
_SESSION = re.compile(r"\(?\s*(?:khóa\s+(?:[IVXLC]+|\d+)|kỳ họp\s|nhiệm kỳ\s+\d)", re.IGNORECASE)
_DRAFT = re.compile(r"\(?\s*(?:bản\s+)?dự thảo(?:\s+(?:lần\s+(?:thứ\s+)?)?\S{1,6})?\s*\)?$", re.IGNORECASE)
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
_MOST_LINES = 20
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
    value = " ".join(_RULE.sub(" ", _joined(text, spans)).split()).strip(" .;:-–#*|")
    again = _TYPE_AGAIN.match(value)
    if again and type_ and fold_key(again["type"]) == fold_key(type_):
        start += len(again[0])
        value = value[again.end() :]
    return HeaderField(value, start, end) if value else None


def _joined(text: str, spans: list[tuple[int, int]]) -> str:
    """The lines of a title; a number cut behind its hyphen ("31/2015/TT-" / "BTC") is whole again."""
    value = ""
    for start, end in spans:
        value += text[start:end]
        value += "-" if _CUT_NUMBER.search(value) and _HYPHEN_ENDS_LINE.match(text, end) else " "
    return value


def _without_authority(text: str, start: int, end: int) -> int:
    """End of a title behind which "ỦY BAN NHÂN DÂN TỈNH …" (who decides) is glued on one line."""
    found = _GLUED_AUTHORITY.search(text, start, end)
    if found is None or found.start() <= start or not found[0].strip().isupper():
        return end
    before = text[start : found.start()]
    return end if not before.strip() or _wants_more(before) else found.start()


def _title_lines(text: str, block: HeaderBlock) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    headed = False  # whether a running head ("CỦA CHÍNH PHỦ SỐ …") was passed
    at = block.type_end
    for line in text[block.type_end : block.body].split("\n"):
        here, at = at, at + len(line) + 1
        inside = _BASIS_INSIDE.search(line)
        part = line[: inside.start()] if inside else line
        plain = _RULE.sub(lambda drawn: " " * len(drawn[0]), part)
        bare = plain.strip(" .:-–|*\t\r\xa0")
        if bare and not (_DRAFT.match(bare) or is_english(bare)):
            title = text[spans[0][0] : spans[-1][1]] if spans else ""
            ahead = running_head(bare, title, headed)
            headed = headed or ahead > 0
            if not ahead and _ends_title(bare, part, title, headed):
                break
            rest = bare[ahead:].lstrip(" .,:-–")
            cut = _end_of_capitals(rest)
            if rest:
                left = here + plain.index(bare) + len(bare) - len(rest)
                spans.append((left, left + cut))
            if cut < len(rest):
                break
        too_long = spans and spans[-1][1] - spans[0][0] > _MOST_CHARACTERS
        if inside or too_long or len(spans) >= _MOST_LINES:
            break
    return spans


def _ends_title(line: str, printed: str, title: str, headed: bool) -> bool:
    """Whether a line does not go on with ``title``; ``printed`` has the stop at its end, ``line`` has not."""
    return (
        _STOP.match(line) is not None
        or (bool(title) and _SESSION.match(line) is not None)
        or _opens_body(line, printed, title)
        or _is_authority(line, title, headed)
        or _body_sentence(line, printed, title)
    )


def _opens_body(line: str, printed: str, title: str) -> bool:
    """ "Thực hiện Nghị quyết số …, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:" is no title."""
    if not _PURPOSE.match(line):
        return False
    return bool(title) or len(line) > 250 or _SENTENCE.search(printed.rstrip()) is not None


def _is_authority(line: str, title: str, headed: bool) -> bool:
    """ "ỦY BAN NHÂN DÂN TỈNH …" or "BỘ TRƯỞNG …" alone after the title, or after a running head."""
    if not (title or headed) or not line.isupper() or len(line) >= 120 or _wants_more(title):
        return False
    return body_start(line) == 0 or bool(_OFFICE.match(fold_marks(line)))


def _wants_more(title: str) -> bool:
    """Whether a title in capitals ends with a word behind which a body may be named ("THUỘC", "ĐẠI BIỂU")."""
    words = title.split()
    return bool(words) and (words[-1] in _NEEDS_OBJECT or words[-1].endswith(","))


def _body_sentence(line: str, printed: str, title: str) -> bool:
    """A sentence of the body after a title in capitals, or a paragraph after any title."""
    if not title:
        return False
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
        letters = printed.strip(".,;:()")  # "CÁC ĐIỂM a, đ, g" are no words
        small = small + 1 if len(letters) > 1 and any(c.islower() for c in letters) else 0
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
