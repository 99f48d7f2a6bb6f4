"""How headers print the kind of an act, as a pattern."""

from __future__ import annotations

import re

from legal_corpus.registry.document_types import document_types

# Kinds that no header prints as a line of its own: a letter has no type word, and the others are what
# lists call a group of texts.
_NEVER_PRINTED = frozenset(
    (
        "Công văn",
        "Thư công",
        "Văn bản của chính quyền địa phương ở đơn vị hành chính - kinh tế đặc biệt",
        "Quy định của Đảng",
        "Cương lĩnh",
        "Điều lệ Đảng",
        "Chiến lược",
    )
)


def _printed(name: str) -> str:
    return re.escape(name.upper()).replace("\\ ", r"\s{1,3}")


_PRINTED = [name for name in document_types() if name not in _NEVER_PRINTED]
# Longer names first, so that "NGHỊ QUYẾT LIÊN TỊCH" is not read as "NGHỊ QUYẾT".
PRINTED_TYPE = "|".join(_printed(name) for name in sorted(_PRINTED, key=len, reverse=True))
# The two letters with which such a name begins.
PRINTED_TYPE_BEGINS = frozenset(name[:2].upper() for name in _PRINTED)
