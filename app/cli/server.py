"""Commands for whoever runs the installation: user, db."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.common import home_option, open_services, progress_bar, refuse


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
    """Nâng cấp cơ sở dữ liệu, lập lại chỉ mục, đọc lại văn bản."""


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


@db.command("reread")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Số tiến trình đọc.")
@home_option
def db_reread(jobs: int, home: Path | None) -> None:
    """Đọc lại tệp gốc của mọi văn bản trong kho bằng phiên bản đang cài, sau khi nâng cấp.

    Văn bản nào đọc ra khác trước thì trích dẫn, tác động hiệu lực, bố cục và bảng được thay; kết luận của
    người rà soát và phần đầu văn bản giữ nguyên. Phần đầu nay đọc khác thì chờ người xác nhận.
    """
    from app.cli.sweep import settle
    from app.services.permissions import SYSTEM

    with open_services(home, index=True) as services:
        found = services.rereading.reread(SYSTEM, jobs=jobs, progress=progress_bar())
        settle(services)
    kept = [item for item in found if item.outcome == "kept"]
    for item in kept:
        refuse(item.label, item.reason or "không đọc lại được.")
    doubtful = [item for item in found if item.doubtful]
    for item in doubtful:
        click.echo(f"{item.label}: phần đầu nay đọc khác, cần xác nhận.")
    changed = sum(item.outcome == "changed" for item in found)
    click.echo(
        f"{len(found)} văn bản: đọc ra khác {changed}, như cũ {len(found) - changed - len(kept)}, "
        f"không đọc lại được {len(kept)}; cần xác nhận {len(doubtful)}."
    )
    if kept:
        raise SystemExit(3)
