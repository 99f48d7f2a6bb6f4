"""``rasoat demo``: a home of its own with sample acts, swept as of today, and people to sign in as."""

from __future__ import annotations

import json
import os
import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import on_option, open_services, progress_bar
from app.errors import UsageError

if TYPE_CHECKING:
    from app.bootstrap import Services

_MARK = "demo-users.json"
_PEOPLE = {
    "xem": ("Người xem mẫu", "viewer"),
    "soanthao": ("Người soạn thảo mẫu", "drafter"),
    "rasoat": ("Người rà soát mẫu", "reviewer"),
    "lanhdao": ("Lãnh đạo mẫu", "lead"),
    "quantri": ("Quản trị mẫu", "admin"),
}


@click.command()
@click.option(
    "--home", required=True, type=click.Path(file_okay=False, path_type=Path), help="Thư mục dữ liệu mẫu."
)
@on_option
def demo(home: Path, on: date | None) -> None:
    """Nạp sổ nền và văn bản mẫu của một tỉnh không có thật, rà soát đến hôm nay, in bảng kết quả.

    Chỉ chạy trên thư mục mới hoặc thư mục mẫu, không đụng đến dữ liệu thật.
    """
    try:
        taken = home.exists() and any(home.iterdir()) and not (home / _MARK).exists()
    except OSError:
        raise _no_home(home) from None
    if taken:
        raise UsageError(f"Thư mục {home} đã có dữ liệu không phải mẫu; hãy chọn thư mục khác cho --home.")
    from app.cli.sweep import print_summary, print_table
    from app.sample import corpus_folder, province_registry
    from app.services.permissions import SYSTEM

    passwords = _passwords(home / _MARK)
    with open_services(home) as services:
        services.registry.import_provinces(SYSTEM, province_registry()["provinces"], "mẫu")
        with corpus_folder() as folder:
            loaded = services.ingest.ingest(SYSTEM, [folder], progress=progress_bar())
        click.echo(
            f"Văn bản mẫu: mới {loaded.count('new')}, không đổi {loaded.count('unchanged')}, "
            f"từ chối {loaded.count('refused')}."
        )
        summary = services.sweep.sweep(SYSTEM, on or services.today(), progress_bar())
        print_table(summary.findings)
        print_summary(summary)
        _people(services, passwords)
    click.echo("\nTài khoản dùng thử (chỉ có trong dữ liệu mẫu):")
    for name, (shown, _role) in _PEOPLE.items():
        click.echo(f"  {name:<10} {passwords[name]:<20} {shown}")


def _no_home(home: Path) -> UsageError:
    return UsageError(f"Không tạo hoặc không ghi được thư mục {home}; hãy chọn thư mục khác cho --home.")


def _passwords(mark: Path) -> dict[str, str]:
    """Passwords of the sample people: made once for this home, kept in it for its owner only."""
    if mark.exists():
        found = json.loads(mark.read_text(encoding="utf-8"))
        return {name: str(found[name]) for name in _PEOPLE}
    made = {name: f"thu-{secrets.token_hex(5)}" for name in _PEOPLE}
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise _no_home(mark.parent) from None
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(made, stream)
    return made


def _people(services: Services, passwords: dict[str, str]) -> None:
    from app.services.permissions import SYSTEM

    known = {account.username for account in services.users.list(SYSTEM)}
    for name, (shown, role) in _PEOPLE.items():
        if name not in known:
            services.users.create(SYSTEM, name, shown, passwords[name], role)
