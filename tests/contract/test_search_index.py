"""What every search index has to do, run for each implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from indexer.search.analysis import index_terms, query_units
from indexer.search.matching import QueryMatcher
from indexer.search.protocol import (
    Hit,
    IndexDiff,
    IndexedAct,
    IndexUnit,
    SearchIndex,
    SearchQuery,
    SearchResults,
    TextsOf,
)
from indexer.search.repair import repair
from indexer.search.whoosh_index import WhooshIndex
from legal_corpus.text.normalize import fold_key

ACTS = (
    IndexedAct(
        "qd/15",
        "Quyết định",
        "15/2021/QĐ-UBND",
        "Ban hành bảng giá đất trên địa bàn tỉnh",
        "UBND tỉnh Hòa Bình",
        date(2021, 5, 20),
        "Điều 1. Ban hành bảng giá các loại đất.\nĐiều 2. Sở Tài nguyên và Môi trường chịu trách nhiệm.",
        "hoa-binh",
    ),
    IndexedAct(
        "nq/8",
        "Nghị quyết",
        "08/2017/NQ-HĐND",
        "Chính sách hỗ trợ y tế cơ sở",
        "HĐND tỉnh Cà Mau",
        date(2017, 7, 8),
        "Người dân xã đảo được hỗ trợ khám, chữa bệnh. Trạm y tế ở xã do ngân sách chi trả đạt 100%.",
        "ca-mau",
    ),
    IndexedAct(
        "qd/20",
        "Quyết định",
        "20/2023/QĐ-UBND",
        "Quy chế thu hồi rác thải",
        "UBND tỉnh Cà Mau",
        date(2023, 1, 31),
        "Bãi bỏ Quyết định số 15/2021/QĐ-UBND. Việc thu hồi đất theo quy hoạch do xã đề nghị.",
        "ca-mau",
    ),
    IndexedAct("tt/1", "Thông tư", "01/2020/TT-BXD", text="Quy dinh ve dat dai va nha o, khong dau."),
)
TEXTS = {act.uid: act.text for act in ACTS}


class MemoryIndex:
    """The contract in its simplest form, to see that the suite does not test Whoosh's habits."""

    def __init__(self) -> None:
        self.acts: dict[str, IndexedAct] = {}
        self.pending: frozenset[str] = frozenset()

    @contextmanager
    def writer(self) -> Iterator[IndexUnit]:
        unit = _MemoryUnit(self)
        yield unit
        unit.commit()
        self.pending -= unit.touched

    def add(self, batch: Iterable[IndexedAct]) -> None:
        with self.writer() as unit:
            for act in batch:
                unit.put(act)

    def search(self, query: SearchQuery, texts_of: TextsOf | None = None) -> SearchResults:
        units = query_units(query.text)
        matcher = QueryMatcher(units) if units else None
        hits = []
        for act in self.acts.values():
            if matcher is None or not self._allowed(act, query):
                continue
            words = [term for term, _ in index_terms(f"{act.type} {act.number} {act.title}\n{act.text}")]
            keys = [[word.folded for word in unit.words] for unit in units]
            if all(any(words[i : i + len(k)] == k for i in range(len(words))) for k in keys):
                hits.append(self._hit(act, matcher, texts_of))
        if query.order == "newest":
            hits.sort(key=lambda hit: self.acts[hit.uid].issued or date.min, reverse=True)
        else:
            hits.sort(key=lambda hit: (not hit.exact, -hit.score))
        return SearchResults(len(hits), tuple(hits[query.offset : query.offset + query.limit]))

    def _allowed(self, act: IndexedAct, query: SearchQuery) -> bool:
        def within(value: str | None, wanted: frozenset[str]) -> bool:
            return not wanted or fold_key(value or "") in {fold_key(w) for w in wanted}

        return (
            (query.uids is None or act.uid in query.uids)
            and within(act.type, query.types)
            and within(act.issuer_name, query.issuers)
            and within(act.province, query.provinces)
            and (query.issued_from is None or (act.issued is not None and act.issued >= query.issued_from))
            and (query.issued_to is None or (act.issued is not None and act.issued <= query.issued_to))
        )

    def _hit(self, act: IndexedAct, matcher: QueryMatcher, texts_of: TextsOf | None) -> Hit:
        text = texts_of([act.uid]).get(act.uid, "") if texts_of else ""
        title = matcher.snippets(act.title or "", "title")
        close = matcher.closeness(act.title or "", text)
        snippets = title + matcher.snippets(text, "body")
        return Hit(act.uid, 2.0 if title else 1.0, close.exact == 1.0, snippets)

    def verify(self, expected_uids: Iterable[str]) -> IndexDiff:
        expected, held = frozenset(expected_uids), frozenset(self.acts)
        return IndexDiff(expected - held, held - expected, self.pending)

    def rebuild(self, acts: Iterable[IndexedAct]) -> int:
        self.acts, self.pending = {act.uid: act for act in acts}, frozenset()
        return len(self.acts)

    def close(self) -> None:
        pass


