"""The sample corpus: every file opens, says what the manifest says, and is nobody else's text."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

import docx
import lxml.html
import pypdfium2
import pytest

from app.sample import Manifest, SampleFile, Why, corpus_folder, manifest, national_acts, province_registry
from legal_corpus.registry.issuers import parse_issuers
from legal_corpus.registry.succession import parse_provinces

MANIFEST: Manifest = manifest()
FILES = MANIFEST.files
SHARED = Path(os.environ.get("RASOAT_SHARED", Path(__file__).resolve().parents[4] / "shared"))
_NUMBER = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ]{2,}[\w-]*\d*\b")


def _docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, docx.table.Table):
            lines.extend(" ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in item.rows)
        else:
            lines.append(item.text)
    return "\n".join(lines)


def _pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(document[index].get_textpage().get_text_range() for index in range(len(document)))


def read_text(path: Path) -> str:
    """Text of a file, by the plain library of its format, as stored (no normalisation)."""
    if path.suffix == ".docx":
        return _docx_text(path)
    if path.suffix == ".pdf":
        return _pdf_text(path)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return "\n".join(str(part) for part in lxml.html.fromstring(text).itertext())
    return text


@cache
def text_of(name: str) -> str:
    """:func:`read_text` of a shipped file."""
    with corpus_folder() as folder:
        return read_text(folder / name)


def clean_text(name: str) -> str:
    """NFC, Ð as Đ, blanks (also line ends) as one space."""
    text = unicodedata.normalize("NFC", text_of(name)).replace("Ð", "Đ")
    return re.sub(r"\s+", " ", text)


def by_file(name: str) -> SampleFile:
    return next(item for item in FILES if item.file == name)


def ids(item: SampleFile) -> str:
    return item.file


def test_manifest_and_folder_name_the_same_files() -> None:
    with corpus_folder() as folder:
        assert sorted(path.name for path in folder.iterdir()) == sorted(item.file for item in FILES)
    assert len(FILES) >= 44
    assert MANIFEST.as_of == date(2026, 11, 21)


def test_formats_are_mixed_and_files_small() -> None:
    with corpus_folder() as folder:
        sizes = [(path.suffix, path.stat().st_size) for path in folder.iterdir()]
    counts = Counter(suffix for suffix, _ in sizes)
    assert counts[".docx"] >= 26
    assert counts[".pdf"] >= 8
    assert counts[".html"] >= 6
    assert counts[".txt"] >= 6
    limits = {".docx": 60_000, ".pdf": 150_000, ".html": 60_000, ".txt": 60_000}
    assert [item for item in sizes if item[1] > limits[item[0]]] == []


@pytest.mark.parametrize("item", FILES, ids=ids)
def test_header_is_printed(item: SampleFile) -> None:
    text = clean_text(item.file)
    squeezed = text.replace(" ", "")
    assert f"Số:{item.number}" in squeezed
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert item.title in text
    assert item.type.upper() in text
    assert item.signer in text
    assert "Nơi nhận:" in text
    month = f"{item.issued.month:02d}" if item.issued.month <= 2 else str(item.issued.month)
    assert f"ngày {item.issued.day:02d} tháng {month} năm {item.issued.year}" in text


@pytest.mark.parametrize("item", FILES, ids=ids)
def test_what_must_be_reported_stands_in_the_text(item: SampleFile) -> None:
    text = clean_text(item.file)
    facts = {row["number"]: row for row in national_acts()}
    for expected in item.expected:
        if expected.why == "abolished_body":
            assert re.search(r"(?:Ủy ban|Hội đồng) nhân dân (?:các |cấp )?(?:huyện|quận|thị xã)", text)
        if expected.cited == "self" and expected.why != "term_ends_soon":
            continue
        if expected.cited == "self":
            until = expected_until(item, "self")
            assert f"đến hết ngày {until.day} tháng {until.month:02d} năm {until.year}" in text
            continue
        row = facts.get(expected.cited)
        by_name = row is not None and row["type"] == "Luật" and row["name"] in text
        assert expected.cited in text or by_name


def expected_until(item: SampleFile, cited: str) -> date:
    rows = item.facts["expected"]
    found: date = next(row["until"] for row in rows if row["cited"] == cited and "until" in row)
    return found


def test_every_why_is_shown_and_enough_acts_are_clean() -> None:
    shown = {expected.why for item in FILES for expected in item.expected}
    assert shown == set(get_args(Why))
    assert sum(not item.expected and not item.tolerated for item in FILES) >= 12


def test_acts_of_clean_files_are_in_force() -> None:
    """A clean act cites only acts in force: of the nation by the table, of the province by the manifest."""
    nation = {row["number"]: row["status"] for row in national_acts()}
    province = {item.number: item.status for item in FILES}
    for item in FILES:
        if item.expected or item.tolerated:
            continue
        cited = set(_NUMBER.findall(clean_text(item.file))) - {item.number}
        wrong = {number for number in cited & set(nation) if nation[number] != "in_force"}
        wrong |= {number for number in cited & set(province) if province[number] != "in_force"}
        assert wrong == set(), item.file


def test_qppl_acts_take_effect_ten_days_after_signing_unless_that_is_to_be_reported() -> None:
    """Law 64/2025 article 53.1 and, before it, law 80/2015 article 151.1."""
    for item in FILES:
        if re.match(r"\d+/\d{4}/", item.number):
            assert item.effective_from is not None
            early = any(expected.why == "effect_too_early" for expected in item.expected)
            assert (item.effective_from - item.issued < timedelta(days=10)) == early, item.file


def test_former_units_are_those_that_ended() -> None:
    ended = {row["code"] for row in province_registry()["provinces"] if row.get("until")}
    for item in FILES:
        told = any(expected.why == "former_unit" for expected in item.expected)
        of_former = item.issuer_code.partition(":")[2] in ended
        assert told == (of_former and item.status != "expired"), item.file


def test_national_causes_agree_with_the_table() -> None:
    facts = {row["number"]: row for row in national_acts()}
    for item in FILES:
        for expected in item.expected:
            row = facts.get(expected.cited)
            if row is None or expected.why == "citing_form":
                continue
            if expected.why in {"expired", "replaced"}:
                assert row["status"] == "expired"
                assert row["expired_from"] <= MANIFEST.as_of
                assert set(row["ended_by"]) <= set(expected.by)
            elif expected.why == "amended_in_part":
                assert set(expected.by) <= {change["by"] for change in row["partly"]}
                known = [change for change in row["partly"] if change["by"] in expected.by and change["from"]]
                assert all(change["from"] > item.issued for change in known), item.file
            elif expected.why == "provision_repealed":
                repealed = {ref for change in row["partly"] for ref in change.get("repeals", ())}
                assert expected.provision in repealed
            else:
                assert (expected.why, row["status"]) == ("not_yet_in_force", "not_yet_in_force")


def test_effects_between_sample_acts_are_told_from_both_ends() -> None:
    """What an act does to another is the other's status in the manifest."""
    words = {"repeals": "expired", "replaces": "expired", "suspends": "suspended"}
    checked = 0
    for item in FILES:
        for effect in item.facts.get("effects", ()):
            target = [
                other
                for other in FILES
                if (other.number, other.issuer_code) == (effect["target"], effect["issuer_code"])
            ]
            if not target:
                # An act outside the sample is made known by the very clause that ends it.
                assert not any(found.cited == effect["target"] for found in item.expected)
                continue
            wanted = words[effect["predicate"]] if effect["scope"] == "whole" else "partly_expired"
            assert target[0].status == wanted
            checked += 1
    assert checked >= 7


