"""A throw-away PostgreSQL server for tests.

It listens on a Unix socket in its own folder only: no port that could be taken, nothing that other people
of the machine could reach. Each test process has its own, and the server ends with it, however that ends.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

_SUPERUSER = "postgres"
_SERVER_ACCOUNT = "postgres"  # PostgreSQL refuses to run as root
# Data that is thrown away needs no crash safety.
_SETTINGS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off")
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Programs:
    """Where initdb and postgres are."""

    initdb: Path
    postgres: Path


def find_programs() -> Programs | None:
    """The server programs on PATH or where Debian puts them, newest first."""
    folders = [Path(f) for f in os.environ.get("PATH", "").split(os.pathsep) if f]
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        versions = sorted((v for v in debian.iterdir() if v.name.isdigit()), key=lambda v: int(v.name))
        folders.extend(version / "bin" for version in reversed(versions))
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return Programs(folder / "initdb", folder / "postgres")
    return None


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server; ``folder`` holds its data, log and socket."""

    process: subprocess.Popen[bytes]
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
        with psycopg.connect(_place(self.folder), autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        """Stop the server and delete its folder."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(_PATIENCE_S)
        shutil.rmtree(self.folder, ignore_errors=True)


def start_server(programs: Programs) -> PostgresServer:
    """Make a cluster and start it. Raises :class:`RuntimeError` with the server's own words."""
    folder = Path(tempfile.mkdtemp(prefix="rasoat-pg-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam(_SERVER_ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        _make_cluster(programs, folder)
        return PostgresServer(_start(programs, folder), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _make_cluster(programs: Programs, folder: Path) -> None:
    command = [str(programs.initdb), "-D", str(folder / "data"), "-U", _SUPERUSER, "--auth=trust"]
    done = subprocess.run(
        [*_as_server(), *command, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        cwd="/",
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")


def _start(programs: Programs, folder: Path) -> subprocess.Popen[bytes]:
    """The server process, once it answers."""
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*_as_server(), str(programs.postgres), "-D", str(folder / "data"), "-k", str(folder), *settings],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            psycopg.connect(_place(folder)).close()
            return process
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise RuntimeError(f"postgres: {log.read_text('utf-8', errors='replace')}") from error
            time.sleep(0.05)


def _place(folder: Path) -> str:
    return f"host={folder} user={_SUPERUSER} dbname=postgres"


def _as_server() -> list[str]:
    """What a command starts with to run under the server's account and to end with this process."""
    command = ["setpriv", "--pdeathsig=INT"] if shutil.which("setpriv") else []
    if os.geteuid() == 0:
        account = pwd.getpwnam(_SERVER_ACCOUNT)
        command += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return command
