"""What acts say in their own words: effect dates, terms, endings, amendments.

Two readers: the clause miner of this package and the product's own pipeline. Where both speak of the same
pair of acts, :mod:`tools.core_registry.settle` keeps what says more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from tools.core_registry.amending import amendments_of_line, amendments_of_title, unquoted
from tools.core_registry.clauses import ClauseReader
from tools.core_registry.drafts import RESEARCH, Draft, Drafts, Event
from tools.core_registry.engine import Reading, Statement, distinct, read_act
from tools.core_registry.identity import (
    DATE_RE,
    Key,
    clean_title,
    is_national,
    parse_date,
    type_of_number,
)
from tools.core_registry.law_names import LawNames
from tools.core_registry.material import (
    Text,
    codified_acts,
    codified_articles,
    law_files,
    research_quotes,
    vbpl_pages,
)


def own_words(drafts: Drafts, data: Path, research: bool = True) -> None:
    """Effect dates, endings and amendments in the acts' own texts; ``research``: and in quoted ones."""
    names = LawNames(drafts)
    articles, whole = list(codified_articles(data)), list(law_files(data))
    for row, text in vbpl_pages(data):
        if text:
            whole.append(text)
            _vbpl_dates(drafts, row, text)
    for text in [*articles, *whole]:
        if is_national(text.number):
            _own_text(drafts, text, names)
    for text in [*codified_acts(articles), *whole]:
        _by_engine(drafts, text, names, "van_ban")
    for text in research_quotes(data) if research else ():
        _by_engine(drafts, text, names, RESEARCH)
    for draft in list(drafts.by_key.values()):
        title, issued = draft.best("title"), draft.best("issued")
        if title:
            note = f"theo tên gọi của {_label(draft)}"
            for item in amendments_of_title(title.value, draft.key.type, _finder(names, issued)):
                _amend(drafts, draft, item.target, "amends", (), note, 0.9 if item.sure else 0.85)


def _label(draft: Draft) -> str:
    printed = draft.printed.most_common(1)[0][0] if draft.printed else draft.key.number
    return f"{draft.types.most_common(1)[0][0] if draft.types else draft.key.type} {printed}"


def _by_engine(drafts: Drafts, text: Text, names: LawNames, source: str) -> None:
    """Add what the product's own reading of the text states."""
    draft = drafts.get(text.type, text.number)
    if draft is None or not is_national(text.number):
        return
    issued = draft.best("issued")
    reading = read_act(text, names, issued.value if issued else None)
    draft.printed[text.number] += 1
    draft.types[text.type] += 1
    draft.witnesses |= {"van_ban", "registry"}
    if source == "van_ban":
        _own_life(draft, reading)
    for item in distinct(reading.statements):
        target = drafts.get(item.target.type, item.printed or item.target.number, item.target.issued)
        if target is None or target.key == draft.key:
            continue
        verdict = {c.value for c in target.claims if c.field == "status" and c.source == RESEARCH}
        if source == RESEARCH and "in_force" in verdict:
            continue  # who quoted the clause read it and judged that the act stands whole
        target.witnesses.add(f"ended:{text.number}")
        if item.printed:
            target.printed[item.printed] += 1
            target.types[type_of_number(item.printed) or item.target.type] += 1
        target.events.append(_engine_event(draft, text, item, source))


def _engine_event(by: Draft, text: Text, item: Statement, source: str) -> Event:
    where = item.place or "tên gọi"
    note = f"{where} {text.type} {text.number}" + (f" ({text.origin})" if source == "van_ban" else "")
    if source != "van_ban":
        note = f"{text.type} {text.number} ({text.origin})"
    return Event(
        item.predicate, item.scope, source, item.start.isoformat() if item.start else None,
        until=item.until.isoformat() if item.until else None, by=by.key, by_label=text.number,
        provisions=item.provisions, exceptions=item.exceptions, note=note,
        confidence=0.95 if item.sure else 0.85, follows=item.start is None, exact=True,
    )  # fmt: skip


