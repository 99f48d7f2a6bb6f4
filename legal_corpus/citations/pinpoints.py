"""Pinpoints of a text: references to điểm, khoản, Điều, Mục, Chương, Phụ lục, Mẫu, each with its act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal_corpus.citations.amending_scopes import ScopeIndex, amending_scopes
from legal_corpus.citations.coordination import AMENDED_BY
from legal_corpus.citations.pinpoint_grammar import Chain, Group, Unit, find_chains, find_groups
from legal_corpus.citations.pinpoint_refs import THIS, Reference, references
from legal_corpus.citations.pinpoint_targets import Antecedents, Target, share_run
from legal_corpus.model.citation import Citation, ProvisionRef
from legal_corpus.text.normalize import with_real_d
from legal_corpus.text.outline import RANK, Outline, Place, outline_of
from legal_corpus.text.places import places_of

_FORM_HEADING = re.compile(
    r"^[ \t#*]*(?:Mẫu|MẪU|Biểu|BIỂU|Mẫu biểu|Biểu mẫu)[ \t]+(?:số[ \t]+|SỐ[ \t]+)?\d[\wĐđ./\-]{0,"
    r"14}[ \t]*(?:$|[.:(–-])",
    re.MULTILINE,
)
_QUOTED_HEADING = re.compile(r"[“\"](?:Điều|Chương|Mục|Phụ lục)[ \t]+[\wĐđ]{1,5}[ \t]*[.:]")
_FORWARD = re.compile(
    r"[ \t,;]*(?:(?:vào[ \t]+)?(?:sau|trước|ngay sau|phía sau|tiếp theo)|và[ \t]+(?:bãi bỏ|bổ sung|"
    r"sửa đổi(?:,?[ \t]+bổ sung)?)|bãi bỏ|bổ sung|vào)[ \t]+"
)


def _blocked(
    text: str, groups: Sequence[Group], citations: Sequence[Citation], outline: Outline
) -> list[tuple[int, int]]:
    """Spans where a unit word begins no reference: headings and names of acts."""
    spans = outline.heading_spans()
    spans += [(c.start, c.end) for c in citations]
    if any(group.unit == "form" for group in groups):
        spans += [m.span() for m in _FORM_HEADING.finditer(text)]
    headings = (_QUOTED_HEADING.match(text, at) for at in places_of('“"', text))
    spans += [heading.span() for heading in headings if heading]
    return sorted(spans)


class _Reader:
    """One pass over the chains of a text."""

    def __init__(self, text: str, groups: Sequence[Group], citations: Sequence[Citation]) -> None:
        self.printed = text
        self.text = text = with_real_d(text)
        self.citations = sorted(citations, key=lambda c: c.start)
        self.outline = outline_of(text)
        self.chains = find_chains(text, groups, _blocked(text, groups, self.citations, self.outline))
        self.antecedents = Antecedents(text, self.citations)
        self.scopes = ScopeIndex(amending_scopes(text, self.citations, self.outline))
        # Article and clause that the instructions above have opened, by rank of their segment.
        self._opened: list[tuple[int, str, str]] = []

    def read(self) -> list[ProvisionRef]:
        targets = self._targets()
        found: list[ProvisionRef] = []
        for at, (chain, target) in enumerate(zip(self.chains, targets, strict=True)):
            known = self._context(at, chain)
            refs = references(chain)
            if known:
                refs = [reference.fill(known) for reference in refs]
            found.extend(self._by_line(chain, refs, target))
        return found

    # -- targets ---------------------------------------------------------------------------------

    def _targets(self) -> list[Target]:
        """Targets of all chains; explicit ones are shared backwards along a list."""
        explicit = [self._explicit(chain) for chain in self.chains]
        for at in range(len(self.chains) - 2, -1, -1):
            here, after = self.chains[at], self.chains[at + 1]
            if (
                explicit[at] is None
                and explicit[at + 1] is not None
                and share_run(self.text, here.end, after.start)
            ):
                explicit[at] = explicit[at + 1]
        return [
            said[0] if said is not None else self._default(chain)
            for said, chain in zip(explicit, self.chains, strict=True)
        ]

    def _explicit(self, chain: Chain) -> tuple[Target] | None:
        """The target that the words around say (wrapped, since ``None`` is an answer too)."""
        for group in chain.groups:
            if THIS in group.labels:
                return ("self",)
        named = self.antecedents.named(chain.end)
        if named is None:
            if self.antecedents.closed(chain.end):
                return None
            named = self.antecedents.defined(chain.end)
        if named is not None:
            return (named,)
        if self.antecedents.says_self(chain.end, self.outline.quotation(chain.start) is not None):
            return ("self",)
        said, target = self.antecedents.said_before(chain.end, chain.start, self._floor)
        return (target,) if said else None

    def _floor(self, offset: int) -> int:
        """How far back "Nghị định đó" may reach: three segments, not past the article's start."""
        segments, at = self.outline.segments, self.outline.segment_index(offset)
        place = segments[at].place.article if at >= 0 else ""
        first = at
        while first > 0 and at - first < 3 and segments[first - 1].place.article == place:
            first -= 1
        return segments[first].start if first >= 0 else 0

    def _default(self, chain: Chain) -> Target:
        if self.antecedents.of_recipients(chain.start):
            return "self"
        behind = self.antecedents.behind(chain.start)
        if behind is not None:
            return behind
        said, spared = self.antecedents.spared(chain.start, chain.end)
        if said:
            return spared
        if self.outline.quotation(chain.start) is None:
            scope = self.scopes.at(chain.start)
            if scope is not None and (not scope.from_title or self._instructs(chain.start)):
                return scope.target.start if scope.target else None
        closed = self.antecedents.closed(chain.end)
        return "self" if closed or not self.antecedents.foreign(chain.end) else None

    def _instructs(self, offset: int) -> bool:
        """Whether the segment amends: under an amending title, "Như Điều 3" is still this act."""
        segment = self.outline.segments[self.outline.segment_index(offset)]
        return bool(_INSTRUCTS.search(self.text, segment.start, min(segment.end, segment.start + 400)))

    # -- article, clause and point that the chain leaves out ---------------------------------------

    def _context(self, at: int, chain: Chain) -> dict[Unit, str]:
        """Labels for "này" and for what is left out, from the place of the chain."""
        place = self.outline.place(chain.start)
        units = {group.unit for group in chain.groups}
        says_this = {g.unit for g in chain.groups if THIS in g.labels}
        known: dict[Unit, str] = {}
        article, clause = self._around(at, chain, place)
        if "article" in units:
            if not says_this:
                return known
            known["article"] = article if "article" in says_this else ""
        elif units & {"clause", "point", "item"} and not units & {
            "subsection",
            "section",
            "appendix",
            "form",
            "chapter",
            "part",
        }:
            known["article"] = article
        if "clause" in says_this or (units <= {"point", "item"} and clause):
            known["clause"] = clause
        if "point" in says_this:
            known["point"] = place.point
        boxes = {"section", "point"} & units
        if (
            boxes
            and "section" in units
            and not units & {"appendix", "article"}
            and place.appendix not in {"", "?"}
        ):
            known["appendix"] = f"Phụ lục {place.appendix}"
        return {u: v for u, v in known.items() if v or u in says_this}

    def _around(self, at: int, chain: Chain, place: Place) -> tuple[str, str]:
        """Article and clause in force: of the quoted wording, of the instruction, or of this act."""
        scope = self.scopes.at(chain.start)
        if scope is None:
            return place.article, place.clause
        quoted = self.outline.quotation(chain.start) is not None
        if scope.from_title and not quoted and not self._instructs(chain.start):
            return place.article, place.clause
        if quoted:
            inherited = self._opened[-1] if self._opened else (0, "", "")
            return place.article or inherited[1], place.clause or inherited[2]
        return self._instructed(at, chain)

    def _instructed(self, at: int, chain: Chain) -> tuple[str, str]:
        """Article and clause for an instruction; remembers what it opens for the ones below it."""
        segment = self.outline.segments[self.outline.segment_index(chain.start)]
        # "Điều 33 được sửa đổi bởi khoản 2 Điều 2 Thông tư A": the parts of A open nothing.
        if AMENDED_BY.search(self.text, max(segment.start, chain.start - 200), chain.start):
            return "", ""
        rank = RANK[segment.level]
        while self._opened and self._opened[-1][0] > rank:
            self._opened.pop()
        same = self._opened[-1] if self._opened and self._opened[-1][0] == rank else None
        parents = [o for o in self._opened if o[0] < rank]
        article, clause = (parents[-1][1], parents[-1][2]) if parents else ("", "")
        own = references(chain)
        own_article = next((r.get("article") for r in own if r.has("article")), "")
        own_clause = next((r.get("clause") for r in own if r.has("clause")), "")
        if not own_article:
            ahead = self._place_ahead(at, segment.end)
            clause = own_clause or ahead[1] or ("" if ahead[0] else clause)
            article = ahead[0] or article
        if same is None or own_article:
            if same is not None:
                self._opened.pop()
            self._opened.append((rank, own_article or article, own_clause or ("" if own_article else clause)))
        return article, clause

    def _place_ahead(self, at: int, end: int) -> tuple[str, str]:
        """ "điểm g vào sau điểm e khoản 3 Điều 17": article and clause stand with the next pinpoint."""
        here, clause = self.chains[at].end, ""
        for chain in self.chains[at + 1 : at + 4]:
            if chain.start >= end or _FORWARD.fullmatch(self.text, here, chain.start) is None:
                break
            ahead = next((r for r in references(chain) if r.has("article", "clause")), None)
            clause = clause or (ahead.get("clause") if ahead else "")
            if ahead is not None and ahead.has("article"):
                return ahead.get("article"), clause
            here = chain.end
        return "", clause

    # -- output ------------------------------------------------------------------------------------

    def _by_line(self, chain: Chain, refs: Sequence[Reference], target: Target) -> list[ProvisionRef]:
        """A quotation stays on one line; a chain broken over two lines gives two of them."""
        if "\n" not in "".join(chain.joints):
            texts = tuple(dict.fromkeys([text for reference in refs if (text := reference.text())]))
            printed = self.printed[chain.start : chain.end]
            return [ProvisionRef(chain.start, chain.end, printed, texts, target)] if texts else []
        pieces: list[list[int]] = [[]]
        for index, joint in enumerate(chain.joints):
            if "\n" in joint:
                pieces.append([])
            pieces[-1].append(index)
        found = []
        for number, piece in enumerate(pieces):
            first, last = chain.groups[piece[0]], chain.groups[piece[-1]]
            own = [r for r in refs if first.start <= r.start <= last.start]
            if number and not own:
                part = Chain(chain.groups[piece[0] : piece[-1] + 1], ("",) * len(piece))
                own = references(part)
            texts = tuple(dict.fromkeys(text for reference in own if (text := reference.text())))
            if texts:
                printed = self.printed[first.start : last.end]
                found.append(ProvisionRef(first.start, last.end, printed, texts, target))
        return found


_INSTRUCTS = re.compile(
    r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế|[Đđ]ính chính|[Bb]ỏ (?:cụm )?từ)(?![\wÀ-ỹ])"
)


def extract_provisions(text: str, citations: Sequence[Citation]) -> list[ProvisionRef]:
    """Pinpoints of an NFC text in order of position, ``text[start:end]`` being what was found.

    ``citations`` are those of the same text. ``refs`` follow gold GUIDELINES section 3 ("5/2/a",
    "Phụ lục II/Mục I"); "Điều này" carries the number of the article it stands in. Linear time.
    """
    groups = list(find_groups(with_real_d(text)))
    return _Reader(text, groups, citations).read() if groups else []
