"""Messages of the national document exchange (QCVN 102:2016/BTTTT, edXML): header and attachments.

The header becomes claims about the act; attachments are handed on to be ingested. A status message (received,
refused, …) carries no act.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

from lxml import etree

from indexer.errors import InputRefusedError
from indexer.importers.base import RejectedRow, Row
from indexer.importers.naming import issuers_for_symbol
from indexer.importers.stating import Stated, issuer_of, number_fault, stated_number, type_of
from legal_corpus.registry.rows import ActRow
from legal_corpus.text.normalize import to_nfc

SOURCE = "truc_lien_thong"
NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
_XLINK = "http://www.w3.org/1999/xlink"
_MOST_BYTES = 280 << 20  # attachments of 200 MB grow by a third in base64
_MOST_ATTACHMENTS = 50
_STATUSES = {
    "01": "đã đến",
    "02": "từ chối nhận",
    "03": "đã tiếp nhận",
    "04": "phân công xử lý",
    "05": "đang xử lý",
    "06": "hoàn thành",
    "13": "lấy lại",
    "15": "đồng ý lấy lại",
    "16": "từ chối lấy lại",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the message; ``name`` is its own name, without any path."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``stated`` is ``None`` when it carries no act, ``problems`` say why or what was left
    out."""

    stated: Stated | None
    attachments: tuple[Attachment, ...]
    problems: tuple[str, ...]


def read_edxml(path: Path) -> Iterator[Row]:
    """The act of a message, or of every ``*.edxml`` and ``*.xml`` of a folder."""
    for file in files_of(path):
        try:
            message = read_message(file)
        except InputRefusedError as error:
            if not path.is_dir():
                raise
            yield RejectedRow(0, str(error), file.name)
            continue
        if message.stated:
            yield ActRow(message.stated.act, (), message.stated.life())
        for problem in message.problems:
            yield RejectedRow(0, problem, file.name)


def files_of(path: Path) -> list[Path]:
    """The message itself, or the messages in a folder in order of name."""
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.iterdir() if p.suffix.lower() in {".edxml", ".xml"} and p.is_file())


def read_message(path: Path) -> Message:
    """Header and decoded attachments. Raises :class:`InputRefusedError`; no DTD, no entities."""
    root = _root(path)
    header = root.find(f".//{{{NAMESPACE}}}MessageHeader")
    if root.tag != f"{{{NAMESPACE}}}edXML" or header is None:
        raise InputRefusedError("unsupported", "Tệp XML này không phải thông điệp edXML (QCVN 102).")
    status = _text(header, "StatusCode")
    if status:
        answered = _text(header, "ResponseFor/Code") or "không rõ văn bản"
        meaning = _STATUSES.get(status, "không rõ")
        problem = f"thông điệp trạng thái {status} ({meaning}) cho {answered}, không kèm văn bản"
        return Message(None, (), (problem,))
    stated, reason = _stated(header, path.name)
    attachments, problems = _attachments(root)
    return Message(stated, tuple(attachments), (*([reason] if reason else []), *problems))


def _root(path: Path) -> etree._Element:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputRefusedError("too_large", "Thông điệp edXML lớn bất thường; hãy kiểm tra lại tệp.")
        raw = path.read_bytes()
    except OSError as error:
        raise InputRefusedError("not_found", "Không mở được thông điệp; hãy kiểm tra đường dẫn.") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefusedError("encoding", "Thông điệp edXML phải là UTF-8; hãy xuất lại tệp.") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise InputRefusedError("damaged", "Thông điệp khai báo DTD hoặc thực thể XML nên không mở.")
    text = _declared(text)
    # Without a document type there is nothing to expand; the size was checked above.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputRefusedError("damaged", "Thông điệp edXML bị hỏng hoặc cụt; hãy lấy lại tệp.") from error


def _declared(text: str) -> str:
    """The message with the prefixes that real messages use without declaring them on the root."""
    start = re.search(r"<(?:\w+:)?edXML\b[^>]*", text)
    if start is None:
        return text
    missing = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in (("edXML", NAMESPACE), ("xlink", _XLINK))
        if f"xmlns:{prefix}=" not in start[0]
    )
    return f"{text[: start.end()]}{missing}{text[start.end() :]}"


def _text(element: etree._Element, path: str) -> str | None:
    found = element.find("/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/")))
    text = to_nfc(" ".join((found.text or "").split())) if found is not None else ""
    return text[:4000] or None


def _stated(header: etree._Element, name: str) -> tuple[Stated | None, str | None]:
    number, notation = _text(header, "Code/CodeNumber"), _text(header, "Code/CodeNotation")
    if not (number and notation):
        return None, "thông điệp không ghi đủ số và ký hiệu văn bản"
    if fault := number_fault(number):
        return None, fault
    full = stated_number(f"{number}/{notation}")
    issuer, issued = _text(header, "From/OrganName"), _day(_text(header, "PromulgationInfo/PromulgationDate"))
    kind = type_of(_text(header, "DocumentType/TypeName"), full, None)
    if not kind:
        return None, f"thông điệp không ghi loại của văn bản {full}"
    if issuer_of(issuer, full, issued) is None and not issuers_for_symbol(full).unique:
        return None, f"không xác định được cơ quan gửi “{issuer or ''}” của văn bản {full}"
    signer = _text(header, "SignerInfo/FullName")
    stated = Stated(
        source=SOURCE,
        type=kind,
        number=full,
        title=_text(header, "Subject"),
        issuer_name=issuer,
        issued=issued,
        more=(("signer", signer),) if signer else (),
        proof=f"{name}, DocumentId {_text(header, 'DocumentId') or 'không có'}",
    )
    return stated, None


def _day(printed: str | None) -> date | None:
    found = re.match(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})", printed or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _file_name(sent: str) -> str:
    """The file's own name, whatever path the sender wrote; never hidden, with its suffix kept."""
    name = "".join(c for c in PurePosixPath(PureWindowsPath(sent).name).name if c.isprintable())
    stem, dot, suffix = name.lstrip(". ").rpartition(".")
    return f"{(stem or suffix)[:80] or 'tep-kem'}{dot if stem else ''}{suffix[:10] if stem else ''}"


def _attachments(root: etree._Element) -> tuple[list[Attachment], list[str]]:
    found: list[Attachment] = []
    problems: list[str] = []
    for element in root.iter(f"{{{NAMESPACE}}}Attachment"):
        sent = _text(element, "AttachmentName") or "tep-kem"
        name = _file_name(sent)
        encoded = element.find(f"{{{NAMESPACE}}}ContentTransferEncoded")
        content = "".join(((encoded.text if encoded is not None else "") or "").split())
        if len(found) >= _MOST_ATTACHMENTS:
            problems.append(f"chỉ nhận {_MOST_ATTACHMENTS} tệp kèm, bỏ qua “{name}”")
            continue
        try:
            decoded = base64.b64decode(content, validate=True)
        except (binascii.Error, ValueError):
            decoded = b""
        if decoded:
            found.append(Attachment(name, decoded))
        else:
            problems.append(f"tệp kèm “{name}” trống hoặc không phải base64 nên không nạp được")
    return found, problems