def _own_life(draft: Draft, reading: Reading) -> None:
    """Own effect date, where the clause miner found none, and the end of a term the act sets itself."""
    stated = {c.source for c in draft.claims if c.field == "effective_from"}
    if reading.effective and "van_ban" not in stated:
        day, place = reading.effective
        draft.claim("effective_from", day, "van_ban", place or "điều khoản thi hành")
    if reading.ends:
        day, place = reading.ends
        note = f"{place} {_label(draft)}: hết thời hạn tự đặt".strip()
        draft.events.append(
            Event("expires", "whole", "van_ban", day.isoformat(), note=note, confidence=0.9, exact=True)
        )


def _finder(names: LawNames, issued: object) -> Callable[[str], Key | None]:
    day = getattr(issued, "value", None)
    return lambda name: names.before(name, day)


def _vbpl_dates(drafts: Drafts, row: dict[str, object], text: Text) -> None:
    found = re.search(rf"[Ss]ố\s*:?.{{0,160}}?,\s*{DATE_RE}", text.body[:900], re.DOTALL)
    day = parse_date(found["d"], found["m"], found["y"]) if found else None
    draft = drafts.get(text.type, text.number, day)
    if draft:
        draft.witnesses |= {"van_ban", "registry"}
        draft.printed[text.number] += 2
        draft.types[text.type] += 2
        draft.claim("title", clean_title(str(row["title"]), text.type), "vbpl2026")
        if day and f"/{day.year}/" in text.number:
            draft.claim("issued", day, "van_ban", "ngày ghi ở đầu văn bản")


def _own_text(drafts: Drafts, text: Text, names: LawNames) -> None:
    draft = drafts.get(text.type, text.number)
    if draft is None:
        return
    issued = draft.best("issued")
    draft.witnesses |= {"van_ban", "registry"}
    _own_dates(draft, text)
    for item in ClauseReader(text.type).read(text.body):
        if not is_national(item.number):
            continue
        target = drafts.get(item.type, item.number, item.issued)
        if target is None or target.key == draft.key:
            continue
        target.witnesses |= {f"ended:{text.number}"}
        target.printed[item.number] += 1
        target.types[type_of_number(item.number) or item.type] += 1
        if item.issued:
            target.claim("issued", item.issued, "vien_dan")
        target.events.append(
            Event(
                item.predicate, item.scope, "van_ban", item.start.isoformat() if item.start else None,
                by=draft.key, by_label=text.number, provisions=item.provisions,
                note=_where(text, item.article), confidence=0.95, follows=item.start is None,
            )
        )  # fmt: skip
    find = _finder(names, issued)
    for article, line in [(text.article, text.heading), *unquoted(text.body)]:
        note = _where(text, article)
        for change in amendments_of_line(line, text.type, find):
            _amend(drafts, draft, change.target, change.predicate, change.provisions, note, 0.9)


def _where(text: Text, article: str | None) -> str:
    """ "Điều 16 Luật 146/2025/QH15 (vbpl.vn)"."""
    found = text.article or article
    return f"{f'Điều {found}' if found else 'tên gọi'} {text.type} {text.number} ({text.origin})"


def _amend(
    drafts: Drafts, by: Draft, target: Key, predicate: str, provisions: Iterable[str], note: str, trust: float
) -> None:
    if target == by.key or not is_national(target.number):
        return
    found = drafts.get(target.type, target.number, target.issued)
    if found:
        printed = by.printed.most_common(1)[0][0] if by.printed else by.key.number
        found.events.append(
            Event(predicate, "part", "van_ban", by=by.key, by_label=printed, provisions=tuple(provisions),
                  note=note, confidence=trust, follows=True)
        )  # fmt: skip


def _own_dates(draft: Draft, text: Text) -> None:
    words = re.search(
        rf"{text.type}\s+này\s+có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+(?:{DATE_RE}|ngày\s+ký)",
        text.body,
    )
    if not words:
        return
    if words["d"]:
        day = parse_date(words["d"], words["m"], words["y"])
    else:
        issued = draft.best("issued")
        day = date.fromisoformat(issued.value) if issued else None
    if day:
        draft.claim(
            "effective_from",
            day,
            "van_ban",
            f"Điều {text.article}" if text.article else "điều khoản thi hành",
        )
