"""Damaged files through the leash: no crash of this process, no hang past the limit, memory under it.

``python -m tools.fuzz_readers FILE_OR_FOLDER... [--count N] [--seed S] [--timeout SECONDS]``: each round
takes one file, damages a copy of it (bits flipped, cut off, parts swapped, parts repeated, bytes of another
kind put in; of a ZIP package, half of the times, one part inside) and reads it; every kind of file gets an
equal share. Rounds run in chunks, each in a process of
its own, whose largest child (LibreOffice and Tesseract too) is the peak. Prints what each chunk came to and
a table by kind; exit code 1 when anything but a text or a typed refusal came, or memory passed the limit.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.detect import kind_of
from indexer.readers.leash import LeashedReader
from indexer.readers.leashed_archive import LeashedArchives

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


def damaged(chance: random.Random, name: str, data: bytes) -> bytes:
    """A copy of a file with one damage. A damaged package is mostly refused before its parts are read, so
    half of the packages are whole around a damaged part."""
    mutation = MUTATIONS[name]
    if not data.startswith(b"PK") or chance.random() < 0.5:
        return mutation(chance, data)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        parts = [part for part in whole.infolist() if part.file_size > 1]
        wrong = chance.choices(parts, [part.file_size for part in parts])[0]
        for part in whole.infolist():
            content = whole.read(part)
            made.writestr(part.filename, mutation(chance, content) if part is wrong else content)
    return out.getvalue()


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


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rounds of one kind that one process makes, in turn with the chunks of the other kinds."""

    kind: str
    number: int
    count: int
    sources: tuple[Path, ...]


@dataclass(slots=True)
class Tally:
    """What came of the rounds of one kind; ``peak_mb`` is the largest resident size of any child."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: Round | None = None
    peak_mb: float = 0.0

    def add(self, done: Sequence[Round], peak_mb: float) -> None:
        """Takes in the rounds of a chunk."""
        self.outcomes.update(one.outcome for one in done)
        self.seconds += sum(one.seconds for one in done)
        self.slowest = max((*done, *filter(None, [self.slowest])), key=lambda one: one.seconds, default=None)
        self.peak_mb = max(self.peak_mb, peak_mb)

    def row(self, kind: str) -> str:
        """A line of the table."""
        count = sum(self.outcomes.values())
        slow = self.slowest or Round("", "", "", 0.0)
        slowest = f"{slow.seconds:.1f} s ({slow.source} {slow.mutation})"
        outcomes = ", ".join(f"{code} {times}" for code, times in self.outcomes.most_common())
        return (
            f"{kind:6}{count:5} files {self.seconds / count:6.2f} s each, slowest {slowest}, "
            f"peak {self.peak_mb:.0f} MB: {outcomes}"
        )


def chunks(sources: Sequence[Path], count: int, size: int) -> list[Chunk]:
    """``count`` rounds, an equal share for each kind of ``sources``, kinds in turn."""
    by_kind: dict[str, list[Path]] = defaultdict(list)
    for source in sources:
        by_kind[str(kind_of(source))].append(source)
    found = []
    for at, (kind, files) in enumerate(sorted(by_kind.items())):
        share = count // len(by_kind) + (at < count % len(by_kind))
        for number, begun in enumerate(range(0, share, size)):
            found.append(Chunk(kind, number, min(size, share - begun), tuple(files)))
    return sorted(found, key=lambda chunk: (chunk.number, chunk.kind))


def rounds(chunk: Chunk, seed: int, limits: Limits, folder: Path) -> Iterator[Round]:
    """The chunk's damaged files; the same seed and sources give the same files."""
    chance = random.Random(f"{seed} {chunk.kind} {chunk.number}")
    with LeashedReader(limits) as reader, LeashedArchives(limits) as archives:
        for at in range(chunk.count):
            source = chance.choice(chunk.sources)
            name = chance.choice(sorted(MUTATIONS))
            path = folder / f"damaged{source.suffix}"
            path.write_bytes(damaged(chance, name, source.read_bytes()))
            begun = time.perf_counter()
            try:
                if chunk.kind == "zip":
                    into = folder / str(at)
                    into.mkdir()
                    archives.members(path, into)
                else:
                    reader.read(path)
                outcome = "read"
            except InputRefusedError as error:
                outcome = error.code
            except Exception as error:
                outcome = f"FAULT {type(error).__name__}: {error}"
            yield Round(source.name, name, outcome, time.perf_counter() - begun)


def run(chunk: Chunk, seed: int, limits: Limits) -> tuple[list[Round], float]:
    """The rounds of a chunk, and the peak in MB of the largest of the children it waited for.

    To be called in a process of its own: the kernel never lowers that peak.
    """
    with tempfile.TemporaryDirectory(prefix="rasoat-fuzz-") as folder:
        done = list(rounds(chunk, seed, limits, Path(folder)))
    return done, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Prints outcomes by kind of file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds a file may take")
    parser.add_argument("--max-kb", type=int, default=400, help="larger sources are left out")
    parser.add_argument("--chunk", type=int, default=25, help="rounds of one process")
    wanted = parser.parse_args()
    files = [f for path in wanted.paths for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    sources = [f for f in files if f.is_file() and 0 < f.stat().st_size <= wanted.max_kb * 1024]
    limits = Limits(timeout_s=wanted.timeout, page_timeout_s=wanted.timeout / 2, max_scanned_pages=2)
    tallies: dict[str, Tally] = defaultdict(Tally)
    faults = 0
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        for chunk in chunks(sources, wanted.count, wanted.chunk):
            done, peak_mb = pool.submit(run, chunk, wanted.seed, limits).result()
            tallies[chunk.kind].add(done, peak_mb)
            for one in done:
                if one.is_fault(wanted.timeout):
                    faults += 1
                    print(f"{one.source} {one.mutation}: {one.outcome} {one.seconds:.1f} s", flush=True)
            if peak_mb > limits.memory_mb:
                faults += 1
                print(f"{chunk.kind}: {peak_mb:.0f} MB, over the limit", flush=True)
            print(f"{chunk.number}: {tallies[chunk.kind].row(chunk.kind)}", flush=True)
    for kind, tally in sorted(tallies.items()):
        print(tally.row(kind))
    print(f"{wanted.count} files from {len(sources)} sources, {faults} faults, limit {limits.memory_mb} MB")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
