"""A filled store goes from before there were jobs to now and back, on both databases; nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from app.bootstrap import build_services
from app.config import load_settings
from app.db.base import make_engine
from app.db.migrate import upgrade
from app.services.permissions import SYSTEM

BEFORE = "0003"
KEPT = ("act", "claim", "expression", "provision", "citation", "effect_clause", "finding", "blob", "source")
ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: {n}/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách số {n}
Căn cứ Nghị định số 64/2025/NĐ-CP ngày 05 tháng 3 năm 2025 của Chính phủ;
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


@contextmanager
def _writer(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(rasoat_writes=True) as connection, connection.begin():
        yield connection


def _downgrade(engine: Engine, revision: str) -> None:
    with as_file(files("migrations")) as folder, _writer(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def _counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in KEPT}


def _fill(url: str, home: Path) -> None:
    services = build_services(replace(load_settings({}, home=home), database_url=url))
    folder = home / "in"
    folder.mkdir()
    for n in ("07", "      "):
        (folder / f"{n.strip() or 'trong'}.txt").write_text(ACT.format(n=n), encoding="utf-8")
    services.ingest.ingest(SYSTEM, [folder, home / "khong-co.txt"])
    services.sweep.sweep(SYSTEM, dt.date(2026, 4, 1))
    services.close()


def test_a_filled_store_keeps_everything_on_the_way_back_and_forth(
    database_url: str, engine: Engine, tmp_path: Path
) -> None:
    upgrade(engine)
    _fill(database_url, tmp_path / "home")
    before = _counts(engine)
    assert before["expression"] == 2
    assert min(before["provision"], before["citation"], before["claim"]) > 0
    with engine.connect() as connection:
        doubts = list(connection.execute(text("SELECT id, doubtful FROM expression ORDER BY id")))
        reported = list(
            connection.execute(
                text("SELECT path, outcome, reason, act_id FROM ingest_item ORDER BY position")
            )
        )
    assert any(doubtful for _id, doubtful in doubts)
    _downgrade(engine, BEFORE)
    assert _counts(engine) == before
    with engine.connect() as connection:
        outcomes = text("SELECT path, outcome, reason, act_id FROM ingest_outcome ORDER BY id")
        assert list(connection.execute(outcomes)) == reported
        assert {outcome for _p, outcome, *_more in reported} == {"new", "refused"}
    upgrade(engine)
    assert _counts(engine) == before
    with engine.connect() as connection:
        assert list(connection.execute(text("SELECT id, doubtful FROM expression ORDER BY id"))) == doubts
        jobs = list(connection.execute(text("SELECT state, started_at, finished_at FROM ingest_job")))
        again = text("SELECT path, outcome, reason, act_id FROM ingest_item ORDER BY position")
        assert list(connection.execute(again)) == reported
    assert [state for state, *_times in jobs] == ["done"]
    _downgrade(engine, "0001")
    assert _counts(engine) == before


def test_texts_of_before_get_their_sketches_from_the_next_worker(
    database_url: str, engine: Engine, tmp_path: Path
) -> None:
    upgrade(engine)
    _fill(database_url, tmp_path / "home")
    _downgrade(engine, BEFORE)
    upgrade(engine)
    services = build_services(replace(load_settings({}, home=tmp_path / "home"), database_url=database_url))
    services.runner.wake()
    with engine.connect() as connection:
        sketched = text("SELECT count(DISTINCT expression_id) FROM text_sketch")
        assert connection.execute(sketched).scalar_one() == 2
    assert services.duplicates.catch_up() == 0
    services.close()
