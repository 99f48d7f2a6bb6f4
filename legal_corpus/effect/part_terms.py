"""Parts of an act that take effect, or end, on days of their own: "Điều 5 của Luật này có hiệu lực …".

Only a sentence whose subject is the parts as such; "quy định về … tại Điều 5" or "việc … theo Điều 5" speaks
of some of their content and gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal_corpus.effect.in_force import operative_start, read_when
from legal_corpus.effect.terms import NAMED, OPENING, term_said
from legal_corpus.model.citation import ProvisionRef
from legal_corpus.text.normalize import with_real_d
from legal_corpus.text.outline import outline_of
from legal_corpus.text.wrapped import unwrapped

_BLANK = r"[ \t\xa0]+"
_SAYS = re.compile(
    rf"(?:{_BLANK}của)?{_BLANK}{NAMED}{_BLANK}(?:sẽ{_BLANK})?"
    rf"(?P<verb>có{_BLANK}hiệu{_BLANK}lực|được{_BLANK}(?:thực{_BLANK}hiện|áp{_BLANK}dụng)|hết{_BLANK}hiệu{_BLANK}lực)"
    rf"(?:{_BLANK}thi{_BLANK}hành)?[ \t\xa0]*,?[ \t\xa0]*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:Các[ \t]+)?quy[ \t]+định|Nội[ \t]+dung(?:[ \t]+quy[ \t]+định)?)[ \t]+tại[ \t]+", re.IGNORECASE
)
_JOINT = re.compile(r"[\s;,]*(?:và\s+)?", re.IGNORECASE)
_ALONE = re.compile(r"trừ|riêng|đối với", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartTerm:
    """Parts (``refs`` "5/2/a") in force from a day of their own, to a last day, or both."""

    refs: tuple[str, ...]
    effective_from: date | None
    last_day: date | None
    start: int
    end: int


def part_terms(text: str, provisions: Sequence[ProvisionRef], issued: date | None = None) -> list[PartTerm]:
    """What the act says of the time of its own parts, in order. Linear in the references.

    ``provisions``: references of the same NFC text; ``issued`` is needed for "kể từ ngày ký".
    """
    read = unwrapped(with_real_d(text))
    outline = outline_of(read)
    begin, found = operative_start(read, outline), []
    for at, ref in enumerate(provisions):
        if ref.target != "self" or not ref.refs or ref.start < begin:
            continue
        said = _SAYS.match(read, ref.end)
        if said is None or outline.quotation(ref.start) is not None:
            continue
        listed = _listed(read, provisions, at)
        opening = _opening(read, listed[0].start)
        if opening is None:
            continue
        from_day = None if said["verb"].lower().startswith("hết") else read_when(read, said.end(), issued)
        until = term_said(read, said, issued)
        if from_day is None and until is None:
            continue
        end = until[1] if until else from_day[1] if from_day else said.end()
        if _ALONE.search(read, ref.end, said.start("verb")):
            continue
        last = until[0] if until else None
        refs = tuple(dict.fromkeys(item for one in listed for item in one.refs))
        found.append(PartTerm(refs, from_day[0] if from_day else None, last, opening, end))
    return found


def _listed(text: str, provisions: Sequence[ProvisionRef], at: int) -> list[ProvisionRef]:
    """The reference with those that stand before it in one list: "Điều 11; khoản 8 Điều 20; Điều 27"."""
    found = [provisions[at]]
    for earlier in reversed(provisions[:at]):
        if earlier.target != "self" or not _JOINT.fullmatch(text, earlier.end, found[0].start):
            break
        found.insert(0, earlier)
    return found


def _opening(text: str, at: int) -> int | None:
    """Where the sentence begins whose first words are the reference, ``None`` when others stand before it."""
    window = max(0, at - 80)
    before = text[window:at]
    start = max(before.rfind(mark) for mark in ".;:\n") + 1
    match = OPENING.match(before, start)
    rest = match.end() if match else start
    lead = _LEAD.match(before, rest)
    return None if before[lead.end() if lead else rest :].strip() else window + start
