"""Files that do not hold exactly one act: two acts in one file, or only what another act issues."""

from __future__ import annotations

import re

from indexer.structure.header import parse_header
from indexer.structure.header_block import STATE_TITLE
from legal_corpus.model.act import Header
from legal_corpus.text.normalize import with_real_d
from legal_corpus.text.numbers import number_key

_ISSUER_ABOVE = 300  # characters; the issuer may stand above the state title
_REACH = 6000
_MOST = 20
_BODY = re.compile(r"^\s*(?:Căn cứ|CĂN CỨ|Điều 1\b|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ)", re.M)
_ATTACHED = re.compile(
    r"\(\s*(?:Ban hành\s+)?k[èe]m\s+theo\s+"
    r"(?P<act>(?:Quyết định|Nghị quyết|Thông tư|Nghị định|Chỉ thị|Kế hoạch)"
    r"\s+số\s*:?\s*[^\s,)]+(?:[^()]{0,160})?)\)",
    re.I,
)
_OPENING = 1500  # characters in which the words "kèm theo" say what the file is
PART_OF = "Tệp chỉ có phần ban hành kèm theo"


def several_acts(text: str, header: Header) -> tuple[str, ...]:
    """Vietnamese sentences about a file that holds further acts, or only a part of one.

    A form in an appendix has a state title too, but no number and no date filled in.
    """
    text = with_real_d(text)
    found = [*_further(text, header)]
    if header.value("number") is None and (part := _part_of(text)):
        found.append(f"{PART_OF} {part}; hãy nạp tệp của chính văn bản đó, hoặc ghép hai tệp rồi nạp lại.")
    return tuple(found)


def _further(text: str, header: Header) -> list[str]:
    own = number_key(header.value("number") or "")
    heads = list(STATE_TITLE.finditer(text))[1 : _MOST + 1]
    numbers: list[str] = []
    for head in heads:
        start = max(text.rfind("\n", 0, max(head.start() - _ISSUER_ABOVE, 0)) + 1, 0)
        piece = text[start : head.start() + _REACH]
        other = parse_header(piece)
        number, issued, type_ = other.number, other.value("issued"), other.value("type")
        if number is None or not issued or not type_ or number.start is None:
            continue
        if number_key(number.value) == own or f"{type_} {number.value}" in numbers:
            continue
        body = _BODY.search(piece, number.end or 0)
        if body:
            numbers.append(f"{type_} {number.value}")
    if not numbers:
        return []
    listed = ", ".join(numbers)
    return [f"Tệp có vẻ chứa thêm văn bản khác: {listed}; hãy tách thành tệp riêng rồi nạp từng tệp."]


def _part_of(text: str) -> str | None:
    found = _ATTACHED.search(text, 0, _OPENING)
    return " ".join(found["act"].split()).rstrip(" .;,") if found else None
