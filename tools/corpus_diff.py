"""What a change of the code changes in what is read out of real acts: ``make corpus-diff``.

Reads every text of the shared corpora twice, with the code as it lies here and with the code of a commit
(default HEAD), and prints every citation and effect that is added, lost or altered.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_TEXTS = ("data/gold/provincial", "data/provincial/text", "data/gold/sentences", "law")
Key = tuple[str, str, int, int]


def texts(shared: Path) -> list[Path]:
    """The texts that are compared, sorted."""
    return sorted(path for part in _TEXTS for path in (shared / part).rglob("*.txt"))


def read_rows(shared: Path) -> Iterator[dict[str, Any]]:
    """Citations and effects of every text, with the code that is imported here."""
    from indexer.pipeline import analyse_text
    from legal_corpus.text.normalize import to_nfc

    for path in texts(shared):
        parsed = analyse_text(to_nfc(path.read_text(encoding="utf-8")))
        name = str(path.relative_to(shared))
        for c in parsed.citations:
            fields = [c.kind, c.type, c.number, c.name, c.year, str(c.issued or ""), c.issuer, c.role]
            yield {"key": [name, "citation", c.start, c.end], "text": c.text, "fields": fields}
        for e in parsed.effects:
            acts_on: list[Any] = [e.predicate, e.scope, list(e.provisions), str(e.effective_from or "")]
            said = parsed.text[e.target : e.target + 60].splitlines()[0]
            yield {"key": [name, "effect", e.target, e.start], "text": said, "fields": acts_on}


def _run(code: Path, shared: Path) -> dict[Key, dict[str, Any]]:
    """The rows that the code in ``code`` gives, read in a process of its own."""
    command = [sys.executable, "-c", "from tools.corpus_diff import dump; dump()", str(shared)]
    env = {**os.environ, "PYTHONPATH": str(code)}
    done = subprocess.run(command, cwd=code, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"corpus-diff: the code in {code} failed: {done.stderr.strip()[-300:]}")
    rows = map(json.loads, done.stdout.splitlines())
    return {(k[0], k[1], int(k[2]), int(k[3])): row for row in rows for k in [row["key"]]}


def dump() -> None:
    """Print the rows as JSON lines (run in the process that :func:`_run` starts)."""
    for row in read_rows(Path(sys.argv[1])):
        print(json.dumps(row, ensure_ascii=False))


def changes(old: dict[Key, dict[str, Any]], new: dict[Key, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(sign, line) of everything added "+", lost "-" or altered "~", in order of file and place."""
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        where = f"{key[0]}:{key[2]} {key[1]}"
        if before is None and after is not None:
            yield "+", f"{where} {after['text']!r} {after['fields']}"
        elif after is None and before is not None:
            yield "-", f"{where} {before['text']!r} {before['fields']}"
        elif before and after and before["fields"] != after["fields"]:
            yield "~", f"{where} {after['text']!r} {before['fields']} -> {after['fields']}"


def main() -> None:
    """Compare and print; exit 0 whether or not something changed (it is a report, not a check)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="HEAD", help="commit to compare with")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("RASOAT_SHARED", "../shared")))
    chosen = parser.parse_args()
    shared = chosen.shared.resolve()
    if not texts(shared):
        raise SystemExit(f"corpus-diff: no texts under {shared}; set RASOAT_SHARED.")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        archive = subprocess.run(["git", "archive", chosen.base], cwd=ROOT, capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        # The base may be older than this tool.
        tool = Path(folder) / "tools" / "corpus_diff.py"
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
        old, new = pool.map(lambda code: _run(code, shared), (Path(folder), ROOT))
    counts: Counter[str] = Counter()
    for sign, line in changes(old, new):
        counts[sign] += 1
        print(sign, line)
    print(f"{len(new)} rows; added {counts['+']}, lost {counts['-']}, altered {counts['~']}")


if __name__ == "__main__":
    main()
