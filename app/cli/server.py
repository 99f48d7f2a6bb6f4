"""Commands for whoever runs the installation: user, db."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.common import home_option, open_services, progress_bar


@click.group()
def user() -> None:
    """Quản lý tài khoản."""


@user.command("add")
@click.argument("username", metavar="TÊN")
@click.option("--name", help="Họ tên hiển thị.")
@click.option(
    "--role",
    type=click.Choice(["viewer", "drafter", "reviewer", "lead", "admin"]),
    default="viewer",
    show_default=True,
    help="Vai trò của người dùng.",
)
@click.password_option(help="Mật khẩu; không ghi thì lệnh sẽ hỏi.")
@home_option
def user_add(username: str, name: str | None, role: str, password: str, home: Path | None) -> None:
    """Tạo tài khoản TÊN."""
    from app.services.permissions import SYSTEM

    with open_services(home) as services:
        services.users.create(SYSTEM, username, name or username, password, role)
    click.echo(f"Đã tạo tài khoản {username} ({role}).")


@user.command("list")
@home_option
def user_list(home: Path | None) -> None:
    """Liệt kê tài khoản."""
    from app.services.permissions import SYSTEM

    with open_services(home) as services:
        for account in services.users.list(SYSTEM):
            state = "" if account.active else " (đã khóa)"
            click.echo(f"{account.username}\t{account.role}\t{account.display_name}{state}")


@click.group()
def db() -> None:
    """Nâng cấp cơ sở dữ liệu, lập lại chỉ mục."""


@db.command("upgrade")
@home_option
def db_upgrade(home: Path | None) -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất."""
    from app.config import load_settings
    from app.db.base import make_engine
    from app.db.migrate import upgrade

    engine = make_engine(load_settings(home=home).database_url)
    upgrade(engine)
    engine.dispose()
    click.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất.")


@db.command("reindex")
@home_option
def db_reindex(home: Path | None) -> None:
    """Lập lại chỉ mục tìm kiếm từ kho."""
    from app.services.permissions import SYSTEM

    with open_services(home) as services:
        count = services.indexing.rebuild(SYSTEM, progress_bar())
    click.echo(f"Chỉ mục có {count} văn bản.")
