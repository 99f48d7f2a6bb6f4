"""The English catalogue is complete and says nothing that the pages no longer say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import app.web
from app.web.i18n import load_catalogue

WEB = Path(app.web.__file__).parent
KEYWORDS = {"_": None, "_l": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.do"}}
PO = WEB / "translations" / "en" / "LC_MESSAGES" / "messages.po"


def in_sources() -> set[str]:
    found = extract_from_dir(WEB, METHODS, OPTIONS, keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _, _, message, *_ in found}


def test_catalogue_and_sources_hold_the_same_messages() -> None:
    with PO.open("rb") as file:
        entries = {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id}
    messages = in_sources()
    assert len(messages) > 150
    assert messages - entries == set(), "to be translated"
    assert entries - messages == set(), "no longer used"


def test_every_translation_is_filled_in_and_keeps_its_blanks() -> None:
    with PO.open("rb") as file:
        for message in read_po(file):
            if not message.id or not isinstance(message.id, str):
                continue
            assert message.string, message.id
            blanks = re.findall(r"%\(\w+\)[sd]", message.id)
            assert sorted(blanks) == sorted(re.findall(r"%\(\w+\)[sd]", str(message.string))), message.id


@pytest.mark.parametrize(("language", "word"), [("vi", "Phát hiện"), ("en", "Findings"), ("fr", "Phát hiện")])
def test_a_clean_clone_translates_without_a_build_step(language: str, word: str) -> None:
    assert load_catalogue(language).gettext("Phát hiện") == word
