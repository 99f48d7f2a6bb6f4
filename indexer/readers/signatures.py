"""Digital signatures of a PDF: who signed, when, whether the file is still what was signed.

A statement for the reader of an act, never a reason to refuse a file (NĐ 30/2020/NĐ-CP, Phụ lục I, says where
signatures stand; whether one is valid in law is for the person to say).
"""

from __future__ import annotations

import json
import logging
import mmap
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.leash import Leash, child_of
from indexer.readers.serving import serve

Coverage = Literal["whole", "signed_again", "changed", "part"]
Chain = Literal["trusted", "unknown"]
_MOST = 50
_CERTIFICATES = {".pem", ".crt", ".cer", ".der"}


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. ``signed_at`` is ISO with offset, as the signer's machine states it.

    ``valid``: the signed bytes are unchanged and the signature fits its certificate. ``coverage``: the
    whole file; the file as it was, with only further signatures since; changed since; or only a part.
    ``chain``: whether the certificate goes back to one of the roots that the installation trusts.
    """

    signer: str
    organisation: str | None
    issuer: str | None
    signed_at: str | None
    valid: bool
    coverage: Coverage
    chain: Chain


def may_be_signed(path: Path, media_type: str) -> bool:
    """Whether a closer look is worth it: only a PDF that names the bytes that were signed."""
    if media_type != "application/pdf":
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"/ByteRange") >= 0


def read_signatures(path: Path, roots: Path | None = None) -> list[Signature]:
    """Signatures of a PDF in the order they were made; none when it has none or cannot be understood.

    ``roots`` is a folder of trusted root certificates (PEM or DER). Nothing is fetched.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trusted = _certificates(roots) if roots else []
    found: list[Signature] = []
    with path.open("rb") as stream:
        for embedded in PdfFileReader(stream, strict=False).embedded_signatures[:_MOST]:
            context = ValidationContext(trust_roots=trusted, allow_fetching=False)
            status = validate_pdf_signature(embedded, context)
            found.append(_signature(status))
    return found


def _signature(status: Any) -> Signature:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    certificate = status.signing_cert
    coverage: Coverage = "part"
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        coverage = "whole"
    elif status.coverage == SignatureCoverageLevel.ENTIRE_REVISION:
        level = status.modification_level
        harmless = level is not None and level <= ModificationLevel.FORM_FILLING
        coverage = "signed_again" if harmless else "changed"
    day = status.signer_reported_dt
    return Signature(
        signer=_name(certificate.subject, "common_name") or certificate.subject.human_friendly,
        organisation=_name(certificate.subject, "organization_name"),
        issuer=_name(certificate.issuer, "common_name"),
        signed_at=day.isoformat() if day else None,
        valid=bool(status.intact and status.valid),
        coverage=coverage,
        chain="trusted" if status.trusted else "unknown",
    )


def _name(entity: Any, part: str) -> str | None:
    value = entity.native.get(part)
    return value[0] if isinstance(value, list) and value else value if isinstance(value, str) else None


def _certificates(folder: Path) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder

    files = sorted(p for p in folder.glob("*") if p.suffix.lower() in _CERTIFICATES)
    return list(load_certs_from_pemder(map(str, files)))


class LeashedSignatures(Leash):
    """:func:`read_signatures` in a child process; a file that loses the child has no known signatures."""

    child = child_of("indexer.readers.signatures")
    doing = "Kiểm tra chữ ký số"

    def __init__(self, limits: Limits, roots: Path | None = None) -> None:
        super().__init__(limits)
        self._roots = roots if roots and roots.is_dir() else None

    def read(self, path: Path) -> list[Signature] | None:
        """The signatures; ``None`` when they could not be examined."""
        request: Sequence[str | None] = (str(path.resolve()), str(self._roots) if self._roots else None)
        try:
            reply = json.loads(self.ask(json.dumps(request).encode("ascii")))
        except InputRefusedError:
            return None
        return None if reply is None else [Signature(**one) for one in reply]


def _answer(line: bytes, limits: Limits) -> bytes:  # noqa: ARG001 - a signature has no pages
    path, roots = json.loads(line)
    try:
        found: Any = [asdict(s) for s in read_signatures(Path(path), Path(roots) if roots else None)]
    except Exception:  # pyHanko's errors on damaged files are of every kind
        found = None
    return json.dumps(found).encode("ascii")


def main() -> None:
    """Serves until the parent closes its end."""
    logging.disable(logging.CRITICAL)
    serve(_answer)
