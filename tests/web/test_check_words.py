"""Every check has an English name, and English pages use it."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.web.check_words import ENGLISH
from legal_corpus.checks.catalogue import CHECKS
from tests.web.conftest import Browser

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]", re.IGNORECASE)


def test_every_check_has_an_english_name_of_its_own() -> None:
    assert set(ENGLISH) == {check.code for check in CHECKS}
    assert len(set(ENGLISH.values())) == len(ENGLISH)
    assert not [name for name in ENGLISH.values() if VIETNAMESE.search(name.replace("số", ""))]


def test_pages_name_checks_in_the_language_of_the_reader(signed_in: Callable[[str], Browser]) -> None:
    browser = signed_in("reviewer")
    pages = ("/", "/phat-hien", "/phat-hien/1", "/phat-hien/ma/REF102")
    assert all("Văn bản được viện dẫn đã bị thay thế" in browser.page(page) for page in pages)
    browser.post("/ngon-ngu", {"language": "en", "next": "/"}, seen="/")
    for page in pages:
        shown = browser.page(page)
        assert ENGLISH["REF102"] in shown and "Văn bản được viện dẫn đã bị thay thế" not in shown
