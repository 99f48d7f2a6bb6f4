"""Calendar files keep to RFC 5545: escaped text, lines of at most 75 octets, whole days."""

from __future__ import annotations

import datetime as dt

from app.reports.ics import DayEvent, calendar_file

STAMP = dt.datetime(2026, 11, 21, 1, 2, 3)  # noqa: DTZ001  # moments are kept in UTC without zone


def _unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_an_event_is_a_whole_day_with_a_stable_key() -> None:
    made = calendar_file("Lịch", [DayEvent("a/2027", dt.date(2027, 2, 28), "Ngày cuối; một, hai")], STAMP)
    lines = _unfolded(made)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20270228" in lines and "DTEND;VALUE=DATE:20270301" in lines
    assert "SUMMARY:Ngày cuối\\; một\\, hai" in lines
    assert "UID:a/2027@ra-soat" in lines and "DTSTAMP:20261121T010203Z" in lines


def test_long_vietnamese_lines_are_folded_between_characters() -> None:
    words = "Nghị định quy định về phân định thẩm quyền của chính quyền địa phương hai cấp " * 4
    made = calendar_file("Lịch", [DayEvent("k", dt.date(2027, 3, 1), "x", f"{words}\nhết")], STAMP)
    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75
    assert f"DESCRIPTION:{words}\\nhết" in _unfolded(made)


def test_a_line_break_in_a_name_starts_no_property() -> None:
    made = calendar_file("Lịch", [DayEvent("k", dt.date(2027, 3, 1), "x\r\nATTACH:http://a")], STAMP)
    assert not any(line.startswith("ATTACH") for line in _unfolded(made))
