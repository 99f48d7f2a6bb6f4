"""How fast a change reaches the texts that it touches, and how a sweep grows with the corpus.

The store is made up: short decisions of one province, each with ten citations of national decrees, so that
the times are those of look-up, status and checks, not of long texts.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from app.bench.measurement import Figure, Measurement
from app.bench.stopwatch import peak_mb, timed, timed_and_worked
from app.bench.workbench import Workbench
from app.bootstrap import Services, build_services
from app.config import load_settings
from app.db.base import transaction
from app.db.models import ActRow, BlobRow, CitationRow, EventRow, ExpressionRow
from app.services.permissions import SYSTEM
from app.services.ripple import RippleSummary
from legal_corpus.registry.sources import OWN_TEXT
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key, number_search_key

CITED = 10  # citations a text
DEPENDANTS = 500
_DECREES = 4000
_BATCH = 5000
_ON = dt.date(2026, 11, 21)
_SIGNED = dt.date(2025, 9, 5)
_BEGINS = dt.date(2025, 9, 20)
_SIGNED_WORDS = "ngày 05 tháng 9 năm 2025"
_REPEALED = 1  # row of the decree that the measurement repeals


def run(bench: Workbench) -> Iterator[Figure]:
    """A sweep of a tenth and of all of the acts, then one decree is repealed."""
    took: list[float] = []
    for key, count in (("sweep_tenth", max(bench.acts // 10, 1)), ("sweep_all", bench.acts)):
        services = made_up_store(bench.new_home(f"ripple-{key}"), count, bench.seed)
        try:
            seconds, worked = timed_and_worked(partial(services.sweep.sweep, SYSTEM, _ON, listed=False))
            took.append(worked)
            shown = f"{_vn(count)} văn bản, {_vn(count * CITED)} viện dẫn"
            beside = f"{count / worked:.0f} văn bản mỗi giây bộ xử lý; đỉnh bộ nhớ {peak_mb():.0f} MB"
            yield Figure(key, f"Rà soát toàn kho ({shown})", count / seconds, "văn bản/s", beside)
            if key == "sweep_all":
                yield from _ripple(services)
        finally:
            services.close()
    growth, beside = took[1] / took[0], "theo giây bộ xử lý; lý tưởng: 10"
    yield Figure("sweep_growth", "Kho lớn gấp 10 thì thời gian rà soát gấp", growth, "lần", beside)


def _ripple(services: Services) -> Iterator[Figure]:
    """Repeal the decree that exactly 500 acts rest on, and settle."""
    repeal(services)
    settled: list[RippleSummary] = []
    seconds, worked = timed_and_worked(lambda: settled.append(services.ripple.settle(SYSTEM, _ON)))
    yield Figure(
        "ripple",
        f"Bãi bỏ một nghị định có {settled[0].checked} văn bản dựa vào: tìm và rà soát lại",
        seconds,
        "s",
        f"{worked:.2f} s bộ xử lý; {settled[0].new} phát hiện mới; yêu cầu dưới 1 s với {DEPENDANTS} văn bản",
    )
    repeal(services)
    reach = timed(services.ripple.left)
    yield Figure("reach", "Riêng việc tìm các văn bản đó", reach * 1000, "ms")


def _vn(count: int) -> str:
    """A whole number as Vietnamese print it: 1.000.000."""
    return f"{count:,}".replace(",", ".")


def repeal(services: Services) -> None:
    """Another decree repeals the one with 500 dependants, as an import of a register would say."""
    with transaction(services.sessions, writes=True) as session:
        session.add(
            EventRow(
                target_id=_REPEALED,
                by_id=_REPEALED + 1,
                by_label=session.get_one(ActRow, _REPEALED + 1).label,
                predicate="repeals",
                scope="whole",
                effective_from=dt.date(2026, 10, 1),
                source=OWN_TEXT,
            )
        )


def made_up_store(home: Path, acts: int, seed: int) -> Services:
    """A store with ``acts`` texts of ten citations each; exactly 500 of them cite decree number 1."""
    services = build_services(load_settings({}, home=home))
    chance = random.Random(seed)
    with transaction(services.sessions, writes=True) as session:
        link = session.connection()
        link.execute(insert(ActRow), [_decree(row) for row in range(1, _DECREES + 1)])
        link.execute(insert(EventRow), [_begins(row, _issued(row)) for row in range(1, _DECREES + 1)])
        link.execute(insert(BlobRow), [_blob()])
        for first in range(0, acts, _BATCH):
            rows = range(first, min(first + _BATCH, acts))
            link.execute(insert(ActRow), [_decision(row) for row in rows])
            link.execute(insert(EventRow), [_begins(_DECREES + 1 + row, _BEGINS) for row in rows])
            texts = [_text(row, _cited_by(row, acts, chance)) for row in rows]
            link.execute(insert(ExpressionRow), [text for text, _citations in texts])
            link.execute(insert(CitationRow), [item for _text, found in texts for item in found])
        assert session.scalar(select(ActRow.uid).where(ActRow.id == _REPEALED)) == _decree(_REPEALED)["uid"]
    return services


def _cited_by(row: int, acts: int, chance: random.Random) -> list[int]:
    """Decrees that a decision cites: few are cited by very many, as in life, and one by exactly 500."""
    step = max(acts // DEPENDANTS, 1)
    chosen = {_REPEALED} if row % step == 0 and row // step < DEPENDANTS else set()
    while len(chosen) < CITED:
        chosen.add(2 + int((_DECREES - 2) * chance.random() ** 3))
    return sorted(chosen)


def _number(row: int) -> str:
    return f"{row % 200 + 1}/{2004 + row // 200}/NĐ-CP"


def _issued(row: int) -> dt.date:
    return dt.date(2004 + row // 200, 5, 4)


def _decree(row: int) -> dict[str, Any]:
    number, title = _number(row), f"Quy định về lĩnh vực thứ {row} thuộc phạm vi quản lý nhà nước"
    uid = f"nghi-dinh/{row}/chinh-phu/{_issued(row)}"
    return _act(row, uid, "Nghị định", number, title, "chinh-phu", "Chính phủ", _issued(row))


def _decision(row: int) -> dict[str, Any]:
    number, unit = f"{row + 1}/2025/QĐ-UBND", "ubnd:an-giang-2025"
    uid = f"quyet-dinh/{row}/{unit}/{_SIGNED}"
    title = f"Quy định việc thứ {row} của tỉnh"
    issuer = "Ủy ban nhân dân tỉnh An Giang"
    return _act(_DECREES + 1 + row, uid, "Quyết định", number, title, unit, issuer, _SIGNED)


def _act(
    row: int, uid: str, type_: str, number: str, title: str, issuer: str, issuer_name: str, issued: dt.date
) -> dict[str, Any]:
    return {
        "id": row,
        "uid": uid,
        "type": type_,
        "type_key": fold_key(type_),
        "number": number,
        "number_key": number_key(number),
        "number_search": number_search_key(number),
        "issuer": issuer,
        "issuer_name": issuer_name,
        "issued": issued,
        "effective_from": issued if issued != _SIGNED else _BEGINS,
        "title": title,
        "name_key": fold_key(title),
    }


def _begins(row: int, day: dt.date) -> dict[str, Any]:
    return {
        "target_id": row,
        "predicate": "enters_into_force",
        "scope": "whole",
        "provisions": [],
        "exceptions": [],
        "effective_from": day,
        "source": OWN_TEXT,
        "confidence": 1.0,
    }


def _blob() -> dict[str, Any]:
    return {
        "sha256": "0" * 64,
        "size": 1,
        "media_type": "text/plain",
        "file_name": "dung-san.txt",
        "stored_at": dt.datetime.combine(_SIGNED, dt.time()),
    }


def _text(row: int, cited: list[int]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Expression and citations of one decision; the spans are those of its text."""
    head = f"ỦY BAN NHÂN DÂN TỈNH AN GIANG\nSố: {row + 1}/2025/QĐ-UBND\nAn Giang, {_SIGNED_WORDS}\n"
    parts, at, citations = [head], len(head), []
    for decree in cited:
        words = f"Nghị định số {_number(decree)} ngày 04 tháng 5 năm {_issued(decree).year} của Chính phủ"
        start = at + len("Căn cứ ")
        parts.append(f"Căn cứ {words};\n")
        at += len(parts[-1])
        citations.append(_citation(_DECREES + 1 + row, decree, start, words))
    parts.append("Điều 1. Phạm vi điều chỉnh\nQuyết định này quy định một việc của tỉnh.\n")
    expression = {
        "id": _DECREES + 1 + row,
        "act_id": _DECREES + 1 + row,
        "blob_sha256": "0" * 64,
        "text": "".join(parts),
        "header": {
            "issued": {"value": _SIGNED.isoformat(), "confidence": 1.0},
            "effective_from": {"value": _BEGINS.isoformat(), "confidence": 1.0},
        },
        "warnings": [],
        "current": True,
        "read_at": dt.datetime.combine(_SIGNED, dt.time()),
    }
    return expression, citations


def _citation(text: int, decree: int, start: int, words: str) -> dict[str, Any]:
    return {
        "expression_id": text,
        "start": start,
        "end": start + len(words),
        "text": words,
        "kind": "act",
        "type": "Nghị định",
        "number": _number(decree),
        "number_key": number_key(_number(decree)),
        "issued": _issued(decree),
        "issuer": "Chính phủ",
        "role": "basis",
        "confidence": 1.0,
        "outcome": "resolved",
        "act_id": decree,
        "candidates": [_decree(decree)["uid"]],
    }


MEASUREMENT = Measurement("ripple", "Rà soát lan truyền và rà soát toàn kho", run)
