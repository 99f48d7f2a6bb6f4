"""Which figures a run of steps says, each reading with its probability (by the rules of CTC).

A step says nothing or one figure; the same figure at neighbouring steps is one figure, unless nothing lies
between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from indexer.readers.ink import Step

_BEAM = 12  # readings kept while going on
_SELDOM = 1e-4  # less likely figures are not followed


def likelihood(steps: Sequence[Step], text: str) -> float:
    """The probability in [0, 1] that ``steps`` say the figures of ``text``."""
    signs = [0]
    for figure in text:
        signs += [int(figure) + 1, 0]
    reached = [1.0] + [0.0] * (len(signs) - 1)
    for step in steps:
        after = []
        for at, sign in enumerate(signs):
            way = reached[at] + (reached[at - 1] if at else 0.0)
            if at > 1 and sign and signs[at - 2] != sign:
                way += reached[at - 2]
            after.append(way * step[sign])
        reached = after
    return reached[-1] + (reached[-2] if len(signs) > 1 else 0.0)


def readings(steps: Iterable[Step], most: int) -> dict[str, float]:
    """The likeliest readings of at most ``most`` figures with their probability; "" is no figure."""
    # For each reading: the probability that its last step said nothing, and that it said its last figure.
    beam: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}
    for step in steps:
        after: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for text, (blank, figure) in beam.items():
            after[text][0] += (blank + figure) * step[0]
            if text:
                after[text][1] += figure * step[int(text[-1]) + 1]
            for value, chance in enumerate(step[1:]):
                if chance >= _SELDOM and len(text) < most:
                    again = text[-1:] == str(value)
                    after[f"{text}{value}"][1] += (blank if again else blank + figure) * chance
        kept = sorted(after, key=lambda text: -sum(after[text]))[:_BEAM]
        beam = {text: (after[text][0], after[text][1]) for text in kept}
    return {text: blank + figure for text, (blank, figure) in beam.items() if blank + figure}


def shares(weighed: Mapping[str, float]) -> dict[str, float]:
    """Readings with weights that sum up to one."""
    total = sum(weighed.values())
    return {text: weight / total for text, weight in weighed.items()} if total else {}
