"""A page of a file as a picture, for a person who compares it with what was read."""

from __future__ import annotations

import base64
import io
import json
import warnings
from pathlib import Path

from PIL import Image

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.leash import Leash, child_of
from indexer.readers.serving import serve

WIDTH = 1000  # pixels: a line of an A4 page is read without a lens
_MOST_PIXELS = 80_000_000
_TALLEST = 20_000  # a strip, not a page: its picture would be enormous
_PDF = "application/pdf"


def page_picture(path: Path, media_type: str, page: int = 0) -> bytes | None:
    """Page ``page`` (from 0) as PNG, ``WIDTH`` wide; ``None`` for formats without pages or past the last.

    Raises what the libraries raise on a damaged file.
    """
    if media_type == _PDF:
        picture = _of_pdf(path, page)
    elif media_type.startswith("image/"):
        picture = _of_image(path, page)
    else:
        return None
    if picture is None:
        return None
    height = max(1, round(picture.height * WIDTH / picture.width))
    if height > _TALLEST:
        return None
    out = io.BytesIO()
    picture.convert("RGB").resize((WIDTH, height)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _of_pdf(path: Path, page: int) -> Image.Image | None:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        if page >= len(document):
            return None
        # What signatures show, such as a stamped number, is drawn only as a part of the page itself.
        shown = document[page]
        pypdfium2.raw.FPDFPage_Flatten(shown, pypdfium2.raw.FLAT_NORMALDISPLAY)
        shown.close()
        found = document[page]
        width, height = found.get_size()
        if height > width * 6:  # a strip, not a page: its picture would be enormous
            return None
        return found.render(scale=WIDTH / width).to_pil()  # type: ignore[no-any-return]


def _of_image(path: Path, page: int) -> Image.Image | None:
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(path) as opened:
        if page >= getattr(opened, "n_frames", 1):
            return None
        opened.seek(page)
        if opened.width * opened.height > _MOST_PIXELS:
            return None
        opened.load()
        return opened.copy()


class LeashedPictures(Leash):
    """:func:`page_picture` in a child process; nothing where the child is lost."""

    child = child_of("indexer.readers.picture")
    doing = "Vẽ trang"

    def read(self, path: Path, media_type: str, page: int) -> bytes | None:
        """The picture as PNG, or ``None``."""
        try:
            reply = self.ask(json.dumps([str(path.resolve()), media_type, page]).encode("ascii"))
        except InputRefusedError:
            return None
        return base64.b64decode(reply) or None


def _answer(line: bytes, limits: Limits) -> bytes:  # noqa: ARG001 - the pictures have sizes of their own
    path, media_type, page = json.loads(line)
    try:
        found = page_picture(Path(path), media_type, page) or b""
    except Exception:  # damaged files bring errors of every kind
        found = b""
    return base64.b64encode(found)


def main() -> None:
    """Serves until the parent closes its end."""
    serve(_answer)
