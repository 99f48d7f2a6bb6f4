"""Typed errors of the indexer. Each message is one plain Vietnamese sentence: cause and remedy."""

from __future__ import annotations

from typing import Literal

RefusalCode = Literal[
    "empty",
    "unsupported",
    "encrypted",
    "no_text_layer",
    "needs_tool",
    "damaged",
    "too_large",
    "too_many_pages",
    "zip_bomb",
    "timeout",
    "memory",
    "not_found",
    "encoding",
    "failed",
]


class InputRefusedError(Exception):
    """A file could not be read (CONTRACT.md exit 3); the rest of the batch goes on.

    ``code`` is stable for reports and tests; ``str(error)`` is the sentence for the user, without the
    file name (the caller prefixes it).
    """

    def __init__(self, code: RefusalCode, message: str) -> None:
        super().__init__(message)
        self.code: RefusalCode = code

    def __reduce__(self) -> tuple[type[InputRefusedError], tuple[RefusalCode, str]]:
        return (type(self), (self.code, str(self)))
