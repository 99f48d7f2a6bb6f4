"""Finds every mention of another act or paper in a text (GUIDELINES section 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from legal_corpus.citations.chain import read_outside
from legal_corpus.citations.frame import Frame, day_at_head, read_frame
from legal_corpus.citations.grammar import (
    ANCHOR,
    BEFORE_NUMBER,
    LAW_TYPES,
    LOWER,
    SMALL_LAW,
    TREATY_TYPES,
    UPPER,
    canonical_type,
    symboled_numbers,
)
from legal_corpus.citations.issuers import issuer_before
from legal_corpus.citations.laws import read_law
from legal_corpus.citations.mention import Mention
from legal_corpus.citations.reading import read_loose, read_numbered
from legal_corpus.citations.roles import assign_roles
from legal_corpus.citations.short_forms import resolve_short_forms
from legal_corpus.citations.treaties import read_treaty
from legal_corpus.model.citation import Citation, Kind
from legal_corpus.text.invisible import compact
from legal_corpus.text.normalize import to_nfc, with_real_d
from legal_corpus.text.numbers import number_key
from legal_corpus.text.wrapped import unwrapped

_LETTER = re.compile(f"[{LOWER}{UPPER}\\d]")
# A lost blank: "thi hànhLuật Giá", "Điều 1Quyết định số …".
_GLUED = re.compile(rf"[{LOWER}\d][{UPPER}][{LOWER}]")
_LIST_GAP = re.compile(r"\s{0,3}(?:[,;]|và|hoặc|[,;]\s{0,2}và)\s{0,3}(?:(?:các|Luật)\s)?$")
_NOT_A_NUMBER_OF_AN_ACT = re.compile(
    r"(?:[Mm]ẫu|[Pp]hụ lục|[Bb]iểu|[Bb]ảng|[Tt]hửa đất|[Gg]iấy phép|[Hh]ợp đồng|[Tt]ờ bản đồ|[Ss]ổ)\s{1,3}"
    r"(?:(?:số\s{1,2})?\d[\w./-]{2,24}\s{0,2}(?:,|và|hoặc)\s{0,2}){0,5}$"
)
_LETTERHEAD = re.compile(r"^[ \t(|]{0,8}S(?:ố|Ố)\s{0,2}:", re.MULTILINE)
_ATTACHED = re.compile(r"[ \t]{0,6}\(?(?:[Đđ]ược\s)?(?:[Bb]an hành\s)?[Kk]èm\s{1,2}theo\s{1,2}$")
# "DANH MỤC (Kèm theo …": what is attached is named in capitals on its own line.
_ATTACHED_HERE = re.compile(rf"[^{LOWER}\n]{{0,120}}\((?:[Bb]an hành\s)?[Kk]èm\s{{1,2}}theo\s{{1,2}}$")
_HEAD = re.compile(r"0*(\d+)")


def extract_citations(text: str, *, own_number: str | None = None) -> list[Citation]:
    """Mentions of other acts and papers in order of position; spans never overlap.

    ``text`` should be NFC: offsets count characters of its NFC form and ``text[start:end]`` is the
    citation's text. ``own_number`` is the document's own number as printed; without it the head of the
    text is asked. Time is linear in the length of the text.
    """
    text = to_nfc(text)
    plain = compact(text)
    if plain is not None:
        found = extract_citations(plain.text, own_number=own_number)
        return [_placed(citation, *plain.span(citation.start, citation.end), text) for citation in found]
    read = with_real_d(text)
    anchors = _anchors(read)
    if not anchors:
        return []
    frame = read_frame(read, own_number)
    mentions = _find(read, anchors, frame)
    _share_issuers(read, mentions)
    resolve_short_forms(mentions)
    mentions = [mention for mention in mentions if not mention.provisional]
    if not mentions:
        return []
    assign_roles(unwrapped(read), mentions, frame)
    return [mention.citation(text) for mention in mentions]


def _placed(citation: Citation, start: int, end: int, text: str) -> Citation:
    return replace(citation, start=start, end=end, text=text[start:end])


def _find(text: str, anchors: Sequence[tuple[int, int]], frame: Frame) -> list[Mention]:
    mentions: list[Mention] = []
    floor = 0
    for start, end in anchors:
        if start < floor:
            continue
        if start == end:
            start, end = _before_number(text, start)
            if start < floor:
                continue
        mention = _read(text, start, end, floor, mentions[-1] if mentions else None)
        if mention is None:
            continue
        floor = mention.tail
        if _is_own(text, mention, frame):
            continue
        read_outside(text, mention)
        if mention.kind == "paper" and mention.issuer is None:
            mention.issuer = issuer_before(text, mention.start, mentions[-1].end if mentions else 0)
        mentions.append(mention)
    return mentions


def _anchors(text: str) -> list[tuple[int, int]]:
    """Places where a mention may begin, in order: type words, and (empty) numbers with an act's symbol."""
    found = [match.span() for match in ANCHOR.finditer(text)]
    for match in SMALL_LAW.finditer(text):
        start, end = match.span()
        if text[end - 2] == "n":  # pháp lệnh
            start = end - 9
        elif text[start - 3 : start].casefold() == "bộ ":
            start -= 3
        found.append((start, end))
    found += [(at, at) for at in symboled_numbers(text)]
    found.sort()
    return found


