"""Finds every mention of another act or paper in a text (GUIDELINES section 2)."""

from __future__ import annotations

import re

from legal_corpus.citations.frame import Frame, read_frame
from legal_corpus.citations.grammar import ANCHOR, LOWER, UPPER
from legal_corpus.citations.issuers import issuer_before
from legal_corpus.citations.mention import Mention
from legal_corpus.citations.reading import read_law, read_loose, read_numbered, read_outside
from legal_corpus.citations.roles import assign_roles
from legal_corpus.citations.short_forms import resolve_short_forms
from legal_corpus.model.citation import Citation
from legal_corpus.text.normalize import to_nfc
from legal_corpus.text.numbers import number_key

_LETTER = re.compile(f"[{LOWER}{UPPER}\\d]")
_LIST_GAP = re.compile(r"\s{0,3}(?:[,;]|và|hoặc|[,;]\s{0,2}và)\s{0,3}(?:(?:các|Luật)\s)?$")
_NOT_A_NUMBER_OF_AN_ACT = re.compile(
    r"(?:[Mm]ẫu|[Pp]hụ lục|[Bb]iểu|[Bb]ảng|[Tt]hửa đất|[Gg]iấy phép|[Hh]ợp đồng|[Tt]ờ bản đồ|[Ss]ổ)\s{1,3}$"
)
_LETTERHEAD = re.compile(r"^[ \t(|]{0,8}S(?:ố|Ố)\s{0,2}:", re.MULTILINE)
_ATTACHED = re.compile(r"[ \t]{0,6}\(?(?:[Đđ]ược\s)?(?:[Bb]an hành\s)?[Kk]èm\s{1,2}theo\s{1,2}$")
_HEAD = re.compile(r"0*(\d+)")


def extract_citations(text: str, *, own_number: str | None = None) -> list[Citation]:
    """Mentions of other acts and papers in order of position; spans never overlap.

    ``text`` should be NFC: offsets count characters of its NFC form and ``text[start:end]`` is the
    citation's text. ``own_number`` is the document's own number as printed; without it the head of the
    text is asked. Time is linear in the length of the text.
    """
    text = to_nfc(text)
    frame = read_frame(text, own_number)
    mentions = _find(text, frame)
    _share_issuers(text, mentions)
    resolve_short_forms(mentions)
    assign_roles(text, mentions, frame)
    return [mention.citation(text) for mention in mentions]


def _find(text: str, frame: Frame) -> list[Mention]:
    mentions: list[Mention] = []
    floor = 0
    for anchor in ANCHOR.finditer(text):
        start = anchor.start()
        if start < floor or (start and _LETTER.match(text, start - 1)):
            continue
        mention = _read(text, anchor, floor, mentions[-1] if mentions else None)
        if mention is None:
            continue
        floor = mention.end
        if _is_own(text, mention, frame):
            continue
        read_outside(text, mention)
        if mention.kind == "paper" and mention.issuer is None:
            mention.issuer = issuer_before(text, mention.start, mentions[-1].end if mentions else 0)
        mentions.append(mention)
    return mentions


def _read(text: str, anchor: re.Match[str], floor: int, previous: Mention | None) -> Mention | None:
    start, end, group = anchor.start(), anchor.end(), anchor.lastgroup
    if group == "law":
        return read_law(text, start, end, floor)
    if group in ("numbered", "abbreviated"):
        return read_numbered(text, start, end)
    if _NOT_A_NUMBER_OF_AN_ACT.search(text, max(floor, start - 14), start):
        return None
    if _LETTERHEAD.match(text, text.rfind("\n", 0, start) + 1) and "\n" not in text[max(0, start - 1) : start]:
        line_start = text.rfind("\n", 0, start) + 1
        if not text[line_start:start].strip(" (|\t"):
            return None
    if start and text[start - 1] in "/-.,":
        return None
    in_list = previous is not None and _LIST_GAP.fullmatch(text, previous.tail, start) is not None
    return read_loose(text, start, previous, in_list)


def _is_own(text: str, mention: Mention, frame: Frame) -> bool:
    """Whether the mention is the citing document itself, by number or as "kèm theo Quyết định số …"."""
    if mention.number is None or mention.is_law:
        return False
    if frame.own is not None and number_key(mention.number) == frame.own:
        return True
    line_start = text.rfind("\n", 0, mention.start) + 1
    if not _ATTACHED.fullmatch(text, line_start, mention.start):
        return False
    ours, theirs = _HEAD.match(frame.own or ""), _HEAD.match(mention.number)
    return ours is None or theirs is None or ours[1] == theirs[1]


def _share_issuers(text: str, mentions: list[Mention]) -> None:
    """Members of a list inherit the issuer that is printed once: acts from the last, papers from the first."""
    for before, after in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        if before.issuer is None and after.issuer and before.kind == after.kind == "act" and not before.is_law:
            if after.type == before.type and _LIST_GAP.fullmatch(text, before.tail, after.start):
                before.issuer = after.issuer
    for before, after in zip(mentions, mentions[1:], strict=False):
        if after.issuer is None and before.issuer and before.kind == after.kind == "paper":
            if _LIST_GAP.fullmatch(text, before.tail, after.start):
                after.issuer = before.issuer
