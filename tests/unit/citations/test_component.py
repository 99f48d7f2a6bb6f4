"""The spaCy adapter puts the same spans on the Doc."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

from legal_corpus.citations import component  # noqa: E402
from legal_corpus.citations.extractor import extract_citations  # noqa: E402

TEXT = "Căn cứ Luật Giá số 16/2023/QH15 ; theo Nghị định số 15/2020/NĐ-CP ngày 3/2/2020 của Chính phủ ."


def test_spans_equal_the_extractor() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("vn_legal_citations")
    doc = nlp(TEXT)
    spans = doc.spans[component.SPANS_KEY]
    expected = extract_citations(TEXT)
    assert [(s.start_char, s.end_char) for s in spans] == [(c.start, c.end) for c in expected]
    assert [(s.label_, s.kb_id_) for s in spans] == [("Luật", "16/2023/QH15"), ("Nghị định", "15/2020/NĐ-CP")]
    assert [s._.citation_role for s in spans] == [c.role for c in expected]


def test_own_number_is_configurable() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("vn_legal_citations", config={"own_number": "15/2020/NĐ-CP", "spans_key": "acts"})
    doc = nlp(TEXT)
    assert [span.label_ for span in doc.spans["acts"]] == ["Luật"]
