"""Pages where an administrator says whether two records are one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ClaimRow
from app.services.disagreement_views import DisagreementFilter, DisagreementLine
from app.services.permissions import SYSTEM
from app.services.registry_store import new_row
from legal_corpus.model.act import Act
from tests.web.conftest import Browser

SignIn = Callable[[str], Browser]
NUMBER = "77/2019/QĐ-UBND"


@pytest.fixture
def pair(services: Services) -> Iterator[DisagreementLine]:
    """The open question of a record without issuer beside one without date."""
    with transaction(services.sessions, writes=True) as session:
        for act in (
            Act("quyet-dinh/77-a", "Quyết định", NUMBER, "Về bến khách", None, None, date(2019, 6, 20)),
            Act(
                *("quyet-dinh/77-b", "Quyết định", NUMBER, "Về bến khách", "ubnd:lai-chau"),
                "Ủy ban nhân dân tỉnh Lai Châu",
            ),
        ):
            row = new_row(act)
            session.add(row)
            session.flush()
            stated = {"title": act.title, "issuer": act.issuer, "issued": act.issued}
            for field, value in stated.items():
                if value:
                    session.add(ClaimRow(act_id=row.id, field=field, value=str(value), source="vbpl2026"))
    services.disagreements.refresh(SYSTEM)
    lines = services.disagreements.export(SYSTEM, DisagreementFilter(kind="maybe_same"))
    yield next(line for line in lines if line.act_uid == "quyet-dinh/77-a")


def test_an_administrator_reads_the_evidence_decides_and_takes_it_back(
    pair: DisagreementLine, signed_in: SignIn
) -> None:
    browser, here = signed_in("admin"), f"/mau-thuan/{pair.id}"
    page = browser.page(here)
    assert "Là một văn bản với" in page and "chỉ một bản ghi có" in page and "20/06/2019" in page
    assert "chỉ một bản ghi có" in browser.page("/mau-thuan?kind=maybe_same")
    done = browser.post(
        f"{here}/ket-luan", {"value": pair.pairs[0].uid, "reason": "Đã xem bản giấy."}, seen=here
    )
    assert done.status_code == 302
    page = browser.page(here)
    assert "Là một với Quyết định" in page and "Đã xem bản giấy." in page
    assert "Người quản trị đã kết luận" in browser.page(f"/van-ban/{pair.act_uid}")
    audit = browser.page("/quan-tri/nhat-ky")
    assert "Kết luận mâu thuẫn giữa các nguồn" in audit
    assert browser.post(f"{here}/mo-lai", {"reason": "Nhầm."}, seen=here).status_code == 302
    assert "Người quản trị đã kết luận" not in browser.page(f"/van-ban/{pair.act_uid}")


def test_a_reviewer_can_only_note_it(pair: DisagreementLine, signed_in: SignIn) -> None:
    browser, here = signed_in("reviewer"), f"/mau-thuan/{pair.id}"
    page = browser.page(here)
    assert "Là một văn bản với" not in page and "Người quản trị mới kết luận được" in page
    refused = browser.post(f"{here}/ket-luan", {"value": pair.pairs[0].uid, "reason": "Đã xem."}, seen=here)
    assert refused.status_code == 403
    noted = browser.post(f"{here}/ket-luan", {"value": "giu-nguyen", "reason": "Chưa rõ."}, seen=here)
    assert noted.status_code == 302


def test_the_files_to_take_away_say_what_was_decided(pair: DisagreementLine, services: Services) -> None:
    services.disagreements.settle(SYSTEM, pair.id, pair.pairs[0].uid, "Là một.")
    (line,) = services.disagreements.export(SYSTEM, DisagreementFilter(kind="maybe_same", state="settled"))
    assert line.chosen_words is not None and "Lai Châu" in line.chosen_words


def test_of_two_kinds_under_one_number_the_right_one_is_chosen(services: Services, signed_in: SignIn) -> None:
    with transaction(services.sessions, writes=True) as session:
        for kind in ("Quyết định", "Chỉ thị"):
            act = Act(f"{kind}/5", kind, "5/2018/UBND", "Về bến", "ubnd:lai-chau", None, date(2018, 4, 2))
            session.add(new_row(act))
    services.disagreements.refresh(SYSTEM)
    (line,) = services.disagreements.export(SYSTEM, DisagreementFilter(kind="type_differs"))
    browser, here = signed_in("admin"), f"/mau-thuan/{line.id}"
    page = browser.page(here)
    assert page.count("Là một văn bản, đúng là") == 2 and "Là các văn bản khác nhau" in page
    assert browser.post(f"{here}/ket-luan", {"value": line.act_uid, "reason": "Bản giấy."}, seen=here)
    assert "Là một văn bản, đúng là Quyết định 5/2018/UBND" in browser.page(here)
    assert "Người quản trị đã kết luận" in browser.page("/van-ban/Chỉ thị/5")
