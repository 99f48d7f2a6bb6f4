"""Bringing the sources together into drafts: records, research notes, passing mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from indexer.importers.stating import whole_number
from legal_corpus.text.normalize import fold_key
from tools.core_registry.citing import CitingReader
from tools.core_registry.drafts import DEFAULT_DAY, RESEARCH, Draft, Drafts, Event, iso_day
from tools.core_registry.identity import (
    Key,
    clean_title,
    has_year,
    is_national,
    known_type,
    tidy,
    type_of_number,
)
from tools.core_registry.material import rows

RECORD_SOURCES = {
    "phapdien2026",
    "vbpl2026",
    "vbpl_cards2026",
    "tvpl_yte8000",
    "tvpl_md2025",
    "vbpl_gtvt1506",
}
OBSERVED = {"phapdien2026": "2026-02-01", "vbpl2026": "2026-04-26", "vbpl_cards2026": "2026-04-26"}
RESEARCH_DAY = "2026-11-21"
_NAMES_NOTHING = re.compile(r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ|hướng dẫn|thi hành|hoặc|và|[\s,])+", re.I)
_AMENDING_NAME = re.compile(r"sửa đổi, bổ sung một số điều của luật (.+)")
_LAW = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")


def from_records(drafts: Drafts, data: Path) -> None:
    """registry/records.jsonl.gz: claims of the thirteen crawled registers about national acts."""
    for row in rows(data / "registry" / "records.jsonl.gz"):
        source, number = row["source"], tidy(row.get("number") or "").strip()
        number = whole_number(number, tidy(row.get("title") or ""))
        if not re.match(r"\d+(?:\.\d+)?[a-z]?/", number) or not is_national(number):
            continue
        kind = type_of_number(number) or known_type(row.get("type"))
        if not kind or kind.startswith(("Văn bản", "Công văn")):
            continue
        draft = drafts.get(kind, number, row.get("issued"))
        if draft is None:
            continue
        draft.witnesses |= {source, "registry"}  # a register lists it: that settles that it exists
        if source not in RECORD_SOURCES:
            continue
        draft.printed[number] += 1
        draft.types[kind] += 1
        draft.claim("title", clean_title(row.get("title"), kind), source)
        if row.get("issued", "").endswith("-01-01") and source == "phapdien2026" and has_year(number):
            draft.claim("issued", row["issued"], "phapdien2026", DEFAULT_DAY)
        else:
            draft.claim("issued", row.get("issued"), source)
        draft.claim("effective_from", row.get("effective_from"), source)
        _record_status(draft, row.get("status"), row.get("effective_to"), source)


def _record_status(draft: Draft, status: str | None, until: str | None, source: str) -> None:
    if status is None or source not in OBSERVED:
        return
    draft.claim("status", status, source)
    day = OBSERVED[source]
    if status.startswith(("Còn hiệu lực", "Hết hiệu lực một phần")):
        draft.events.append(Event("observed_in_force", "whole", source, day, confidence=0.9))
    elif status.startswith("Hết hiệu lực toàn bộ"):
        note = "nguồn ghi hết hiệu lực toàn bộ, không nêu văn bản làm hết hiệu lực"
        draft.events.append(
            Event("expires", "whole", source, iso_day(until or "") or None, note=note, confidence=0.8)
        )


def from_research(drafts: Drafts, data: Path) -> None:
    """gold/status.jsonl: statuses researched by hand, merged where several keys name one act."""
    for row in rows(data / "gold" / "status.jsonl"):
        number = row.get("number")
        if not number or not is_national(number):
            continue
        kind = type_of_number(number) or row["key"].split("|")[0]
        draft = drafts.get(kind, number, row.get("issued"))
        if draft is None:
            continue
        draft.witnesses |= {RESEARCH, "registry"}
        draft.printed[number] += 3
        draft.types[kind] += 3
        draft.claim("title", clean_title(row.get("title"), kind), RESEARCH)
        for name in ("issued", "effective_from", "status"):
            draft.claim(name, row.get(name), RESEARCH)
        trust = 0.95 if row["confidence"] == "read" else 0.7
        quotes = " ".join(e.get("quote") or "" for e in row["evidence"])
        _research_events(drafts, draft, row, trust, "thay thế" in quotes or draft.key.type == "Luật")


def _research_events(
    drafts: Drafts, draft: Draft, row: dict[str, object], trust: float, replaced: bool
) -> None:
    status, kind = row["status"], draft.key.type
    if status in {"in_force", "partly_expired"}:
        draft.events.append(Event("observed_in_force", "whole", RESEARCH, RESEARCH_DAY, confidence=trust))
    ended, partly = _numbers(row["ended_by"]), _numbers(row["partly_by"])
    start = row["expired_from"]
    for number in ended:
        by = _acting(drafts, number, kind, "registry")
        verb = "replaces" if replaced else "repeals"
        draft.events.append(
            Event(
                verb,
                "whole",
                RESEARCH,
                str(start) if start else None,
                by=by,
                by_label=number,
                confidence=trust,
            )
        )
    if status == "expired" and not ended:
        draft.events.append(
            Event("expires", "whole", RESEARCH, str(start) if start else None, confidence=trust)
        )
    for number in partly:
        by = _acting(drafts, number, kind, "registry")
        draft.events.append(
            Event("amends", "part", RESEARCH, by=by, by_label=number, confidence=trust, follows=True)
        )


def _numbers(value: object) -> list[str]:
    return [str(n) for n in value] if isinstance(value, list) else []


def _acting(drafts: Drafts, number: str, target_type: str, witness: str) -> Key | None:
    kind = type_of_number(number) or ("Luật" if target_type in _LAW or "QH" in number else target_type)
    draft = drafts.get(kind, number)
    if draft is None:
        return None
    draft.printed[number] += 1
    draft.types[kind] += 1
    draft.witnesses.add(witness)
    return draft.key


def from_passing(drafts: Drafts, reader: CitingReader) -> None:
    """Names, dates and amending laws as the citing acts state them."""
    for key, votes in reader.acts.items():
        printed = votes.printed.most_common(1)[0][0] if votes.printed else key.number
        kind = votes.types.most_common(1)[0][0] if votes.types else key.type
        draft = drafts.get(kind, printed, key.issued)
        if draft is None or not is_national(printed):
            continue
        draft.printed.update(votes.printed)
        draft.types.update(votes.types)
        draft.cited_in |= votes.provincial
        draft.witnesses |= votes.documents
        year = re.search(r"/((?:19|20)\d\d)/", key.number)
        for day, count in votes.issued.most_common(2):
            if year and abs(int(year[1]) - int(day[:4])) > 0:
                continue
            if count >= 2 or day == votes.issued.most_common(1)[0][0]:
                draft.claim("issued", day, "vien_dan", f"{count} lần viện dẫn")
        usual = votes.issued.most_common(1)[0][0] if votes.issued else ""
        for title, count in votes.titles.most_common(3):
            # One mention among many may be a slip, unless its date is right; words of amending name nothing.
            slip = count < 2 and votes.issued.total() > 2 and usual not in votes.title_days[title]
            if slip or _NAMES_NOTHING.fullmatch(title):
                continue
            draft.claim("title", title, "vien_dan", f"{count} lần viện dẫn")
            break
        if votes.titles:
            draft.names.update({t: n for t, n in votes.titles.items() if n >= 2})
        for (kind, number), count in votes.amenders.items():
            by = _acting(drafts, number, kind, f"amends {key.number}")
            if by and by != draft.key and is_national(number):
                note = f"{count} lần viện dẫn nêu việc sửa đổi"
                draft.events.append(
                    Event("amends", "part", "vien_dan", by=by, by_label=number, note=note,
                          confidence=0.6 if count == 1 else 0.8, follows=True)
                )  # fmt: skip
        if votes.basis_of:
            day, own = max(votes.basis_of)
            note = f"còn được nêu làm căn cứ của {own}"
            draft.events.append(
                Event("observed_in_force", "whole", "vien_dan", day, note=note, confidence=0.6)
            )


def law_days(drafts: Drafts, reader: CitingReader) -> None:
    """Dates of laws from mentions by name and date, where one law of the year can have that name."""
    _one_law_a_day(drafts, reader)
    targets: dict[Key, set[str]] = defaultdict(set)
    for draft in drafts.by_key.values():
        title = draft.best("title")
        for event in draft.events:
            if event.by and title and event.predicate == "amends":
                targets[event.by].add(fold_key(title.value))
    for (kind, name, day), count in reader.law_dates.items():
        laws = [d for d in drafts.by_key.values() if d.key.type == "Luật" and f"/{day[:4]}/" in d.key.number]
        found = [d for d in laws if fold_key(name) in _titles(d)]
        if any(d.best("issued") and _day_of(d) == day for d in found):
            continue
        undated = [d for d in found if not d.best("issued")]
        if len(undated) == 1 and (len(found) == 1 or count >= 2):
            undated[0].claim("issued", day, "vien_dan", f"{count} lần viện dẫn theo tên {kind}")
        elif not found and (amending := _amending_law(laws, name, targets)):
            note = f"{count} lần viện dẫn theo tên {kind}"
            amending.claims = [c for c in amending.claims if c.field != "title" or c.source != "vien_dan"]
            amending.claim("title", name, "vien_dan", note)
            amending.claim("issued", day, "vien_dan", note)


def _titles(draft: Draft) -> set[str]:
    return {fold_key(c.value) for c in draft.claims if c.field == "title"}


def _day_of(draft: Draft) -> str:
    best = draft.best("issued")
    return best.value if best else ""


def _one_law_a_day(drafts: Drafts, reader: CitingReader) -> None:
    """Two laws of one name are never passed on one day: the day belongs to the one more often cited so."""
    named: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts.by_key.values():
        title, issued = draft.best("title"), draft.best("issued")
        if draft.key.type == "Luật" and title and issued and issued.source == "vien_dan":
            named[fold_key(title.value), issued.value].append(draft)
    for (_name, day), laws in named.items():
        laws.sort(key=lambda d: -reader.acts[d.key].issued[day])
        for draft in laws[1:]:
            draft.claims = [c for c in draft.claims if (c.field, c.value) != ("issued", day)]


def _amending_law(laws: list[Draft], name: str, targets: dict[Key, set[str]]) -> Draft | None:
    """The one law of the year that amends the laws that the name of an amending law tells, and that has no
    name of its own: none, or that of a law it amends."""
    told = _AMENDING_NAME.match(fold_key(name))
    if told is None:
        return None
    amended = set(re.split(r"(?:,| và) luật ", told[1]))
    fits = [d for d in laws if amended <= targets[d.key] and not d.best("issued") and _titles(d) <= amended]
    return fits[0] if len(fits) == 1 else None


def from_article_amendments(drafts: Drafts, data: Path) -> None:
    """registry/article_amendments.jsonl.gz: article A of act X changed by Y from D."""
    merged: dict[tuple[Key, Key, str | None, str], list[str]] = defaultdict(list)
    for row in rows(data / "registry" / "article_amendments.jsonl.gz"):
        number, by_number = tidy(row["number"]), tidy(row["by_number"])
        if not (is_national(number) and has_year(number) and has_year(by_number)):
            continue
        kind = type_of_number(number) or "Luật"
        by_kind = type_of_number(by_number) or row["by_type"]
        target, by = drafts.get(kind, number), drafts.get(by_kind, by_number)
        if target is None or by is None or target.key == by.key:
            continue
        by.witnesses |= {"phapdien2026", "registry"}
        by.printed[by_number] += 1
        by.types[by_kind] += 1
        by.claim("effective_from", row.get("by_effective_from"), "phapdien2026")
        verb = "repeals" if row["operations"] == ["bãi bỏ"] else "amends"
        merged[(target.key, by.key, row.get("by_effective_from"), verb)].append(str(row.get("article") or ""))
    for (target_key, by_key, start, verb), articles in merged.items():
        found, acting = drafts.find(target_key), drafts.find(by_key)
        if found and acting:
            label = acting.printed.most_common(1)[0][0]
            found.events.append(
                Event(verb, "part", "phapdien2026", start, by=by_key, by_label=label,
                      provisions=tuple(a for a in dict.fromkeys(articles) if a),
                      note="chú thích của Bộ pháp điển")
            )  # fmt: skip
