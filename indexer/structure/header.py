"""Header of an act: number, type, issuer, date, title, effective date, signer.

Real headers come as two columns, as one line, behind a web site's own table, or in the running title
of an old act; so each field is looked for in its zone and not on a line of its own.
"""

from __future__ import annotations

import re
from datetime import date

from indexer.structure.act_types import PRINTED_TYPE
from indexer.structure.header_block import SITE_CONFIDENCE, HeaderBlock, locate
from indexer.structure.header_day import day_in_head
from indexer.structure.header_number import (
    BARE,
    BLANK_NUMBER,
    LABELLED,
    NUMBER_LABEL,
    OLD_RUNNING,
    PARTY,
    RUNNING,
    printed_number,
)
from indexer.structure.issuer import find_issuer
from indexer.structure.signature import find_signer
from indexer.structure.title import SUBJECT, find_title
from legal_corpus.effect.clauses import effective_date
from legal_corpus.effect.own_days import passed_on
from legal_corpus.model.act import Header, HeaderField
from legal_corpus.registry.document_types import type_name, type_of_number
from legal_corpus.text.dates import find_dates, parse_date
from legal_corpus.text.normalize import lowered, with_real_d

_TYPE_BEFORE = re.compile(rf"(?<!\w)(?P<type>{PRINTED_TYPE})\s+\Z")
_CONSOLIDATED = "Văn bản hợp nhất"
# A clause about effect in these is that of another act, quoted or standing behind them.
_WITHOUT_OWN_EFFECT = frozenset((_CONSOLIDATED, "Công văn"))
_DERIVED_CONFIDENCE = 0.6
_RECKONED_CONFIDENCE = 0.8  # a date counted from the day of signing


def parse_header(text: str) -> Header:
    """The header of the first act in ``text``; ``None`` for what the text does not state.

    A number left blank ("Số:   /2025/QĐ-UBND") is ``None``. Values of a web site's own table are
    used where the act itself has none, with lower confidence. Values are written with Đ even where the
    text has a letter that only looks like it.
    """
    text = with_real_d(text)
    block = locate(text)
    warnings: list[str] = []
    number = _number(text, block, warnings)
    type_ = _type(text, block, number)
    issued = _issued(text, block, number)
    title = find_title(text, block, type_.value if type_ else None)
    own_effect = type_ is None or type_.value not in _WITHOUT_OWN_EFFECT
    return Header(
        number=number,
        type=type_,
        issuer=find_issuer(text, block, number),
        issued=issued,
        title=title,
        effective_from=_effective_from(text, block, issued) if own_effect else None,
        signer=_signer(text, block, title),
        warnings=tuple(warnings),
    )


def _number(text: str, block: HeaderBlock, warnings: list[str]) -> HeaderField | None:
    stated = block.site_field("number")
    if stated:
        stated = HeaderField(printed_number(stated.value), stated.start, stated.end, SITE_CONFIDENCE)
    labelled = NUMBER_LABEL.search(lowered(text), block.start, block.body) is not None
    found = LABELLED.search(text, block.start, block.type_start) if labelled else None
    blank = BLANK_NUMBER.search(text, block.start, block.type_start) if labelled else None
    if found is None and blank is None:
        # Old acts print type and title first: "LUẬT ... SỐ 32/2009/QH12 NGÀY 18 THÁNG 6 NĂM 2009".
        found = LABELLED.search(text, block.start, block.body) if labelled else None
        found = found or _unlabelled(text, block)
    if found is None or (blank is not None and blank.start() < found.start()):
        if blank is not None and stated is None:
            warnings.append("Văn bản chưa ghi số; cần bổ sung số, ký hiệu trước khi lưu.")
        return stated
    value = printed_number(found["number"])
    if stated and stated.value.upper() != value.upper():
        warnings.append(f"Số {value} trong văn bản khác số {stated.value} của trang nguồn; cần kiểm tra.")
    return HeaderField(value, found.start("number"), found.end("number"))


