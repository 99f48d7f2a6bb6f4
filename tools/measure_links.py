"""Links of a store's citations against the words around them: which cannot be right?

``python -m tools.measure_links --home DIR [--sample N --seed S]``: every citation
that was resolved to one act is compared with that act: number, kind, date where printed, body that may issue
such a number and its province, subject where printed, and day of the citing act. Contradictions are listed;
``--sample`` prints N random links with their surroundings, to be read by a person.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.cli.common import open_services
from app.db.act_registry import to_act
from app.db.base import transaction
from app.db.models import ActRow, CitationRow, ExpressionRow
from app.services.linking import citation_of
from app.services.vocabulary import issuer_book
from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.compare import same_type
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.names import bare_title
from legal_corpus.registry.subject import cited_subject
from legal_corpus.registry.succession import province_of_issuer
from legal_corpus.text.normalize import fold_marks
from legal_corpus.text.numbers import number_key

_UNLIKE = 0.45
_AROUND = 160


@dataclass(frozen=True, slots=True)
class Link:
    """A citation of the text of ``citing``, and the act it was resolved to."""

    citation: Citation
    act: Act
    citing: Act
    text: str

    @property
    def around(self) -> str:
        """The citation marked in its surroundings, on one line."""
        start, end = self.citation.start, self.citation.end
        before, after = self.text[max(0, start - 60) : start], self.text[end : end + _AROUND]
        return " ".join(f"{before}[[{self.text[start:end]}]]{after}".split())


def links(session: Session) -> Iterator[Link]:
    """Every resolved citation of an act in the current texts of provinces."""
    citing = aliased(ActRow)
    query = (
        select(CitationRow, ActRow, citing, ExpressionRow)
        .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
        .join(citing, citing.id == ExpressionRow.act_id)
        .join(ActRow, ActRow.id == CitationRow.act_id)
        .where(ExpressionRow.current, CitationRow.kind == "act", CitationRow.outcome == "resolved")
        .order_by(CitationRow.expression_id, CitationRow.start)
    )
    for row, act, own, expression in session.execute(query):
        if ":" in (own.issuer or ""):
            yield Link(citation_of(row), to_act(act), to_act(own), expression.text)


def contradictions(link: Link, book: IssuerBook) -> Iterator[str]:
    """What speaks against the link."""
    cited, act = link.citation, link.act
    if cited.number and number_key(cited.number) != number_key(act.number or ""):
        yield "number"
    if not same_type(cited.type, act.type):
        yield "type"
    if cited.issued and act.issued and cited.issued != act.issued:
        yield "date"
    if act.issued and link.citing.issued and act.issued > link.citing.issued:
        yield "issued after the citing act"
    yield from _issuer(link, book)
    subject = cited_subject(link.text, cited)
    if subject and act.title and _unlike(subject, act):
        yield "subject"
    elif cited.name and not cited.number and _unlike(cited.name, act):
        yield "name"


def _issuer(link: Link, book: IssuerBook) -> Iterator[str]:
    cited, act = link.citation, link.act
    symbol = book.for_symbol(cited.number or "")
    if symbol.organ and act.issuer:
        where = province_of_issuer(act.issuer)
        own = province_of_issuer(link.citing.issuer or "")
        kin = {province_of_issuer(item) for item in book.lineage(link.citing.issuer or "")} | {own}
        named = {province_of_issuer(item.code) for item in book.named(cited.issuer or "")} - {None}
        if where not in (named or kin):
            yield "province"
    elif cited.issuer and act.issuer:
        versions = book.named(cited.issuer)
        if versions and not any(act.issuer in book.same_body(item.code) for item in versions):
            yield "issuer"


def _unlike(subject: str, act: Act) -> bool:
    left, right = fold_marks(subject), fold_marks(bare_title(act))
    length = min(len(left), len(right))
    if length < 15 or left in right or right in left:
        return False
    return SequenceMatcher(None, left[:length], right[:length], autojunk=False).ratio() < _UNLIKE


def main(arguments: list[str] | None = None) -> None:
    """Prints counts, contradictions, and the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args(arguments)
    with open_services(options.home) as services, transaction(services.sessions) as session:
        book, found = issuer_book(session), list(links(session))
        kinds: Counter[str] = Counter()
        for link in found:
            for kind in contradictions(link, book):
                kinds[kind] += 1
                print(f"{kind.upper()} {link.citing.label}: {link.around}\n    -> {_shown(link.act)}")
        print(f"{len(found)} links, contradictions {dict(kinds)}")
        for link in random.Random(options.seed).sample(found, min(options.sample, len(found))):
            print(f"? {link.citing.label} ({link.citing.issuer}): {link.around}\n    -> {_shown(link.act)}")


def _shown(act: Act) -> str:
    return f"{act.label} | {act.issuer} | {act.issued} | {act.title}"


if __name__ == "__main__":
    main()
