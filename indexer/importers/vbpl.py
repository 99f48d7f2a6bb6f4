"""Pages of the national database of acts: as JSON lines with the page's fields, or as saved HTML.

A Vietnamese text is handed on, so that what it says of its own effect and of other acts is read out of
its words. A consolidated text repeats clauses of other acts, a translation is not the act: both give only
what the page states about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from indexer.errors import InputRefusedError
from indexer.importers.base import ImportOptions, ReadPage, RejectedRow, Row, bounded, open_lines
from indexer.importers.own_words import OwnText
from indexer.importers.stating import Stated, number_fault, stated_number, type_of, whole_number
from legal_corpus.model.act import Header
from legal_corpus.registry.document_types import document_types, type_of_number
from legal_corpus.registry.rows import ActRow, json_of
from legal_corpus.text.dates import parse_date
from legal_corpus.text.normalize import to_nfc

SOURCE = "vbpl2026"
ORIGIN = "vbpl.vn"
_NUMBER = re.compile(
    r"(?<![\w/])\d+[a-zđ]?\s{0,2}(?:/\s?\d{4})?\s{0,2}[/-]\s{0,2}[A-ZĐÐ][^\s,;()]*", re.IGNORECASE
)
_ENGLISH = {
    "decree": "Nghị định",
    "circular": "Thông tư",
    "decision": "Quyết định",
    "law": "Luật",
    "resolution": "Nghị quyết",
    "ordinance": "Pháp lệnh",
    "joint circular": "Thông tư liên tịch",
}
_LETTERS = re.compile(r"[ăâđêôơưẠ-ỹ]", re.IGNORECASE)
_SHELL = re.compile(r"^\s*Trang chủ\b")
_NO_PAGE = "Văn bản không tồn tại"
_CONSOLIDATED = "Văn bản hợp nhất"
_HEAD = 1500  # characters: number, place and date stand here
_LEAST_SHARE = 0.02  # of Vietnamese letters; an English text with Vietnamese names stays below


def read_vbpl(path: Path, options: ImportOptions) -> Iterator[Row]:
    """Every page of ``pages.jsonl[.gz]``, of a saved page or of a folder of them.

    Rejected are pages that do not exist, or that name no act. Raises :class:`InputRefusedError` when the
    file itself cannot be read.
    """
    if path.is_dir() or path.suffix.lower() in {".html", ".htm"}:
        yield from _saved_pages(path, options)
        return
    with open_lines(path) as lines:
        for row, line in enumerate(bounded(lines), start=1):
            if not line.strip():
                continue
            try:
                data = json_of(line)
            except ValueError as error:
                yield RejectedRow(row, str(error))
                continue
            if not isinstance(data, dict):
                yield RejectedRow(row, "không phải một đối tượng JSON")
            else:
                yield from _page(row, data)


def _page(row: int, data: dict[str, Any]) -> Iterator[Row]:
    values = {k: to_nfc(v) for k, v in data.items() if isinstance(v, str)}
    attrs = {k: to_nfc(str(v)) for k, v in (data.get("attrs") or {}).items() if v not in (None, "--")}
    text, title = values.get("text", ""), values.get("title") or ""
    if _NO_PAGE in text[:200]:
        yield RejectedRow(row, f"trang không còn trên vbpl.vn: “{values.get('url', '')[:200]}”")
        return
    if fault := number_fault(attrs.get("Số hiệu")):
        yield RejectedRow(row, fault)
        return
    number, type_, name = _named(title, attrs)
    if not type_ or not (number or name):
        yield RejectedRow(row, f"trang không nêu loại văn bản hoặc số, ký hiệu: “{title[:120]}”")
        return
    translated = "vbpqta_" in values.get("url", "") or title.casefold().startswith(tuple(_ENGLISH))
    vietnamese = is_vietnamese(text) and not _SHELL.match(text)
    stated = Stated(
        source=SOURCE,
        type=type_,
        number=number,
        title=None if translated else name,
        issuer_name=attrs.get("Cơ quan ban hành"),
        issued=_day(attrs.get("Ngày ban hành")) or (_head_day(text, number) if vietnamese else None),
        # A translation's page shows a day that is not the day of effect.
        effective_from=None if translated else _day(attrs.get("Ngày có hiệu lực") or values.get("effective")),
        effective_to=_day(attrs.get("Ngày hết hiệu lực") or values.get("expired")),
        status=attrs.get("Tình trạng hiệu lực") or values.get("status"),
        more=(("signer", attrs["Người ký"]),) if "Người ký" in attrs else (),
        proof=f"vbpl.vn, ItemID {values['item_id']}" if values.get("item_id") else None,
    )
    act = stated.act
    yield ActRow(act, (), stated.life())
    if vietnamese and not translated and type_ != _CONSOLIDATED:
        yield OwnText(act, text, ORIGIN)


def is_vietnamese(text: str) -> bool:
    """Whether the body is Vietnamese rather than an English translation."""
    sample = text[:8000]
    return len(sample) >= 200 and len(_LETTERS.findall(sample)) >= _LEAST_SHARE * len(sample)


def _named(title: str, attrs: Mapping[str, str]) -> tuple[str | None, str, str | None]:
    """Number, kind and the rest of the title."""
    found = _NUMBER.search(title)
    printed = attrs.get("Số hiệu") or (found[0] if found else None)
    number = whole_number(stated_number(printed), title) if printed else None
    before = title[: found.start()] if found else title
    kind = attrs.get("Loại văn bản")
    if kind is None:
        english = next((v for k, v in _ENGLISH.items() if before.strip().casefold().startswith(k)), None)
        fits = [t for t in document_types() if f"{before.strip()} ".casefold().startswith(f"{t} ".casefold())]
        kind = english or max(fits, key=len, default=None)
    # "Luật" heads both "Luật số 71/…" and "Luật Giá số 16/…"; a symbol of one kind says more than words.
    type_ = type_of(kind, number, title) or (type_of_number(number) if number else None) or ""
    return number, type_, title or None


def _day(printed: str | None) -> date | None:
    return parse_date(printed) if printed else None


def _head_day(text: str, number: str | None) -> date | None:
    """The date beside number and place at the head; only one that agrees with the number's year."""
    head = text[:_HEAD]
    stop = re.search(r"\n\s*Căn cứ\b", head)
    day = parse_date(head[: stop.start()] if stop else head)
    year = re.search(r"/((?:19|20)\d\d)/", number or "")
    return day if day and year and day.year == int(year[1]) else None