def _unlabelled(text: str, block: HeaderBlock) -> re.Match[str] | None:
    """A number without "Số:": of the Party, alone in its line, or in a running title."""
    found: re.Match[str] | None = None
    if text.find("/", block.start, block.type_start) >= 0:  # each of the first two has one
        found = PARTY.search(text, block.start, block.type_start)
        found = found or BARE.search(text, block.start, block.type_start)
    return found or _running(text, block)


def _running(text: str, block: HeaderBlock) -> re.Match[str] | None:
    """The number in a running title; "THÔNG TƯ SỐ …" within a title is the number of another act."""
    for found in RUNNING.finditer(text, block.start, block.body):
        before = _TYPE_BEFORE.search(text, block.start, found.start())
        if before is None or before.start("type") <= block.type_start:
            return found
    return OLD_RUNNING.search(text, block.type_end, block.body)


def _type(text: str, block: HeaderBlock, number: HeaderField | None) -> HeaderField | None:
    derived = type_of_number(number.value) if number else None
    if block.type_end > block.type_start:
        printed = type_name(text[block.type_start : block.type_end])
        # It prints the kind of the act that it consolidates.
        if derived == _CONSOLIDATED != printed and number:
            return HeaderField(derived, number.start, number.end, _DERIVED_CONFIDENCE)
        if printed and not (derived == "Công văn" and printed != derived):
            sure = 1.0 if derived in {None, printed} else _DERIVED_CONFIDENCE
            return HeaderField(printed, block.type_start, block.type_end, sure)
    stated = block.site_field("type")
    if stated:
        return HeaderField(type_name(stated.value) or stated.value, stated.start, stated.end, SITE_CONFIDENCE)
    if derived and number:
        return HeaderField(derived, number.start, number.end, _DERIVED_CONFIDENCE)
    return _letter(text, block)


def _letter(text: str, block: HeaderBlock) -> HeaderField | None:
    """An official letter prints no kind: it has a subject and says to whom it goes."""
    if block.type_end > block.type_start or not text.startswith("Kính gửi", block.body):
        return None
    subject = SUBJECT.search(lowered(text), block.start, block.body)
    return HeaderField("Công văn", subject.start(), subject.end(), _DERIVED_CONFIDENCE) if subject else None


def _issued(text: str, block: HeaderBlock, number: HeaderField | None) -> HeaderField | None:
    found = day_in_head(text, block, number)
    if found:
        return found
    running = _running(text, block)
    if running:
        tail = text[running.end() : block.body]
        for start, end, day in find_dates(tail):
            if day and start <= 3:
                return HeaderField(day.isoformat(), running.end() + start, running.end() + end)
    stated = block.site_field("issued")
    day = parse_date(stated.value) if stated else None
    if stated and day:
        return HeaderField(day.isoformat(), stated.start, stated.end, SITE_CONFIDENCE)
    passed = passed_on(text)  # a law without a date in its header: the closing sentence has it
    return HeaderField(passed[0].isoformat(), passed[1], passed[2], SITE_CONFIDENCE) if passed else None


def _effective_from(text: str, block: HeaderBlock, issued: HeaderField | None) -> HeaderField | None:
    """Date of effect out of the act's own clause, else out of the site's table."""
    said = effective_date(text, date.fromisoformat(issued.value) if issued else None)
    if said:
        day, start, end, note = said
        return HeaderField(day.isoformat(), start, end, _RECKONED_CONFIDENCE if note else 1.0)
    stated = block.site_field("effective_from")
    found = parse_date(stated.value) if stated else None
    if stated and found:
        return HeaderField(found.isoformat(), stated.start, stated.end, SITE_CONFIDENCE)
    return None


def _signer(text: str, block: HeaderBlock, title: HeaderField | None) -> HeaderField | None:
    body = block.body
    if not block.body_found:  # a directive or a plan without a basis: the body begins behind its title
        body = (title.end if title else None) or block.type_end
    return find_signer(text, body) or block.site_field("signer")
