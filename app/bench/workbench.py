"""What measurements work on: the corpus as texts, a filled store, empty folders."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.bench.stopwatch import timed
from app.bootstrap import Services, build_services
from app.config import load_settings
from app.services.permissions import SYSTEM
from app.services.reading import Analyser, limits_of


@dataclass(frozen=True, slots=True)
class FilledStore:
    """A store with the shipped registry and the corpus, and what filling it took, in seconds."""

    services: Services
    home: Path
    files: int
    registry_first: float
    registry_again: float
    ingest: float


@dataclass(slots=True)
class Workbench:
    """``corpus`` holds files to read, ``folder`` is scratch space that the caller deletes afterwards.

    ``shared`` has ``data/gold`` with annotated texts, or is ``None``. ``size`` is the length in characters
    of the longest text that is measured; ``rounds`` how often short work is repeated for its median;
    ``acts`` how many acts a made-up store holds.
    """

    corpus: Path
    folder: Path
    shared: Path | None = None
    lookups: int = 1000
    size: int = 5_000_000
    rounds: int = 5
    seed: int = 2026
    acts: int = 10_000
    _texts: tuple[str, ...] | None = field(default=None, init=False)
    _filled: FilledStore | None = field(default=None, init=False)

    def files(self) -> list[Path]:
        """Files of the corpus, sorted."""
        return sorted(path for path in self.corpus.rglob("*") if path.is_file())

    def texts(self) -> tuple[str, ...]:
        """The NFC text of every file that can be read, in the order of :meth:`files`."""
        if self._texts is None:
            analyser = Analyser(limits_of(load_settings({}, home=self.folder)))
            found = (item.parsed for item in analyser.analyse_many(self.files()))
            self._texts = tuple(parsed.text for parsed in found if parsed is not None and parsed.text)
        return self._texts

    def new_home(self, name: str) -> Path:
        """An empty folder for a store of one's own; ``name`` is used once."""
        home = self.folder / name
        home.mkdir()
        return home

    def filled(self) -> FilledStore:
        """The store with registry and corpus, filled (and timed) when first asked for."""
        if self._filled is None:
            home = self.new_home("filled")
            services = build_services(load_settings({}, home=home))
            self._filled = FilledStore(
                services=services,
                home=home,
                files=len(self.files()),
                registry_first=timed(lambda: services.registry.import_core(SYSTEM)),
                registry_again=timed(lambda: services.registry.import_core(SYSTEM)),
                ingest=timed(lambda: services.ingest.ingest(SYSTEM, [self.corpus])),
            )
        return self._filled

    def close(self) -> None:
        """Let go of the store."""
        if self._filled is not None:
            self._filled.services.close()
            self._filled = None