class _MemoryUnit:
    def __init__(self, index: MemoryIndex) -> None:
        self.index = index
        self.changes: dict[str, IndexedAct | None] = {}

    @property
    def touched(self) -> frozenset[str]:
        return frozenset(self.changes)

    def put(self, act: IndexedAct) -> None:
        self.changes[act.uid] = act

    def delete(self, uid: str) -> None:
        self.changes[uid] = None

    def prepare(self) -> None:
        pass

    def commit(self) -> None:
        self.index.pending |= self.touched
        kept = {uid: act for uid, act in (self.index.acts | self.changes).items() if act is not None}
        self.index.acts = kept


MAKERS: dict[str, Callable[[Path], SearchIndex]] = {
    "whoosh": lambda folder: WhooshIndex(folder / "index", lock_timeout_s=0.2),
    "memory": lambda _folder: MemoryIndex(),
}


@pytest.fixture(params=sorted(MAKERS))
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    made = MAKERS[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    index.add(ACTS)
    return index


def texts_of(uids: Sequence[str]) -> Mapping[str, str]:
    return {uid: TEXTS[uid] for uid in uids if uid in TEXTS}


def uids(index: SearchIndex, text: str, **limits: object) -> list[str]:
    results = index.search(SearchQuery(text, **limits), texts_of)  # type: ignore[arg-type]
    return [hit.uid for hit in results.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("y tế", {"nq/8"}),
        ("y te", {"nq/8"}),
        ("Y TẾ CƠ SỞ", {"nq/8"}),
        ("y te\u0302\u0301", {"nq/8"}),  # decomposed, as some keyboards type
        ("điều 2", {"qd/15"}),
        ("đất", {"qd/15", "qd/20", "tt/1", "nq/8"}),
        ("15/2021/qđ-ubnd", {"qd/15", "qd/20"}),
        ("15/2021", {"qd/15", "qd/20"}),
        ("8/2017", {"nq/8"}),
        ("ở xã", {"nq/8"}),
        ('"thu hồi đất"', {"qd/20"}),
        ('"hồi thu"', set()),
        ("bảng giá rác", set()),
        ("không-có-từ-này", set()),
        ('AND OR NOT ( * ? [ ^ ~ : "', set()),
        ("", set()),
        ("…", set()),
    ],
)
def test_words(filled: SearchIndex, text: str, expected: set[str]) -> None:
    assert set(uids(filled, text)) == expected


def test_all_words_with_and_without_marks_find_the_same(filled: SearchIndex) -> None:
    assert set(uids(filled, "quy định đất đai")) == set(uids(filled, "quy dinh dat dai")) == {"tt/1"}


def test_same_marks_rank_first(filled: SearchIndex) -> None:
    found = filled.search(SearchQuery("đất"), texts_of).hits
    assert {hit.uid for hit in found if hit.exact} == {"qd/15", "qd/20"}
    assert [hit.exact for hit in found] == [True, True, False, False]
    assert found[0].uid == "qd/15"  # in its title


