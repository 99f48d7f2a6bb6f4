"""How well the product knows what is in force, once everything under the shared material is loaded.

``python -m tools.measure_status --shared ../shared --home DIR [--core FILE] [--skip-loading]``: into a new
store in DIR loads every source and the texts an office would hold (time and peak memory of each), answers
``rasoat cite gold/provincial/*.txt --on 2026-11-21``, and compares with gold/status.jsonl: of citations
called expired how many are, of citations of expired acts how many are called so, links to another act.
Then counts of the store. ``--core`` takes another registry than the shipped one, which was itself built
with gold/status.jsonl: only a registry built with ``tools.build_core_registry --without-research`` gives a
figure that is not circular.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from app.cli.registries import open_registry
from app.db.base import transaction
from legal_corpus.registry.issuers import core_issuers
from tools.status_figures.gold import judged, report
from tools.status_figures.loading import commands, load, load_core
from tools.status_figures.totals import totals

ON = date(2026, 11, 21)


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; 3 when a source could not be loaded at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--core", type=Path, help="registry to begin with, default the shipped one")
    parser.add_argument("--skip-loading", action="store_true", help="measure the store in --home as it is")
    options = parser.parse_args(arguments)
    failed = False
    if not options.skip_loading:
        load_core(options.home, options.core)
        failed = _load_all(options.shared, options.home)
    with open_registry(None, options.home) as known:
        assert known is not None
        items = list(judged(options.shared / "data" / "gold", known, ON))
    print(*report(items, _national), sep="\n")
    _print_totals(options.home)
    return 3 if failed else 0


def _load_all(shared: Path, home: Path) -> bool:
    failed = False
    for arguments in commands(shared):
        done = load(home, arguments)
        print(f"{done.name}: {done.seconds:.1f} s, {done.megabytes:.0f} MB, exit {done.code}", flush=True)
        counts = [line for line in done.output.splitlines() if line[:1] != " " and " mới " in line]
        print(*(f"  {line}" for line in counts), sep="\n", flush=True)
        if done.code not in (0, 3):  # 3: some files were refused, the others are in
            print(done.output[-2000:], file=sys.stderr)
            failed = True
    return failed


def _national(number: str) -> bool:
    return not core_issuers().for_symbol(number).organ


def _print_totals(home: Path) -> None:
    from app.cli.common import open_services

    with open_services(home) as services, transaction(services.sessions) as session:
        print(*totals(session, ON), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
