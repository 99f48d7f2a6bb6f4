"""Damaged files through the leash: no crash of this process, no hang past the limit, memory under it.

``python -m tools.fuzz_readers FILE_OR_FOLDER... [--count N] [--seed S] [--timeout SECONDS]``: each round
takes one file, damages a copy of it (bits flipped, cut off, parts swapped, parts repeated, bytes of another
kind put in) and reads it. Prints the outcomes; exit code 1 when anything but a text or a typed refusal came.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.leash import LeashedReader

MUTATIONS: dict[str, Callable[[random.Random, bytes], bytes]] = {}
GRACE_S = 10.0  # beyond the limit: what ending a child and starting the next may take on a busy machine


def _mutation(make: Callable[[random.Random, bytes], bytes]) -> Callable[[random.Random, bytes], bytes]:
    MUTATIONS[make.__name__.strip("_")] = make
    return make


@_mutation
def _bits(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 64, 512))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


@_mutation
def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(1, len(data))]


@_mutation
def _swapped(chance: random.Random, data: bytes) -> bytes:
    first, second = sorted(chance.randrange(len(data)) for _ in range(2))
    size = chance.randrange(1, 4096)
    one, other = data[first : first + size], data[second : second + size]
    return data[:first] + other + data[first + size : second] + one + data[second + size :]


@_mutation
def _repeated(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 2048)]
    return data[:start] + part * chance.choice((2, 20, 200)) + data[start:]


@_mutation
def _foreign(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + chance.randbytes(chance.randrange(1, 2048)) + data[start:]


@dataclass(frozen=True, slots=True)
class Round:
    """One damaged file: what it was made of and how, what came of it and in how many seconds.

    ``outcome`` is "read", a refusal's code, or "FAULT" with the name of what broke through.
    """

    source: str
    mutation: str
    outcome: str
    seconds: float

    def is_fault(self, timeout_s: float) -> bool:
        """Whether the promise of the leash was broken."""
        return self.outcome.startswith("FAULT") or self.seconds > timeout_s + GRACE_S


def rounds(sources: Sequence[Path], count: int, seed: int, limits: Limits, folder: Path) -> Iterator[Round]:
    """``count`` damaged files; the same seed and sources give the same files."""
    chance = random.Random(seed)
    with LeashedReader(limits) as reader:
        for _ in range(count):
            source = chance.choice(sources)
            name = chance.choice(sorted(MUTATIONS))
            path = folder / f"damaged{source.suffix}"
            path.write_bytes(MUTATIONS[name](chance, source.read_bytes()))
            begun = time.perf_counter()
            try:
                reader.read(path)
                outcome = "read"
            except InputRefusedError as error:
                outcome = error.code
            except Exception as error:
                outcome = f"FAULT {type(error).__name__}: {error}"
            yield Round(source.name, name, outcome, time.perf_counter() - begun)


def main() -> None:
    """Prints outcomes by kind of file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds a file may take")
    parser.add_argument("--max-kb", type=int, default=400, help="larger sources are left out")
    wanted = parser.parse_args()
    files = [f for path in wanted.paths for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    sources = [f for f in files if f.is_file() and 0 < f.stat().st_size <= wanted.max_kb * 1024]
    limits = Limits(timeout_s=wanted.timeout, page_timeout_s=wanted.timeout / 2, max_scanned_pages=2)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    slowest, faults = 0.0, 0
    with tempfile.TemporaryDirectory(prefix="rasoat-fuzz-") as folder:
        for done, one in enumerate(rounds(sources, wanted.count, wanted.seed, limits, Path(folder)), 1):
            outcomes[Path(one.source).suffix][one.outcome] += 1
            slowest = max(slowest, one.seconds)
            if one.is_fault(wanted.timeout):
                faults += 1
                print(f"{one.source} {one.mutation}: {one.outcome} {one.seconds:.1f} s", flush=True)
            if done % 100 == 0:
                print(f"{done} done, {faults} faults, slowest {slowest:.1f} s", flush=True)
    for suffix, found in sorted(outcomes.items()):
        print(suffix.ljust(6), *(f"{code} {times}" for code, times in found.most_common()))
    print(f"{wanted.count} files from {len(sources)} sources, {faults} faults, slowest {slowest:.1f} s")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
