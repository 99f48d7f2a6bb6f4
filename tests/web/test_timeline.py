"""The timeline of provisions on the act's page, and the table to take away."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow
from app.services.permissions import SYSTEM
from tests.web.store import DECISION, NEW_DECREE, OLD_DECREE, event_row

SignedIn = Callable[[str], Any]


def _change_parts(services: Services) -> None:
    with transaction(services.sessions, writes=True) as session:
        act = session.scalars(select(ActRow).where(ActRow.uid == NEW_DECREE)).one()
        for predicate, day, provisions in (
            ("repeals", dt.date(2025, 10, 1), ["5/2"]),
            ("supplements", dt.date(2026, 1, 1), ["5/2", "15a"]),
            ("repeals", dt.date(2027, 1, 1), ["15a"]),
        ):
            row = event_row(act, predicate, day)
            row.scope, row.provisions, row.by_label = "part", provisions, "=Nghị định 1/2026/NĐ-CP"
            session.add(row)


def test_each_provision_shows_its_changes(services: Services, signed_in: SignedIn) -> None:
    _change_parts(services)
    page = signed_in("viewer").page(f"/van-ban/{NEW_DECREE}")
    assert "Theo từng điều khoản" in page
    assert "Khoản 2 Điều 5: có hiệu lực" in page
    assert "Điều 15a: có hiệu lực" in page
    assert '<dd class="muted">Bị bãi bỏ bởi =Nghị định 1/2026/NĐ-CP từ ngày 01/01/2027</dd>' in page
    later = signed_in("viewer").page(f"/van-ban/{NEW_DECREE}?on=2027-02-01")
    assert "Điều 15a: hết hiệu lực" in later


def test_the_timeline_can_be_taken_away(services: Services, signed_in: SignedIn) -> None:
    _change_parts(services)
    answer = signed_in("viewer").get(f"/dien-bien-hieu-luc.csv/{NEW_DECREE}")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    clause = [(row["Từ ngày"], row["Sự kiện"]) for row in rows if row["Điều khoản"] == "khoản 2 Điều 5"]
    assert clause == [
        ("2025-10-01", "Bị bãi bỏ"),  # the event, then the history of the provision
        ("2025-10-01", "hết hiệu lực"),
        ("2026-01-01", "được bổ sung"),
    ]
    assert all(not row["Văn bản tác động"].startswith("=") for row in rows)
    book = load_workbook(io.BytesIO(signed_in("viewer").get(f"/dien-bien-hieu-luc.xlsx/{OLD_DECREE}").data))
    assert book.worksheets[0]["A1"].value == "Điều khoản"
    assert signed_in("viewer").get(f"/dien-bien-hieu-luc.doc/{OLD_DECREE}").status_code == 404
    assert signed_in("viewer").get("/dien-bien-hieu-luc.csv/khong/co").status_code == 404


def test_a_citation_tells_both_of_its_days(services: Services) -> None:
    page = services.acts.page(SYSTEM, DECISION, dt.date(2026, 3, 2))
    notes = [link.note for link in page.links if link.uid == OLD_DECREE]
    assert notes
    assert all("Vào ngày ký 05/03/2024" in note and "hết hiệu lực" in note for note in notes)
