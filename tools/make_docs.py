"""Writes the pages of docs/ that follow from the code: the commands and the manual of every check.

Run with ``make docs``; a test holds the pages fresh.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from app.cli.main import cli
from legal_corpus.checks.base import Check
from legal_corpus.checks.catalogue import CHECKS

DOCS = Path(__file__).parents[1] / "docs"
_NOTE = "<!-- Trang này do tools/make_docs.py viết ra (make docs); đừng sửa bằng tay. -->"
_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}
_EXIT_CODES = (
    (0, "Xong, không có gì phải báo."),
    (1, "Có phát hiện từ mức `--fail-on` trở lên."),
    (2, "Dùng lệnh sai: thiếu hoặc sai tham số, số hiệu trùng mà không phân biệt được."),
    (3, "Có tệp không đọc được; các tệp khác vẫn được xử lý."),
    (4, "Lỗi nội bộ."),
)


def pages() -> dict[str, str]:
    """Every generated page: path below ``docs/`` → text."""
    made = {"cli.md": _commands_page(), "checks/README.md": _checks_page()}
    for check in CHECKS:
        made[f"checks/{page_name(check)}"] = _check_page(check)
    return made


def page_name(check: Check) -> str:
    """File name of a check's page, that of its module: ``ref101_cited_act_expired.md``."""
    return check.run.__module__.rpartition(".")[2] + ".md"


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command that can be run, by its full name ("user add"), in the order of the help."""
    root = click.Context(cli, info_name="rasoat")
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None
        yield from _with_subcommands(name, command, click.Context(command, parent=root, info_name=name))


def _with_subcommands(
    name: str, command: click.Command, context: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    if not isinstance(command, click.Group):
        yield name, command, context
        return
    for sub_name in command.list_commands(context):
        sub = command.get_command(context, sub_name)
        assert sub is not None
        inner = click.Context(sub, parent=context, info_name=sub_name)
        yield from _with_subcommands(f"{name} {sub_name}", sub, inner)


def _commands_page() -> str:
    parts = [
        _NOTE,
        "# Lệnh `rasoat`",
        "Mọi lệnh có `--help`. Thanh tiến độ chỉ hiện trên màn hình dòng lệnh; mỗi lỗi là một câu.",
        "| Mã thoát | Ý nghĩa |\n|---|---|\n"
        + "\n".join(f"| {code} | {text} |" for code, text in _EXIT_CODES),
        *(_command_section(name, command, context) for name, command, context in commands()),
    ]
    return "\n\n".join(parts) + "\n"


def _command_section(name: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join([f"rasoat {name}", *command.collect_usage_pieces(context)])
    parts = [f"## rasoat {name}", f"```\n{usage}\n```", _unwrapped(command.help or command.short_help or "")]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if options:
        rows = "\n".join(_option_row(option, context) for option in options)
        parts.append(f"| Tùy chọn | Ý nghĩa |\n|---|---|\n{rows}")
    return "\n\n".join(part for part in parts if part)


def _option_row(option: click.Option, context: click.Context) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    text = " ".join((option.help or "").split())
    notes = ["bắt buộc"] if option.required else []
    if option.show_default:
        notes.append(f"mặc định {option.default}")
    note = f"({'; '.join(notes)})" if notes else ""
    return "| `" + f"{names}{value}".replace("|", "\\|") + f"` | {f'{text} {note}'.strip()} |"


def _unwrapped(text: str) -> str:
    """Paragraphs of a docstring, each on one line, without click's form feed part."""
    paragraphs = text.partition("\f")[0].replace("\b\n", "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _checks_page() -> str:
    rows = "\n".join(
        f"| [{check.code}]({page_name(check)}) | {check.title} | {_SEVERITIES[check.severity]} |"
        for check in sorted(CHECKS, key=lambda check: check.code)
    )
    return (
        f"{_NOTE}\n\n# Các điểm kiểm tra\n\nMã không đổi qua các phiên bản. Mức là mức cao nhất mà điểm"
        " kiểm tra có thể nêu; trang của từng điểm nói rõ.\n\n"
        f"| Mã | Kiểm tra | Mức |\n|---|---|---|\n{rows}\n"
    )


def _check_page(check: Check) -> str:
    title, _, rest = check.manual.strip().partition("\n")
    sources = "\n".join(f"- {source}" for source in check.legal_sources)
    return (
        f"{_NOTE}\n\n# {check.code}: {title.rstrip('.')}\n\n{rest.strip()}\n\n"
        f"**Mức cao nhất.** {_SEVERITIES[check.severity].capitalize()}.\n\n**Căn cứ pháp lý.**\n\n{sources}\n"
    )


def main() -> None:
    """Write the pages and take away those of checks that are gone."""
    made = pages()
    for name, text in made.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in (DOCS / "checks").glob("*.md"):
        if f"checks/{path.name}" not in made:
            path.unlink()
    sys.stdout.write(f"{len(made)} pages in {DOCS}\n")


if __name__ == "__main__":
    main()
