"""Several people press at once: one gets through, the others are told, nobody meets an internal error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from app.bootstrap import Services, build_services
from app.config import Settings
from app.db.base import transaction
from app.errors import ConflictError
from app.services.permissions import SYSTEM, Actor
from app.services.proposals import ProposalInput
from tests.web.store import DECISION, NOW, TODAY, fill_store

REASON = "đã đối chiếu bản gốc"
PASSWORD = "mot cau du dai 2026"


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    made = build_services(settings, now=lambda: NOW, today=lambda: TODAY)
    for name, role in (("lan", "reviewer"), ("minh", "lead"), ("thu", "admin")):
        made.users.create(SYSTEM, name, name, PASSWORD, role)
    with transaction(made.sessions) as session:
        fill_store(session)
    yield made
    made.close()


def _people(services: Services) -> list[Actor]:
    return [user.actor for user in services.users.list(SYSTEM)]


def _all_at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed returned, or the conflict it met; any other error is raised."""

    def done(deed: Callable[[], object]) -> object:
        try:
            return deed()
        except ConflictError as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def _through(results: list[object]) -> int:
    return sum(not isinstance(result, ConflictError) for result in results)


def test_one_verdict_of_three_gets_through(services: Services) -> None:
    judge, people = services.review.judge, _people(services)
    for seen in range(4):
        verdict = ("confirmed", "reopened")[seen % 2]
        results = _all_at_once(*(partial(judge, who, 1, verdict, REASON, seen=seen) for who in people))
        assert _through(results) == 1
    assert len(services.review.finding(SYSTEM, 1).verdicts) == 4


def test_a_verdict_on_a_page_from_before_anothers_is_a_conflict(services: Services) -> None:
    first, second, _third = _people(services)
    services.review.judge(first, 1, "dismissed", REASON, seen=0)
    with pytest.raises(ConflictError, match="vừa kết luận"):
        services.review.judge(second, 1, "confirmed", REASON, seen=0)
    assert services.review.finding(SYSTEM, 1).line.state == "dismissed"


def test_one_finding_serves_one_proposal(services: Services) -> None:
    people = _people(services)
    services.review.judge(people[0], 1, "confirmed", REASON)
    given = ProposalInput(services.proposals.handlings[0].key, "Sửa căn cứ ban hành.", (1,))
    create = services.proposals.create
    results = _all_at_once(*(partial(create, who, DECISION, given) for who in people))
    assert _through(results) == 1
    assert len(services.proposals.list(SYSTEM)) == 1


def test_one_decision_of_two_counts(services: Services) -> None:
    author, *others = sorted(_people(services), key=lambda who: who.role != "reviewer")
    services.review.judge(author, 1, "confirmed", REASON)
    given = ProposalInput(services.proposals.handlings[0].key, "Sửa căn cứ ban hành.", (1,))
    number = services.proposals.create(author, DECISION, given).line.id
    services.proposals.submit(author, number)
    one, two = others
    results = _all_at_once(
        lambda: services.proposals.approve(one, number),
        lambda: services.proposals.send_back(two, number, "cần nêu rõ điều khoản"),
    )
    assert _through(results) == 1
    assert services.proposals.get(SYSTEM, number).line.state in {"approved", "returned"}


def test_many_sign_in_at_once(services: Services) -> None:
    results = _all_at_once(
        *(partial(services.users.authenticate, name, PASSWORD) for name in ("lan", "minh", "thu") * 2)
    )
    assert _through(results) == 6
