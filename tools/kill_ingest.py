"""Kills an ingest at random moments and looks whether the next one completes it.

``python -m tools.kill_ingest --kills 50 --files 100``: each round makes a store, starts the ingest, kills it
with SIGKILL after a random time, starts ``rasoat ingest --resume`` and counts what is in. Exit 1 when a file
is missing, in twice, or not reported.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import create_engine, text

_PROGRAM = [sys.executable, "-c", "from app.cli.main import main; main()"]
_ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: {n}/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách số {n}
Căn cứ Quyết định số {before}/2026/QĐ-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Cao Bằng;
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


def main() -> int:
    """Runs the rounds and prints a line for each that went wrong and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, wrong, moments = random.Random(given.seed), 0, []
    with tempfile.TemporaryDirectory() as folder:
        texts, template = Path(folder) / "in", Path(folder) / "template"
        texts.mkdir()
        for n in range(1, given.files + 1):
            (texts / f"{n:04}.txt").write_text(_ACT.format(n=n, before=n - 1), "utf-8")
        _run("worker", "--once", "--home", str(template))  # a store with the shipped registry
        whole = _time_of_a_whole_run(template, texts, Path(folder) / "whole")
        for number in range(given.kills):
            home = Path(folder) / f"home{number}"
            shutil.copytree(template, home)
            moment = chance.uniform(0.3, whole)
            moments.append(moment)
            fault = _one_round(home, texts, moment, given.files)
            if fault:
                wrong += 1
                print(f"killed after {moment:.2f} s: {fault}")
            shutil.rmtree(home)
    print(
        f"{given.kills} kills between {min(moments):.2f} and {max(moments):.2f} s of {whole:.2f} s,"
        f" {wrong} wrong"
    )
    return 1 if wrong else 0


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*_PROGRAM, *arguments], capture_output=True, text=True, check=False)


def _time_of_a_whole_run(template: Path, texts: Path, home: Path) -> float:
    shutil.copytree(template, home)
    start = time.monotonic()
    _run("ingest", "--home", str(home), str(texts))
    return time.monotonic() - start


def _one_round(home: Path, texts: Path, moment: float, files: int) -> str | None:
    """What went wrong, ``None`` when nothing did."""
    with subprocess.Popen(
        [*_PROGRAM, "ingest", "--home", str(home), str(texts)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as first:
        time.sleep(moment)
        first.send_signal(signal.SIGKILL)
    again = _run("ingest", "--resume", "--home", str(home), str(texts))
    if again.returncode:
        return again.stderr.strip()
    engine = create_engine(f"sqlite:///{home / 'rasoat.db'}")
    with engine.connect() as store:
        counts = {
            name: store.execute(text(query)).scalar_one()
            for name, query in (
                ("texts", "SELECT count(*) FROM expression"),
                ("acts with a text", "SELECT count(DISTINCT act_id) FROM expression"),
                ("links", "SELECT count(*) FROM citation WHERE outcome = 'resolved'"),
                ("waiting", "SELECT count(*) FROM ingest_item WHERE outcome IS NULL"),
                ("open jobs", "SELECT count(*) FROM ingest_job WHERE state <> 'done'"),
            )
        }
    engine.dispose()
    originals = sum(path.is_file() for path in (home / "originals").rglob("*"))
    wanted = {"texts": files, "acts with a text": files, "links": files - 1, "waiting": 0, "open jobs": 0}
    if counts != wanted or originals != files:
        return f"{counts}, {originals} originals"
    return None


if __name__ == "__main__":
    sys.exit(main())
