"""Where the header of an act stands in a text: what a web site put in front, the block, the body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.structure.act_types import PRINTED_TYPE, PRINTED_TYPE_BEGINS
from legal_corpus.citations.grammar import UPPER
from legal_corpus.model.act import HeaderField
from legal_corpus.text.places import places_of

SITE_CONFIDENCE = 0.7

# Single letters of it are often misprinted ("CHỦ NGHÍA", "CÔNG HÒA").
STATE_TITLE = re.compile(r"C[ỘÔOÓ]NG\s+H\w{1,3}\s+X\w\s+H\wI\s+CH\w\s+N\w{2,4}\s*VI\wT\s*NAM")
MOTTO = re.compile(r"độc\s+lập\s*[-–—]*\s*tự\s+do\s*[-–—]*\s*hạnh\s+phúc")  # in lower case
# The body begins here at the latest. Inside a line only in the printed case ("làm căn cứ" is no basis).
_BODY = re.compile(
    r"^[^\S\n]*[“\"]?(?:Căn cứ|CĂN CỨ|Điều 1\b|Chương I\b|CHƯƠNG I\b|Phần thứ nhất|Kính gửi)"
    r"|(?<=\s)Căn cứ\s+(?:Hiến|Luật|Bộ|Pháp|Nghị|Quyết|Thông|Chỉ|Kế|các|Các|Công|Văn|ý|Ý|chức)",
    re.M,
)
# Words without which none of the above stands in a text, whatever is around them: much cheaper to look for.
_BODY_WORD = re.compile(r"C(?:ăn cứ|ĂN CỨ|hương I|HƯƠNG I)|Điều 1|Phần thứ nhất|Kính gửi")
_SHOUTED = re.compile(f"[{UPPER}][{UPPER}]+")
_TYPE = re.compile(
    rf"(?<![^\s|])(?<!PHÁP )(?<!CÁC )(?<!VĂN BẢN )(?P<type>{PRINTED_TYPE})(?![\w-])(?!\s+SỐ\s*:)"
)
_MIXED_TYPE = re.compile(rf"[ \t]*(?P<type>{PRINTED_TYPE})[ \t]*$", re.M | re.I)
_LONGEST_TYPE_LINE = 120  # characters
_LABELS = {
    "Số hiệu": "number", "Số ký hiệu": "number", "Số/Ký hiệu": "number", "Loại văn bản": "type",
    "Nơi ban hành": "place", "Cơ quan ban hành": "issuer", "Người ký": "signer",
    "Ngày ban hành": "issued", "Ngày hiệu lực": "effective_from", "Ngày có hiệu lực": "effective_from",
    "Ngày công báo": "", "Số công báo": "", "Tình trạng": "", "Trích yếu": "", "Ngày hết hiệu lực": "",
}  # fmt: skip
_SITE = re.compile(
    rf"(?P<label>{'|'.join(sorted(map(re.escape, _LABELS), key=len, reverse=True))})\s*:[ \t|]*\n?[ \t]*"
    r"(?P<value>[^\n|]*)",
)
_LABEL_WORDS = tuple(_LABELS)
_UNKNOWN = re.compile(r"^(?:Đã biết|Đang cập nhật|Đang c.*|\.{2,}|…|-)?$", re.I)
_REACH = 20_000  # characters; no header is longer, whatever the site puts in front
_SITE_REACH = 6_000  # characters in which a site's table stands when there is no state title
_ISSUER_REACH = 400  # characters before the state title in which the issuer may stand


@dataclass(frozen=True, slots=True)
class Found:
    """A printed value with its place."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Zones of a text. ``start`` … ``type_start`` is the block with issuer, number and date;
    ``type_end`` … ``body`` holds the title. Without a type word both type offsets are ``body``.
    ``body`` is where the basis or the first part begins; without ``body_found`` it is only how far a
    header may reach. ``site`` is what a web page's own table says, by field. ``shouted`` are the places
    where two or more capitals stand side by side.
    """

    start: int
    type_start: int
    type_end: int
    body: int
    body_found: bool = True
    site: dict[str, Found] = field(default_factory=dict)
    shouted: Sequence[int] = ()

    def site_field(self, name: str) -> HeaderField | None:
        """What the site's table says of a field, with less confidence than the act itself."""
        found = self.site.get(name)
        return HeaderField(found.value, found.start, found.end, SITE_CONFIDENCE) if found else None