def test_the_same_number_has_two_issuers() -> None:
    issuers: dict[str, set[str]] = {}
    for item in FILES:
        issuers.setdefault(item.number, set()).add(item.issuer_code)
    twice = {number for number, codes in issuers.items() if len(codes) > 1}
    assert twice == {"08/2024/NQ-HĐND", "04/2025/NQ-HĐND", "01/2025/QĐ-UBND"}


def test_noises_are_in_the_bytes() -> None:
    nfd = text_of("33-2023-qd-ubnd-dong-linh.txt")
    assert nfd == unicodedata.normalize("NFD", nfd) != unicodedata.normalize("NFC", nfd)
    eth = text_of("45-2021-qd-ubnd-khanh-lam.txt")
    assert "QUYẾT ÐỊNH" in eth
    assert "Đ" not in eth
    assert "Số: 19 /2025/QĐ-UBND" in text_of("19-2025-qd-ubnd.html")
    with corpus_folder() as folder:
        head = docx.Document(str(folder / "03-2026-qd-ctubnd.docx")).tables[0]
    assert [cell.text for cell in head.rows[1].cells][:3] == ["Số:", "03", "/2026/QĐ-CTUBND"]


def test_issuers_have_periods_and_lineage() -> None:
    rows = province_registry()
    book = parse_issuers(rows["issuers"], parse_provinces(rows["provinces"]))
    for item in FILES:
        found = book.at(item.issuer, item.issued)
        assert found is not None
        assert found.code == item.issuer_code
    assert set(book.lineage("hdnd:khanh-lam-2025")) == {
        "hdnd:khanh-lam-2025",
        "hdnd:khanh-lam",
        "hdnd:dong-linh",
    }


