"""Files and functions that a person can read at one sitting, under names that say something."""

from __future__ import annotations

import ast

from tests.meta.sources import modules, shown

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common_utils"}
_GENERATED = "migrations/versions/"


def test_no_file_is_too_long() -> None:
    sizes = {shown(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert len(sizes) > 100
    long = {
        name: lines
        for name, lines in sizes.items()
        if lines > MOST_LINES_OF_A_FILE and not name.startswith(_GENERATED)
    }
    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {}
    for path in modules():
        if shown(path).startswith(_GENERATED):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    long[f"{shown(path)}:{node.name}"] = lines
    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [shown(path) for path in modules() if {path.stem, path.parent.name} & EMPTY_NAMES]
    assert named == []
