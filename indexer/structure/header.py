"""Header of an act: number, type, issuer, date, title, effective date, signer.

Real headers come as two columns, as one line, behind a web site's own table, or in the running title
of an old act; so each field is looked for in its zone and not on a line of its own.
"""

from __future__ import annotations

import re

from indexer.structure.act_types import type_name, type_of_number
from indexer.structure.header_block import MOTTO, STATE_TITLE, Found, HeaderBlock, locate
from indexer.structure.issuer_name import body_start, is_department, normal_case
from indexer.structure.signature import find_signer
from indexer.structure.title import find_title
from legal_corpus.model.act import Header, HeaderField
from legal_corpus.text.dates import find_dates, parse_date
from legal_corpus.text.numbers import clean_number

# Cyrillic capitals that look Latin come out of some keyboards and fonts ("TT-BTС").
_CYRILLIC = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_CAPITAL = r"[A-ZĐÐƯАВЕКМНОРСТХ]"
_SYMBOL = (
    rf"{_CAPITAL}[A-Za-zĐđÐƯ0-9АВЕКМНОРСТХ]*"
    rf"(?:[ ]?[-–.,&][ \n]?{_CAPITAL}[A-Za-zĐđÐƯ0-9АВЕКМНОРСТХ]*)*(?![^\W_])"
)
_NUMBER = (
    rf"\d{{1,5}}(?:\.\d{{1,3}})?[a-zA-ZđĐ]?[ \n]{{0,3}}(?:/[ \n]{{0,2}}\d{{3,5}}[ \n]{{0,2}})?"
    rf"(?:/[ \n]{{0,2}}|-){_SYMBOL}"
)
_LABELLED = re.compile(rf"(?<!\w)[Ss][ốỐ][ ]*[:;.][\s.]{{0,6}}(?P<number>{_NUMBER})")
_RUNNING = re.compile(rf"(?:^|\s)S[ốỐ]\s+(?P<number>{_NUMBER})(?=\s+NG[ÀA]Y|\s*$|\s*\n)", re.M)
_BLANK_NUMBER = re.compile(
    rf"(?<!\w)[Ss][ốỐ][ ]*:[\s.…_]{{0,40}}/(?:[ ]?\d{{4}}[ ]?/)?[ ]?(?:{_SYMBOL})?"
)
_OF = re.compile(r"\s*CỦA\s+")
_OF_TAIL = re.compile(r"\s+(?:KH[OÓ]A|SỐ|NGÀY|KỲ HỌP)\b|,")
_ENACTED = re.compile(
    r"^(?P<who>(?:Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Thủ tướng Chính phủ|Bộ trưởng Bộ|Thống đốc|Hội đồng nhân dân"
    r"|[ỦU][ỷy] ban nhân dân)[^\n,;:.]{0,60}?)\s+ban hành\s+(?:Luật|Bộ luật|Pháp lệnh|Nghị|Quyết|Thông)",
    re.M,
)
_AFTER_PLACE = re.compile(r"\s*,\s*ngày", re.I)
_GAZETTE = re.compile(r"CÔNG BÁO[^\n]*")
_PLACE_DATE = re.compile(r"(?:,|\.|\s)\s*ngày[\s.…_\d]{0,14}th[aá]ng[\s.…_\d]{0,12},?\s*n[aă]m[ \t.…_\d]{0,12}", re.I)
_RULE = re.compile(r"[-_=¯*—–]{3,}")
_PASSED = re.compile(r"thông qua\s+ngày", re.I)
_SITE_CONFIDENCE = 0.7
_DERIVED_CONFIDENCE = 0.6


def parse_header(text: str) -> Header:
    """The header of the first act in ``text``; ``None`` for what the text does not state.

    A number left blank ("Số:   /2025/QĐ-UBND") is ``None``. Values of a web site's own table are
    used where the act itself has none, with lower confidence. ``effective_from`` is not read here:
    it needs the act's clauses (:mod:`indexer.pipeline`).
    """
    block = locate(text)
    warnings: list[str] = []
    number = _number(text, block, warnings)
    type_ = _type(text, block, number)
    issued = _issued(text, block)
    return Header(
        number=number,
        type=type_,
        issuer=_issuer(text, block, number),
        issued=issued,
        title=find_title(text, block, type_.value if type_ else None),
        signer=_signer(text, block),
        warnings=tuple(warnings),
    )


def _site(block: HeaderBlock, name: str) -> HeaderField | None:
    found = block.site.get(name)
    return HeaderField(found.value, found.start, found.end, _SITE_CONFIDENCE) if found else None


def _number(text: str, block: HeaderBlock, warnings: list[str]) -> HeaderField | None:
    stated = _site(block, "number")
    if stated:
        stated = HeaderField(clean_number(stated.value), stated.start, stated.end, _SITE_CONFIDENCE)
    found = _LABELLED.search(text, block.start, max(block.type_start, block.start))
    blank = _BLANK_NUMBER.search(text, block.start, block.type_start)
    if found is None and blank is None:
        # Old acts print type and title first: "LUẬT ... SỐ 32/2009/QH12 NGÀY 18 THÁNG 6 NĂM 2009".
        found = _LABELLED.search(text, block.start, block.body) or _RUNNING.search(text, block.start, block.body)
    if found is None or (blank is not None and blank.start() < found.start()):
        if blank is not None and stated is None:
            warnings.append("Văn bản chưa ghi số; cần bổ sung số, ký hiệu trước khi lưu.")
        return stated
    value = clean_number(found["number"]).translate(_CYRILLIC)
    if stated and stated.value.upper() != value.upper():
        warnings.append(f"Số {value} trong văn bản khác số {stated.value} của trang nguồn; cần kiểm tra.")
    return HeaderField(value, found.start("number"), found.end("number"))


