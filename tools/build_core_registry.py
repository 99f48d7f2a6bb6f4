"""Builds legal_corpus/registry/data/core_acts.jsonl out of the shared real data.

Usage: RASOAT_SHARED=../shared python -m tools.build_core_registry [--check] [--to FILE] [--without-research]
The build is reproducible: the same material gives the same bytes. ``--check`` writes nothing and fails
when the shipped file differs from what the material gives. ``--without-research`` leaves out what people
looked up by hand (source tra_cuu_2026_11); it needs ``--to``, being meant for measuring only.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from tools.core_registry.citing import CitingReader
from tools.core_registry.drafts import Drafts
from tools.core_registry.gather import (
    from_article_amendments,
    from_passing,
    from_records,
    from_research,
    law_days,
)
from tools.core_registry.inference import infer
from tools.core_registry.issuing import IssuerTable
from tools.core_registry.known import from_known
from tools.core_registry.material import central_day, citing_texts
from tools.core_registry.own_words import own_words
from tools.core_registry.quality import report
from tools.core_registry.settle import chosen, settle
from tools.core_registry.unnumbered import constitution, party_documents, rests_on_constitution
from tools.core_registry.writing import lines

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "legal_corpus" / "registry" / "data"


def gather(data: Path, research: bool = True) -> Drafts:
    """Everything the material says about national acts; ``research``: the notes made by hand too."""
    drafts = Drafts()
    from_records(drafts, data)
    if research:
        from_research(drafts, data)
    reader = CitingReader()
    for name, text, provincial in citing_texts(data):
        own, day = (None, None) if provincial else central_day(text)
        reader.read(name, text, provincial, own, day)
    from_passing(drafts, reader)
    law_days(drafts, reader)
    own_words(drafts, data, research)
    from_article_amendments(drafts, data)
    from_known(drafts, research)
    return drafts


def unnumbered(data: Path) -> list[dict[str, Any]]:
    """Rows of the Constitution and of Party documents."""
    texts = list(citing_texts(data))
    central = [(*central_day(text), text) for _name, text, provincial in texts if not provincial]
    party = party_documents((name, text) for name, text, _provincial in texts)
    return [*constitution(data, rests_on_constitution(central)), *party]


def main(arguments: list[str] | None = None) -> int:
    """Command line entry; 0 fine, 1 the shipped file is out of date, 3 no material."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--to", type=Path, default=DATA / "core_acts.jsonl", metavar="FILE")
    parser.add_argument("--without-research", action="store_true")
    options = parser.parse_args(arguments)
    if options.without_research and options.to == parser.get_default("to"):
        parser.error("--without-research cần --to: sổ kèm theo sản phẩm giữ ghi chú tra cứu.")
    data = Path(os.environ.get("RASOAT_SHARED", str(ROOT.parent / "shared"))) / "data"
    if not data.is_dir():
        print(f"Không thấy dữ liệu gốc ở {data}; hãy đặt biến RASOAT_SHARED.", file=sys.stderr)
        return 3
    drafts = gather(data, research=not options.without_research)
    slips = settle(drafts)
    infer(drafts)
    issuers = IssuerTable(DATA / "issuers.yaml")
    text = "\n".join(lines(chosen(drafts), drafts, issuers, unnumbered(data))) + "\n"
    target = options.to
    if options.check:
        same = target.exists() and target.read_text(encoding="utf-8") == text
        print("Tệp khớp với dữ liệu gốc." if same else "Tệp không khớp với dữ liệu gốc.")
        return 0 if same else 1
    target.write_text(text, encoding="utf-8")
    print(report(text, data, slips))
    return 0


if __name__ == "__main__":
    sys.exit(main())
