"""The whole pipeline on the sample corpus, against its manifest: nothing missed, nothing invented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.bootstrap import Services, build_services
from app.config import load_settings
from app.db.models import ExpressionRow
from app.sample import Expected, SampleFile, corpus_folder, manifest, province_registry
from app.services.permissions import SYSTEM
from app.services.status import ActQuestion
from legal_corpus.model.finding import Finding

ENDED = {"REF101", "REF102", "REF103"}
CODES = {
    "expired": ENDED,
    "replaced": ENDED,
    "amended_in_part": {"REF105", "REF106"},
    "provision_repealed": {"REF104"},
    "not_yet_in_force": {"REF108"},
    "suspended": {"REF107"},
    "mismatch": {"REF203", "REF204", "REF205", "REF206", "REF207"},
    "ambiguous": {"REF202"},
    "unknown": {"REF201"},
    "term_ends_soon": {"ACT301", "REF110"},
    "former_unit": {"ACT310"},
    "abolished_body": {"ACT309"},
    "administrative_basis": {"BAS403"},
    "effect_too_early": {"ACT303"},
    "citing_form": {"FRM605"},
}
FILES = {Path(file.file).name: file for file in manifest().files}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A store with the shipped registry and the sample corpus."""
    made = build_services(load_settings({}, home=tmp_path_factory.mktemp("home")))
    made.registry.import_core(SYSTEM)
    made.registry.import_provinces(SYSTEM, province_registry()["provinces"], "mẫu")
    with corpus_folder() as folder:
        summary = made.ingest.ingest(SYSTEM, [folder])
    assert summary.count("new") == len(FILES)
    yield made
    made.close()


@pytest.fixture(scope="module")
def stored(services: Services) -> dict[str, ExpressionRow]:
    """Texts by file name."""
    with services.sessions() as session:
        query = select(ExpressionRow).options(
            selectinload(ExpressionRow.act), selectinload(ExpressionRow.blob)
        )
        return {Path(row.blob.file_name).name: row for row in session.scalars(query)}


@pytest.fixture(scope="module")
def findings(services: Services) -> dict[str, list[Finding]]:
    """Findings of a sweep on the manifest's day, by uid of the act."""
    found = defaultdict(list)
    for item in services.sweep.sweep(SYSTEM, manifest().as_of).findings:
        found[item.act_uid].append(item.finding)
    return found


def _tells(finding: Finding, expected: Expected) -> bool:
    if finding.code not in CODES[expected.why]:
        return False
    number = finding.act.number if finding.act else None
    return expected.cited == "self" or expected.cited == number or expected.cited in finding.text


@pytest.mark.parametrize("name", sorted(FILES))
def test_header(name: str, stored: dict[str, ExpressionRow]) -> None:
    file, act = FILES[name], stored[name].act
    assert (act.number, act.type, act.issuer) == (file.number, file.type, file.issuer_code)
    assert (act.issued, act.effective_from) == (file.issued, file.effective_from)
    assert (act.title or "").casefold() == file.title.casefold()


@pytest.mark.parametrize("name", sorted(FILES))
def test_status_of_the_act_itself(name: str, services: Services) -> None:
    file = FILES[name]
    asked = ActQuestion(file.number, file.type, file.issuer_code, file.issued)
    _act, reading = services.status.status(SYSTEM, asked, manifest().as_of)
    assert reading.status == file.status


@pytest.mark.parametrize("name", sorted(n for n, f in FILES.items() if f.status != "expired"))
def test_nothing_is_missed(
    name: str, stored: dict[str, ExpressionRow], findings: dict[str, list[Finding]]
) -> None:
    of_act = findings[stored[name].act.uid]
    missed = [e for e in FILES[name].expected if not any(_tells(f, e) for f in of_act)]
    assert not missed


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_invented(
    name: str, stored: dict[str, ExpressionRow], findings: dict[str, list[Finding]]
) -> None:
    file = FILES[name]
    invented = [
        (f.code, f.severity, f.message)
        for f in findings[stored[name].act.uid]
        if not any(_tells(f, e) for e in file.expected) and not _tolerated(f, file)
    ]
    assert not invented


def _tolerated(finding: Finding, file: SampleFile) -> bool:
    number = finding.act.number if finding.act else None
    return any(cited == number or cited in finding.text for cited in file.tolerated)


def test_every_finding_shows_its_evidence(findings: dict[str, list[Finding]]) -> None:
    for finding in (f for found in findings.values() for f in found):
        assert finding.evidence and finding.legal_source and finding.message
        if finding.code in ENDED:
            assert any(item.quote and finding.text in item.quote for item in finding.evidence)
            assert (finding.act is not None and finding.act.ended_by) or (
                finding.act and finding.act.expired_from
            )


def test_a_province_is_swept_with_the_units_it_was_formed_from(services: Services) -> None:
    def issuers(province: str) -> set[str | None]:
        swept = services.sweep.sweep(SYSTEM, manifest().as_of, province=province, keep=False)
        return {item.act_issuer for item in swept.findings}

    merged, former = issuers("Khánh Lam"), issuers("Đông Lĩnh")
    assert {"Ủy ban nhân dân tỉnh Khánh Lam", "Ủy ban nhân dân tỉnh Đông Lĩnh"} <= merged
    assert former and all("Đông Lĩnh" in (name or "") for name in former)
