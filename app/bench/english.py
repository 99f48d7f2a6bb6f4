"""Our extraction beside eyecite's, each on legal text of its own language and of equal size, in one run.

eyecite (BSD-2-Clause) reads citations of United States law. It is an optional library of the extra ``bench``.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Sequence

from app.bench.measurement import Figure, Measurement
from app.bench.stopwatch import worked
from app.bench.texts import filled_to
from app.bench.workbench import Workbench
from legal_corpus.citations.extractor import extract_citations

_OPINION = 20_000  # characters of one opinion; eyecite's time grows faster than the length of a text
_NAMES = (
    "Alvarez", "Bennett", "Carver", "Dalton", "Ellison", "Fairchild", "Greer", "Holloway", "Ingram", "Jarvis",
    "Keller", "Lockhart", "Mercer", "Nolan", "Osborne", "Prescott", "Quigley", "Ramsey", "Sawyer", "Thornton",
)  # fmt: skip
_REPORTERS = (
    ("U.S.", "", 40, 580), ("S. Ct.", "", 60, 140), ("F.2d", "9th Cir. ", 100, 999),
    ("F.3d", "2d Cir. ", 100, 999), ("F. Supp. 2d", "S.D.N.Y. ", 100, 999), ("P.2d", "Cal. ", 100, 999),
)  # fmt: skip
_CODES = (
    "5 U.S.C. § 706",
    "28 U.S.C. § 1331",
    "42 U.S.C. § 1983",
    "29 C.F.R. § 1614.105",
    "17 C.F.R. § 240.10",
)
_SENTENCES = (
    "The agency gave no reason for leaving the rule it had followed for a decade, and that silence is fatal "
    "under {code}. See {case}.",
    "A court reviewing such a record asks only whether the choice was within the range that the statute "
    "leaves open. {case}; {other}.",
    "Respondent answers that the notice was late, but the time runs from the day on which the injury could "
    "have been known, {case}, and nothing in {code} says otherwise.",
    "We held as much in {case}, and we have since declined to narrow that holding. Id. at {page}.",
    "The burden of showing prejudice stays with whoever complains of the error. {case} (citing {other}).",
    "Whatever the better reading may have been at first, the reading has settled, and those who ordered "
    "their affairs by it are entitled to rely on it.",
    "Because the complaint states a claim under {code}, the order dismissing it must be reversed.",
)


def run(bench: Workbench) -> Iterator[Figure]:
    """Characters a second of both on a fifth of ``bench.size``; eyecite's is ``None`` where it is absent."""
    size = max(10_000, bench.size // 5)
    opinions = english_opinions(size, bench.seed)
    length = sum(map(len, opinions))
    ours, our_count = _speed(filled_to(bench.texts(), length), extract_citations)
    what = f"Trích xuất của Rà Soát ({length / 1e6:.1f} triệu ký tự)"
    yield Figure("rasoat", what, ours / 1e6, "triệu ký tự/s", f"{our_count} trích dẫn")
    try:
        from eyecite import get_citations
    except ImportError:
        missing = "chưa cài thư viện eyecite nên không so được; hãy cài: pip install 'rasoat[bench]'"
        yield Figure("eyecite", "eyecite trên tiếng Anh cùng độ dài", None, "triệu ký tự/s", missing)
        return
    logging.getLogger("eyecite").setLevel(logging.ERROR)  # it remarks on many a citation inside another
    theirs, their_count = _speed(opinions, get_citations)
    beside = f"{their_count} trích dẫn; chậm hơn Rà Soát {ours / theirs:.0f} lần"
    yield Figure("eyecite", "eyecite trên tiếng Anh cùng độ dài", theirs / 1e6, "triệu ký tự/s", beside)
    yield Figure("ratio", "Tốc độ của Rà Soát so với eyecite", ours / theirs, "lần")


def english_opinions(size: int, seed: int) -> list[str]:
    """Invented opinions with citations of United States law, ``size`` characters or a little more together;
    the same seed gives the same text."""
    chance = random.Random(seed)
    opinions: list[str] = []
    while sum(map(len, opinions)) < size:
        sentences: list[str] = []
        length = 0
        while length < min(_OPINION, size):
            sentence = chance.choice(_SENTENCES).format(
                case=_case(chance),
                other=_case(chance),
                code=chance.choice(_CODES),
                page=chance.randint(2, 900),
            )
            sentences.append(sentence)
            length += len(sentence) + 1
        opinions.append(_paragraphs(sentences))
    return opinions


def _case(chance: random.Random) -> str:
    reporter, court, low, high = chance.choice(_REPORTERS)
    one, two = chance.sample(_NAMES, 2)
    page = chance.randint(1, 1200)
    pinned = f", {page + chance.randint(1, 20)}" if chance.random() < 0.5 else ""
    volume, year = chance.randint(low, high), chance.randint(1950, 2020)
    return f"{one} v. {two}, {volume} {reporter} {page}{pinned} ({court}{year})"


def _paragraphs(sentences: Sequence[str]) -> str:
    groups = [sentences[at : at + 4] for at in range(0, len(sentences), 4)]
    return "\n\n".join(" ".join(group) for group in groups)


def _speed(texts: Sequence[str], extract: Callable[[str], Sequence[object]]) -> tuple[float, int]:
    """Characters a second, and how many citations were found. Tables that a first call builds are built."""
    extract(texts[0])
    found: list[int] = []
    seconds = worked(lambda: found.extend(len(extract(text)) for text in texts))
    return sum(map(len, texts)) / seconds, sum(found)


MEASUREMENT = Measurement("eyecite", "So với eyecite", run)
