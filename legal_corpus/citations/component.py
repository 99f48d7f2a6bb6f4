"""spaCy adapter: puts the citations of a text on ``doc.spans["citations"]``.

Nothing else imports this module, so that the rest of the product runs without spaCy. The factory is
registered through the ``spacy_factories`` entry point: ``nlp.add_pipe("vn_legal_citations")``.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from legal_corpus.citations.extractor import extract_citations

SPANS_KEY = "citations"
_FIELDS = ("kind", "type", "number", "name", "year", "issued", "issuer", "role", "confidence")

for _field in _FIELDS:
    if not Span.has_extension(f"citation_{_field}"):
        Span.set_extension(f"citation_{_field}", default=None)


@Language.factory(  # type: ignore[untyped-decorator]
    "vn_legal_citations", default_config={"spans_key": SPANS_KEY, "own_number": None}
)
def create_vn_legal_citations(
    nlp: Language,  # noqa: ARG001 (spaCy passes the pipeline and the name to every factory)
    name: str,  # noqa: ARG001
    spans_key: str,
    own_number: str | None,
) -> Callable[[Doc], Doc]:
    """The component: same spans as :func:`extract_citations` on the text of the Doc, which must be NFC.

    A span's ``label_`` is the type ("Nghị định"), ``kb_id_`` the number; the other fields are
    ``span._.citation_role`` and so on. Spans grow to whole tokens where the tokenizer cut differently;
    the exact characters stay in ``span.start_char`` only if the tokens fall on them.
    """

    def annotate(doc: Doc) -> Doc:
        spans = []
        for citation in extract_citations(doc.text, own_number=own_number):
            span = doc.char_span(
                citation.start,
                citation.end,
                label=citation.type,
                kb_id=citation.number or "",
                alignment_mode="expand",
            )
            if span is None:
                continue
            for field in _FIELDS:
                span._.set(f"citation_{field}", getattr(citation, field))
            spans.append(span)
        doc.spans[spans_key] = SpanGroup(doc, name=spans_key, spans=spans)
        return doc

    return annotate
