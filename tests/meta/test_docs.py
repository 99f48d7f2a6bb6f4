"""What the product has is documented: commands, checks, settings, predicates, levels, decisions."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest

import app.config
from app.services.permissions import ROLE_NAMES
from legal_corpus.checks.catalogue import CHECKS
from legal_corpus.model import citation, effect, provision
from tests.conftest import CHECKOUT
from tools.make_docs import commands, page_name, pages

DOCS = CHECKOUT / "docs"


def _read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_generated_pages_are_fresh() -> None:
    stale = [name for name, text in pages().items() if not (DOCS / name).is_file() or _read(name) != text]
    assert stale == [], "run `make docs`"


def test_no_page_is_left_of_a_check_that_is_gone() -> None:
    expected = {"README.md", *map(page_name, CHECKS)}
    assert {path.name for path in (DOCS / "checks").iterdir()} == expected


def test_every_command_is_documented_with_a_sentence() -> None:
    page = _read("cli.md")
    assert "## rasoat read\n" in page
    for name, command, _context in commands():
        assert f"## rasoat {name}\n" in page
        assert command.help, name
        for parameter in command.params:
            if "--help" not in parameter.opts and parameter.param_type_name == "option":
                assert getattr(parameter, "help", None) or parameter.opts == ["--limit"], (
                    name,
                    parameter.name,
                )


def test_every_check_says_what_why_wrong_right_and_limits() -> None:
    for check in CHECKS:
        page = _read(f"checks/{page_name(check)}")
        assert f"# {check.code}: {check.title}" in page
        for heading in ("Kiểm tra gì", "Vì sao", "Ví dụ sai", "Ví dụ đúng", "Giới hạn"):
            assert f"**{heading}" in page, (check.code, heading)
        assert all(str(source) in page for source in check.legal_sources)


@pytest.mark.parametrize("guide", ["user-guide.vi.md"])
def test_every_setting_is_in_the_guide(guide: str) -> None:
    settings = set(re.findall(r"RASOAT_[A-Z_]+", inspect.getsource(app.config))) - {"RASOAT_"}
    assert "RASOAT_HOME" in settings
    text = _read(guide)
    assert {name for name in settings if f"`{name}`" not in text} == set()
    # and nothing is promised that does not exist
    assert set(re.findall(r"`(RASOAT_[A-Z_]+)`", text)) <= settings


def test_every_command_named_in_the_guides_exists() -> None:
    known = {name for name, _command, _context in commands()}
    groups = {name.split()[0] for name in known if " " in name}
    for file in (DOCS / "user-guide.vi.md", CHECKOUT / "README.md", CHECKOUT / "README.vi.md"):
        for words in re.findall(r"rasoat ([a-z]+)(?: ([a-z]+))?", file.read_text("utf-8")):
            name = " ".join(words).strip() if words[0] in groups else words[0]
            assert name in known, f"{file.name}: rasoat {' '.join(words)}"


GLOSSARY = {
    "predicates": (*get_args(effect.Predicate), *get_args(citation.ClausePredicate)),
    "levels": get_args(provision.Level),
    "statuses": get_args(effect.StatusValue),
    "roles of a citation": get_args(citation.Role),
    "roles of people": tuple(role.value for role in ROLE_NAMES),
}


@pytest.mark.parametrize("what", GLOSSARY)
def test_the_glossary_has_every_word_of(what: str) -> None:
    text = _read("glossary.md")
    assert [word for word in GLOSSARY[what] if f"`{word}`" not in text] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    pages_of_the_project = [*DOCS.rglob("*.md"), *CHECKOUT.glob("*.md")]
    for page in pages_of_the_project:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target and not _exists(page, target):
                broken.append(f"{page.relative_to(CHECKOUT)} -> {target}")
    assert broken == []


def _exists(page: Path, target: str) -> bool:
    return (page.parent / target).exists()


def test_decisions_are_numbered_without_a_gap_and_say_why() -> None:
    records = sorted((DOCS / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text("utf-8")
        for heading in ("Status", "Context", "Decision", "Consequences"):
            assert f"\n## {heading}\n" in text, (path.name, heading)
