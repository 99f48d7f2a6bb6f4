"""Reading the raw material of RASOAT_SHARED: one generator a file, nothing interpreted."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.readers.registry import read_file
from indexer.structure.header import parse_header
from tools.core_registry.identity import (
    NUMBER_RE,
    TYPE_RE,
    TYPES,
    first_date,
    is_national,
    tidy,
    type_of_number,
)

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
        if text := _whole_act(body):
            yield text
    for path in sorted((data.parent / "law" / "extracts").glob("*.extracts.txt")):
        number = re.match(r"(\d+)-(\d{4})-(QH\d+|ND-CP)", path.name)
        if number:
            label = f"{number[1]}/{number[2]}/{number[3].replace('ND', 'NĐ')}"
            body = tidy(path.read_text(encoding="utf-8"))
            yield Text(type_of_number(label) or "Luật", label, None, "", body, "bản trích")
    for path in sorted((data / "amending_laws").glob("law_*.docx")):
        number = re.match(r"law_(\d+)_(\d+)_(qh\d+)", path.stem)
        if number:
            label = f"{number[1]}/{number[2]}/{number[3].upper()}"
            yield Text("Luật", label, None, "", tidy(read_file(path).text), "toàn văn")
    for path in sorted(
        [*(data / "files" / "docx").glob("*.docx"), *(data / "files" / "html").glob("*.html")]
    ):
        body = tidy(read_file(path).text)
        if text := _whole_act(body):
            yield text


def _whole_act(body: str) -> Text | None:
    header = parse_header(body)
    kind, label = header.value("type"), header.value("number")
    if kind in TYPES and label and re.fullmatch(NUMBER_RE, label) and is_national(label):
        return Text(kind, label, None, "", body, "toàn văn")
    return None


def codified_acts(articles: Iterable[Text]) -> Iterator[Text]:
    """The articles of one act in one text, under a head line made of its type and number."""
    grouped: dict[tuple[str, str], list[Text]] = {}
    for article in articles:
        grouped.setdefault((article.type, article.number), []).append(article)
    for (kind, number), parts in grouped.items():
        body = "\n".join(f"Điều {p.article}. {p.heading}\n{p.body}" for p in parts)
        yield Text(kind, number, None, "", f"{kind.upper()}\nSố: {number}\n{body}\n", parts[0].origin)


def research_quotes(data: Path) -> Iterator[Text]:
    """Operative clauses quoted in the research notes, each as a small text of the act it is quoted from."""
    for row in rows(data / "gold" / "status.jsonl"):
        for item in row["evidence"]:
            where, quote = tidy(item["where"]), tidy(item.get("quote") or "")
            found = [f"{a}/{b}/QH{c}" for a, b, c in re.findall(r"\b(\d{1,3})-(\d{4})-qh(\d\d)", where)]
            found = found or re.findall(NUMBER_RE, where)
            kind = type_of_number(found[0]) if found else None
            if len(found) == 1 and is_national(found[0]) and _OPERATIVE.search(quote):
                kind = kind or "Luật"
                body = f"{kind.upper()}\nSố: {found[0]}\nĐiều 1. Điều khoản thi hành\n{quote}\n"
                yield Text(kind, found[0], None, "", body, "đoạn trích trong đối chiếu")


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
