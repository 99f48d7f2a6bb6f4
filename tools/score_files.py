"""How well header fields are read from files of every kind, against values read by eye.

``python -m tools.score_files MANIFEST.tsv [--misses] [--only TEXT]``: the manifest names a file and its
number, kind, date and title; the figures are shares of files that agree after folding blanks and
punctuation, counted per kind of file, and say how many wrong values nobody is warned about.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.pipeline import analyse_document
from indexer.readers.leash import LeashedReader
from legal_corpus.model.act import FieldName, Header
from legal_corpus.text.normalize import plain_signs, to_nfc

FIELDS: Mapping[str, FieldName] = {
    "so_hieu": "number", "ngay_ban_hanh": "issued", "loai": "type", "trich_yeu": "title",
}  # fmt: skip
_SIGNS = re.compile(r"[\W_]+")
_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ",
          "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}  # fmt: skip
_DOUBTFUL = 0.5
Miss = tuple[str, str, str, str | None, float]  # file, field, wanted, got, confidence


def folded(value: str | None) -> str:
    """A value without blanks, punctuation, case and the two ways to place a tone mark."""
    text = _SIGNS.sub("", plain_signs(to_nfc(value or ""))).lower()
    for old, new in _TONES.items():
        text = text.replace(old, new)
    return re.sub(r"^(?:vềviệc|vv|về)", "", text)


def misses(row: Mapping[str, str], header: Header) -> Iterator[Miss]:
    """The fields of one file that are not what the manifest says."""
    for column, name in FIELDS.items():
        found = getattr(header, name)
        got = found.value if found else None
        if folded(row[column]) != folded(got):
            yield row["file"], column, row[column], got, found.confidence if found else 0.0


def main() -> None:
    """Prints the figures; exit code 1 when a file could not be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--misses", action="store_true", help="print each value that is not as wanted")
    parser.add_argument("--only", default="", help="only files with this in their name")
    wanted = parser.parse_args()
    with wanted.manifest.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if wanted.only in row["file"]]
    total: Counter[str] = Counter()
    right: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, float] = defaultdict(float)
    refused: list[str] = []
    sure_and_wrong = 0
    with LeashedReader() as reader:
        for row in rows:
            kind, begun = row["kind"], time.perf_counter()
            total[kind] += 1
            try:
                header = analyse_document(reader.read(wanted.manifest.parent / row["file"])).header
            except InputRefusedError as error:
                refused.append(f"{row['file']}: {error.code}: {error}")
                continue
            finally:
                seconds[kind] += time.perf_counter() - begun
            wrong = list(misses(row, header))
            right[kind].update(set(FIELDS) - {miss[1] for miss in wrong})
            for file, column, value, got, confidence in wrong:
                sure = got is not None and confidence >= _DOUBTFUL
                sure_and_wrong += sure and column in {"so_hieu", "ngay_ban_hanh"}
                if wanted.misses:
                    print(f"{file} {column}{' SURE' if sure else ''}\n  wanted {value}\n  got    {got}")
    _print_table(total, right, seconds)
    print(f"numbers and dates wrong without a doubt: {sure_and_wrong}; refused: {len(refused)}")
    print(*refused, sep="\n")
    sys.exit(1 if refused else 0)


def _print_table(
    total: Counter[str], right: Mapping[str, Counter[str]], seconds: Mapping[str, float]
) -> None:
    print("kind".ljust(10), "files", *(column.rjust(14) for column in FIELDS), "s/file")
    for kind, count in total.items():
        shares = (f"{right[kind][column]:3}/{count} {right[kind][column] / count:.3f}" for column in FIELDS)
        print(kind.ljust(10), f"{count:5}", *(s.rjust(14) for s in shares), f"{seconds[kind] / count:.2f}")
    count = sum(total.values())
    sums = [sum(found[column] for found in right.values()) for column in FIELDS]
    print("all".ljust(10), f"{count:5}", *(f"{s:3}/{count} {s / max(1, count):.3f}".rjust(14) for s in sums))


if __name__ == "__main__":
    main()
