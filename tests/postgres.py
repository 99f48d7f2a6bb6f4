"""A throw-away PostgreSQL server for tests.

It listens on a Unix socket in its own folder only: no port that could be taken, nothing that other people
of the machine could reach, and each test process has its own.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

_SUPERUSER = "postgres"
_SERVER_ACCOUNT = "postgres"  # PostgreSQL refuses to run as root
# Data that is thrown away needs no crash safety.
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=40"


@dataclass(frozen=True, slots=True)
class Programs:
    """Where initdb and pg_ctl are."""

    initdb: Path
    pg_ctl: Path


def find_programs() -> Programs | None:
    """The server programs on PATH or where Debian puts them, newest first."""
    folders = [Path(f) for f in os.environ.get("PATH", "").split(os.pathsep) if f]
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        versions = sorted((v for v in debian.iterdir() if v.name.isdigit()), key=lambda v: int(v.name))
        folders.extend(version / "bin" for version in reversed(versions))
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return Programs(folder / "initdb", folder / "pg_ctl")
    return None


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server; ``folder`` holds its data, log and socket."""

    programs: Programs
    folder: Path

    def url(self, database: str) -> str:
        """SQLAlchemy address of a database of this server."""
        return f"postgresql+psycopg://{_SUPERUSER}@/{database}?host={self.folder}"

    def create_database(self) -> str:
        """A new empty database; returns its name."""
        name = f"t_{uuid.uuid4().hex[:16]}"
        self._run(
            sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(name))
        )
        return name

    def drop_database(self, name: str) -> None:
        """Drop it, also when a test left a connection open."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        place = f"host={self.folder} user={_SUPERUSER} dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        """Stop the server and delete its folder."""
        _as_server(
            [str(self.programs.pg_ctl), "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop"]
        )
        shutil.rmtree(self.folder, ignore_errors=True)


def start_server(programs: Programs) -> PostgresServer:
    """Make a cluster and start it. Raises :class:`RuntimeError` with the server's own words."""
    folder = Path(tempfile.mkdtemp(prefix="rasoat-pg-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam(_SERVER_ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    data, log = folder / "data", folder / "log"
    try:
        make = [str(programs.initdb), "-D", str(data), "-U", _SUPERUSER]
        _as_server([*make, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        options = f"-c listen_addresses= -k {folder} {_FAST}"
        _as_server([str(programs.pg_ctl), "-D", str(data), "-l", str(log), "-w", "-o", options, "start"])
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return PostgresServer(programs, folder)


def _as_server(command: list[str]) -> None:
    if os.geteuid() == 0:
        command = ["runuser", "-u", _SERVER_ACCOUNT, "--", *command]
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stdout}{done.stderr}")