def test_old_and_new_tone_placement_are_the_same_mark(index: SearchIndex) -> None:
    index.add(
        [
            IndexedAct("a", "Quyết định", title="Hoà giải ở cơ sở"),
            IndexedAct("b", "Quyết định", title="Hóa chất"),
        ]
    )
    found = index.search(SearchQuery("hòa")).hits
    assert [(hit.uid, hit.exact) for hit in found] == [("a", True), ("b", False)]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"types": frozenset({"quyết định"})}, {"qd/15", "qd/20"}),
        ({"issuers": frozenset({"HĐND tỉnh Cà Mau"})}, {"nq/8"}),
        ({"provinces": frozenset({"ca-mau"})}, {"nq/8", "qd/20"}),
        ({"issued_from": date(2021, 5, 20)}, {"qd/15", "qd/20"}),
        ({"issued_to": date(2021, 5, 19)}, {"nq/8"}),
        ({"issued_from": date(2017, 7, 8), "issued_to": date(2017, 7, 8)}, {"nq/8"}),
        ({"uids": frozenset({"tt/1", "qd/20", "gone"})}, {"tt/1", "qd/20"}),
        ({"uids": frozenset({"gone"})}, set()),
        ({"uids": frozenset()}, set()),
        ({"types": frozenset({"Lệnh"})}, set()),
        ({"types": frozenset({"Quyết định"}), "uids": frozenset({"nq/8", "qd/15"})}, {"qd/15"}),
    ],
)
def test_limits(filled: SearchIndex, limits: dict[str, object], expected: set[str]) -> None:
    results = filled.search(SearchQuery("đất", **limits), texts_of)  # type: ignore[arg-type]
    assert {hit.uid for hit in results.hits} == expected
    assert results.total == len(expected)


def test_newest_first_and_undated_last(filled: SearchIndex) -> None:
    assert uids(filled, "đất", order="newest") == ["qd/20", "qd/15", "nq/8", "tt/1"]


def test_pages_share_one_order(filled: SearchIndex) -> None:
    whole = uids(filled, "đất")
    pages = [filled.search(SearchQuery("đất", offset=i, limit=2), texts_of) for i in (0, 2, 4)]
    assert [hit.uid for page in pages for hit in page.hits] == whole
    assert {page.total for page in pages} == {4}


def test_snippets_are_the_original_words(filled: SearchIndex) -> None:
    hit = filled.search(SearchQuery("bảng giá đất"), texts_of).hits[0]
    title, body = hit.snippets
    assert (title.field, body.field) == ("title", "body")
    assert ("bảng giá đất", True) in title.pieces
    printed = "".join(piece for piece, _ in body.pieces)
    assert TEXTS["qd/15"].replace("\n", " ")[body.start :].startswith(printed)
    assert {piece for piece, matched in body.pieces if matched} == {"bảng giá", "đất"}


def test_without_texts_only_titles_are_shown(filled: SearchIndex) -> None:
    (hit,) = filled.search(SearchQuery("bảng giá đất")).hits
    assert [snippet.field for snippet in hit.snippets] == ["title"]


def test_put_replaces_and_the_last_put_wins(filled: SearchIndex) -> None:
    with filled.writer() as unit:
        unit.put(IndexedAct("qd/15", "Quyết định", title="cà phê"))
        unit.put(IndexedAct("qd/15", "Quyết định", title="hồ tiêu"))
        unit.put(IndexedAct("new", "Quyết định", title="cà phê"))
        unit.delete("new")
        unit.delete("never there")
    assert uids(filled, "cà phê") == []
    assert uids(filled, "hồ tiêu") == ["qd/15"]
    assert "qd/15" not in uids(filled, "bảng giá")
    assert filled.verify(TEXTS).clean


