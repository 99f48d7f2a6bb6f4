"""edXML messages: header to claims, attachments decoded, status messages, nothing expanded."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.importers.base import RejectedRow
from indexer.importers.edxml import NAMESPACE, read_edxml, read_message
from legal_corpus.registry.rows import ActRow
from tests.conftest import SHARED

HEADER = """<e:From><e:OrganName>UBND tỉnh An Giang</e:OrganName></e:From>
<e:Code><e:CodeNumber>7/2021</e:CodeNumber><e:CodeNotation>QÐ-UBND</e:CodeNotation></e:Code>
<e:PromulgationInfo><e:PromulgationDate>2021/03/02</e:PromulgationDate></e:PromulgationInfo>
<e:DocumentType><e:TypeName>Quyết định</e:TypeName></e:DocumentType>
<e:Subject>Về giá đò
 ngang</e:Subject><e:SignerInfo><e:FullName>Nguyễn Văn A</e:FullName></e:SignerInfo>
<e:DocumentId>d-1</e:DocumentId>"""
ATTACHMENT = (
    "<e:Attachment><e:AttachmentName>{name}</e:AttachmentName>"
    "<e:ContentTransferEncoded>{content}</e:ContentTransferEncoded></e:Attachment>"
)


def message(folder: Path, header: str = HEADER, attachments: str = "", *, start: str = "") -> Path:
    path = folder / "m.edxml"
    path.write_text(
        f'{start}<edXML xmlns="{NAMESPACE}"><e:edXMLEnvelope xmlns:e="{NAMESPACE}"><e:edXMLHeader>'
        f"<e:MessageHeader>{header}</e:MessageHeader></e:edXMLHeader>"
        f"<e:AttachmentEncoded>{attachments}</e:AttachmentEncoded></e:edXMLEnvelope></edXML>",
        "utf-8",
    )
    return path


def test_the_header_becomes_claims(tmp_path: Path) -> None:
    (row,) = read_edxml(message(tmp_path))
    assert isinstance(row, ActRow)
    act = row.act
    assert (act.type, act.number, act.title) == ("Quyết định", "7/2021/QĐ-UBND", "Về giá đò ngang")
    assert (act.issuer, act.issued) == ("ubnd:an-giang", date(2021, 3, 2))
    assert {c.field for c in act.claims} >= {"title", "issuer", "issued", "signer"}
    assert {c.source for c in act.claims} == {"truc_lien_thong"}
    assert all("d-1" in (c.evidence or "") for c in act.claims)


def test_attachments_come_out_under_a_harmless_name(tmp_path: Path) -> None:
    content = base64.b64encode(b"%PDF-1.7 x").decode()
    sent = ATTACHMENT.format(name="..\\..\\quyet-dinh.pdf", content=f"{content[:6]}\n {content[6:]}")
    empty = ATTACHMENT.format(name="trong.pdf", content="${chưa mã hóa}")
    found = read_message(message(tmp_path, attachments=sent + empty))
    assert [(a.name, a.content) for a in found.attachments] == [("quyet-dinh.pdf", b"%PDF-1.7 x")]
    assert len(found.problems) == 1 and "trong.pdf" in found.problems[0]


def test_a_status_message_carries_no_act(tmp_path: Path) -> None:
    header = "<e:StatusCode>02</e:StatusCode><e:ResponseFor><e:Code>7/QĐ-UBND</e:Code></e:ResponseFor>"
    (row,) = read_edxml(message(tmp_path, header))
    assert isinstance(row, RejectedRow)
    assert "từ chối nhận" in row.reason and "7/QĐ-UBND" in row.reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<e:CodeNotation>QÐ-UBND</e:CodeNotation>", "", "số và ký hiệu"),
        ("UBND tỉnh An Giang", "UBND tỉnh", "không xác định được cơ quan gửi"),
        (">7/2021<", ">không số<", "không có chữ số nào"),
    ],
)
def test_a_header_that_names_no_act_says_why(tmp_path: Path, old: str, new: str, reason: str) -> None:
    (row,) = read_edxml(message(tmp_path, HEADER.replace(old, new)))
    assert isinstance(row, RejectedRow) and reason in row.reason


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        "<?xml version='1.0'?>" + "<!-- x -->" * 2000 + '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, start: str) -> None:
    with pytest.raises(InputRefusedError, match="DTD"):
        read_message(message(tmp_path, start=start))


def test_prefixes_used_without_declaration_are_read_as_real_senders_mean_them(tmp_path: Path) -> None:
    path = message(tmp_path)
    text = path.read_text("utf-8").replace("<e:DocumentId>", '<edXML:Note xlink:href=""/><e:DocumentId>')
    path.write_text(text, "utf-8")
    assert read_message(path).stated is not None


def test_what_is_no_message_is_refused(tmp_path: Path) -> None:
    other, cut = tmp_path / "a.xml", message(tmp_path)
    other.write_text("<a/>", "utf-8")
    with pytest.raises(InputRefusedError, match="không phải thông điệp"):
        read_message(other)
    cut.write_text(cut.read_text("utf-8")[:-20], "utf-8")
    with pytest.raises(InputRefusedError, match="bị hỏng"):
        read_message(cut)
    cut.write_bytes(cut.read_text("utf-8").encode("utf-16"))
    with pytest.raises(InputRefusedError, match="UTF-8"):
        read_message(cut)


def test_a_folder_goes_on_after_a_broken_message(tmp_path: Path) -> None:
    message(tmp_path)
    (tmp_path / "a.xml").write_text("<a", "utf-8")
    rows = list(read_edxml(tmp_path))
    assert [isinstance(row, ActRow) for row in rows] == [False, True]
    assert isinstance(rows[0], RejectedRow) and rows[0].where == "a.xml"


@pytest.mark.shared
def test_the_two_real_messages_are_read() -> None:
    rows = list(read_edxml(SHARED / "law" / "extracts"))
    acts = [row.act for row in rows if isinstance(row, ActRow)]
    assert [(act.type, act.issued) for act in acts] == [("Thông tư", date(2019, 1, 17))]
    assert any("trạng thái 02" in row.reason for row in rows if isinstance(row, RejectedRow))
