"""Invariants of the shipped law: acts, issuers, provinces, kinds, rules and sources."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from legal_corpus.effect.status import ending_numbers, status_at
from legal_corpus.registry.memory import MemoryRegistry, load_registry_lines
from legal_corpus.text.normalize import fold_key, to_nfc
from legal_corpus.text.numbers import number_key

PREDICATES = {
    "enters_into_force", "observed_in_force", "amends", "supplements", "replaces", "repeals",
    "expires", "suspends", "resumes", "corrects", "extends", "continues",
}  # fmt: skip
ENDING = {"replaces", "repeals", "expires"}
TODAY = date(2026, 11, 21)
# "5/2/a", "Phụ lục II/Mẫu số 01", "Chương IV/Mục 3"
REF = r"^(?:\d+[a-zđ]?\d?|(?:Phụ lục|Chương|Mục|Tiểu mục|Phần|Mẫu|Biểu)\b[^/]*)(?:/[^/]+)*$"
PLACE = r"(?:Điều \d+[a-zđ]?|Chương [IVXLC\d]+|(?:theo )?tên gọi)\b"


def _text(name: str) -> str:
    return (resources.files("legal_corpus.registry") / "data" / name).read_text(encoding="utf-8")


def _yaml(name: str) -> list[dict[str, Any]]:
    rows = yaml.safe_load(_text(name))
    assert isinstance(rows, list)
    return rows


@pytest.fixture(scope="module")
def acts() -> list[dict[str, Any]]:
    return [json.loads(line) for line in _text("core_acts.jsonl").splitlines()]


@pytest.fixture(scope="module")
def registry() -> MemoryRegistry:
    return load_registry_lines(_text("core_acts.jsonl").splitlines())


def _status(registry: MemoryRegistry, number: str, on: date, type_: str | None = None) -> tuple[str, Any]:
    (act,) = [a for a in registry.by_number(number_key(number)) if type_ in (None, a.type)]
    reading = status_at(act, registry.events_on(act.uid), on, registry=registry)
    return reading.status, ending_numbers(reading, registry)


def test_enough_acts_and_small_enough(acts: list[dict[str, Any]]) -> None:
    assert len(acts) >= 400
    assert len(_text("core_acts.jsonl").encode()) <= 2_000_000


def test_acts_are_sorted_and_unique(acts: list[dict[str, Any]]) -> None:
    keys = [(a["type"], a.get("number") or "", a.get("issued") or "") for a in acts]
    assert keys == sorted(keys)
    assert max(Counter(keys).values()) == 1


def test_numbers_are_clean(acts: list[dict[str, Any]]) -> None:
    for act in acts:
        if act["type"] != "Hiến pháp":
            assert re.fullmatch(r"\d+[a-z]?/\S+|\d+-[A-ZĐ]+/TW", act["number"]), act["number"]
            assert "Ð" not in act["number"]
        assert to_nfc(act.get("title", "")) == act.get("title", "")


def test_year_in_number_agrees_with_issue_date(acts: list[dict[str, Any]]) -> None:
    wrong = []
    for act in acts:
        year = re.search(r"/((?:19|20)\d\d)/", act.get("number") or "")
        if year and act.get("issued") and act["issued"][:4] != year[1]:
            wrong.append((act["number"], act["issued"]))
    assert wrong == []


def test_titles_carry_no_type_word_or_number(acts: list[dict[str, Any]]) -> None:
    wrong = [
        a["title"]
        for a in acts
        if a.get("title") and re.match(r"(?:Nghị định|Thông tư|Luật|Quyết định)\s+(?:số\s+)?\d", a["title"])
    ]
    assert wrong == []


def test_every_date_is_real_and_in_order(acts: list[dict[str, Any]]) -> None:
    for act in acts:
        issued = date.fromisoformat(act["issued"]) if act.get("issued") else None
        if act.get("effective_from"):
            date.fromisoformat(act["effective_from"])
        for event in act.get("events", []):
            start = date.fromisoformat(event["from"]) if event.get("from") else None
            until = date.fromisoformat(event["until"]) if event.get("until") else None
            assert not (start and until and until < start)
            if event["predicate"] in ENDING and start and issued:
                assert start >= issued, act["number"]


def test_every_value_has_a_source(acts: list[dict[str, Any]]) -> None:
    for act in acts:
        stated = {c["field"]: c["value"] for c in reversed(act.get("claims", []))}
        for name in ("issued", "effective_from", "title"):
            if act.get(name):
                assert stated[name] == act[name], act["number"]


def test_sources_exist(acts: list[dict[str, Any]]) -> None:
    known = {row["code"] for row in _yaml("sources.yaml")}
    used = {c["source"] for a in acts for c in a.get("claims", [])}
    used |= {e["source"] for a in acts for e in a.get("events", [])}
    assert used <= known


def test_stub_sources_state_no_effect(acts: list[dict[str, Any]]) -> None:
    stubs = {row["code"] for row in _yaml("sources.yaml") if row["trust"] == "stub"}
    assert not {e["source"] for a in acts for e in a.get("events", [])} & stubs


def test_events_are_well_formed_and_their_acting_acts_are_in_the_file(acts: list[dict[str, Any]]) -> None:
    known = {(a["type"], a.get("number")) for a in acts}
    for act in acts:
        for event in act.get("events", []):
            assert event["predicate"] in PREDICATES
            assert event["scope"] in {"whole", "part"}
            for ref in [*event.get("provisions", []), *event.get("exceptions", [])]:
                assert re.match(REF, ref), (act["number"], ref)
            if event.get("by"):
                assert (event["by"]["type"], event["by"]["number"]) in known, act["title"]
                assert (event["by"]["type"], event["by"]["number"]) != (act["type"], act.get("number"))


def test_what_texts_state_names_its_article_and_acting_act(acts: list[dict[str, Any]]) -> None:
    stated = [(a, e) for a in acts for e in a.get("events", []) if e["source"] == "van_ban" and e.get("by")]
    assert len(stated) > 800
    for act, event in stated:
        assert re.match(PLACE, event["note"]), (act["number"], event["note"])
        assert number_key(event["by"]["number"]) in {number_key(w) for w in event["note"].split()}


def test_repeals_of_parts_say_which(acts: list[dict[str, Any]]) -> None:
    cut = [
        e for a in acts for e in a.get("events", []) if (e["predicate"], e["scope"]) == ("repeals", "part")
    ]
    told = [e for e in cut if e.get("provisions") or e.get("exceptions")]
    assert len(told) > 200
    assert len(told) / len(cut) > 0.85


@pytest.mark.parametrize(
    ("number", "by", "start", "refs"),
    [
        ("31/2024/QH15", "146/2025/QH15", "2026-01-01", ["182/4/a"]),
        ("15/2017/QH14", "31/2024/QH15", "2024-08-01", ["36/3", "86/2"]),
        ("46/2019/QH14", "116/2025/QH15", "2026-07-01", ["49/3"]),
    ],
)
def test_known_repeals_of_parts(
    acts: list[dict[str, Any]], number: str, by: str, start: str, refs: list[str]
) -> None:
    (act,) = [a for a in acts if a.get("number") == number]
    found = [e for e in act["events"] if e.get("by", {}).get("number") == by]
    assert [(e["predicate"], e["from"], e["provisions"]) for e in found] == [("repeals", start, refs)]


@pytest.mark.parametrize("number", ["41/2025/TT-BKHCN", "62/2025/TT-NHNN", "10/2026/TT-BCT", "07/2026/QH16"])
def test_acts_still_to_come(registry: MemoryRegistry, number: str) -> None:
    assert _status(registry, number, TODAY)[0] == "not_yet_in_force"


def test_constitution_and_party_documents(acts: list[dict[str, Any]], registry: MemoryRegistry) -> None:
    (constitution,) = [a for a in acts if a["type"] == "Hiến pháp"]
    assert "number" not in constitution
    assert constitution["issued"] == "2013-11-28"
    (act,) = [a for a in registry.acts() if a.type == "Hiến pháp"]
    assert status_at(act, registry.events_on(act.uid), TODAY, registry=registry).status == "partly_expired"
    (resolution,) = [a for a in acts if a.get("number") == "57-NQ/TW"]
    assert (resolution["type"], resolution["issued"]) == ("Nghị quyết", "2024-12-22")
    assert _status(registry, "57-NQ/TW", TODAY)[0] == "unknown"


def test_issuers_of_acts_exist(acts: list[dict[str, Any]]) -> None:
    known = {row["code"] for row in _yaml("issuers.yaml")}
    used = {a["issuer"] for a in acts if a.get("issuer")}
    assert used <= known
    assert sum(bool(a.get("issuer") or a.get("issuer_name")) for a in acts) > 0.95 * len(acts)


def test_generations_of_one_name_are_told_apart_by_date(acts: list[dict[str, Any]]) -> None:
    named = defaultdict(set)
    for act in acts:
        if act["type"] == "Luật" and act.get("title"):
            named[fold_key(act["title"])].add(act["number"])
    assert {"31/2024/QH15", "13/2003/QH11"} <= named[fold_key("Đất đai")]
    local = {"77/2015/QH13", "65/2025/QH15", "72/2025/QH15"}
    assert local <= named[fold_key("Tổ chức chính quyền địa phương")]
    drafting = {"80/2015/QH13", "64/2025/QH15"}
    assert drafting <= named[fold_key("Ban hành văn bản quy phạm pháp luật")]


@pytest.mark.parametrize(
    ("number", "on", "status", "ended_by"),
    [
        ("24/2018/QH14", date(2026, 6, 30), "in_force", ()),
        ("24/2018/QH14", date(2026, 7, 1), "expired", ("116/2025/QH15",)),
        ("83/2015/QH13", TODAY, "expired", ("89/2025/QH15",)),
        ("116/2016/NĐ-CP", date(2025, 4, 30), "in_force", ()),
        ("116/2016/NĐ-CP", TODAY, "expired", ("66/2025/NĐ-CP",)),
        ("16/2017/QH14", TODAY, "partly_expired", ()),
        ("02/2016/QH14", TODAY, "partly_expired", ()),
        ("219/2013/TT-BTC", TODAY, "expired", ("69/2025/TT-BTC",)),
        ("65/2025/QH15", TODAY, "expired", ("72/2025/QH15",)),
    ],
)
def test_known_lives(
    registry: MemoryRegistry, number: str, on: date, status: str, ended_by: tuple[str, ...]
) -> None:
    found, by = _status(registry, number, on)
    if ended_by:
        assert (found, by) == (status, ended_by)
    else:
        assert found in {status, "partly_expired"}


def test_provinces_63_before_and_34_after_the_merger() -> None:
    rows = _yaml("provinces.yaml")

    def on(day: date) -> list[dict[str, Any]]:
        return [
            r
            for r in rows
            if (r["from"] is None or r["from"] <= day) and (r["until"] is None or day <= r["until"])
        ]

    before, after = on(date(2025, 6, 30)), on(date(2025, 7, 1))
    assert (len(before), len(after)) == (63, 34)
    assert Counter(r["kind"] for r in after) == {"tỉnh": 28, "thành phố": 6}
    assert sum(len(r["predecessors"]) > 1 for r in after) == 23
    old = {r["code"] for r in before}
    merged = [p for r in after if r["from"] == date(2025, 7, 1) for p in r["predecessors"]]
    assert set(merged) <= old
    assert len(merged) == len(set(merged)) == 63 - 11
    assert len({r["code"] for r in rows}) == len(rows)


def test_each_province_has_three_issuers_and_successors_exist() -> None:
    issuers = {row["code"]: row for row in _yaml("issuers.yaml")}
    for province in _yaml("provinces.yaml"):
        for organ in ("ubnd", "hdnd", "ctubnd"):
            row = issuers[f"{organ}:{province['code']}"]
            assert (row["from"], row["until"]) == (province["from"], province["until"])
            assert row["successor_of"] == [f"{organ}:{p}" for p in province["predecessors"]]
    for row in issuers.values():
        assert set(row["successor_of"]) <= set(issuers)
        assert row["confidence"] in {"T", "X", "S", "I", "M"}
        assert row["source"]


def test_central_symbols_are_unambiguous() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in _yaml("issuers.yaml"):
        if row["level"] == "central":
            for symbol in row["symbols"]:
                bearers[symbol.upper()].add(row["code"])
    assert {s: c for s, c in bearers.items() if len(c) > 1} == {}


def test_ranks_are_ordered_and_periods_do_not_overlap() -> None:
    groups = {"bo", "co-quan-ngang-bo", "dac-khu"} | {
        f"{organ}-{level}" for organ in ("hdnd", "ubnd") for level in ("tinh", "huyen", "xa")
    }
    known = {row["code"] for row in _yaml("issuers.yaml")} | groups | {"ctubnd-tinh"}
    ranks: dict[tuple[str, str], list[tuple[date, date, int]]] = defaultdict(list)
    for kind in _yaml("document_types.yaml"):
        assert isinstance(kind["qppl"], bool)
        for period in kind["periods"]:
            assert period["source"]
            assert set(period["issuers"]) <= known
            if period["rank"] is not None:
                assert kind["qppl"]
                span = (period["from"] or date.min, period["until"] or date.max, period["rank"])
                for issuer in period["issuers"]:
                    ranks[kind["type"], issuer].append(span)
    for spans in ranks.values():
        for (_, until, _), (start, _, _) in pairwise(sorted(spans)):
            assert until < start
    assert _rank(ranks, "Luật", "quoc-hoi") < _rank(ranks, "Pháp lệnh", "uy-ban-thuong-vu-quoc-hoi")
    assert _rank(ranks, "Nghị định", "chinh-phu") < _rank(ranks, "Quyết định", "thu-tuong-chinh-phu")
    assert _rank(ranks, "Thông tư", "bo") < _rank(ranks, "Nghị quyết", "hdnd-tinh")
    assert _rank(ranks, "Quyết định", "ubnd-tinh") < _rank(ranks, "Quyết định", "ctubnd-tinh")
    assert _rank(ranks, "Quyết định", "ctubnd-tinh") < _rank(ranks, "Nghị quyết", "hdnd-xa")


def _rank(ranks: dict[tuple[str, str], list[tuple[date, date, int]]], kind: str, issuer: str) -> int:
    (rank,) = [r for start, until, r in ranks[kind, issuer] if start <= TODAY <= until]
    return rank


def test_kinds_that_ended_or_began_with_the_reforms() -> None:
    kinds = {k["type"]: k["periods"] for k in _yaml("document_types.yaml")}

    def holds(kind: str, issuer: str, day: date) -> bool:
        return any(
            issuer in p["issuers"] and (p["from"] or date.min) <= day <= (p["until"] or date.max)
            for p in kinds[kind]
        )

    assert not holds("Nghị quyết", "chinh-phu", date(2025, 3, 31))
    assert holds("Nghị quyết", "chinh-phu", date(2025, 4, 1))
    assert holds("Quyết định", "ubnd-huyen", date(2025, 6, 30))
    assert not holds("Quyết định", "ubnd-huyen", date(2025, 7, 1))
    assert not holds("Quyết định", "ubnd-xa", date(2025, 5, 1))
    assert holds("Quyết định", "ctubnd-tinh", date(2025, 7, 1))


def test_rules_have_sources_and_unbroken_periods() -> None:
    versions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rule in _yaml("legal_rules.yaml"):
        assert rule["source"] and rule["title"] and rule["text"]
        assert rule["confidence"] in {"T", "X", "S", "I", "M"}
        if rule["confidence"] == "M":
            assert re.search("chưa đối chiếu|[Cc]hưa tìm thấy", rule["text"]), rule["id"]
        versions[rule["id"]].append(rule)
    for name, rules in versions.items():
        for earlier, later in pairwise(rules):
            assert (later["from"] - earlier["until"]).days == 1, name


def test_effect_date_minima_and_the_four_regimes_of_detailing_acts() -> None:
    def at(name: str, day: date) -> dict[str, Any]:
        (rule,) = [
            r
            for r in _yaml("legal_rules.yaml")
            if r["id"] == name and (r["from"] or date.min) <= day <= (r["until"] or date.max)
        ]
        parameters = rule["parameters"]
        assert isinstance(parameters, dict)
        return parameters

    old = at("effect_date_minimum", date(2019, 5, 1))
    assert (old["central_days"], old["province_days"], old["district_days"], old["commune_days"]) == (
        45,
        10,
        7,
        7,
    )
    assert at("effect_date_minimum", date(2026, 1, 1))["commune_days"] == 10
    outcomes = [
        at("implementing_act_expiry", day)["outcome"]
        for day in (date(2016, 6, 30), date(2020, 6, 1), date(2025, 5, 15), date(2025, 8, 1))
    ]
    assert outcomes == ["stands", "expires", "stays_under_review", "expires_unless_continued"]
    assert {f["key"] for f in at("handling_forms", TODAY)["forms"]} >= {
        "bai_bo_toan_bo",
        "thay_the",
        "tam_ngung",
    }


@pytest.mark.shared
def test_agrees_with_statuses_researched_by_hand(registry: MemoryRegistry) -> None:
    shared = Path(os.environ.get("RASOAT_SHARED", str(Path(__file__).resolve().parents[4] / "shared")))
    gold = shared / "data" / "gold" / "status.jsonl"
    if not gold.exists():
        pytest.skip(f"không có dữ liệu đối chiếu ở {gold}")
    agreed = total = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["number"] or re.search(r"UBND|HĐND", row["number"]):
            continue
        kind = row["key"].split("|")[0]
        total += 1
        found, ended_by = _status(registry, row["number"], TODAY, kind)
        agreed += found == row["status"] and set(ended_by) == set(row["ended_by"])
    assert total > 100
    assert agreed / total > 0.97
