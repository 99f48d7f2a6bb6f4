"""Thứ tự viện dẫn điểm, khoản, điều bị đảo.

**Kiểm tra gì.** Điều khoản được viện dẫn theo thứ tự “Điều 5 khoản 2 điểm a” thay vì “điểm a khoản 2 Điều
5”.

**Vì sao.** Cách viết thống nhất giúp người đọc và phần mềm tìm đúng chỗ.

**Ví dụ sai.** “theo Điều 5 khoản 2 Nghị định số …”

**Ví dụ đúng.** “theo khoản 2 Điều 5 Nghị định số …”

**Mức độ.** Thông tin, chỉ là góp ý về cách viết.

**Giới hạn.** Không xét danh sách nhiều điều khoản.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.identified import manner_source
from legal_corpus.checks.own import own_finding
from legal_corpus.checks.sentence import sentence_at
from legal_corpus.effect.wording import ref_words
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Span

_DOWNWARD = re.compile(
    r"Điều\s+\d+[a-zđ]?,?\s+khoản\s+\d+[a-zđ]?(?:,?\s+điểm\s+[a-zđ]\d?)?|khoản\s+\d+[a-zđ]?,?\s+điểm\s+[a-zđ]\d?"
    r"\s+Điều\s+\d+[a-zđ]?",
    re.IGNORECASE,
)


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a single provision that is told from the outside in."""
    for item in context.provisions:
        if len(item.refs) != 1 or not _DOWNWARD.fullmatch(item.text):
            continue
        sentence = sentence_at(context.text, item.start, item.end)
        yield own_finding(
            context,
            CHECK,
            severity="info",
            message=f"“{item.text}” viết ngược thứ tự.",
            key=f"{item.refs[0]} {' '.join(sentence.of(context.text).casefold().split())}",
            place=Span(item.start, item.end),
            legal_source=manner_source(context),
            suggestion=f"Viết: “{ref_words(item.refs[0])}”.",
        )


CHECK = Check("FRM604", "info", (CITING_MANNER,), __doc__, run)
