"""Bytes to text by what the text would say: UTF-8, UTF-16, windows-1258, TCVN3, VNI.

No declaration is trusted: a decoding is taken when its words are Vietnamese syllables.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence

from indexer.errors import InputRefusedError
from indexer.readers.legacy_fonts import Scheme, is_unicode_vietnamese, mend
from indexer.readers.quality import unreadable_share
from legal_corpus.text.normalize import to_nfc

_SAMPLE = 60_000  # characters that decide
_MARKED = 0.03  # least share of letters with marks in Vietnamese; it is about 0.25
_WORST = 0.15  # share of words that are no syllables; the right decoding stays far below
_UTF16_NULLS = 0.2
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LETTERS = string.ascii_letters.encode("ascii")
UTF8_MARK = b"\xef\xbb\xbf"
_CANDIDATES: tuple[tuple[str, Callable[[bytes], str]], ...] = (
    ("TCVN3", lambda raw: mend(raw.decode("latin-1"), "tcvn3")),
    ("VNI", lambda raw: mend(raw.decode("cp1252", "replace"), "vni")),
    ("windows-1258", lambda raw: to_nfc(raw.decode("cp1258", "replace"))),
)


def decode(raw: bytes, telling: Callable[[], bytes] | None = None) -> tuple[str, str]:
    """Text and the name of its encoding; line ends and blanks stay, a byte order mark goes.

    UTF-8 wins whenever it is possible, except where it holds the letters of a legacy font. ``telling``
    gives the part of ``raw`` whose words decide, where that has marks of a language besides. Raises
    :class:`InputRefusedError` "encoding" when nothing gives Vietnamese.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), "UTF-16"
    wide = _utf16_without_mark(raw)
    if wide:
        return raw.decode(wide, "replace"), "UTF-16"
    try:
        text = raw.removeprefix(UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        if raw.startswith(UTF8_MARK):
            raise _unknown(error.start + len(UTF8_MARK)) from error
        return _legacy(raw, telling() if telling else raw, error.start)
    return mended(text)


def mended(text: str) -> tuple[str, str]:
    """A text whose letters are those of a legacy font, in Unicode; any other as it is."""
    sample = text[:_SAMPLE]
    if sample.isascii() or is_unicode_vietnamese(sample) or _marked(sample) < _MARKED:
        return text, "UTF-8"
    here = unreadable_share(sample.splitlines())
    schemes: tuple[Scheme, ...] = ("tcvn3", "vni")
    best, name = min((unreadable_share(mend(sample, scheme).splitlines()), scheme) for scheme in schemes)
    if best < min(_WORST, here / 2) and is_unicode_vietnamese(mend(sample, name)):
        return mend(text, name), name.upper()
    return text, "UTF-8"


def mended_lines(lines: Sequence[str]) -> list[str]:
    """:func:`mended` for lines that were read elsewhere."""
    return mended("\n".join(lines))[0].split("\n")


def _marked(text: str) -> float:
    plain = text.encode("ascii", "ignore")
    marked = sum(map(str.isalpha, "".join(_NOT_ASCII.findall(text))))
    letters = marked + len(plain) - len(plain.translate(None, _LETTERS))
    return marked / letters if letters else 0.0


def _utf16_without_mark(raw: bytes) -> str | None:
    head = raw[:4096]
    if 0 not in head:
        return None
    for name, nulls in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if nulls and nulls.count(0) > _UTF16_NULLS * len(nulls) and len(raw) % 2 == 0:
            return name
    return None


def _legacy(raw: bytes, telling: bytes, wrong_at: int) -> tuple[str, str]:
    found = []
    for name, to_text in _CANDIDATES:
        text = to_text(telling[:_SAMPLE])
        if is_unicode_vietnamese(text):
            found.append((unreadable_share(text.splitlines()), name, to_text))
    share, name, to_text = min(found, default=(1.0, "", _CANDIDATES[0][1]), key=lambda one: one[0])
    if share > _WORST:
        raise _unknown(wrong_at)
    return to_text(raw), name


def _unknown(wrong_at: int) -> InputRefusedError:
    return InputRefusedError(
        "encoding",
        f"Tệp không phải UTF-8 (sai ở byte thứ {wrong_at}) và không nhận ra mã chữ Việt cũ nào; "
        "hãy lưu lại tệp với mã UTF-8.",
    )
