"""Digital signatures: whole, signed again, changed since, damaged; roots that are trusted or not."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec
from reportlab.pdfgen.canvas import Canvas

from indexer.readers.base import Limits
from indexer.readers.signatures import LeashedSignatures, may_be_signed

NAMES = [
    (NameOID.COMMON_NAME, "Đặng Thị Hải Yến"),
    (NameOID.ORGANIZATION_NAME, "ỦY BAN NHÂN DÂN TỈNH KHÁNH LAM"),
]


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> tuple[SimpleSigner, Path]:
    """A signer with a certificate that it gave itself, and that certificate's file."""
    folder = tmp_path_factory.mktemp("keys")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in NAMES])
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=36500))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, True, True, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "roots").mkdir()
    root = folder / "roots" / "goc.pem"
    root.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    loaded = SimpleSigner.load(str(folder / "key.pem"), str(root))
    assert loaded is not None
    return loaded, root.parent


def _pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Quyet dinh 5/2026/QD-UBND")
    canvas.save()
    return out.getvalue()


def _sign(content: bytes, signer: Any, field: str) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    out = PdfSigner(meta, signer, new_field_spec=SigFieldSpec(field)).sign_pdf(writer)
    return bytes(out.getvalue())


def _read(path: Path, roots: Path | None = None) -> Any:
    with LeashedSignatures(Limits(), roots) as leash:
        return leash.read(path)


def test_who_signed_when_and_over_what(tmp_path: Path, signer: tuple[SimpleSigner, Path]) -> None:
    path = tmp_path / "ky.pdf"
    path.write_bytes(_sign(_sign(_pdf(), signer[0], "Nguoi_ky"), signer[0], "Van_thu"))
    assert may_be_signed(path, "application/pdf")
    first, second = _read(path)
    assert (first.signer, first.organisation) == (NAMES[0][1], NAMES[1][1])
    assert dt.datetime.fromisoformat(first.signed_at).tzinfo is not None
    assert (first.valid, first.coverage, first.chain) == (True, "signed_again", "unknown")
    assert (second.valid, second.coverage) == (True, "whole")
    assert [one.chain for one in _read(path, signer[1])] == ["trusted", "trusted"]


def test_a_file_changed_after_signing(tmp_path: Path, signer: tuple[SimpleSigner, Path]) -> None:
    signed = _sign(_pdf(), signer[0], "Nguoi_ky")
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = writer.root["/Type"]
    writer.update_root()
    later = io.BytesIO()
    writer.write(later)
    path = tmp_path / "sua.pdf"
    path.write_bytes(later.getvalue())
    (one,) = _read(path, signer[1])
    assert (one.valid, one.coverage) == (True, "changed")


def test_bytes_that_are_no_longer_what_was_signed(tmp_path: Path, signer: tuple[SimpleSigner, Path]) -> None:
    signed = bytearray(_sign(_pdf(), signer[0], "Nguoi_ky"))
    at = signed.find(b"/MediaBox")
    assert at > 0
    signed[at + 13 : at + 14] = b"1"
    path = tmp_path / "pha.pdf"
    path.write_bytes(signed)
    found = _read(path, signer[1])
    assert found is None or [one.valid for one in found] == [False]


def test_files_without_signatures_and_without_sense(tmp_path: Path) -> None:
    plain, broken = tmp_path / "a.pdf", tmp_path / "b.pdf"
    plain.write_bytes(_pdf())
    assert not may_be_signed(plain, "application/pdf")
    assert not may_be_signed(plain, "text/plain")
    assert _read(plain) == []
    broken.write_bytes(b"%PDF-1.7 /ByteRange [0 1 2 3] cut")
    assert may_be_signed(broken, "application/pdf")
    assert _read(broken) is None


@pytest.mark.shared
def test_signatures_of_real_acts(shared: Path) -> None:
    path = shared / "data/provincial/pdf/hn_NQ_12.2025.pdf"
    (one,) = _read(path)
    assert one.valid and one.coverage == "whole" and one.chain == "unknown"
    assert one.issuer == "Co quan chung thuc so Chinh phu"
