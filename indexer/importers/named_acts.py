"""Acts that a cell of a register names: "Quyết định số 10/2024/QĐ-UBND ngày 29/3/2024 của UBND tỉnh X …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.importers.stating import issuer_of, stated_number
from legal_corpus.citations.extractor import extract_citations
from legal_corpus.model.citation import Citation
from legal_corpus.model.effect import Predicate
from legal_corpus.registry.rows import ActingRef
from legal_corpus.text.normalize import to_nfc

_CLAUSE = re.compile(r"\s*;\s*")
_BY = re.compile(
    r"(?P<verb>thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|sửa\s+đổi(?:\s*,\s*bổ\s+sung)?|bổ\s+sung|đính\s+chính|"
    r"hết\s+hiệu\s+lực)\s+(?:toàn\s+bộ\s+|một\s+phần\s+)?(?:bởi|bằng|tại|theo|do|vì)\b",
    re.IGNORECASE,
)
_ONLY_A_PART = re.compile(r"một\s+phần|một\s+số\s+(?:điều|nội\s+dung)", re.IGNORECASE)
_CHANGES_ANOTHER = re.compile(
    r"\s*(?:của\s.{3,90}?\s)?(?:về\s+việc\s+)?(?:đính\s+chính|sửa\s+đổi)", re.IGNORECASE
)
_AFTER_ISSUER = re.compile(
    r"\s+(?:quy\s+định|ban\s+hành|phân\s+cấp|về|bãi\s+bỏ|sửa\s+đổi|công\s+bố|phê\s+duyệt|điều\s+chỉnh|h[ủu][ỷy]\s+bỏ|"
    r"thay\s+thế|đặt|đính\s+chính)\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class NamedAct:
    """One act named in a text. ``rest`` are the words after it, up to the end of its clause."""

    type: str
    number: str
    issued_with: Citation
    rest: str

    @property
    def issuer_name(self) -> str | None:
        """The issuer as printed, without what follows it."""
        name = self.issued_with.issuer
        return _AFTER_ISSUER.sub("", name).strip() if name else None

    @property
    def ref(self) -> ActingRef:
        """The act as the doer of an event."""
        return ActingRef(self.type, self.number, self.issued_with.issued)

    def issuer(self, place: str | None) -> str | None:
        """Code of its issuer; ``place`` ("tỉnh An Giang") stands in where the text names none or only
        "Ủy ban nhân dân tỉnh"."""
        cited = self.issued_with
        named = issuer_of(self.issuer_name, self.number, cited.issued)
        return named or issuer_of(place, self.number, cited.issued)


def acts_in(text: str) -> list[NamedAct]:
    """Every act with a number that the text names, in order."""
    text = to_nfc(" ".join(text.split()))
    found = [c for c in extract_citations(text) if c.kind == "act" and c.number]
    ends = [c.start for c in found[1:]] + [len(text)]
    return [
        NamedAct(c.type, stated_number(c.number or ""), c, text[c.end : end])
        for c, end in zip(found, ends, strict=False)
    ]


def leading_act(text: str) -> NamedAct | None:
    """The act that the text begins with, ``None`` when it begins with other words."""
    text = to_nfc(" ".join(text.split()))
    found = next(iter(acts_in(text)), None)
    return found if found and found.issued_with.start <= len("Văn bản số ") else None


def clause_acts(text: str) -> Iterator[NamedAct]:
    """The first act of each clause of "A ngày … về …; B ngày …"; acts within titles are left out."""
    for clause in _CLAUSE.split(to_nfc(" ".join(text.split()))):
        act = leading_act(clause)
        if act:
            yield act


def listed_acts(text: str) -> Iterator[NamedAct]:
    """The same without acts that correct or amend another one: they replace nothing."""
    return (act for act in clause_acts(text) if not _CHANGES_ANOTHER.match(act.rest))


def doers_in(text: str) -> Iterator[tuple[Predicate, bool, NamedAct]]:
    """What a remark says was done and by which act: ("replaces", whole, act) for "bị thay thế bởi …"."""
    text = to_nfc(" ".join(text.split()))
    verbs = list(_BY.finditer(text))
    ends = [verb.start() for verb in verbs[1:]] + [len(text)]
    for verb, end in zip(verbs, ends, strict=False):
        said = verb["verb"].casefold()
        predicate: Predicate = "expires"
        if said.startswith("thay"):
            predicate = "replaces"
        elif said.startswith(("bãi", "h")) and not said.startswith("hết"):
            predicate = "repeals"
        elif said.startswith("sửa"):
            predicate = "amends"
        elif said.startswith("bổ"):
            predicate = "supplements"
        elif said.startswith("đính"):
            predicate = "corrects"
        part = predicate in {"amends", "supplements", "corrects"} or bool(
            _ONLY_A_PART.search(text, max(0, verb.start() - 30), verb.end())
        )
        for act in listed_acts(text[verb.end() : end].strip(" :,.")):
            yield predicate, part, act
