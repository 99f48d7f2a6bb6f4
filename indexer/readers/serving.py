"""The child's side of :mod:`indexer.readers.leash`: a line in, a line out, within the limits.

Between them may go signs of life, so that a long scan is not taken for a hanging file.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from indexer.readers.base import Limits
from indexer.readers.progress import SIGN_OF_LIFE, listening

try:
    import resource
except ImportError:  # not on Windows: only the time limit holds there
    resource = None  # type: ignore[assignment]


def serve(answer: Callable[[bytes, Limits], bytes]) -> None:
    """Answers until the parent closes its end. ``sys.argv``: import root, limits as JSON."""
    limits = Limits(**json.loads(sys.argv[2]))
    _limit_memory(limits.memory_mb)
    # What a library prints to stdout must not mix with the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def say(line: bytes) -> None:
        answers.write(line + b"\n")
        answers.flush()

    def alive(done: int, pages: int) -> None:
        say(SIGN_OF_LIFE + f"{done} {pages}".encode("ascii"))

    with listening(alive):
        for line in sys.stdin.buffer:
            say(answer(line, limits))


def _limit_memory(megabytes: int) -> None:
    """Lets this process take no more address space."""
    if resource is None:
        return
    most = megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
