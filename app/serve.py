"""``rasoat serve``: the pages, started from the terminal. Above both doors, because it joins them."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.common import home_option, open_services


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Số yêu cầu phục vụ cùng lúc."
)
@home_option
def serve(host: str, port: int, threads: int, home: Path | None) -> None:
    """Chạy giao diện web (máy chủ Waitress) cho đến khi bấm Ctrl+C."""
    import logging

    import waitress

    from app.services.permissions import SYSTEM
    from app.web.factory import create_app

    # The pages tell people that a fault was written down, so here it is: on the error stream.
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    with open_services(home, background=True) as services:
        services.indexing.repair()
        if not services.users.list(SYSTEM):
            click.echo("Chưa có tài khoản nào; hãy tạo: rasoat user add TÊN --role admin", err=True)
        click.echo(f"Rà Soát chạy tại http://{host}:{port} (dữ liệu: {services.settings.home})", err=True)
        services.runner.start()
        most = (services.settings.max_upload_mb + services.settings.max_file_mb + 10) * 1024 * 1024
        waitress.serve(
            create_app(services),
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_body_size=most,
        )
