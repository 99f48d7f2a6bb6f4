"""Colours of the style sheet against WCAG AA, and what its rules promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import app.web

STATIC = Path(app.web.__file__).parent / "static"
VARIABLES = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", (STATIC / "app.css").read_text()))
TEXT = 4.5
SHAPE = 3.0


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["paper", "sheet"])
@pytest.mark.parametrize("ink", ["ink", "muted", "accent", "green", "amber", "red", "violet", "blue", "grey"])
def test_text_colours_can_be_read(ink: str, ground: str) -> None:
    assert contrast(VARIABLES[ink], VARIABLES[ground]) >= TEXT


@pytest.mark.parametrize("ground", ["paper", "sheet"])
@pytest.mark.parametrize("shape", ["focus", "line-strong"])
def test_outlines_and_borders_of_controls_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(VARIABLES[shape], VARIABLES[ground]) >= SHAPE


def test_text_on_the_head_and_on_marks_can_be_read() -> None:
    assert contrast("#ffffff", VARIABLES["navy"]) >= TEXT
    assert contrast("#d5dde6", VARIABLES["navy"]) >= TEXT
    assert contrast(VARIABLES["red"], "#fbefed") >= TEXT
    assert contrast(VARIABLES["amber"], "#fbf3e2") >= TEXT
    assert contrast(VARIABLES["red"], "#fbe7a8") >= TEXT


def test_style_and_script_fetch_nothing_from_outside() -> None:
    for path in (*STATIC.glob("*.css"), *STATIC.glob("*.js")):
        assert not re.search(r"https?://|@import", path.read_text()), path.name


def test_every_icon_named_in_the_style_exists() -> None:
    named = re.findall(r'url\("(icons/[^"]+)"\)', (STATIC / "app.css").read_text())
    assert len(named) >= 7
    assert [name for name in named if not (STATIC / name).is_file()] == []
