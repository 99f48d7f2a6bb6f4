"""Which font a run of a Word document is set in, as far as the fonts of the nineties go.

A run says its font itself, else its character style, its paragraph style, or the defaults do.
"""

from __future__ import annotations

from typing import Any

from indexer.readers.legacy_fonts import (
    NAMED,
    Scheme,
    is_capital_font,
    is_unicode_vietnamese,
    mend,
    scheme_of_font,
)
from indexer.readers.numbering import attribute, child, child_value, local
from indexer.readers.package import Part

_DEEPEST = 12  # styles may be based on each other in a ring


class RunFonts:
    """Fonts by style; made only for documents that use a legacy font somewhere."""

    def __init__(self, styles: Any | None) -> None:
        self._own: dict[str, tuple[str | None, str | None]] = {}  # style -> (font, based on)
        self._usual: str | None = None  # the paragraph style of paragraphs that name none
        self._default = _font(child(styles, "docDefaults", "rPrDefault", "rPr"))
        for style in styles if styles is not None else ():
            if local(style) == "style":
                name = attribute(style, "styleId") or ""
                self._own[name] = (_font(child(style, "rPr")), child_value(style, "basedOn"))
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
                    self._usual = name

    @classmethod
    def of(cls, *parts: Part, styles: Any | None) -> RunFonts | None:
        """``None`` when no legacy font is named in any of the parts, so that nothing has to be looked up."""
        found = (fonts for part in parts for fonts in part.elements("rFonts", NAMED))
        names = {name for fonts in found for name in fonts.values()}
        return cls(styles) if any(map(scheme_of_font, names)) else None

    def of_run(self, run: Any, paragraph_style: str | None) -> str | None:
        """The font's name, ``None`` when nothing names one."""
        properties = child(run, "rPr")
        return (
            _font(properties)
            or self._of_style(child_value(properties, "rStyle"))
            or self._of_style(paragraph_style or self._usual)
            or self._default
        )

    def _of_style(self, style: str | None) -> str | None:
        for _ in range(_DEEPEST):
            if style is None or style not in self._own:
                return None
            font, style = self._own[style]
            if font:
                return font
        return None


def in_unicode(text: str, scheme: Scheme, capitals: bool) -> str:
    """The text of neighbouring runs in one legacy font; text that is Unicode already stays."""
    if is_unicode_vietnamese(text):
        return text
    mended = mend(text, scheme)
    return mended.upper() if capitals else mended


def setting(font: str | None) -> tuple[Scheme, bool] | None:
    """Scheme of a font and whether it draws capitals; ``None`` for a Unicode font."""
    scheme = scheme_of_font(font)
    return (scheme, is_capital_font(font)) if scheme else None


def _font(properties: Any | None) -> str | None:
    fonts = child(properties, "rFonts")
    return None if fonts is None else _named(fonts)


def _named(fonts: Any) -> str | None:
    return attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
