"""Rows of the test store: acts of an invented province, with texts, events, citations and findings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.db.models import (
    ActRow,
    BlobRow,
    CitationRow,
    EventRow,
    ExpressionRow,
    FindingRow,
    ProvisionRow,
    SourceRow,
)
from legal_corpus.registry.sources import OWN_TEXT
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key, number_search_key

NOW = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC).replace(tzinfo=None)  # as the store keeps it
TODAY = dt.date(2026, 3, 2)
DECISION = "quyet-dinh/12-2024-qd-ubnd/ubnd:nui-xanh/2024-03-05"
OLD_DECREE = "nghi-dinh/900-2015-nd-cp/chinh-phu/2015-06-01"
NEW_DECREE = "nghi-dinh/901-2025-nd-cp/chinh-phu/2025-06-10"
XSS_TITLE = "Về <script>alert(1)</script> thử & an toàn"
TEXT = """ỦY BAN NHÂN DÂN TỈNH NÚI XANH
QUYẾT ĐỊNH
Ban hành quy định về quản lý bến thuyền trên địa bàn tỉnh Núi Xanh
Căn cứ Nghị định số 900/2015/NĐ-CP ngày 01 tháng 6 năm 2015 của Chính phủ về bến thuyền;
Xét tờ trình của Giám đốc Sở Xây dựng tại Tờ trình số 45/TTr-SXD.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quyết định này quy định việc đặt tên và quản lý bến thuyền.
2. Bến thuyền phục vụ lễ hội thực hiện theo Nghị định số 900/2015/NĐ-CP và các điểm sau:
a) Bến tạm không quá ba mươi ngày;
đ) Bến nổi phải có phao báo hiệu theo Thông tư số 77/2011/TT-BGT.
Chương II
TỔ CHỨC THỰC HIỆN
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2024."""
ENDING = "Nghị định này thay thế Nghị định số 900/2015/NĐ-CP kể từ ngày 01 tháng 8 năm 2025."
ORIGINAL = TEXT.encode()
ORIGINAL_HASH = "ab" * 32


def span(words: str, nth: int = 1) -> tuple[int, int]:
    """Where ``words`` stand in the decision's text, the ``nth`` time."""
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def fill_store(session: Session) -> None:
    """All rows; ids of findings are 1 (a basis, error) and 2 (a reference, warning)."""
    session.add(SourceRow(code=OWN_TEXT, name="Chính văn bản", trust="best", as_of=None))
    old = _act(OLD_DECREE, "Nghị định", "900/2015/NĐ-CP", "Về bến thuyền", dt.date(2015, 6, 1), "Chính phủ")
    new = _act(NEW_DECREE, "Nghị định", "901/2025/NĐ-CP", XSS_TITLE, dt.date(2025, 6, 10), "Chính phủ")
    title = "Ban hành quy định về quản lý bến thuyền trên địa bàn tỉnh Núi Xanh"
    issuer = "Ủy ban nhân dân tỉnh Núi Xanh"
    decision = _act(DECISION, "Quyết định", "12/2024/QĐ-UBND", title, dt.date(2024, 3, 5), issuer)
    session.add_all([old, new, decision])
    session.flush()
    session.add_all(
        [
            event_row(old, "enters_into_force", dt.date(2015, 7, 15)),
            event_row(new, "enters_into_force", dt.date(2025, 8, 1)),
            event_row(decision, "enters_into_force", dt.date(2024, 3, 20)),
            EventRow(
                target_id=old.id,
                by_id=new.id,
                by_label=new.label,
                predicate="replaces",
                scope="whole",
                provisions=[],
                exceptions=[],
                effective_from=dt.date(2025, 8, 1),
                source=OWN_TEXT,
                confidence=1.0,
                evidence_what="điều khoản thi hành",
                evidence_quote=ENDING,
            ),
        ]
    )
    session.add(
        BlobRow(
            sha256=ORIGINAL_HASH,
            size=len(ORIGINAL),
            media_type="text/plain",
            file_name="quyet-dinh-12.txt",
            stored_at=NOW,
        )
    )
    expression = ExpressionRow(
        act_id=decision.id,
        blob_sha256=ORIGINAL_HASH,
        text=TEXT,
        header={},
        warnings=[],
        pages=None,
        current=True,
        read_at=NOW,
    )
    session.add(expression)
    session.flush()
    session.add_all(_provisions(expression.id))
    session.add_all(_citations(expression.id, old.id))
    session.add_all(_findings(decision, expression.id, old))


def _act(uid: str, type_: str, number: str, title: str, issued: dt.date, issuer: str) -> ActRow:
    return ActRow(
        uid=uid,
        type=type_,
        type_key=fold_key(type_),
        number=number,
        number_key=number_key(number),
        number_search=number_search_key(number),
        issuer=uid.split("/")[2],
        issuer_name=issuer,
        issued=issued,
        effective_from=None,
        title=title,
        name_key=fold_key(title),
    )


