"""Whether reading costs time in proportion to length, on real text and on hostile repeats."""

from __future__ import annotations

from collections.abc import Iterator

from app.bench.extraction import read_all
from app.bench.measurement import Figure, Measurement, Table
from app.bench.stopwatch import median_work
from app.bench.texts import long_text
from app.bench.workbench import Workbench

_TIMES = 10  # how much longer the long text is
_ROUNDS = 3
# What once made patterns or loops go back over the same text: unfinished, endless, or nothing but glue.
_HOSTILE = {
    "“Điều 1 khoản 1 ” lặp lại": "Điều 1 khoản 1 ",
    "dấu mở ngoặc kép": "“",
    "dấu ngoặc kép thẳng": '"',
    "“Luật ” lặp lại": "Luật ",
    "“Căn cứ Luật ” lặp lại": "Căn cứ Luật ",
    "chữ số": "1234567890",
    "gạch chéo": "/",
    "chữ số và gạch chéo": "1/2/",
    "“khoản 1, 2 và ” lặp lại": "khoản 1, 2 và ",
    "“Nghị định số ” lặp lại": "Nghị định số ",
    "khoảng trắng": " ",
    "xuống dòng": "\n",
    "danh sách bãi bỏ": "Bãi bỏ Quyết định số 1/2020/QĐ-UBND; ",
}
_COLUMNS = ("Chữ lặp lại", "ngắn (s)", "dài (s)", "tỷ lệ")


def run(bench: Workbench) -> Iterator[Figure | Table]:
    """All that ``cite`` reads, on a text and on the same text ten times over (``bench.size`` characters).

    Hostile repeats are a fiftieth as long, since some of them are citations from end to end.
    """
    text = long_text(bench.texts(), bench.size // _TIMES)
    short, long = _pair(text)
    what = f"{len(text) * _TIMES // 1000} so với {len(text) // 1000} nghìn ký tự"
    yield Figure("linearity", f"Thời gian đọc, {what}", long / short, "lần", "đúng tuyến tính là 10 lần")
    length = max(1000, bench.size // 500)
    rows = []
    for name, unit in _HOSTILE.items():
        short, long = _pair(unit * (length // len(unit) + 1))
        rows.append((name, short, long, long / short))
    worst = max(rows, key=lambda row: row[3])
    beside = f"{worst[0]}; {length * _TIMES // 1000} so với {length // 1000} nghìn ký tự"
    yield Figure("hostile", "Chữ lặp lại để phá: tỷ lệ xấu nhất", worst[3], "lần", beside)
    yield Table("hostile_repeats", "Chữ lặp lại để phá", _COLUMNS, tuple(rows))


def _pair(text: str) -> tuple[float, float]:
    """Seconds for ``text`` and for ten times as much of the same."""
    long = text * _TIMES
    return median_work(lambda: read_all(text), _ROUNDS), median_work(lambda: read_all(long), _ROUNDS)


MEASUREMENT = Measurement("linearity", "Thời gian theo độ dài", run)
