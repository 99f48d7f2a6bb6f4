"""Search over real provincial acts: what a reviewer types finds the act, and snippets are its words."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from indexer.search.analysis import fold_chars
from indexer.search.protocol import IndexedAct, SearchQuery
from indexer.search.whoosh_index import WhooshIndex
from legal_corpus.text.normalize import to_nfc

pytestmark = pytest.mark.shared
PROVINCIAL = (
    Path(os.environ.get("RASOAT_SHARED", Path(__file__).parents[4] / "../shared")) / "data/provincial"
)


@pytest.fixture(scope="module")
def acts() -> list[IndexedAct]:
    if not (PROVINCIAL / "INDEX.tsv").is_file():
        pytest.skip("real acts are absent: set RASOAT_SHARED to the folder that has data/provincial")
    with (PROVINCIAL / "INDEX.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))[:40]
    found = []
    for row in rows:
        text = to_nfc((PROVINCIAL / "text" / row["file"]).read_text("utf-8"))
        found.append(IndexedAct(row["file"], "Quyết định", row["number_as_scraped"], text=text))
    return found


@pytest.fixture(scope="module")
def index(acts: list[IndexedAct], tmp_path_factory: pytest.TempPathFactory) -> WhooshIndex:
    made = WhooshIndex(tmp_path_factory.mktemp("index"))
    made.add(acts)
    return made


def test_every_act_is_found_by_its_number(index: WhooshIndex, acts: list[IndexedAct]) -> None:
    for act in acts:
        hits = index.search(SearchQuery(act.number or "", limit=100)).hits
        assert act.uid in {hit.uid for hit in hits}, act.number


@pytest.mark.parametrize("query", ["đất đai", "y tế", '"căn cứ luật"', "mức thu phí", "điều 1"])
def test_hits_contain_the_words_and_snippets_are_theirs(
    index: WhooshIndex, acts: list[IndexedAct], query: str
) -> None:
    texts = {act.uid: act.text for act in acts}
    results = index.search(SearchQuery(query, limit=100), lambda uids: {uid: texts[uid] for uid in uids})
    toneless = index.search(SearchQuery(fold_chars(query), limit=100))
    assert results.total == toneless.total > 0
    assert {hit.uid for hit in results.hits} == {hit.uid for hit in toneless.hits}
    for hit in results.hits:
        for snippet in hit.snippets:
            printed = "".join(piece for piece, _ in snippet.pieces)
            stretch = texts[hit.uid][snippet.start : snippet.start + len(printed)]
            assert stretch.replace("\n", " ") == printed
        assert any(matched for snippet in hit.snippets for _, matched in snippet.pieces)
