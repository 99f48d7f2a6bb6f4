"""One line of a page with writing by hand or a stamp in it, by PP-OCR where it is installed.

Tesseract was made for print and loses such figures. PP-OCR's recogniser knows them, but has no Vietnamese
letters: so it only looks at the lines that Tesseract found. Its weights come inside the Python package
``rapidocr`` (Apache-2.0) and are run by ``onnxruntime``; nothing else of that package is imported, and
nothing is ever downloaded.
"""

from __future__ import annotations

import importlib
import importlib.util
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from PIL import Image

_PACKAGE, _WEIGHTS = "rapidocr", "models/PP-OCRv6_rec_small.onnx"
_HEIGHT, _LEAST_WIDTH, _MOST_WIDTH = 48, 320, 3200  # pixels the recogniser takes
# What a written figure is taken for by a recogniser that knows letters as well.
_LIKE = ("0OoDQ", "1lI|/!", "2Zz", "3", "4HAh", "5Ss", "6bG", "7?T", "8B&", "9qg")
_BLANKS = " .-_·…,"  # paper, and the dots to write on
# Of what is neither a figure nor blank: half says that nothing is there, the rest that any figure may be.
_OTHER_BLANK, _OTHER_FIGURE = 0.5, 0.05

Step = tuple[float, ...]  # probabilities of nothing and of the figures 0 to 9


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign with the first and last step at which it was seen."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A line as read: its signs, what each step says about figures, and pixels of the picture per step."""

    glyphs: tuple[Glyph, ...]
    steps: tuple[Step, ...]
    width: float


class InkReader(Protocol):
    """Reads pictures of one line."""

    def available(self) -> bool:
        """Whether there is anything that can read ink."""

    def strip(self, picture: Image.Image) -> Strip | None:
        """What is in the picture; ``None`` where nothing can read it."""


class NoInk:
    """Stands in where PP-OCR is not installed: figures in ink are left to Tesseract."""

    def available(self) -> bool:
        """Never."""
        return False

    def strip(self, picture: Image.Image) -> Strip | None:  # noqa: ARG002
        """Never anything."""
        return None


class PaddleInk:
    """PP-OCR's recogniser, loaded with the first line that it reads (30 ms a line, 150 MB)."""

    def __init__(self) -> None:
        self._session: Any = None
        self._signs: list[str] = []

    def available(self) -> bool:
        """Whether the program and its weights are installed."""
        return weights() is not None

    def strip(self, picture: Image.Image) -> Strip | None:
        """As :class:`InkReader`."""
        path = weights()
        if path is None:
            return None
        import numpy

        if self._session is None:
            self._load(path)
        width = min(_MOST_WIDTH, max(16, math.ceil(_HEIGHT * picture.width / picture.height)))
        small = picture.convert("RGB").resize((width, _HEIGHT), Image.Resampling.BILINEAR)
        taken = numpy.zeros((1, 3, _HEIGHT, max(width, _LEAST_WIDTH)), numpy.float32)
        taken[0, :, :, :width] = numpy.asarray(small, numpy.float32).transpose(2, 0, 1) / 127.5 - 1
        chances = self._session.run(None, {self._session.get_inputs()[0].name: taken})[0][0]
        used = math.ceil(len(chances) * width / taken.shape[3])
        per_step = picture.width / width * taken.shape[3] / len(chances)
        return Strip(self._glyphs(chances[:used]), self._steps(chances[:used]), per_step)

    def _load(self, path: Path) -> None:
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        known = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._signs = ["", *known, " "]

    def _glyphs(self, chances: Any) -> tuple[Glyph, ...]:
        found: list[Glyph] = []
        last = 0
        for at, best in enumerate(chances.argmax(1).tolist()):
            sign = self._signs[best] if best < len(self._signs) else ""
            if len(sign) == 1 and best == last:
                found[-1] = Glyph(sign, found[-1].first, at)
            elif len(sign) == 1:
                found.append(Glyph(sign, at, at))
            last = best
        return tuple(found)

    def _steps(self, chances: Any) -> tuple[Step, ...]:
        at = {sign: number for number, sign in enumerate(self._signs) if len(sign) == 1}
        blank = chances[:, [0, *(at[sign] for sign in _BLANKS if sign in at)]].sum(1)
        figures = [chances[:, [at[sign] for sign in like if sign in at]].sum(1) for like in _LIKE]
        found: list[Step] = []
        for nothing, *seen in zip(blank.tolist(), *(column.tolist() for column in figures), strict=True):
            other = max(0.0, 1.0 - nothing - sum(seen))
            row = [nothing + other * _OTHER_BLANK, *(chance + other * _OTHER_FIGURE for chance in seen)]
            found.append(tuple(chance / sum(row) for chance in row))
        return tuple(found)


@cache
def weights() -> Path | None:
    """Where the recogniser's weights are; ``None`` when they or what runs them are not installed."""
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or not package.submodule_search_locations:
        return None
    if any(importlib.util.find_spec(name) is None for name in ("onnxruntime", "numpy")):
        return None
    path = Path(next(iter(package.submodule_search_locations))) / _WEIGHTS
    return path if path.is_file() else None
