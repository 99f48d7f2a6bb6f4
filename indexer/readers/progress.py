"""Signs of life of a long reading: a scan gives one after each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SIGN_OF_LIFE = b"."  # begins a line between processes; behind it stand pages done and all pages
Listener = Callable[[int, int], None]
_LISTENER: ContextVar[Listener | None] = ContextVar("reading progress", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Inside, ``listener(done, all)`` is called with the number of pages."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def page_done(done: int, pages: int) -> None:
    """Tells whoever listens that ``done`` of ``pages`` pages are read."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(done, pages)
