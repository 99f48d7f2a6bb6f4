"""Parts of an Office package (ZIP of XML), opened without trusting what it says about itself."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lxml import etree

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, megabytes
from indexer.zip_guard import bomb, check_declared

_MAX_PARTS = 20_000
_CHUNK = 1 << 20
_HEAD = 1000  # bytes in which the root element begins


# Word writes "word/document.xml"; Word on the web sometimes "word/document2.xml".
MAIN_PART = re.compile(r"word/document\d*\.xml")


@dataclass(frozen=True, slots=True)
class Part:
    """An XML part: its root element and the bytes it was read from."""

    root: Any | None
    data: bytes

    def elements(self, name: str, spelt: re.Pattern[bytes]) -> Iterator[Any]:
        """Elements of a local name. A large document has a million elements and is only looked through
        where ``spelt`` stands in its bytes."""
        # Not the UTF-8 and the quotation marks that Word writes: then the bytes tell nothing.
        unusual = b"\0" in self.data[:_HEAD] or b"'" in self.data[:_HEAD]
        if self.root is not None and (unusual or spelt.search(self.data)):
            yield from self.root.iter(f"{{*}}{name}")


class Package:
    """A ZIP package within limits on unpacked size (bytes) and compression ratio."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _damaged() from error
        self._check_declared()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _check_declared(self) -> None:
        check_declared(
            self._zip.infolist(),
            most_parts=_MAX_PARTS,
            most_bytes=self._limits.max_unpacked_bytes,
            most_ratio=self._limits.max_ratio,
        )

    def main_part(self) -> str:
        """Name of the part that holds the document's body."""
        names = sorted(filter(MAIN_PART.fullmatch, self._zip.namelist()))
        return names[0] if names else "word/document.xml"

    def bytes_of(self, name: str) -> bytes | None:
        """The part unpacked, ``None`` when there is no such part.

        Raises :class:`InputRefusedError` "zip_bomb" when more comes out than the limits allow,
        whatever the directory declared, or "damaged".
        """
        try:
            part = self._zip.getinfo(name)
        except KeyError:
            return None
        data = bytearray()
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    data += chunk
                    self._unpacked += len(chunk)
                    if self._unpacked > self._limits.max_unpacked_bytes:
                        raise bomb(f"hơn {megabytes(self._limits.max_unpacked_bytes)}")
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            zlib.error,
        ) as error:
            raise _damaged() from error
        return bytes(data)

    def xml(self, name: str) -> Any | None:
        """The root element of an XML part, ``None`` when there is no such part.

        No DTD, no entities, no network. Raises :class:`InputRefusedError` "damaged" on broken XML and
        on any document type declaration, which Office never writes.
        """
        return self.part(name).root

    def part(self, name: str) -> Part:
        """As :meth:`xml`, with the bytes; without a root when there is no such part."""
        data = self.bytes_of(name)
        if data is None:
            return Part(None, b"")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise _declares_entities()
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _declares_entities()
        return Part(root, data)


def _damaged() -> InputRefusedError:
    return InputRefusedError(
        "damaged", "Tệp Word bị hỏng hoặc tải về chưa hết; hãy tải lại hoặc lưu lại tệp gốc."
    )


def _declares_entities() -> InputRefusedError:
    return InputRefusedError(
        "damaged", "Tệp Word khai báo thực thể XML không hợp lệ nên không mở; hãy lưu lại tệp bằng Word."
    )
