"""How completely amending laws are read, against the amendments that Bộ pháp điển notes at each article.

``python -m tools.measure_amending --shared ../shared [--missed] [--sample N --seed S]``: for every act under
data/amending_laws the amended articles as its own words tell them (``rasoat cite`` effects, targets resolved
with the shipped registry), and the share of rows of registry/article_amendments.jsonl.gz found among them.
``--sample`` prints N random found rows that the source lacks, with the words they were read from, for a
person to judge.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.cli.common import analysed
from indexer.pipeline import ParsedAct
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.memory import MemoryRegistry, core_registry_lines, load_registry_lines
from legal_corpus.registry.resolve import CitingAct, resolve_all
from legal_corpus.text.numbers import number_key

_AROUND = 220
Row = tuple[str, str, str]  # amending number, amended number, article


@dataclass(frozen=True, slots=True)
class Told:
    """A row as read: what happens to which parts of the article, and the words that say so."""

    predicate: str
    parts: tuple[str, ...]
    words: str


def noted(path: Path) -> dict[Row, list[str]]:
    """Rows of the source with the operations it notes."""
    found: dict[Row, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "article" not in row:  # a note on the act as a whole
                continue
            key = (number_key(row["by_number"]), number_key(row["number"]), str(row["article"]))
            found.setdefault(key, []).extend(row["operations"])
    return found


def told(parsed: ParsedAct, registry: MemoryRegistry) -> Iterator[tuple[Row, Told]]:
    """Every amended article that the text of one act tells."""
    by = number_key(parsed.header.value("number") or "")
    issued, book = parsed.header.date("issued"), core_issuers()
    citing = CitingAct("quoc-hoi", issued)
    meant = resolve_all(parsed.citations, citing, registry, book, parsed.text)
    acts = {c.start: r.act for c, r in zip(parsed.citations, meant, strict=True)}
    numbers = {c.start: c.number for c in parsed.citations}
    for effect in parsed.effects:
        act = acts.get(effect.target)
        number = act.number if act else numbers.get(effect.target)
        articles: dict[str, list[str]] = {}
        for ref in effect.provisions:
            articles.setdefault(ref.split("/")[0], []).append(ref)
        for article, parts in articles.items():
            if number and re.fullmatch(r"\d+[a-zđ]?", article):
                words = " ".join(parsed.text[effect.start : effect.end][:_AROUND].split())
                yield (by, number_key(number), article), Told(effect.predicate, tuple(parts), words)


def main(arguments: list[str] | None = None) -> None:
    """Prints the share, the rows missed, and the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args(arguments)
    data = options.shared / "data"
    source = noted(data / "registry" / "article_amendments.jsonl.gz")
    registry = load_registry_lines(core_registry_lines())
    read: dict[Row, list[Told]] = {}
    laws: set[str] = set()
    for _path, parsed in analysed(tuple(sorted((data / "amending_laws").glob("*.docx")))):
        if parsed is not None:
            laws.add(number_key(parsed.header.value("number") or ""))
            for key, item in told(parsed, registry):
                read.setdefault(key, []).append(item)
    wanted = [key for key in source if key[0] in laws]
    missed = [key for key in wanted if key not in read]
    right = len(wanted) - len(missed)
    print(f"{len(laws)} acts; rows of the source {len(wanted)}, found {right} = {right / len(wanted):.4f}")
    by_law = Counter(key[0] for key in missed)
    print(f"missed by act: {dict(by_law.most_common())}")
    for key in missed if options.missed else ():
        print(f"  MISSED {key[0]} -> {key[1]} Điều {key[2]}: {', '.join(source[key])}")
    more = sorted(key for key in read if key not in source)
    print(f"rows read {len(read)}, of them not in the source {len(more)}")
    for key in random.Random(options.seed).sample(more, min(options.sample, len(more))):
        for item in read[key][:2]:
            print(f"? {key[0]} -> {key[1]} Điều {key[2]}: {item.predicate} {item.parts}\n    {item.words}")


if __name__ == "__main__":
    main()
