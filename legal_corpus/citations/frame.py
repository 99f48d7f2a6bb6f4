"""The frame of the citing document: its own number, its title zone, its preamble."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from legal_corpus.citations.grammar import NUMBER, UPPER, canonical_type, normalise_number
from legal_corpus.citations.pinpoint_targets import own_type
from legal_corpus.text.dates import match_date
from legal_corpus.text.numbers import number_key

_HEAD_SPAN = 6000
# The number of the document: behind a label that opens a line or a cell; that of a law names its type.
_OWN = re.compile(r":\s{0,3}(?=\d)")
_LABEL = re.compile(
    r"(?:^|\|)[ \t(|]{0,8}(?:S[ốỐ]|(?P<type>Bộ luật|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH|Nghị quyết|NGHỊ QUYẾT)"
    r"[ \t]{1,3}[Ss][ốỐ])\s{0,2}\Z",
    re.MULTILINE,
)
_LONGEST_LABEL = 34  # characters
# Laws, ordinances and resolutions of the National Assembly share a symbol; each kind has its own series.
_ASSEMBLY = re.compile(r"/(?:UBTV)?QH ?\d{1,2}\Z")
_DAY_AT_HEAD = re.compile(r",\s{0,3}(?=ngày\s)")
_GROUND = re.compile(
    r"Căn cứ\s{1,2}(?:(?:vào|các|theo|khoản|Khoản|Điều|điểm|Điểm)\s|Luật|Nghị|Bộ luật|Hiến|Pháp|Thông|"
    r"Quyết|Chỉ|Kế|Kết|Văn bản|Công|Chương)"
)
# "Thực hiện Nghị quyết số …" above the first "Căn cứ", or in its place, is a ground too. This and the closing
# are looked for behind a line end put before the text: that goes at the speed of memory, "^" does not.
_CARRYING_OUT = re.compile(
    r"\n[ \t]{0,6}(?:Thực hiện|Triển khai|(?:Để|Tiếp tục)\s(?:tiếp tục\s)?(?:thực hiện|triển khai))\s"
    r"(?:nghiêm\s|hiệu quả\s)?(?:các\s)?(?:Nghị|Quyết|Chỉ|Kế|Kết|Thông|Công|Luật|Chương)"
)
# "KẾ HOẠCH" on the line above: the words are the title.
_TYPE_ABOVE = re.compile(
    rf"^[ \t#*]{{0,8}}(?:[{UPPER}]{{1,8}}[ \t]){{1,3}}[{UPPER}]{{1,8}}[ \t*]{{0,8}}\n{{1,3}}\Z", re.MULTILINE
)
# Each branch begins with a sign of its own, and looks back whether it opens the line: so all other places are
# skipped at little cost.
_OPERATIVE = re.compile(
    r"QUYẾT (?:ĐỊNH|NGHỊ)\s{0,2}:|NGHỊ QUYẾT\s{0,2}:|Điều 1\s{0,2}[.:]|I(?<=^.)\s{0,2}[.):]\s|"
    r"C(?<=^.)(?:hương|HƯƠNG) I\s{0,2}[.:\n]|A(?<=^.)\s{0,2}[.):]\s|1(?<=^.)\s{0,2}[.):]\s|"
    r"P(?<=^.)(?:HẦN I|hần I|hần thứ nhất)\s{0,2}[.):]\s",
    re.MULTILINE,
)

# Where the act itself ends: recipients, signature, or what is attached to it.
_CLOSING = re.compile(
    r"\n[ \t]{0,6}(?:Nơi nhận\s{0,2}:|TM\.\s|KT\.\s|PHỤ LỤC|DANH MỤC|"
    r"\(?(?:Ban hành\s{1,2})?[Kk]èm theo\s{1,2}(?:Quyết|Nghị|Kế|Chỉ)"
    r"|\(?Ban hành kèm theo\s)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """``own`` is the key of the document's own number, ``kind`` its type where the symbol is that of several
    and the head names it ("" otherwise); ``grounds`` where "Căn cứ" begins;
    ``operative`` where the preamble ends; ``closing`` where the act ends and attachments may follow.
    ``None`` where the text has none.
    """

    own: str | None
    grounds: int | None
    operative: int | None
    closing: int | None
    kind: str = ""

    def is_numbered(self, type_: str, number: str) -> bool:
        """Whether a number is the document's own: its kind has to be the same where the symbol is shared."""
        if self.own is None or number_key(number) != self.own:
            return False
        return not (self.kind and type_) or _series(type_) == self.kind

    def is_title(self, pos: int) -> bool:
        """Whether ``pos`` lies before the grounds, where only the document's own title cites."""
        return self.grounds is not None and pos < self.grounds

    def is_preamble(self, pos: int) -> bool:
        """Whether ``pos`` lies among the grounds, before the operative part."""
        return (
            self.grounds is not None
            and self.grounds <= pos
            and (self.operative is None or pos < self.operative)
        )

    def is_attached(self, pos: int) -> bool:
        """Whether ``pos`` lies behind the act, where "Sửa đổi …" is no longer the act commanding."""
        return self.closing is not None and pos > self.closing


