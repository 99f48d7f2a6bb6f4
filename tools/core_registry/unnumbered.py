"""Acts outside the numbering of the State: the Constitution, and Party documents that acts rest on.

Nothing in the material tells when such a document ends, so its status stays unknown; it is listed to be
recognised, with title and date as acts cite them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from indexer.readers.registry import read_file
from tools.core_registry.identity import DATE_RE, first_date, parse_date, tidy

_PARTY = re.compile(
    r"(?P<type>Nghị quyết|Kết luận|Chỉ thị|Quy định|Quyết định)\s+số\s+(?P<number>\d+-(?:NQ|KL|CT|QĐ)/TW)\b"
    rf"(?:\s*,?\s*{DATE_RE})?(?:\s+của\s+(?P<issuer>Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương))?"
    r"(?:\s+(?:Đảng\s+)?(?:khóa\s+[XVI]+\s+)?về\s+(?P<title>[^;:.,()“”\n]{8,160}(?:, [^;:.()“”\n]{4,120})?))?"
)
_SYMBOLS = {"NQ": "Nghị quyết", "KL": "Kết luận", "CT": "Chỉ thị"}


def party_documents(texts: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Rows of Party documents that two texts date alike; ``texts`` are (name, text)."""
    days: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    words: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for _name, text in texts:
        for found in {m.group(): m for m in _PARTY.finditer(text)}.values():
            kind = _SYMBOLS.get(found["number"].split("-")[1].split("/")[0], found["type"])
            key = (kind, found["number"])
            day = parse_date(found["d"], found["m"], found["y"]) if found["d"] else None
            if day:
                days[key][day.isoformat()] += 1
            for name in ("issuer", "title"):
                if found[name]:
                    words[key][name][found[name].strip()] += 1
    rows = []
    for key, votes in sorted(days.items()):
        issued, count = votes.most_common(1)[0]
        if count >= 2:
            rows.append(_row(key, issued, count, words[key]))
    return rows


def _row(key: tuple[str, str], day: str, count: int, words: dict[str, Counter[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {"type": key[0], "number": key[1]}
    claims = []
    if words["issuer"]:
        row["issuer_name"] = words["issuer"].most_common(1)[0][0]
    row["issued"] = day
    title, said = words["title"].most_common(1)[0] if words["title"] else ("", 0)
    if said >= 2:  # the words after a single mention may run on into the citing sentence
        row["title"] = "Về " + title
        claims.append(_claim("title", row["title"], "vien_dan", f"{said} lần viện dẫn"))
    claims.append(_claim("issued", day, "vien_dan", f"{count} lần viện dẫn"))
    return row | {"claims": claims}


def constitution(data: Path, in_force_on: tuple[str, str] | None) -> list[dict[str, Any]]:
    """Row of the Constitution of 2013 out of its own text; ``in_force_on`` is (day, act resting on it)."""
    path = data / "files" / "html" / "tvpl_hien_phap_2013.html"
    if not path.exists():
        return []
    text = tidy(read_file(path).text)
    passed = re.search(rf"thông qua\s+{DATE_RE}", text)
    day = parse_date(passed["d"], passed["m"], passed["y"]) if passed else first_date(text)
    title = "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"
    row: dict[str, Any] = {"type": "Hiến pháp", "issuer": "quoc-hoi", "issuer_name": "Quốc hội"}
    row |= {"issued": str(day), "title": title, "names": ["Hiến pháp", "Hiến pháp năm 2013"]}
    row["claims"] = [
        _claim("title", title, "van_ban", "tên văn bản"),
        _claim("issued", str(day), "van_ban", "ngày Quốc hội thông qua"),
    ]
    amended = {"type": "Nghị quyết", "number": "203/2025/QH15"}
    row["events"] = [
        {"predicate": "amends", "scope": "part", "by": amended, "source": "vien_dan", "confidence": 0.8,
         "note": "các luật cuối năm 2025 nêu việc sửa đổi"},
    ]  # fmt: skip
    if in_force_on:
        seen = {"predicate": "observed_in_force", "scope": "whole", "from": in_force_on[0]}
        note = f"còn được nêu làm căn cứ của {in_force_on[1]}"
        row["events"].append(seen | {"source": "vien_dan", "note": note, "confidence": 0.9})
    return [row]


def _claim(name: str, value: str, source: str, evidence: str) -> dict[str, str]:
    return {"field": name, "value": value, "source": source, "evidence": evidence}


def rests_on_constitution(texts: Iterable[tuple[str | None, str | None, str]]) -> tuple[str, str] | None:
    """Last (day, number) of a central act that names the Constitution among its grounds."""
    found = [
        (day, own)
        for own, day, text in texts
        if own and day and re.search(r"Căn cứ Hiến pháp nước Cộng hòa", text)
    ]
    return max(found) if found else None