def _before_number(text: str, at: int) -> tuple[int, int]:
    """The anchor of the number at ``at``: an uncapitalised type word right before it, or its "số" (empty)."""
    before = BEFORE_NUMBER.search(text, max(0, at - 40), at)
    if before is None:
        return at, at
    return before.start(), before.end("type") if before["type"] else before.start()


def _read(text: str, start: int, end: int, floor: int, previous: Mention | None) -> Mention | None:
    """The mention at an anchor; ``end`` is the end of its type word, or ``start`` if it has none."""
    if start and _LETTER.match(text, start - 1) and not _GLUED.match(text, start - 1, end):
        return None
    if end > start:
        type_ = canonical_type(text[start:end])
        if type_ in LAW_TYPES:
            return read_law(text, start, end, floor)
        if type_ in TREATY_TYPES:
            return read_treaty(text, start, end)
        return read_numbered(text, start, end)
    if _NOT_A_NUMBER_OF_AN_ACT.search(text, max(floor, start - 100), start):
        return None
    line_start = _near_line_start(text, start)
    if _LETTERHEAD.match(text, line_start) and not text[line_start:start].strip(" (|\t"):
        return None
    in_list = previous is not None and _LIST_GAP.fullmatch(text, previous.tail, start) is not None
    return read_loose(text, start, previous, in_list)


def _near_line_start(text: str, at: int) -> int:
    """Start of the line, or a place far enough before ``at``: a line may be as long as the text."""
    floor = max(0, at - 120)
    return max(text.rfind("\n", floor, at) + 1, floor)


def _is_own(text: str, mention: Mention, frame: Frame) -> bool:
    """Whether the mention is the citing document itself, by number or as "kèm theo Quyết định số …"."""
    if mention.number and frame.is_numbered(mention.type, mention.number):
        return True
    if mention.number is None or mention.is_law:
        return text.endswith("Quốc hội ban hành ", 0, mention.start)
    line_start = _near_line_start(text, mention.start)
    attached = _ATTACHED.fullmatch(text, line_start, mention.start) is not None
    ours, theirs = _HEAD.match(frame.own or ""), _HEAD.match(mention.number)
    if attached and (ours is None or theirs is None or ours[1] == theirs[1]):
        return True
    if not (attached or _ATTACHED_HERE.fullmatch(text, line_start, mention.start)):
        return False
    # A misprinted number: the day and the symbol are the document's own, and one digit is not.
    alike = (frame.own or "").partition("/")[2] == number_key(mention.number).partition("/")[2]
    alike = alike and ours is not None and theirs is not None and _one_digit_apart(ours[1], theirs[1])
    return alike and mention.issued is not None and mention.issued == day_at_head(text, frame)


def _one_digit_apart(one: str, other: str) -> bool:
    """Whether two numbers differ by a digit that was changed, lost or added."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def _share_issuers(text: str, mentions: list[Mention]) -> None:
    """Members of a list inherit the issuer printed once: acts from the last, papers from the first."""
    pairs = list(pairwise(mentions))
    for before, after in reversed(pairs):
        if after.issuer and _are_listed(text, before, after, "act") and not before.is_law:
            before.issuer = before.issuer or after.issuer
    for before, after in pairs:
        if before.issuer and _are_listed(text, before, after, "paper"):
            after.issuer = after.issuer or before.issuer


def _are_listed(text: str, before: Mention, after: Mention, kind: Kind) -> bool:
    if before.kind != kind or after.kind != kind or (kind == "act" and before.type != after.type):
        return False
    gap = _LIST_GAP.fullmatch(text, before.tail, after.start)
    # A paper after ";" has an issuer of its own unless it lacks even its type word.
    return gap is not None and (kind == "act" or after.joined or ";" not in gap.group())
