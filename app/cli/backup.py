"""``rasoat backup`` and ``rasoat restore``."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.common import home_option, open_services, progress_bar


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP")
@home_option
def backup(file: Path, home: Path | None) -> None:
    """Sao lưu kho (cơ sở dữ liệu và tệp gốc) vào TỆP .tar.gz; mọi người vẫn làm việc bình thường."""
    from app.services.permissions import SYSTEM

    with open_services(home) as services:
        size = services.backup.backup(SYSTEM, file)
    click.echo(f"Đã sao lưu vào {file} ({size / 1_000_000:.1f} MB).")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP")
@home_option
def restore(file: Path, home: Path | None) -> None:
    """Khôi phục bản sao lưu TỆP vào một thư mục dữ liệu mới, rồi lập lại chỉ mục tìm kiếm."""
    from app.config import load_settings
    from app.services.backup import restore as restore_home
    from app.services.permissions import SYSTEM

    restore_home(load_settings(home=home), file)
    with open_services(home) as services:
        count = services.indexing.rebuild(SYSTEM, progress_bar())
    click.echo(f"Đã khôi phục từ {file}; chỉ mục có {count} văn bản.")
