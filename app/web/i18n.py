"""Languages. Messages are written in Vietnamese; the English catalogue is read from its .po file.

The .po is compiled in memory at first use, so that a clone works without a build step and the
repository holds no compiled file.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, session
from flask_babel import Babel, Domain, get_locale

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
SOURCE_LANGUAGE = "vi"
_FOLDER = Path(__file__).parent / "translations"


@cache
def load_catalogue(language: str) -> NullTranslations:
    """Translations of a language; the source language and unknown ones translate nothing."""
    path = _FOLDER / language / "LC_MESSAGES" / "messages.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


class PoDomain(Domain):  # type: ignore[misc]  # flask_babel ships no types
    """A Flask-Babel domain over :func:`load_catalogue`."""

    def get_translations(self) -> NullTranslations:
        """Translations of the request's language."""
        return load_catalogue(str(get_locale() or SOURCE_LANGUAGE))


def language() -> str:
    """The language chosen in this session, Vietnamese first."""
    chosen = session.get("language")
    return chosen if chosen in LANGUAGES else SOURCE_LANGUAGE


def init_languages(app: Flask) -> None:
    """Attach Flask-Babel to the application."""
    babel = Babel(app, default_locale=SOURCE_LANGUAGE, locale_selector=language)
    babel.domain_instance = PoDomain()
