"""Events and statuses in Vietnamese words."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from legal_corpus.effect.timeline import Placed
from legal_corpus.model.effect import EffectEvent, Predicate, StatusReading, StatusValue
from legal_corpus.registry.protocol import Registry

STATUS_WORDS: dict[StatusValue, str] = {
    "in_force": "còn hiệu lực",
    "partly_expired": "hết hiệu lực một phần",
    "expired": "hết hiệu lực toàn bộ",
    "suspended": "tạm ngưng hiệu lực",
    "not_yet_in_force": "chưa có hiệu lực",
    "unknown": "chưa rõ hiệu lực",
}
_EVENT_WORDS = {
    "enters_into_force": "Có hiệu lực",
    "observed_in_force": "Nguồn còn ghi nhận có hiệu lực",
    "amends": "Được sửa đổi",
    "supplements": "Được bổ sung",
    "replaces": "Bị thay thế",
    "repeals": "Bị bãi bỏ",
    "expires": "Hết hiệu lực",
    "suspends": "Tạm ngưng hiệu lực",
    "resumes": "Có hiệu lực trở lại",
    "corrects": "Được đính chính",
    "extends": "Được kéo dài hiệu lực",
    "continues": "Được công bố tiếp tục có hiệu lực",
}


@lru_cache(maxsize=1 << 12)
def vn_date(day: date | None) -> str:
    """ "01/07/2026"; "không rõ ngày" when unknown."""
    return f"{day:%d/%m/%Y}" if day else "không rõ ngày"


@lru_cache(maxsize=1 << 12)
def ref_words(ref: str) -> str:
    """A reference as people write it: "5/2/a" -> "điểm a khoản 2 Điều 5"; others unchanged."""
    parts = ref.split("/")
    if not parts[0][:1].isdigit() or len(parts) > 3:
        return ref
    heads = ("Điều", "khoản", "điểm")
    return " ".join(f"{head} {part}" for head, part in reversed(list(zip(heads, parts, strict=False))))


def acting_label(event: EffectEvent, registry: Registry | None) -> str | None:
    """Label of the acting act: from the registry, else as printed."""
    act = registry.get(event.by) if registry is not None and event.by else None
    return act.label if act else event.by_label


def event_note(placed: Placed, registry: Registry | None) -> str:
    """ "Bị thay thế bởi Luật 116/2025/QH15 từ ngày 01/07/2026"."""
    event = placed.event
    words = [_EVENT_WORDS[event.predicate]]
    if event.provisions:
        words.append("(" + ", ".join(ref_words(ref) for ref in event.provisions) + ")")
    elif event.scope == "part":
        words.append("một phần")
    if label := acting_label(event, registry):
        words.append(f"{link_word(event.predicate)} {label}")
    if event.predicate == "observed_in_force":
        words.append(f"vào ngày {vn_date(placed.start)}")
    elif placed.start:
        words.append(f"từ ngày {vn_date(placed.start)}")
        if placed.derived:
            words.append("(ngày có hiệu lực của văn bản tác động)")
    else:
        words.append("(nguồn không ghi ngày)")
    if event.effective_until and event.predicate != "expires":
        words.append(f"đến hết ngày {vn_date(event.effective_until)}")
    if event.exceptions:
        words.append("trừ " + ", ".join(ref_words(ref) for ref in event.exceptions))
    return " ".join(words)


def status_sentence(reading: StatusReading) -> str:
    """ "hết hiệu lực toàn bộ từ ngày 01/07/2026"."""
    words = STATUS_WORDS[reading.status]
    if reading.status == "not_yet_in_force" and reading.until:
        return f"{words}, có hiệu lực từ ngày {vn_date(reading.until)}"
    if reading.status in ("expired", "suspended", "partly_expired") and reading.since:
        return f"{words} từ ngày {vn_date(reading.since)}"
    if reading.status == "expired":
        return f"{words} (nguồn không ghi ngày)"
    return words


def event_word(predicate: Predicate, label: str | None = None) -> str:
    """ "Bị thay thế" for "replaces"; with the label of who did it "Bị thay thế bởi Luật 116/2025/QH15"."""
    word = _EVENT_WORDS[predicate]
    return f"{word} {link_word(predicate)} {label}" if label else word


def link_word(predicate: Predicate) -> str:
    """ "theo" when a text says that the act begins to apply or ends, "bởi" for what an act does to it."""
    return "theo" if predicate in ("enters_into_force", "observed_in_force", "expires") else "bởi"
