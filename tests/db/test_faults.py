"""The store's own failures are told in a sentence, whatever the driver calls them."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db.base import make_engine
from app.db.faults import store_fault


def _said(url: str, statement: str = "SELECT count(*) FROM sqlite_master") -> str:
    engine = make_engine(url)
    with pytest.raises(DBAPIError) as failed, engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
    fault = store_fault(failed.value)
    assert fault is not None
    return str(fault)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"day khong phai co so du lieu" * 100)
    assert "khôi phục từ bản sao lưu" in _said(f"sqlite:///{tmp_path / 'x.db'}")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    secret = "-".join(("mat", "khau"))  # put together, so that no address with a password stands here
    said = _said(f"postgresql://nguoi:{secret}@127.0.0.1:1/kho", "SELECT 1")
    assert "Không kết nối được" in said
    assert secret not in said


def test_a_store_that_another_command_is_writing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    first, second = make_engine(url), make_engine(url)
    with first.connect().execution_options(rasoat_writes=True) as writer, writer.begin():
        with pytest.raises(DBAPIError) as failed, second.connect() as other:
            other.exec_driver_sql("ROLLBACK")
            other.exec_driver_sql("PRAGMA busy_timeout=1")
            other.exec_driver_sql("BEGIN IMMEDIATE")
        assert "đợi lệnh đó xong" in str(store_fault(failed.value))


def test_a_store_with_other_columns(tmp_path: Path) -> None:
    assert "phiên bản khác" in _said(f"sqlite:///{tmp_path / 'x.db'}", "SELECT x FROM nowhere")


def test_a_full_disk_by_file_and_by_database() -> None:
    assert "đã đầy" in str(store_fault(OSError(errno.ENOSPC, "No space left on device")))
    full = DBAPIError("INSERT", None, sqlite3.OperationalError("database or disk is full"))
    assert "đã đầy" in str(store_fault(full))


@pytest.mark.parametrize("error", [ValueError("x"), OSError(errno.ENOENT, "x")])
def test_what_is_not_the_stores_fault_is_left_alone(error: Exception) -> None:
    assert store_fault(error) is None
