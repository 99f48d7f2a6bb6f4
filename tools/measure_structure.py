"""Structure against the marks that the national database's own pages carry.

``python -m tools.measure_structure --shared ../shared [--misses 20]`` reads vbpl/pages.jsonl.gz, takes the
pages that mark chapters, sections, articles, clauses and points, and prints precision, recall and F1 of
(level, label, start) for each level and in all. Where a page marks nothing (appendices), nothing is counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from indexer.structure.parser import parse_structure
from legal_corpus.text.normalize import to_nfc

_LEVELS = {
    "chapter": "chapter",
    "section": "section",
    "article": "article",
    "clause": "clause",
    "item": "point",
}
_LABEL = {
    "chapter": re.compile(r"Chương\s+([IVXLC]+|\d+)\b", re.I),
    "section": re.compile(r"Mục\s+([IVXLC]+|\d+)\b", re.I),
    "article": re.compile(r"Điều\s+(\d+[a-zđ]?)\b", re.I),
    "clause": re.compile(r"(\d+[a-zđ]?)\s*[.)/]"),
    "item": re.compile(r"([a-zđ]\d?)\s*[.)/]"),
}
Place = tuple[str, str, int]


def marked_pages(path: Path) -> Iterator[tuple[str, str, list[Place], int]]:
    """File, NFC text, places the page marks, and where its last marked part ends."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = to_nfc(row.get("text") or "")
            places, at = [], 0
            for level, words in row.get("segments") or []:
                printed = to_nfc(words).strip()
                label = _LABEL[level].match(printed)
                found = text.find(printed[:80], at)
                if level == "clause" and text[max(0, found - 5) : found] == "Điều ":
                    found = text.find(printed[:80], found + 1)  # "1. Phạm vi" is no part of "Điều 1. Phạm vi"
                if found < 0:
                    continue
                at = found + 1
                if label:
                    places.append((_LEVELS[level], label[1].lower(), found))
            if places:
                yield row["file"], text, places, text.find("\n", at)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--misses", type=int, default=0, help="how many disagreements to print")
    given = parser.parse_args()
    right, ours, theirs, pages, shown = Counter[str](), Counter[str](), Counter[str](), 0, 0
    for file, text, places, end in marked_pages(given.shared / "data/vbpl/pages.jsonl.gz"):
        pages += 1
        wanted = set(places)
        first = min(place[2] for place in places)
        levels = {place[0] for place in places}
        found = {
            (node.level, node.label.lower(), node.start)
            for node in parse_structure(text)
            if first <= node.start <= (end if end > 0 else len(text)) and node.level in levels
        }
        for sign, disagreements in (("-", wanted - found), ("+", found - wanted)):
            for place in sorted(disagreements, key=lambda p: p[2])[: max(0, given.misses - shown)]:
                shown += 1
                print(sign, file, *place[:2], repr(text[max(0, place[2] - 30) : place[2] + 50]))
        right.update(place[0] for place in wanted & found)
        ours.update(place[0] for place in found)
        theirs.update(place[0] for place in wanted)
    print(f"{pages} pages")
    for level in (*_LEVELS.values(), "all"):
        hit, mine, other = (sum(c.values()) if level == "all" else c[level] for c in (right, ours, theirs))
        precision, recall = hit / mine if mine else 0, hit / other if other else 0
        f1 = 2 * hit / (mine + other) if mine + other else 0
        print(f"{level:8} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  marked {other}")


if __name__ == "__main__":
    main()
