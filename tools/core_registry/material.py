"""Reading the raw material of RASOAT_SHARED: one generator a file, nothing interpreted."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document

from tools.core_registry.identity import NUMBER_RE, TYPE_RE, first_date, tidy

_NOTE = re.compile(
    rf"\(?\s*Điều\s+(?P<article>\S+?),?\s+(?P<type>{TYPE_RE})\b[^\n]{{0,80}}?(?P<number>{NUMBER_RE})"
)
_OPERATIVE = re.compile(r"hết hiệu lực|[Tt]hay thế|[Bb]ãi bỏ|[Hh][ủu][yỷ] bỏ|hiệu lực thi hành")
_HEADS = re.compile(r"hiệu lực|thi hành|[Bb]ãi bỏ|thực hiện|thay thế|trách nhiệm|[Ss]ửa đổi|[Bb]ổ sung")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one act: whole, or one article of it."""

    type: str
    number: str
    article: str | None
    heading: str
    body: str
    origin: str


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """JSON lines, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def codified_articles(data: Path) -> Iterator[Text]:
    """Articles of Bộ pháp điển that may end or amend something."""
    for row in rows(data / "phapdien" / "articles.jsonl.gz"):
        body, name = row.get("text") or "", row["name"]
        if not (_OPERATIVE.search(body) and _HEADS.search(name)):
            continue
        note = _NOTE.match(tidy(row.get("note") or ""))
        if note:
            heading = name.split(". ", 1)[-1]
            yield Text(note["type"], note["number"], note["article"], heading, tidy(body), "Bộ pháp điển")


def vbpl_pages(data: Path) -> Iterator[tuple[dict[str, Any], Text | None]]:
    """Saved pages of the national database, with the Vietnamese text where there is one."""
    title = re.compile(rf"(?P<type>{TYPE_RE})\b.*?(?P<number>{NUMBER_RE})", re.IGNORECASE)
    for row in rows(data / "vbpl" / "pages.jsonl.gz"):
        body = tidy(row.get("text") or "")
        found = title.search(tidy(row.get("title") or ""))
        if not found or not re.search(r"Căn cứ|QUYẾT ĐỊNH|THÔNG TƯ|NGHỊ ĐỊNH|LUẬT", body):
            yield row, None
            continue
        kind = next(t for t in TYPE_RE.split("|") if t.lower() == found["type"].lower())
        yield row, Text(kind, found["number"], None, tidy(row["title"]), body, "vbpl.vn")


def law_files(data: Path) -> Iterator[Text]:
    """Acts lying as files: law/*.txt and amending_laws/*.docx."""
    for path in sorted((data.parent / "law").glob("*.txt")):
        body = tidy(path.read_text(encoding="utf-8"))
        found = re.search(rf"(?:Số|số)\s*:?\s*(?P<number>{NUMBER_RE})", body[:1500])
        kind = re.search(r"\b(BỘ LUẬT|LUẬT|NGHỊ ĐỊNH|THÔNG TƯ|QUYẾT ĐỊNH|NGHỊ QUYẾT)\b", body[:2500])
        if found and kind:
            yield Text(kind[1].capitalize(), found["number"], None, "", body, "toàn văn")
    for path in sorted((data / "amending_laws").glob("law_*.docx")):
        number = re.match(r"law_(\d+)_(\d+)_(qh\d+)", path.stem)
        if number:
            body = "\n".join(p.text for p in Document(str(path)).paragraphs)
            yield Text(
                "Luật", f"{number[1]}/{number[2]}/{number[3].upper()}", None, "", tidy(body), "toàn văn"
            )


def citing_texts(data: Path) -> Iterator[tuple[str, str, bool]]:
    """Texts that cite acts: (name, text, whether it is an act of a province)."""
    for folder in ("provincial/text", "gold/provincial"):
        for path in sorted((data / folder).glob("*.txt")):
            yield path.stem, tidy(path.read_text(encoding="utf-8")), True
    for row, text in vbpl_pages(data):
        if text:
            yield str(row["file"]), text.body, False
    for law in law_files(data):
        yield law.number, law.body, False
    for article in codified_articles(data):
        yield f"{article.number} Điều {article.article}", article.body, False


def central_day(text: str) -> tuple[str | None, str | None]:
    """Number and date in the head of a central act, each ``None`` when it is not plain."""
    head = text[:1200]
    number = re.search(rf"[Ss]ố\s*:?\s*({NUMBER_RE})", head)
    day = first_date(head[number.end() :] if number else head)
    if number is None or day is None or f"/{day.year}/" not in number[1]:
        return (number[1] if number else None, None)
    return (number[1], day.isoformat())
