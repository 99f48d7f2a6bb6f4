"""Looking a number up, beside SQLite's own time on the same file."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

from app.bench.measurement import Figure, Measurement
from app.bench.stopwatch import spread, timed
from app.bench.workbench import Workbench
from app.db.act_registry import SqlRegistry
from app.services.permissions import SYSTEM

_FILE = "rasoat.db"
_ALL = "SELECT number, number_key FROM act WHERE number_key IS NOT NULL ORDER BY id"
_ONE = "SELECT id, uid, type, number, title FROM act WHERE number_key = ?"


def run(bench: Workbench) -> Iterator[Figure]:
    """Numbers drawn from the store, looked up through the registry and as a page of results."""
    store = bench.filled()
    services = store.services
    database = sqlite3.connect(store.home / _FILE)
    try:
        chosen = random.Random(bench.seed).choices(database.execute(_ALL).fetchall(), k=bench.lookups)
        raw = [_looked_up(database, key) for _number, key in chosen]
    finally:
        database.close()
    with services.sessions() as session:
        registry = [timed(lambda k=key: SqlRegistry(session).by_number(k)) for _number, key in chosen]  # type: ignore[misc]
    on, few = services.today(), chosen[: max(10, bench.lookups // 10)]
    page = [timed(lambda n=number: services.search.search(SYSTEM, n, on=on)) for number, _key in few]  # type: ignore[misc]
    yield _figure("lookup", "Tra số trong sổ, p50", registry, f"SQLite trần: {_both(raw)}")
    yield _figure("results_page", "Trang kết quả khi gõ số, p50", page, "gồm cả toàn văn và hiệu lực")


def _looked_up(database: sqlite3.Connection, key: str) -> float:
    return timed(lambda: database.execute(_ONE, (key,)).fetchall())


def _figure(key: str, what: str, times: list[float], beside: str) -> Figure:
    middle, high = spread(times)
    return Figure(key, what, middle * 1000, "ms", f"p95 {high * 1000:.2f} ms; {beside}")


def _both(times: list[float]) -> str:
    middle, high = spread(times)
    return f"p50 {middle * 1000:.2f}, p95 {high * 1000:.2f} ms"


MEASUREMENT = Measurement("lookups", "Tra cứu theo số", run)
