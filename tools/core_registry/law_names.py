"""Laws and ordinances by name: the newest one of that name that was passed before a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from legal_corpus.text.normalize import fold_key
from tools.core_registry.drafts import Drafts
from tools.core_registry.identity import Key


class LawNames:
    """Index by name of the acts that have a title and a date."""

    def __init__(self, drafts: Drafts) -> None:
        self.index: dict[tuple[str, str], list[tuple[str, Key]]] = defaultdict(list)
        for draft in drafts.by_key.values():
            title, issued = draft.best("title"), draft.best("issued")
            if draft.key.type in {"Luật", "Pháp lệnh"} and title and issued:
                self.index[draft.key.type, fold_key(title.value)].append((issued.value, draft.key))

    def before(
        self,
        name: str,
        day: str | None,
        type_: str = "Luật",
        issued: date | None = None,
        year: int | None = None,
    ) -> Key | None:
        """Act of that name, or ``None``; ``issued`` and ``year`` are what the citation itself gives."""
        kind = "Luật" if type_ == "Bộ luật" else type_
        found = [x for x in self.index.get((kind, fold_key(name)), []) if day is None or x[0] < day]
        if issued is not None:
            found = [x for x in found if x[0] == issued.isoformat()]
        elif year is not None:
            found = [x for x in found if x[0].startswith(str(year))]
        if not found or (day is None and len(found) > 1):
            return None
        return max(found, key=lambda x: x[0])[1]
