"""What click says about wrong usage, as one Vietnamese sentence that ends with where to read more."""

from __future__ import annotations

import click
from click.exceptions import NoSuchCommand


def usage_sentence(error: click.ClickException) -> str:
    """One sentence: what is wrong, and the command whose help tells more."""
    if not isinstance(error, click.UsageError):
        return error.format_message()
    said = _what(error)
    context = getattr(error, "ctx", None)
    return f"{said}; xem {context.command_path} --help." if context else f"{said}; xem rasoat --help."


def _what(error: click.UsageError) -> str:
    if isinstance(error, NoSuchCommand):
        return f"Không có lệnh “{error.command_name}”{_near(error.possibilities)}"
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn {error.option_name}{_near(error.possibilities)}"
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {_name(error.param)}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error, error.param)
    if isinstance(error, click.BadOptionUsage):
        return f"Tùy chọn {error.option_name} thiếu hoặc thừa giá trị"
    if "unexpected extra argument" in error.message:
        return f"Thừa tham số {error.message[error.message.rfind('(') :].strip('.')}"
    return error.message.rstrip(".")


def _near(possibilities: object) -> str:
    names = [str(name) for name in possibilities] if isinstance(possibilities, (list, tuple)) else []
    return f", có phải {' hoặc '.join(names)}" if names else ""


def _bad_value(error: click.BadParameter, param: click.Parameter) -> str:
    kind, name = param.type, _name(param)
    if isinstance(kind, click.Choice):
        return f"{name} phải là một trong: {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"{name} phải là số nguyên từ {kind.min} đến {kind.max}"
    if isinstance(kind, click.Path):
        must = "thư mục" if not kind.file_okay else "tệp có thật" if kind.exists else "tệp"
        return f"{name} phải là {must}"
    return f"{name}: {error.message.rstrip('.')}"


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "tham số"
    longest = max(param.opts, key=len)
    return (
        longest if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command("")))
    )