def _series(type_: str) -> str:
    """The kind whose numbers an act shares: codes are counted among the laws."""
    return "Luật" if type_ == "Bộ luật" else type_


def _printed(text: str, stop: int) -> tuple[str | None, str]:
    """Key of the number behind the first label of the head, and the kind that the label names.

    "Số:" opens its line or cell; "Nghị quyết số:" does so in lists of acts too, unless it is an assembly's.
    """
    for colon in _OWN.finditer(text, 0, stop):
        at = colon.start()
        label = _LABEL.search(text, max(0, at - _LONGEST_LABEL), at)
        number = NUMBER.match(text, colon.end()) if label else None
        if label is None or (number is None and label["type"]):
            continue
        key = number_key(normalise_number(number.group())) if number else None
        if label["type"] is None or _ASSEMBLY.search(key or ""):
            return key, canonical_type(label["type"]) if label["type"] else ""
    return None, ""


def day_at_head(text: str, frame: Frame) -> date | None:
    """Day that the head of the document prints beside its place ("Huế, ngày 5 tháng 6 năm 2025")."""
    stop = frame.grounds if frame.grounds is not None else 2000
    days = (match_date(text, found.end()) for found in _DAY_AT_HEAD.finditer(text, 0, stop))
    return next((day[1] for day in days if day and day[1]), None)


def read_frame(text: str, own_number: str | None) -> Frame:
    """Frame of the document; ``own_number`` as printed overrides what the head says."""
    grounds, operative = _preamble(text)
    own, kind = number_key(normalise_number(own_number)) if own_number else None, ""
    if own is None:
        own, kind = _printed(text, grounds if grounds is not None else 2000)
    if own is not None and _ASSEMBLY.search(own):
        kind = _series(kind or own_type(text).capitalize())
    closing = _CLOSING.search("\n" + text, operative.end()) if operative else None
    return Frame(
        own, grounds, operative.start() if operative else None, closing.start() if closing else None, kind
    )


def _preamble(text: str) -> tuple[int | None, re.Match[str] | None]:
    """Where the grounds begin and what opens the operative part."""
    ground = _GROUND.search(text, 0, _HEAD_SPAN)
    opening = _CARRYING_OUT.finditer("\n" + text[: ground.start() if ground else _HEAD_SPAN])
    carried = next(
        (
            found
            for found in opening
            if not _TYPE_ABOVE.search(text, max(0, found.start() - 60), found.start())
        ),
        None,
    )
    first = carried or ground
    operative = _OPERATIVE.search(text, first.start()) if first else None
    # Without "Căn cứ" such a paragraph is a ground only above the first part.
    if carried and (ground or operative):
        return carried.start(), operative
    return (ground.start(), operative) if ground else (None, None)