def event_row(act: ActRow, predicate: str, on: dt.date) -> EventRow:
    """An event of a whole act that its own text states."""
    return EventRow(
        target_id=act.id,
        predicate=predicate,
        scope="whole",
        provisions=[],
        exceptions=[],
        effective_from=on,
        source=OWN_TEXT,
        confidence=1.0,
    )


def _provisions(expression_id: int) -> list[ProvisionRow]:
    def row(eid: str, level: str, label: str, heading: str | None, first: str, last: str) -> ProvisionRow:
        parent = eid.rpartition("__")[0] or None
        return ProvisionRow(
            expression_id=expression_id,
            eid=eid,
            level=level,
            label=label,
            heading=heading,
            start=span(first)[0],
            end=span(last)[1],
            parent=parent,
        )

    float_ = "Thông tư số 77/2011/TT-BGT."
    return [
        row("chp_I", "chapter", "I", "QUY ĐỊNH CHUNG", "Chương I\n", float_),
        row("art_1", "article", "1", "Phạm vi điều chỉnh", "Điều 1.", float_),
        row("art_1__cl_1", "clause", "1", None, "1. Quyết", "quản lý bến thuyền."),
        row("art_1__cl_2", "clause", "2", None, "2. Bến", float_),
        row("art_1__cl_2__point_a", "point", "a", None, "a) Bến", "ba mươi ngày;"),
        row("art_1__cl_2__point_dd", "point", "đ", None, "đ) Bến", float_),
        row("chp_II", "chapter", "II", "TỔ CHỨC THỰC HIỆN", "Chương II", "năm 2024."),
        row("art_2", "article", "2", "Hiệu lực thi hành", "Điều 2.", "năm 2024."),
    ]


def _citations(expression_id: int, old_id: int) -> list[CitationRow]:
    def row(words: str, nth: int, role: str, outcome: str, kind: str = "act") -> CitationRow:
        start, end = span(words, nth)
        resolved = outcome == "resolved"
        return CitationRow(
            expression_id=expression_id,
            start=start,
            end=end,
            text=words,
            kind=kind,
            type="Nghị định" if resolved else "Thông tư",
            number="900/2015/NĐ-CP" if resolved else None,
            number_key="900/2015/NĐ-CP" if resolved else None,
            name=None,
            name_key=None,
            year=2015 if resolved else None,
            issued=None,
            issuer=None,
            role=role,
            confidence=1.0,
            outcome=outcome,
            act_id=old_id if resolved else None,
            candidates=[],
            reason=None if resolved else "Không có văn bản nào mang số này.",
        )

    return [
        row("Nghị định số 900/2015/NĐ-CP", 1, "basis", "resolved"),
        row("Nghị định số 900/2015/NĐ-CP", 2, "refers", "resolved"),
        row("Thông tư số 77/2011/TT-BGT", 1, "refers", "unknown"),
    ]


def _findings(decision: ActRow, expression_id: int, old: ActRow) -> list[FindingRow]:
    cited = {
        "uid": old.uid,
        "type": old.type,
        "number": old.number,
        "issuer": old.issuer_name,
        "issued": "2015-06-01",
        "title": old.title,
        "status": "expired",
        "expired_from": "2025-08-01",
        "ended_by": ["901/2025/NĐ-CP"],
    }

    def row(nth: int, severity: str, message: str, provision: str | None) -> FindingRow:
        start, end = span("Nghị định số 900/2015/NĐ-CP", nth)
        line = TEXT[TEXT.rindex("\n", 0, start) + 1 : TEXT.index("\n", end)]
        evidence = [
            {"what": "câu trích dẫn", "quote": line},
            {"what": "hiệu lực ngày ký (05/03/2024): còn hiệu lực", "act": old.label},
            {"what": "hiệu lực ngày rà soát (02/03/2026): hết hiệu lực", "act": old.label},
            {"what": "bị thay thế", "quote": ENDING, "act": "Nghị định 901/2025/NĐ-CP", "source": "Bản gốc"},
        ]
        return FindingRow(
            act_id=decision.id,
            expression_id=expression_id,
            cited_act_id=old.id,
            fingerprint=f"{nth:016d}",
            code="REF102",
            severity=severity,
            message=message,
            start=start,
            end=end,
            text=TEXT[start:end],
            provision=provision,
            cited=cited,
            legal_source="Nghị định 79/2025/NĐ-CP, Điều 39",
            evidence=evidence,
            suggestion="Xem xét căn cứ theo Nghị định 901/2025/NĐ-CP.",
            as_of=TODAY,
            state="open",
            first_seen=NOW,
            last_seen=NOW,
        )

    return [
        row(1, "error", "Căn cứ Nghị định 900/2015/NĐ-CP đã bị thay thế từ ngày 01/08/2025.", None),
        row(2, "warning", "Dẫn chiếu Nghị định 900/2015/NĐ-CP đã bị thay thế.", "art_1__cl_2"),
    ]
