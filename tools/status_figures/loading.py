"""Everything an office would load, from the shared material into a new store, one command a source."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap import build_services
from app.config import load_settings
from app.services.permissions import SYSTEM

_PROGRAM = "import sys; from app.cli.main import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One command: what it was, seconds, peak memory in MB, exit code, what it printed."""

    name: str
    seconds: float
    megabytes: float
    code: int
    output: str


def commands(shared: Path) -> list[tuple[str, ...]]:
    """Arguments of ``rasoat``, sources first, then the texts of an office, its own acts last."""
    data = shared / "data"
    sources = [
        data / "registry" / "records.jsonl.gz",
        data / "phapdien" / "articles.jsonl.gz",
        data / "phapdien" / "package",
        data / "vbpl" / "pages.jsonl.gz",
        data / "vbpl" / "html",
        data / "registry" / "review_register_angiang.jsonl.gz",
        *sorted((shared / "law" / "extracts").glob("*.edxml.xml")),
    ]
    laws = [str(path) for path in sorted((shared / "law").glob("*.txt"))]
    own = [str(path) for path in sorted((data / "gold" / "provincial").glob("*.txt"))]
    return [
        *(("import", str(path)) for path in sources if path.exists()),
        ("ingest", str(data / "amending_laws")),
        ("ingest", *laws),
        ("ingest", str(data / "provincial" / "text")),
        ("ingest", *own),
    ]


def load_core(home: Path, core: Path | None) -> None:
    """A new store with the registry of ``core``, by default the shipped one."""
    services = build_services(load_settings(home=home))
    try:
        if not services.registry.is_empty():
            raise SystemExit(f"{home} đã có dữ liệu; hãy chọn thư mục mới.")
        if core is None:
            services.registry.import_core(SYSTEM)
        else:
            services.registry.import_file(SYSTEM, core, "core")
    finally:
        services.close()


def load(home: Path, arguments: tuple[str, ...]) -> Loaded:
    """Run one command in a process of its own, so that its memory is its own."""
    begun = time.perf_counter()
    log = home / "measure.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, arguments[0], "--home", str(home), *arguments[1:]],
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    first = Path(arguments[1])
    name = f"{arguments[0]} {first.parent.name}/{first.name}" + (" …" if len(arguments) > 2 else "")
    text = log.read_text(encoding="utf-8", errors="replace")
    seconds = time.perf_counter() - begun
    return Loaded(name, seconds, usage.ru_maxrss / 1024, process.returncode, text)