def _type(text: str, block: HeaderBlock, number: HeaderField | None) -> HeaderField | None:
    derived = type_of_number(number.value) if number else None
    if block.type_end > block.type_start:
        printed = type_name(text[block.type_start : block.type_end])
        if printed and not (derived == "Công văn" and printed != derived):
            sure = 1.0 if derived in {None, printed} else _DERIVED_CONFIDENCE
            return HeaderField(printed, block.type_start, block.type_end, sure)
    stated = _site(block, "type")
    if stated:
        return HeaderField(type_name(stated.value) or stated.value, stated.start, stated.end, _SITE_CONFIDENCE)
    if derived and number:
        return HeaderField(derived, number.start, number.end, _DERIVED_CONFIDENCE)
    return None


def _issued(text: str, block: HeaderBlock) -> HeaderField | None:
    # The running head of a gazette has its own number and date.
    head = _GAZETTE.sub(lambda m: " " * len(m[0]), text[block.start : block.type_start])
    for start, end, day in find_dates(head):
        if day:
            return HeaderField(day.isoformat(), block.start + start, block.start + end)
    running = _RUNNING.search(text, block.start, block.body)
    if running:
        tail = text[running.end() : block.body]
        for start, end, day in find_dates(tail):
            if day and start <= 3:
                return HeaderField(day.isoformat(), running.end() + start, running.end() + end)
    stated = _site(block, "issued")
    day = parse_date(stated.value) if stated else None
    if stated and day:
        return HeaderField(day.isoformat(), stated.start, stated.end, _SITE_CONFIDENCE)
    passed = None
    for passed in _PASSED.finditer(text):
        pass
    if passed:
        at = passed.end() - len("ngày")
        for start, end, day in find_dates(text[at : at + 40]):
            if day and start <= 1:
                return HeaderField(day.isoformat(), at + start, at + end, _SITE_CONFIDENCE)
    return None


def _issuer(text: str, block: HeaderBlock, number: HeaderField | None) -> HeaderField | None:
    lines = _issuer_lines(text, block, number)
    if lines:
        return HeaderField(_full_name(lines, text), lines[0].start, lines[-1].end)
    authority = _authority(text, block)
    if authority:
        return authority
    stated = _site(block, "issuer")
    if stated:
        return HeaderField(normal_case(stated.value, text), stated.start, stated.end, _SITE_CONFIDENCE)
    enacted = _ENACTED.search(text, block.body)
    if enacted:
        name = re.sub(r"^Bộ trưởng\s+(?=Bộ)", "", enacted["who"])
        return HeaderField(normal_case(name, text), *enacted.span("who"), _DERIVED_CONFIDENCE)
    place = _site(block, "place")
    body = _body_of_symbol(number.value) if number else None
    if place and body:
        return HeaderField(normal_case(f"{body} {place.value}"), place.start, place.end, _DERIVED_CONFIDENCE)
    return None


def _body_of_symbol(number: str) -> str | None:
    symbol = number.upper().rpartition("/")[2]
    if symbol.endswith("UBND"):
        return "Ủy ban nhân dân"
    return "Hội đồng nhân dân" if "HĐND" in symbol else None


def _full_name(lines: list[Found], text: str) -> str:
    """The issuer of one to three header lines; a department also carries its place."""
    last = len(lines) - 1
    if last and is_department(lines[last].value):
        own = normal_case(lines[last].value, text)
        above = normal_case(" ".join(line.value for line in lines[:last]), text)
        place = re.search(r"(?:tỉnh|thành phố)\s.+$", above)
        return f"{own} {place[0]}" if place and place[0].casefold() not in own.casefold() else own
    return normal_case(" ".join(line.value for line in lines), text)


def _issuer_lines(text: str, block: HeaderBlock, number: HeaderField | None) -> list[Found]:
    """What is left of the block when state title, motto, number, date and rules are taken out."""
    taken = [m.span() for pattern in (STATE_TITLE, MOTTO, _LABELLED, _BLANK_NUMBER, _PLACE_DATE, _RULE)
             for m in pattern.finditer(text, block.start, block.type_start)]  # fmt: skip
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
        elif _is_caps(piece.value) and not piece.value.startswith("KH"):
            found.append(piece)
        elif piece.start > end:
            break
        if len(found) == 3:
            break
    return found


def _is_caps(value: str) -> bool:
    letters = [c for c in value if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 0.8 * max(1, len(letters))


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
        if value and body_start(value) == 0 and value.isupper() and len(value) < 120:
            start = at + line.index(value)
            return HeaderField(normal_case(value, text), start, start + len(value), _SITE_CONFIDENCE)
        at += len(line) + 1
    return None


def _signer(text: str, block: HeaderBlock) -> HeaderField | None:
    return find_signer(text, block.body) or _site(block, "signer")