def test_delete(filled: SearchIndex) -> None:
    with filled.writer() as unit:
        unit.delete("nq/8")
    assert uids(filled, "y tế") == []
    assert filled.verify(TEXTS) == IndexDiff(missing=frozenset({"nq/8"}))


@pytest.mark.parametrize("prepared", [False, True])
def test_exception_before_commit_leaves_no_trace(filled: SearchIndex, prepared: bool) -> None:
    with pytest.raises(KeyError), filled.writer() as unit:
        unit.put(IndexedAct("x", "Quyết định", title="cà phê"))
        unit.delete("nq/8")
        if prepared:
            unit.prepare()
        raise KeyError
    assert uids(filled, "cà phê") == []
    assert uids(filled, "y tế") == ["nq/8"]
    assert filled.verify(TEXTS).clean


def test_nothing_is_visible_before_commit(filled: SearchIndex) -> None:
    with filled.writer() as unit:
        unit.put(IndexedAct("x", "Quyết định", title="cà phê"))
        unit.prepare()
        assert uids(filled, "cà phê") == []
        unit.commit()
        assert uids(filled, "cà phê") == ["x"]


def test_failure_between_the_two_commits_is_known_and_repaired(filled: SearchIndex) -> None:
    with pytest.raises(KeyError), filled.writer() as unit:
        unit.put(IndexedAct("x", "Quyết định", title="cà phê"))
        unit.put(IndexedAct("qd/15", "Quyết định", title="cà phê"))
        unit.delete("nq/8")
        unit.commit()
        raise KeyError  # the database could not commit
    expected = IndexDiff(frozenset({"nq/8"}), frozenset({"x"}), frozenset({"x", "qd/15", "nq/8"}))
    assert filled.verify(TEXTS) == expected
    database = {act.uid: act for act in ACTS}
    assert repair(filled, database, database.get) == expected
    assert filled.verify(TEXTS).clean
    assert uids(filled, "cà phê") == []
    assert uids(filled, "y tế") == ["nq/8"]
    assert uids(filled, "bảng giá đất") == ["qd/15"]


def test_unrelated_work_does_not_clear_a_doubt(filled: SearchIndex) -> None:
    with pytest.raises(KeyError), filled.writer() as unit:
        unit.put(ACTS[0])
        unit.commit()
        raise KeyError
    filled.add([ACTS[1]])
    assert filled.verify(TEXTS).doubtful == {"qd/15"}


def test_rebuild_replaces_everything(filled: SearchIndex) -> None:
    assert filled.rebuild(iter(ACTS[1:3])) == 2
    assert filled.verify({"nq/8", "qd/20"}).clean
    assert uids(filled, "bảng giá") == []
    filled.add(ACTS[:1])
    assert uids(filled, "bảng giá") == ["qd/15"]


def test_failed_rebuild_keeps_the_old_index(filled: SearchIndex) -> None:
    def broken() -> Iterator[IndexedAct]:
        yield ACTS[0]
        raise KeyError

    with pytest.raises(KeyError), filled.writer() as unit:
        unit.put(ACTS[0])
        unit.commit()
        raise KeyError
    with pytest.raises(KeyError):
        filled.rebuild(broken())
    assert filled.verify(TEXTS) == IndexDiff(doubtful=frozenset({"qd/15"}))
    assert uids(filled, "y tế") == ["nq/8"]


def test_an_index_never_written_is_empty(index: SearchIndex) -> None:
    assert index.search(SearchQuery("đất")) == SearchResults()
    assert index.verify(["a"]) == IndexDiff(missing=frozenset({"a"}))


def test_an_index_emptied_by_hand_is_empty(filled: SearchIndex) -> None:
    with filled.writer() as unit:
        for uid in TEXTS:
            unit.delete(uid)
    assert uids(filled, "đất") == []
    assert filled.rebuild([]) == 0
    assert uids(filled, "đất") == []
    assert filled.verify([]).clean
    filled.add(ACTS)
    assert uids(filled, "y tế") == ["nq/8"]
