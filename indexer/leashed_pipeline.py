"""Reading and analysing on a leash: a child process for each, both with a time and a memory limit.

A text can be hostile too: made so that an expression of the analysis takes hours. Two children, because
the one that opens strangers' files may be taken over and must not send objects; the other one sees
nothing but text.
"""

from __future__ import annotations

import base64
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.errors import InputRefusedError
from indexer.pipeline import ParsedAct, analyse_document
from indexer.readers.base import Limits, ReadDocument
from indexer.readers.leash import Leash, LeashedReader, child_of
from indexer.readers.serving import serve


class LeashedPipeline:
    """:func:`indexer.pipeline.analyse_file` in children that serve many files; use as a context manager."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._reader, self._analysis = LeashedReader(limits), _LeashedAnalysis(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends both children."""
        self._reader.close()
        self._analysis.close()

    def analyse(self, path: Path, made: Path | None = None) -> ParsedAct:
        """What a file says; ``made`` is what :meth:`convert` gave for it. Raises :class:`InputRefusedError`.

        Each of the two stages may take ``timeout_s``.
        """
        self._analysis.start()  # gets ready while the file is read
        return self._analysis.analyse(self._reader.read(path, made))

    def convert(self, paths: Sequence[Path], into: Path) -> dict[Path, Path]:
        """See :meth:`indexer.readers.leash.LeashedReader.convert`."""
        return self._reader.convert(paths, into)


class _LeashedAnalysis(Leash):
    child = child_of("indexer.leashed_pipeline")
    doing = "Phân tích"
    lost = "Phân tích tệp dừng đột ngột; hãy thử lại, nếu vẫn vậy thì báo người quản trị kèm tệp này."

    def analyse(self, document: ReadDocument) -> ParsedAct:
        request = json.dumps(document.plain()).encode("ascii")
        reply = pickle.loads(base64.b64decode(self.ask(request)))
        if isinstance(reply, InputRefusedError):
            raise reply
        if not isinstance(reply, ParsedAct):
            raise InputRefusedError("failed", self.lost)
        return reply


def _analyse(line: bytes, limits: Limits) -> ParsedAct | InputRefusedError:
    try:
        return analyse_document(ReadDocument.of_plain(json.loads(line)))
    except MemoryError:
        return InputRefusedError(
            "memory",
            f"Phân tích tệp cần hơn {limits.memory_mb} MB bộ nhớ; hãy tách nhỏ tệp hoặc nâng giới hạn.",
        )
    except Exception as error:  # a fault of the analysis must not end the batch
        name = type(error).__name__
        return InputRefusedError(
            "failed", f"Phân tích tệp gặp lỗi nội bộ ({name}); hãy báo người quản trị kèm tệp này."
        )


def _answer(line: bytes, limits: Limits) -> bytes:
    return base64.b64encode(pickle.dumps(_analyse(line, limits)))


def main() -> None:
    """Serves until the parent closes its end."""
    serve(_answer)
