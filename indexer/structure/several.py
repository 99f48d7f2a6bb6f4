"""Files that do not hold exactly one act: two acts in one file, or only what another act issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indexer.structure.header import parse_header
from indexer.structure.header_block import STATE_TITLE
from indexer.structure.signature import FAMILY_NAMES
from legal_corpus.model.act import Header
from legal_corpus.text.normalize import with_real_d
from legal_corpus.text.numbers import number_key

_ISSUER_ABOVE = 300  # characters; the issuer may stand above the state title
_REACH = 6000
_MOST = 20
_BODY = re.compile(
    r"(?:^|(?<=\s))(?:Căn cứ|CĂN CỨ|Điều 1\b|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ|Kính gửi|I\.\s|1\.\s)", re.M
)
_ATTACHED = re.compile(
    r"\(\s*(?:Ban hành\s+)?k[èe]m\s+theo\s+"
    r"(?P<act>(?:Quyết định|Nghị quyết|Thông tư|Nghị định|Chỉ thị|Kế hoạch)"
    r"\s+số\s*:?\s*[^\s,)]+(?:[^()]{0,160})?)\)",
    re.I,
)
_SIGNED = re.compile(
    r"^[ \t|]*(?:Nơi nhận\s*:|(?:TM|KT|TL|TUQ|Q)\s*\.\s*[^\W\d_]{2,}|T/M\s"
    r"|(?:PHÓ )?CHỦ TỊCH\b|BỘ TRƯỞNG\b)",
    re.M,
)
_SEALED = re.compile(r"[\s|]*\(?\s*ĐÃ KÝ\b")
# What stands above the issuer is of its name too: the committee over its department.
_ISSUER_LINE = re.compile(
    r"^[ \t|]*(?:[UỦ][ỶY] BAN|UBND|HỘI ĐỒNG|HĐND|BỘ|SỞ|BAN|CỤC|CHI CỤC|TỔNG CỤC|CHÍNH PHỦ|QUỐC HỘI"
    r"|THỦ TƯỚNG|TÒA ÁN|VIỆN|NGÂN HÀNG|THANH TRA|KIỂM TOÁN|TỈNH|THÀNH PHỐ)(?!\w)",
    re.M,
)
_NUMBER_LINE = re.compile(r"(?:Số|Luật số)\s*:")
_OPENING = 1500  # characters in which the words "kèm theo" say what the file is
PART_OF = "Tệp chỉ có phần ban hành kèm theo"
HOLDS_MORE = "Tệp có"


@dataclass(frozen=True, slots=True)
class FurtherAct:
    """An act that begins inside the file of another: what its header says, and where it begins.

    ``line`` counts from 1; ``signed`` tells whether a signature follows, so that it is there to its end.
    """

    type: str
    number: str
    issued: date
    title: str | None
    start: int
    line: int
    signed: bool

    def words(self) -> str:
        """ "Quyết định số 6/2026/QĐ-UBND ngày 05/03/2026 “Quy định giá” (từ dòng 17)"."""
        title = f" “{self.title}”" if self.title else ""
        part = "" if self.signed else ", không thấy chữ ký"
        return f"{self.type} số {self.number} ngày {self.issued:%d/%m/%Y}{title} (từ dòng {self.line}{part})"


def several_acts(text: str, header: Header) -> tuple[str, ...]:
    """Vietnamese sentences about a file that holds further acts, or only a part of one.

    A form in an appendix has a state title too, but no number and no date filled in.
    """
    text = with_real_d(text)
    found = []
    if acts := further_acts(text, header):
        whole = "thêm" if all(act.signed for act in acts) else "vẻ chứa thêm"
        listed = "; ".join(act.words() for act in acts)
        found.append(
            f"{HOLDS_MORE} {whole} văn bản khác: {listed}. Bản này chỉ nên gồm văn bản thứ nhất: "
            "hãy tách thành tệp riêng rồi nạp từng tệp."
        )
    if header.value("number") is None and (part := _part_of(text)):
        found.append(f"{PART_OF} {part}; hãy nạp tệp của chính văn bản đó, hoặc ghép hai tệp rồi nạp lại.")
    return tuple(found)


def further_acts(text: str, header: Header) -> tuple[FurtherAct, ...]:
    """Acts with a header of their own (number, kind and date filled in) behind that of the file's act."""
    text = with_real_d(text)
    seen = {number_key(header.value("number") or "")}
    found: list[FurtherAct] = []
    for act in _headed(text):
        if number_key(act.number) not in seen:
            seen.add(number_key(act.number))
            found.append(act)
    return tuple(found)


def _headed(text: str) -> Iterator[FurtherAct]:
    for head in list(STATE_TITLE.finditer(text))[1 : _MOST + 1]:
        start = _block_start(text, head.start())
        piece = text[start : head.start() + _REACH]
        other = parse_header(piece)
        number, issued, type_ = other.number, other.date("issued"), other.value("type")
        if number is None or not issued or not type_ or number.start is None:
            continue
        if not _BODY.search(piece, number.end or 0):
            continue
        issuer = other.issuer.start if other.issuer else None
        places = [head.start(), start + number.start, *([start + issuer] if issuer is not None else [])]
        if named := _ISSUER_LINE.search(text, start, head.start()):
            places.append(named.start())
        begins = text.rfind("\n", 0, min(places)) + 1
        yield FurtherAct(
            type_,
            number.value,
            issued,
            other.value("title"),
            begins,
            text.count("\n", 0, begins) + 1,
            _SIGNED.search(text, start + (number.end or 0)) is not None,
        )


def _block_start(text: str, head: int) -> int:
    """Where the lines in capitals or with a number begin that stand right above the state title.

    Rules and blank lines are passed over, but they begin nothing; the end of the former act is not passed.
    """
    start = line = text.rfind("\n", 0, head) + 1
    while line > 0 and head - line < _ISSUER_ABOVE:
        end = line - 1
        line = text.rfind("\n", 0, end) + 1
        words = text[line:end].strip()
        if not any(map(str.isalpha, words)):
            continue
        if not (words.isupper() or _NUMBER_LINE.match(words)) or _ends_an_act(text[line:end]):
            break
        start = line
    return start


def _ends_an_act(line: str) -> bool:
    """Whether a line in capitals is of the signature of the act before: an office, "ĐÃ KÝ", a name."""
    if _SIGNED.match(line) or _SEALED.match(line):
        return True
    # Of two words it may be a province ("CAO BẰNG").
    words = line.split()
    return 3 <= len(words) <= 5 and words[0].capitalize() in FAMILY_NAMES


def _part_of(text: str) -> str | None:
    found = _ATTACHED.search(text, 0, _OPENING)
    return " ".join(found["act"].split()).rstrip(" .;,") if found else None
