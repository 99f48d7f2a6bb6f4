"""The ``rasoat`` command. Each command imports what it needs when it runs, so that starting is quick."""

from __future__ import annotations

import importlib
import logging
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from app.cli.usage import usage_sentence
from app.errors import RasoatError
from indexer.errors import InputRefusedError

# command -> (module, attribute, one line of help shown by `rasoat --help` without importing the module)
_COMMANDS = {
    "read": ("app.cli.files", "read", "In văn bản thuần của tệp."),
    "parse": ("app.cli.files", "parse", "Phần đầu và bố cục (chương, điều, khoản, điểm)."),
    "cite": ("app.cli.files", "cite", "Trích dẫn, viện dẫn điều khoản, tác động hiệu lực."),
    "check": ("app.cli.check", "check", "Kiểm tra căn cứ và viện dẫn của tệp."),
    "import": ("app.cli.store", "import_", "Nạp sổ văn bản (nguồn dữ liệu về văn bản)."),
    "ingest": ("app.cli.store", "ingest", "Nạp tệp, thư mục văn bản vào kho."),
    "disagreements": ("app.cli.disagreements", "disagreements", "Mâu thuẫn giữa các nguồn của sổ văn bản."),
    "status": ("app.cli.status", "status", "Hiệu lực của một văn bản vào một ngày, kèm lý do."),
    "sweep": ("app.cli.sweep", "sweep", "Rà soát mọi văn bản còn hiệu lực trong kho."),
    "calendar": ("app.cli.calendar", "calendar", "Văn bản sắp hết hiệu lực và ai dựa vào."),
    "search": ("app.cli.status", "search", "Tìm văn bản theo số, ngày hoặc chữ."),
    "serve": ("app.serve", "serve", "Chạy giao diện web."),
    "worker": ("app.cli.worker", "worker", "Làm việc đang chờ mà không chạy giao diện."),
    "user": ("app.cli.server", "user", "Quản lý tài khoản."),
    "db": ("app.cli.server", "db", "Nâng cấp cơ sở dữ liệu, lập lại chỉ mục, đọc lại văn bản."),
    "backup": ("app.cli.backup", "backup", "Sao lưu kho vào một tệp."),
    "restore": ("app.cli.backup", "restore", "Khôi phục kho từ bản sao lưu."),
    "demo": ("app.cli.demo", "demo", "Nạp sổ nền và văn bản mẫu, rà soát, in kết quả."),
    "bench": ("app.cli.bench", "bench", "Đo tốc độ trên máy này."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, text) for name, (_, _, text) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rasoat", prog_name="rasoat")
@click.option("--debug", is_flag=True, help="In chi tiết lỗi nội bộ.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Rà soát văn bản quy phạm pháp luật: đọc, tìm trích dẫn, phát hiện căn cứ đã hết hiệu lực."""
    ctx.obj = {"debug": debug}
    logging.basicConfig(level=logging.INFO if debug else logging.CRITICAL, format="%(message)s")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A file's name may hold bytes that are no text; naming it must not stop the others.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 fine, 1 findings at or above --fail-on, 2 wrong usage, 3 an input could
    not be read, 4 internal error (CONTRACT.md)."""
    try:
        code = cli.main(list(args) if args is not None else None, "rasoat", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        if isinstance(error, NoArgsIsHelpError):
            error.show()
        else:
            _say(usage_sentence(error))
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except RasoatError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except InputRefusedError as error:
        _say(str(error))
        sys.exit(3)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if "--debug" in (args if args is not None else sys.argv):
            traceback.print_exc()
        _fail(error)


def _fail(error: Exception) -> NoReturn:
    from app.db.faults import store_fault
    from indexer.search.protocol import SearchIndexError

    fault = error if isinstance(error, SearchIndexError) else store_fault(error)
    if fault is None:
        name = type(error).__name__
        _say(f"Lỗi nội bộ ({name}); hãy chạy lại với “rasoat --debug …” và gửi cho quản trị viên.")
    else:
        _say(str(fault))
    sys.exit(4)


def _say(message: str) -> None:
    click.echo(f"rasoat: {message}", err=True)