def locate(text: str) -> HeaderBlock:
    """The zones of the first header in the text."""
    head = text[:_REACH]
    first = STATE_TITLE.search(head)
    site, after_site = _site_table(head[: first.start()] if first else head[:_SITE_REACH])
    title = STATE_TITLE.search(head, after_site) if after_site else first
    start = after_site
    if title:
        start = max(after_site, title.start() - _ISSUER_REACH)
    begin = _body(head, title.end() if title else after_site)
    body = begin.start() if begin else len(head)
    shouted = [found.start() for found in _SHOUTED.finditer(head, start, body)]
    found = _type(head, shouted, title.end() if title else start, body)
    if found is None and title is not None:
        found = _type(head, shouted, start, title.start())
    if found is None:
        found = _mixed_type(head, start, body)
    if found is None:
        return HeaderBlock(start, body, body, body, begin is not None, site, shouted)
    return HeaderBlock(start, found.start("type"), found.end("type"), body, begin is not None, site, shouted)


def _body(head: str, start: int) -> re.Match[str] | None:
    """Where the body begins, from ``start`` on."""
    word = _BODY_WORD.search(head, start)
    while word:
        before = max(start, head.rfind("\n", start, word.start()) + 1)
        found = _BODY.match(head, before) or _BODY.match(head, word.start())
        if found:
            return found
        word = _BODY_WORD.search(head, word.end())
    return None


def _type(head: str, shouted: Sequence[int], start: int, end: int) -> re.Match[str] | None:
    """The kind in capitals in ``head[start:end]``."""
    for at in shouted[bisect_left(shouted, start) : bisect_left(shouted, end)]:
        if head[at : at + 2] in PRINTED_TYPE_BEGINS and (found := _TYPE.match(head, at, end)):
            return found
    return None


def _mixed_type(head: str, start: int, end: int) -> re.Match[str] | None:
    """A line of ``head[start:end]`` that holds nothing but a kind, in any case."""
    at = start if not start or head[start - 1] == "\n" else head.find("\n", start, end) + 1
    if at < start:
        return None
    for line in head[at:end].split("\n"):
        short = 0 < len(line) < _LONGEST_TYPE_LINE and line[-1] not in ".;:,"
        if short and (found := _MIXED_TYPE.match(head, at, end)):
            return found
        at += len(line) + 1
    return None


def _has_labels(head: str) -> bool:
    """Whether two colons at least stand behind a label."""
    labelled = 0
    for colon in places_of(":", head):
        end = colon
        while end and head[end - 1].isspace():
            end -= 1
        labelled += head.endswith(_LABEL_WORDS, 0, end)
        if labelled == 2:
            return True
    return False


def _site_table(head: str) -> tuple[dict[str, Found], int]:
    """Label and value pairs that a site prints above the act, and where they end.

    Two different labels at least: one alone may be a sentence of the act.
    """
    found: dict[str, Found] = {}
    if not _has_labels(head):
        return found, 0
    labels: set[str] = set()
    end = 0
    for match in _SITE.finditer(head):
        if found and match.start() - end > 400:
            break
        labels.add(match["label"])
        name, value = _LABELS[match["label"]], match["value"].strip()
        end = match.end()
        if name and name not in found and not _UNKNOWN.match(value):
            at = match.start("value") + match["value"].index(value)
            found[name] = Found(value, at, at + len(value))
    return (found, end) if len(labels) >= 2 else ({}, 0)