def test_shipped_files_are_what_the_sources_build(tmp_path: Path) -> None:
    """Bytes of DOCX and PDF depend on library versions; their text may not."""
    build = pytest.importorskip("tools.sample_corpus.build")
    pdf_writer = pytest.importorskip("tools.sample_corpus.pdf_writer")
    try:
        pdf_writer.register_fonts()
    except FileNotFoundError as error:
        pytest.skip(f"không có phông chữ để dựng PDF: {error}")
    first, second = tmp_path / "first", tmp_path / "second"
    build.build(first, tmp_path / "MANIFEST.yaml")
    build.build(second, tmp_path / "MANIFEST.yaml")
    assert (tmp_path / "MANIFEST.yaml").read_bytes() == Path(build.SAMPLE / "MANIFEST.yaml").read_bytes()
    for item in FILES:
        built = first / item.file
        assert built.read_bytes() == (second / item.file).read_bytes(), item.file
        # Another font breaks lines elsewhere, so line ends are levelled.
        assert read_text(built).split() == text_of(item.file).split(), item.file


@pytest.mark.shared
def test_no_long_line_is_copied() -> None:
    if not (SHARED / "data").is_dir():
        pytest.skip("không có dữ liệu thật (đặt RASOAT_SHARED)")
    # Fixed words of every act: its basis lines and its day of effect.
    formula = re.compile(r"^căn cứ |^(\d\. )?(quyết định|nghị quyết) này có hiệu lực [\w ]*từ ngày [\w ]+\.$")
    ours = {
        line
        for item in FILES
        for line in map(_folded, unicodedata.normalize("NFC", text_of(item.file)).splitlines())
        if len(line) >= 60 and not formula.match(line)
    }
    assert len(ours) > 300
    theirs: set[str] = set()
    for folder in ("gold/provincial", "provincial/text", "seeds"):
        for path in sorted((SHARED / "data" / folder).glob("*.txt")):
            text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8", errors="replace"))
            theirs |= {line for line in map(_folded, text.splitlines()) if line in ours}
    assert theirs == set()


@pytest.mark.shared
def test_facts_of_national_acts_agree_with_the_researched_status() -> None:
    source = SHARED / "data" / "gold" / "status.jsonl"
    if not source.is_file():
        pytest.skip("không có dữ liệu thật (đặt RASOAT_SHARED)")
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    known = {row["number"]: row for row in rows if row["number"] and row["status"] != "unknown"}
    compared = 0
    for fact in national_acts():
        row = known.get(fact["number"])
        if row is None:
            continue
        compared += 1
        assert fact["status"] == row["status"], fact["number"]
        if row["issued"]:
            assert fact["issued"].isoformat() == row["issued"]
        if row["effective_from"]:
            assert fact["effective_from"].isoformat() == row["effective_from"]
        if row["expired_from"]:
            assert fact["expired_from"].isoformat() == row["expired_from"]
            assert set(fact["ended_by"]) == set(row["ended_by"])
    assert compared >= 40


def _folded(line: str) -> str:
    return re.sub(r"\s+", " ", line).strip().lower()
