"""``rasoat worker``: queued work without the pages, for a second process or a server of its own."""

from __future__ import annotations

import logging
import signal
import threading
from pathlib import Path

import click

from app.cli.common import home_option, open_services

log = logging.getLogger(__name__)
_LOOK_EVERY_S = 5.0


@click.command()
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi thôi.")
@home_option
def worker(once: bool, home: Path | None) -> None:
    """Làm các việc đang chờ (nạp tệp, thư mục theo dõi, rà soát lại) cho đến khi bấm Ctrl+C."""
    ended = threading.Event()
    with open_services(home, index=True) as services:

        def end(*_: object) -> None:
            ended.set()
            services.ingest.stop()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, end)
        while not ended.is_set():
            try:
                services.runner.wake()
            except Exception as error:  # one broken job must not end the work on all the others
                if once:
                    raise
                log.exception("a background job failed")
                click.echo(f"Một việc bị lỗi ({type(error).__name__}); việc khác vẫn tiếp tục.", err=True)
            if once:
                return
            ended.wait(_LOOK_EVERY_S)
