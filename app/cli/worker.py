"""``rasoat worker``: queued work without the pages, for a second process or a server of its own."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from app.cli.common import home_option, open_services

_LOOK_EVERY_S = 5.0


@click.command()
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi thôi.")
@home_option
def worker(once: bool, home: Path | None) -> None:
    """Làm các việc đang chờ (nạp tệp, thư mục theo dõi, rà soát lại) cho đến khi bấm Ctrl+C."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with open_services(home, index=True) as services:
        while not ended.is_set():
            services.runner.wake()
            if once:
                return
            ended.wait(_LOOK_EVERY_S)
