"""Căn cứ nêu văn bản sửa đổi mà không nêu văn bản được sửa đổi.

**Kiểm tra gì.** Một dòng căn cứ là văn bản sửa đổi, bổ sung, nhưng không dòng nào nêu văn bản được nó sửa
đổi, bổ sung.

**Vì sao.** Quy định đang áp dụng nằm trong văn bản được sửa đổi; chỉ nêu văn bản sửa đổi thì thiếu căn cứ.

**Ví dụ sai.** Chỉ nêu “Căn cứ Nghị định số 187/2025/NĐ-CP ngày 01 tháng 7 năm 2025” sửa đổi Nghị định số
78/2025/NĐ-CP.

**Ví dụ đúng.** “Căn cứ Nghị định số 78/2025/NĐ-CP … được sửa đổi, bổ sung bởi Nghị định số 187/2025/NĐ-CP”.

**Mức độ.** Thông tin.

**Giới hạn.** Chỉ biết khi tên của văn bản sửa đổi nói rõ văn bản được sửa đổi. Văn bản sửa đổi nhiều văn
bản thì chỉ cần một trong số đó được nêu. Chiều ngược lại (căn cứ đã được sửa đổi sau ngày ký) do REF106
nêu.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext, Cited
from legal_corpus.checks.grounds import grounds
from legal_corpus.checks.identified import manner_source
from legal_corpus.checks.report import cited_finding
from legal_corpus.model.finding import Finding
from legal_corpus.registry.names import NAMED_TYPES, bare_title
from legal_corpus.text.normalize import fold_key, fold_marks
from legal_corpus.text.numbers import number_key

_AMENDING = re.compile(r"^(?:luật |nghị định |thông tư )?(?:quy định )?sửa đổi,? bổ sung ", re.I)
_NUMBER = re.compile(r"\d+/\d{4}/[^\s,;.)]+")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground that amends acts of which none is named."""
    amending = [(cited, title) for cited in grounds(context) if (title := _amending_title(_title(cited)))]
    if not amending:
        return
    named = {number_key(item.citation.number) for item in context.cited if item.citation.number}
    names = {name for item in context.cited if (name := _law_name(item))}
    for cited, title in amending:
        numbers = {number_key(found) for found in _NUMBER.findall(title)}
        plain = fold_marks(title)
        laws = [name for name in names if f"luat {name}" in plain or f"phap lenh {name}" in plain]
        told = bool(numbers) or "luật " in title[5:] or "pháp lệnh " in title
        if not told or numbers & named or laws:
            continue
        label = cited.act.label if cited.act else cited.citation.text
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"Căn cứ {label} là văn bản sửa đổi, bổ sung; văn bản được sửa đổi không được nêu.",
            legal_source=manner_source(context),
            suggestion="Nêu văn bản được sửa đổi kèm “được sửa đổi, bổ sung bởi” văn bản này.",
        )


def _title(cited: Cited) -> str:
    return (cited.act.title if cited.act else None) or cited.citation.name or ""


@lru_cache(maxsize=1 << 12)
def _amending_title(printed: str) -> str | None:
    """The folded title when it is that of an amending act; the same acts are grounds again and again."""
    title = fold_key(printed)
    return title if _AMENDING.match(title) else None


def _law_name(cited: Cited) -> str | None:
    """The name, without marks, of a cited law that is not itself an amending one."""
    if fold_key(cited.citation.type) not in NAMED_TYPES:
        return None
    name = bare_title(cited.act) if cited.act else fold_key(cited.citation.name or "")
    return None if not name or _AMENDING.match(name) else fold_marks(name)


CHECK = Check("BAS405", "info", (CITING_MANNER,), __doc__, run)
