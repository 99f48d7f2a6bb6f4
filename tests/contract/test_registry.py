"""One suite for every implementation of the registry protocol.

A new implementation adds its factory to ``REGISTRY_FACTORIES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest

from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.text import Evidence
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.memory import MemoryRegistry
from legal_corpus.registry.protocol import Registry
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

# Given acts, events and other names by uid: a context that yields a registry holding them.
RegistryFactory = Callable[
    [Iterable[Act], Iterable[EffectEvent], Mapping[str, Iterable[str]]], AbstractContextManager[Registry]
]


@contextmanager
def memory_registry(
    acts: Iterable[Act], events: Iterable[EffectEvent], names: Mapping[str, Iterable[str]]
) -> Iterator[Registry]:
    yield MemoryRegistry(acts, events, names)


REGISTRY_FACTORIES: list[RegistryFactory] = [memory_registry]


def _act(type_: str, number: str | None, issuer: str, issued: date | None, title: str | None = None) -> Act:
    uid = act_uid(type_, number, issuer, issued, None if number else title)
    return Act(uid=uid, type=type_, number=number, issuer=issuer, issued=issued, title=title)


OLD = _act("Nghị định", "07/2020/NĐ-CP", "chinh-phu", date(2020, 1, 10), "Quy định về bến thủy")
NEW = _act("Nghị định", "07/2025/NĐ-CP", "chinh-phu", date(2025, 1, 9))
FAR = _act("Nghị định", "912/2011/NĐ-CP", "chinh-phu", date(2011, 5, 6))
HUE = _act("Nghị quyết", "01/2026/NQ-HĐND", "hdnd:hue", date(2026, 1, 15))
DONG_NAI = _act("Nghị quyết", "01/2026/NQ-HĐND", "hdnd:dong-nai-2025", date(2026, 1, 8))
UNDATED = _act("Nghị quyết", "01/2026/NQ-HĐND", "hdnd:son-la", None)
LAW_OLD = _act("Luật", "90/2001/QH10", "quoc-hoi", date(2001, 6, 1), "Luật Bến thủy")
LAW_NEW = _act("Luật", "91/2021/QH15", "quoc-hoi", date(2021, 6, 1), "Bến thủy")
ACTS = (UNDATED, HUE, DONG_NAI, NEW, OLD, FAR, LAW_NEW, LAW_OLD)
REPLACED = EffectEvent(
    target=OLD.uid,
    predicate="replaces",
    scope="whole",
    effective_from=date(2025, 3, 1),
    source="van_ban",
    by=NEW.uid,
    by_label="Nghị định 07/2025/NĐ-CP",
    evidence=Evidence("câu kết thúc", "Nghị định này thay thế Nghị định số 07/2020/NĐ-CP.", source="van_ban"),
    confidence=0.9,
    exceptions=("12/3",),
)
STATED = EffectEvent(
    OLD.uid, "amends", "part", None, "van_ban", by_label="Nghị định 8/2022/NĐ-CP", provisions=("5/2",)
)
ENTERED = EffectEvent(OLD.uid, "enters_into_force", "whole", date(2020, 3, 1), "van_ban")
EVENTS = (STATED, REPLACED, ENTERED)
NAMES = {LAW_NEW.uid: ("Luật Giao thông bến thủy",)}


@pytest.fixture(params=REGISTRY_FACTORIES, ids=lambda factory: factory.__name__)
def registry(request: pytest.FixtureRequest) -> Iterator[Registry]:
    with request.param(ACTS, EVENTS, NAMES) as made:
        yield made


def _uids(acts: Iterable[Act]) -> list[str]:
    return [act.uid for act in acts]


def test_get_returns_the_act_or_none(registry: Registry) -> None:
    found = registry.get(OLD.uid)
    assert found is not None
    assert (found.number, found.issued, found.title) == (
        "07/2020/NĐ-CP",
        date(2020, 1, 10),
        "Quy định về bến thủy",
    )
    assert registry.get("nghi-dinh/0-2000-nd-cp/_/_") is None


def test_number_ignores_case_and_leading_zeros(registry: Registry) -> None:
    assert _uids(registry.by_number(number_key("7/2020/nđ-cp"))) == [OLD.uid]
    assert list(registry.by_number(number_key("8/2020/NĐ-CP"))) == []


def test_one_number_of_several_provinces_comes_by_date_and_undated_last(registry: Registry) -> None:
    assert _uids(registry.by_number(number_key("01/2026/NQ-HĐND"))) == [DONG_NAI.uid, HUE.uid, UNDATED.uid]


def test_name_is_the_title_without_its_type_word(registry: Registry) -> None:
    assert _uids(registry.by_name(fold_key("Luật"), fold_key("Bến thủy"))) == [LAW_OLD.uid, LAW_NEW.uid]
    assert list(registry.by_name(fold_key("Pháp lệnh"), fold_key("Bến thủy"))) == []


def test_other_names_find_the_act(registry: Registry) -> None:
    assert _uids(registry.by_name(fold_key("Luật"), fold_key("Giao thông bến thủy"))) == [LAW_NEW.uid]


def test_near_numbers_differ_by_one_slip(registry: Registry) -> None:
    assert _uids(registry.near_numbers(number_key("07/2021/NĐ-CP"))) == [OLD.uid, NEW.uid]
    assert _uids(registry.near_numbers(number_key("17/2025/NĐ-CP"))) == [NEW.uid]
    assert _uids(registry.near_numbers(number_key("07/2025/NĐ-CTP"))) == [NEW.uid]
    assert _uids(registry.near_numbers(number_key("921/2011/NĐ-CP"))) == [FAR.uid]
    assert list(registry.near_numbers(number_key("88/2011/NĐ-CP"))) == []


def test_near_numbers_leave_out_the_number_itself(registry: Registry) -> None:
    assert OLD.uid not in _uids(registry.near_numbers(number_key(OLD.number or "")))


def test_events_come_by_date_undated_last_and_whole(registry: Registry) -> None:
    events = list(registry.events_on(OLD.uid))
    assert [event.predicate for event in events] == ["enters_into_force", "replaces", "amends"]
    replaced, amended = events[1], events[2]
    assert (replaced.by, replaced.effective_from, replaced.exceptions) == (
        NEW.uid,
        date(2025, 3, 1),
        ("12/3",),
    )
    assert replaced.evidence is not None
    assert replaced.evidence.quote == "Nghị định này thay thế Nghị định số 07/2020/NĐ-CP."
    assert (amended.by, amended.by_label, amended.provisions) == (None, "Nghị định 8/2022/NĐ-CP", ("5/2",))


def test_events_of_many_acts_hold_every_asked_uid(registry: Registry) -> None:
    found = registry.events_on_many([OLD.uid, NEW.uid])
    assert set(found) == {OLD.uid, NEW.uid}
    assert len(found[OLD.uid]) == 3
    assert list(found[NEW.uid]) == []
    assert list(registry.events_on(NEW.uid)) == []
