from __future__ import annotations

import re
from importlib import resources

import pytest

from legal_corpus.checks.base import Check
from legal_corpus.checks.catalogue import CHECKS, check_named
from legal_corpus.registry.memory import MemoryRegistry, core_registry_lines, load_registry_lines
from legal_corpus.text.numbers import number_key

_PARTS = ("Kiểm tra gì.", "Vì sao.", "Ví dụ sai.", "Ví dụ đúng.", "Mức độ.", "Giới hạn.")


@pytest.fixture(scope="module")
def registry() -> MemoryRegistry:
    """The registry that ships with the product."""
    return load_registry_lines(core_registry_lines())


def test_every_check_module_is_listed_once() -> None:
    files = {item.name for item in resources.files("legal_corpus.checks").iterdir()}
    modules = {name[:-3] for name in files if re.fullmatch(r"[a-z]{3}\d{3}_\w+\.py", name)}
    listed = [check.run.__module__.rpartition(".")[2] for check in CHECKS]
    assert sorted(listed) == sorted(modules)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_manual_page_has_every_part(check: Check) -> None:
    assert [part for part in _PARTS if f"**{part}**" not in check.manual] == []
    assert check.run.__module__.rpartition(".")[2].startswith(check.code.lower() + "_")
    assert check_named(check.code) is check
    assert check.title


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_legal_sources_are_in_the_shipped_registry(check: Check, registry: MemoryRegistry) -> None:
    assert check.legal_sources
    for source in check.legal_sources:
        assert [act.type for act in registry.by_number(number_key(source.number))] == [source.type]
