"""Một văn bản được nêu hai lần ở phần căn cứ.

**Kiểm tra gì.** Hai dòng căn cứ viện dẫn cùng một văn bản.

**Vì sao.** Căn cứ trùng thường do ghép hai bản thảo; người đọc phải tự hỏi hai dòng có khác nhau không.

**Ví dụ sai.** “Căn cứ Luật Đất đai số 31/2024/QH15; …; Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024”.

**Ví dụ đúng.** Mỗi văn bản một dòng; văn bản sửa đổi, bổ sung nêu ngay sau văn bản được sửa đổi.

**Mức độ.** Thông tin, nêu ở lần nhắc lại.

**Giới hạn.** Căn cứ vào hai điều khác nhau của một văn bản không bị báo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.grounds import grounds
from legal_corpus.checks.identified import manner_source
from legal_corpus.checks.report import cited_finding, identity_of
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Span

_HEADED = re.compile(r"(?:.*\W)?căn cứ\s+", re.IGNORECASE | re.DOTALL)


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground that an earlier line already named."""
    seen: dict[str, Span] = {}
    pinpointed = {item.target for item in context.provisions}
    for cited in grounds(context):
        if cited.citation.start in pinpointed or not (cited.citation.number or cited.act):
            continue
        first = seen.setdefault(identity_of(cited), cited.sentence)
        lead = context.text[cited.sentence.start : cited.citation.start]
        if first == cited.sentence or not _HEADED.fullmatch(lead):
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"“{cited.citation.text}” đã được nêu ở một dòng căn cứ trước.",
            legal_source=manner_source(context),
            suggestion="Giữ một dòng căn cứ cho mỗi văn bản.",
        )


CHECK = Check("BAS404", "info", (CITING_MANNER,), __doc__, run)