def _saved_pages(path: Path, options: ImportOptions) -> Iterator[Row]:
    pages = [path]
    if path.is_dir():
        pages = sorted(p for p in path.rglob("*") if p.suffix.lower() in {".html", ".htm"} and p.is_file())
    if not pages or options.read_pages is None:
        raise InputRefusedError("empty", "Thư mục không có trang nào (*.html); hãy chọn đúng thư mục.")
    for page in options.read_pages(pages):
        yield from _saved_page(page)


def _saved_page(page: ReadPage) -> Iterator[Row]:
    where = page.path.name
    if page.refusal or page.header is None:
        yield RejectedRow(0, page.refusal or "không đọc được trang", where)
        return
    if not is_vietnamese(page.text):
        yield RejectedRow(0, "trang chỉ có bản dịch, không có lời văn tiếng Việt", where)
        return
    act = _act_of(page.header)
    if act is None:
        yield RejectedRow(0, "không nhận ra loại và số, ký hiệu của văn bản trong trang", where)
        return
    yield ActRow(act.act, (), act.life())
    if act.type != _CONSOLIDATED:
        yield OwnText(act.act, page.text, ORIGIN)


def _act_of(header: Header) -> Stated | None:
    """The head of the text as the page prints it; what is doubtful is left out."""
    sure = {
        name: found.value
        for name in ("number", "type", "title", "issuer", "issued")
        if (found := getattr(header, name)) is not None and found.confidence >= 0.5
    }
    number = stated_number(sure["number"]) if "number" in sure else None
    type_ = type_of(sure.get("type"), number, sure.get("title"))
    if not type_ or number is None:
        return None
    issued = date.fromisoformat(sure["issued"]) if "issued" in sure else None
    return Stated(SOURCE, type_, number, sure.get("title"), sure.get("issuer"), issued)
