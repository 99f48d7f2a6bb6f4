"""References that a chain of pinpoints stands for: "điểm a, c khoản 1 Điều 4" -> 4/1/a, 4/1/c."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legal_corpus.citations.pinpoint_grammar import DEPTH, Chain, Group, Unit

_NAMES: dict[str, str] = {
    "tiểu mục": "Tiểu mục",
    "mục": "Mục",
    "chương": "Chương",
    "phần": "Phần",
    "phụ lục": "Phụ lục",
    "mẫu": "Mẫu",
    "biểu mẫu": "Biểu mẫu",
    "mẫu biểu": "Mẫu biểu",
    "biểu": "Biểu",
}
THIS = "này"
_INNER: tuple[Unit, ...] = ("article", "clause", "point", "item")
_BOXES: tuple[Unit, ...] = ("appendix", "form", "part", "chapter", "section", "subsection")
_SIDE_BY_SIDE = frozenset({"và", "hoặc", "hay"})
# Order in print; a part of an article is told without the boxes that hold the article.
_PRINTED, _PRINTED_IN_ARTICLE = (*_BOXES, *_INNER), ("appendix", *_INNER)


class Reference(NamedTuple):
    """One reference of a chain; ``start`` is the offset of its own group. Labels of inner levels are
    plain ("5", "a"), boxes carry their name ("Phụ lục II"); "này" is not yet resolved.
    """

    labels: dict[Unit, str]
    start: int

    def get(self, unit: Unit) -> str:
        """Label of a level, "" when the chain does not say it."""
        return self.labels.get(unit, "")

    def has(self, *units: Unit) -> bool:
        """Whether any of the levels is said."""
        return any(self.get(unit) for unit in units)

    def fill(self, known: dict[Unit, str]) -> Reference:
        """A copy with levels added where the chain is silent or says "này"; "" drops a "này"."""
        labels = dict(self.labels)
        for unit, label in known.items():
            if labels.get(unit, THIS).endswith(THIS):
                labels[unit] = label
        return Reference({unit: label for unit, label in labels.items() if label}, self.start)

    def text(self) -> str:
        """Printed form of gold GUIDELINES section 3: "5/2/a", "Chương II", "Phụ lục III/Mục X/2.3"."""
        known = self.labels
        if len(known) == 1:
            (label,) = known.values()
            return "" if label.endswith(THIS) else label
        units = _PRINTED_IN_ARTICLE if known.get("article") else _PRINTED
        return "/".join([known[unit] for unit in units if unit in known and not known[unit].endswith(THIS)])


def references(chain: Chain) -> list[Reference]:
    """References of a chain as far as it says them itself, in printed order."""
    return _read_descending(chain.groups) if _descending(chain) else _read_ascending(chain)


def _descending(chain: Chain) -> bool:
    """ "Điều 5 khoản 2": the parent comes first; "Điều 5, khoản 2 Điều 6" is ascending."""
    groups = chain.groups
    if len(groups) < 2 or DEPTH[groups[0].unit] <= DEPTH[groups[1].unit]:
        return False
    return DEPTH[groups[-1].unit] < DEPTH[groups[0].unit]


def _label(group: Group, label: str) -> str:
    name = _NAMES.get(group.word)
    return f"{name} {label}" if name else label


def _is_parent(group: Group, joint: str) -> bool:
    """Whether a group can be the parent of what stands before it: "Điều 5 và Phụ lục I" are two."""
    words = joint.replace(",", " , ").split()
    if not words:
        return True
    if not _SIDE_BY_SIDE.isdisjoint(words):
        return False
    return "," not in words or group.unit in _INNER or group.unit in {"appendix", "part", "chapter"}


def _is_plain(chain: Chain) -> bool:
    """Whether each part lies in the next, with only blanks between: "điểm a khoản 2 Điều 5"."""
    depth = -1
    for group, joint in zip(chain.groups, chain.joints, strict=True):
        if len(group.labels) > 1 or DEPTH[group.unit] <= depth or (joint and not joint.isspace()):
            return False
        depth = DEPTH[group.unit]
    return True


@dataclass(slots=True)
class _Path:
    """A reference that may still get a parent; ``top`` is the depth of its highest level."""

    labels: dict[Unit, str]
    start: int
    top: int


def _read_ascending(chain: Chain) -> list[Reference]:
    """Children wait for the next group of a higher level ("điểm a, b khoản 1 và khoản 2 Điều 3")."""
    groups = chain.groups
    if len(groups) == 1:
        group = groups[0]
        return [Reference({group.unit: _label(group, label)}, group.start) for label in group.labels]
    if _is_plain(chain):
        return [Reference({group.unit: _label(group, group.labels[0]) for group in groups}, groups[0].start)]
    done: list[_Path] = []
    for group, joint in zip(groups, chain.joints, strict=True):
        depth = DEPTH[group.unit]
        # "tiểu mục 1, mục II": what lies in sections alone.
        parent = done and (_is_parent(group, joint) or (group.unit == "section" and joint.strip() == ","))
        waiting = [path for path in done if path.top < depth] if parent else []
        if "," in joint and depth > DEPTH["article"]:
            # "Mục I, Phụ lục II" is a child with its parent, "Điều 5, Phụ lục II" are two references.
            waiting = [path for path in waiting if "section" in path.labels or "subsection" in path.labels]
        first, *others = [_label(group, label) for label in group.labels]
        if not waiting:
            done += [_Path({group.unit: label}, group.start, depth) for label in (first, *others)]
            continue
        # "khoản 1 các Điều 5 và 6": every child under every parent.
        copies = [
            _Path({**path.labels, group.unit: other}, path.start, depth)
            for other in others
            for path in waiting
        ]
        for path in waiting:
            path.labels[group.unit], path.top = first, depth
        done += copies
    return [Reference(path.labels, path.start) for path in done]


def _read_descending(groups: Sequence[Group]) -> list[Reference]:
    """Parents first; a parent that has children is not a reference of its own."""
    found: list[Reference] = []
    stack: list[tuple[Unit, str]] = []
    for at, group in enumerate(groups):
        while stack and DEPTH[stack[-1][0]] <= DEPTH[group.unit]:
            stack.pop()
        leaf = at + 1 == len(groups) or DEPTH[groups[at + 1].unit] >= DEPTH[group.unit]
        labels = group.labels if leaf else group.labels[:-1]
        found.extend(
            Reference({group.unit: _label(group, label), **dict(reversed(stack))}, group.start)
            for label in labels
        )
        stack.append((group.unit, _label(group, group.labels[-1])))
    return found
