"""The issuer of an act, found in the header between number, date and state title."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from indexer.structure.header_block import MOTTO, SITE_CONFIDENCE, STATE_TITLE, Found, HeaderBlock
from indexer.structure.header_number import BLANK_NUMBER, LABELLED, place_dates
from indexer.structure.issuer_name import (
    begins_body,
    body_start,
    is_department,
    is_english,
    is_local,
    is_office,
    joint_bodies,
    names_body,
    names_place,
    normal_case,
)
from legal_corpus.model.act import HeaderField
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.text.normalize import lowered

_OF = re.compile(r"\s*CỦA\s+")
_OF_TAIL = re.compile(r"(?<!\s)\s+(?:KH[OÓ]A|SỐ|NGÀY|KỲ HỌP)\b|,")
_ENACTED = re.compile(
    r"\n(?P<who>(?:Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Thủ tướng Chính phủ|Bộ trưởng Bộ|Thống đốc"
    r"|Hội đồng nhân dân|[ỦU][ỷy] ban nhân dân)[^\n,;:.]{0,60}?)"
    r"\s+ban hành\s+(?:Luật|Bộ luật|Pháp lệnh|Nghị|Quyết|Thông)"
)
_AFTER_PLACE = re.compile(r"\s*,\s*ngày", re.I)
_RULE = re.compile(r"[-_=¯*—–]{3,}")
# Lines in capitals near the issuer that name nobody.
_NO_NAME = re.compile(
    r"\(?(?:DỰ THẢO|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT)(?!\w)|KH[OÓ]A\s|KỲ HỌP\s"
)
_STATE_TITLES = (STATE_TITLE, re.compile(r"ĐẢNG\s+C[ỘÔ]NG\s+SẢN\s+VI[ỆÊ]T\s+NAM"))
_MOST_LINES = 6
_DEPARTMENT_WITHIN = re.compile(r"\s+(?=(?:SỞ|CHI CỤC|THANH TRA|BAN QUẢN LÝ|BAN DÂN TỘC)\s)")
_FEW_LETTERS = 3
_DERIVED_CONFIDENCE = 0.6
_MISREAD = 0.4  # below one half: a person confirms


def find_issuer(text: str, block: HeaderBlock, number: HeaderField | None) -> HeaderField | None:
    """The body that issued the act, in normal case.

    Looked for in the header's left column, then in the line in capitals before the basis, the site's
    table, the enacting sentence, and last in the place together with the number's symbol.
    """
    lines = _issuer_lines(text, block, number)
    if lines:
        bodies = _bodies(lines)
        within = _within_other_words(text, block.start, lines[0].start)
        sure = _MISREAD if within or any(_goes_past_its_name(body, text) for body in bodies) else 1.0
        name = _full_name(bodies, text)
        return _with_symbol(HeaderField(name, lines[0].start, lines[-1].end, sure), number)
    authority = _authority(text, block)
    if authority:
        return authority
    stated = block.site_field("issuer")
    if stated:
        return HeaderField(normal_case(stated.value, text), stated.start, stated.end, SITE_CONFIDENCE)
    enacted = _ENACTED.search(text, block.body - 1) if block.body else _ENACTED.search("\n" + text)
    if enacted:
        name = re.sub(r"^Bộ trưởng\s+(?=Bộ)", "", enacted["who"])
        shift = 0 if block.body else 1
        start, end = enacted.start("who") - shift, enacted.end("who") - shift
        return HeaderField(normal_case(name, text), start, end, _DERIVED_CONFIDENCE)
    place = block.site_field("place")
    body = _body_of_symbol(number.value) if number else None
    if place and body:
        return HeaderField(normal_case(f"{body} {place.value}"), place.start, place.end, _DERIVED_CONFIDENCE)
    return None


def _body_of_symbol(number: str) -> str | None:
    symbol = number.upper().rpartition("/")[2]
    if symbol.endswith("UBND"):
        return "Ủy ban nhân dân"
    return "Hội đồng nhân dân" if "HĐND" in symbol else None


def _full_name(names: list[list[Found]], text: str) -> str:
    """The issuer of the bodies that a header names, each with its lines.

    A department, or a standing committee, carries the place of the body above it; a lower body has its own;
    ministries that issue together are all named.
    """
    printed = [" ".join(line.value for line in lines).strip(" -–") for lines in names]
    if len(printed) > 1 and printed[-1].startswith("HỘI ĐỒNG THẨM PHÁN"):
        return normal_case(" ".join(reversed(printed[-2:])), text)
    if len(printed) > 1 and (is_department(printed[-1]) or is_local(printed[-1])):
        own = normal_case(printed[-1], text)
        above = normal_case(" ".join(printed[:-1]), text)
        place = re.search(r"(?:tỉnh|thành phố)\s.+$", above)
        placed = (
            names_place(own) if is_local(printed[-1]) else place and place[0].casefold() in own.casefold()
        )
        if is_office(own):
            return f"{own} {above}"
        return f"{own} {place[0]}" if place and not placed else own
    named = (normal_case(name, text) for body in printed for name in joint_bodies(body))
    return " - ".join(dict.fromkeys(named))  # a line that is printed twice names one body


def _issuer_lines(text: str, block: HeaderBlock, number: HeaderField | None) -> list[Found]:
    """What is left of the block when state title, motto, number, date and rules are taken out."""
    if not _may_name_body(text, block):
        return []
    taken = [m.span() for pattern in (*_STATE_TITLES, LABELLED, BLANK_NUMBER, _RULE)
             for m in pattern.finditer(text, block.start, block.type_start)]  # fmt: skip
    taken += [m.span() for m in MOTTO.finditer(lowered(text), block.start, block.type_start)]
    taken += place_dates(text, block.start, block.type_start)
    if number and number.start is not None and number.end is not None and number.end <= block.type_start:
        taken.append((number.start, number.end))
    end = min((start for start, _ in taken), default=block.type_start)
    pieces = _pieces(text, block.start, block.type_start, taken)
    found: list[Found] = []
    for piece in pieces:
        starts = body_start(piece.value)
        if not found:
            if starts is None or not _is_caps(piece.value[starts:]):
                continue
            found.append(Found(piece.value[starts:], piece.start + starts, piece.end))
        elif _is_caps(piece.value):
            if not (_NO_NAME.match(piece.value) or is_english(piece.value)):
                found.append(piece)
        elif piece.start > end:
            break
        if len(found) == _MOST_LINES:
            break
    return found if any(not line.value.isascii() for line in found) else []


def _bodies(lines: list[Found]) -> list[list[Found]]:
    """The lines of each body: a department, a ministry or a body with its own place begins a new one."""
    names: list[list[Found]] = []
    for line in chain.from_iterable(map(_parted, lines)):
        if names and not begins_body(line.value, " ".join(above.value for above in names[-1])):
            names[-1].append(line)
        else:
            names.append([line])
    return names


def _parted(line: Found) -> list[Found]:
    """ "UBND TỈNH AN BÌNH SỞ NỘI VỤ" in one line names two bodies."""
    within = _DEPARTMENT_WITHIN.search(line.value) if is_local(line.value) else None
    if within is None:
        return [line]
    above, own = line.value[: within.start()], line.value[within.end() :]
    return [Found(above, line.start, line.start + len(above)), Found(own, line.end - len(own), line.end)]


def _within_other_words(text: str, begin: int, at: int) -> bool:
    """Whether words stand before the name in its line: a stamp, or a name that was misread."""
    before = re.split(r"[\n|]", text[begin:at])[-1]
    return sum(map(str.isalpha, before)) >= _FEW_LETTERS


def _goes_past_its_name(body: list[Found], text: str) -> bool:
    """Whether the first line names a known body and the lines below make no known name of it: "BỘ TÀI CHÍNH"
    above "KHO BẠC NHÀ NƯỚC" is the body above the issuer."""
    if len(body) == 1:
        return False
    known = core_issuers().named
    whole = normal_case(" ".join(line.value for line in body), text)
    return bool(known(normal_case(body[0].value, text))) and not known(whole)


def _with_symbol(issuer: HeaderField, number: HeaderField | None) -> HeaderField:
    """ "Chủ tịch …" where only the symbol says it (QĐ-CTUBND): its acts have a number series of their own."""
    symbol = number.value.upper() if number else ""
    if not symbol.endswith("-CTUBND") or not issuer.value.startswith("Ủy ban nhân dân"):
        return issuer
    return replace(issuer, value=f"Chủ tịch {issuer.value}", confidence=_DERIVED_CONFIDENCE)


def _may_name_body(text: str, block: HeaderBlock) -> bool:
    """Whether a line with capitals side by side holds the letters of a body. Cheap, and mostly says no."""
    at, end = block.start, block.type_start
    for shouted in block.shouted:
        if shouted + 1 >= end:
            break
        if shouted >= at:
            left = text.rfind("\n", block.start, shouted) + 1 or block.start
            at = text.find("\n", shouted, end)
            at = end if at < 0 else at
            if names_body(text[left:at]):
                return True
    return False


def _is_caps(value: str) -> bool:
    return sum(map(str.isupper, value)) >= 0.8 * max(1, sum(map(str.isalpha, value)))


def _pieces(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Found]:
    """Non-blank runs of ``text[start:end]`` outside the ``taken`` spans, cut at line ends."""
    pieces: list[Found] = []
    at = start
    for left, right in [*sorted(taken), (end, end)]:
        for match in re.finditer(r"[^\n|\t]+", text[at : max(at, left)]):
            value = match[0].strip(" .,;:-–_*")
            if value:
                offset = at + match.start() + match[0].index(value)
                if _AFTER_PLACE.match(text, offset + len(value)):
                    continue
                pieces.append(Found(value, offset, offset + len(value)))
        at = max(at, right)
    return pieces


def _authority(text: str, block: HeaderBlock) -> HeaderField | None:
    """The line in capitals between title and basis ("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI")."""
    at = block.type_end
    for line in text[block.type_end : block.body].split("\n"):
        of = _OF.match(line)
        value = _OF_TAIL.split(line[of.end() :])[0].strip() if of else line.strip()
        if value and len(value) < 120 and value.isupper() and body_start(value) == 0:
            start = at + line.index(value)
            return HeaderField(normal_case(value, text), start, start + len(value), SITE_CONFIDENCE)
        at += len(line) + 1
    return None
