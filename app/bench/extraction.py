"""Speed of reading text in memory, in one process: citations alone, and all that ``rasoat cite`` prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from app.bench.measurement import Figure, Measurement, Table
from app.bench.stopwatch import median_work
from app.bench.texts import filled_to
from app.bench.workbench import Workbench
from indexer.structure.header import parse_header
from indexer.structure.parser import parse_structure
from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects
from legal_corpus.effect.operative_roles import settled_roles

# A bare alternation over the numbers alone: no extractor that reads them can be faster.
BARE_NUMBERS = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ]{1,4}\d*-[A-ZĐ]+\d*|\d+/\d{4}/(?:QH|UBTVQH)\d+")


def run(bench: Workbench) -> Iterator[Figure | Table]:
    """Characters a second over the documents of the corpus, repeated up to two fifths of ``bench.size``."""
    texts = filled_to(bench.texts(), bench.size * 2 // 5)
    length = sum(map(len, texts))

    def speed(work: Callable[[str], object]) -> float:
        return length / median_work(lambda: [work(text) for text in texts], bench.rounds) / 1e6

    ours, limit = speed(extract_citations), speed(BARE_NUMBERS.findall)
    beside = f"chỉ dò số bằng biểu thức trần: {limit:.1f} (gấp {limit / ours:.1f} lần thời gian)"
    what = f"Trích xuất trích dẫn ({length / 1e6:.1f} triệu ký tự)"
    yield Figure("extraction", what, ours, "triệu ký tự/s", beside)
    yield Figure(
        "cite", "Tất cả những gì lệnh cite in ra", speed(read_all), "triệu ký tự/s", "trong một tiến trình"
    )
    yield Table("stages", "Từng bước của việc đọc", ("Bước", "triệu ký tự/s"), _stages(texts, speed))


def read_all(text: str) -> object:
    """What ``rasoat cite`` reads out of a text: header, citations, pinpoints, effects, settled roles."""
    header = parse_header(text)
    citations = extract_citations(text, own_number=header.value("number"))
    provisions = extract_provisions(text, citations)
    effects = extract_effects(text, citations, provisions)
    return settled_roles(text, citations, effects)


def _stages(
    texts: Sequence[str], speed: Callable[[Callable[[str], object]], float]
) -> tuple[tuple[str, float], ...]:
    cited = {text: extract_citations(text) for text in texts}
    pointed = {text: extract_provisions(text, cited[text]) for text in texts}
    return (
        ("phần đầu", speed(parse_header)),
        ("trích dẫn", speed(extract_citations)),
        ("viện dẫn điều khoản", speed(lambda text: extract_provisions(text, cited[text]))),
        ("tác động hiệu lực", speed(lambda text: extract_effects(text, cited[text], pointed[text]))),
        ("bố cục", speed(parse_structure)),
    )


MEASUREMENT = Measurement("extraction", "Đọc văn bản trong bộ nhớ", run)
