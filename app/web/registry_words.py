"""Names of the codes that the pages about sources, contradictions and rules of law show."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.web import rule_words

DISAGREEMENT_KIND = {
    "values_differ": _l("Các nguồn ghi khác nhau"),
    "status_differs": _l("Còn hay hết hiệu lực"),
    "ends_differ": _l("Ngày hết hiệu lực khác nhau"),
    "end_before_start": _l("Hết hiệu lực trước khi bắt đầu"),
    "effect_far_from_issue": _l("Ngày hiệu lực xa ngày ban hành"),
    "number_year": _l("Năm trong số khác năm ban hành"),
    "event_before_actor": _l("Sự kiện trước văn bản tác động"),
    "type_differs": _l("Một số, hai loại văn bản"),
    "maybe_same": _l("Có thể là một văn bản"),
}
FIELD = {
    "title": _l("trích yếu"),
    "issuer": _l("cơ quan ban hành"),
    "issued": _l("ngày ban hành"),
    "effective_from": _l("ngày có hiệu lực"),
    "effective_to": _l("ngày hết hiệu lực"),
    "status": _l("hiệu lực"),
    "type": _l("loại văn bản"),
    "": "—",
}
DISAGREEMENT_STATE = {"open": _l("Đang mở"), "settled": _l("Đã kết luận"), "gone": _l("Không còn")}
COMPARISON = {
    "equal": _l("giống nhau"),
    "alike": _l("cùng nội dung"),
    "differs": _l("khác nhau"),
    "one_side": _l("chỉ một bản ghi có"),
}
TRUST = {
    "best": _l("Tin cậy cao"),
    "good": _l("Tin cậy"),
    "stub": _l("Chỉ tin tên và số"),
}
CONFIDENCE = {
    "T": _l("đã đọc trong văn bản"),
    "X": _l("bản trích"),
    "S": _l("nguồn thứ cấp – chưa đối chiếu nguyên văn"),
    "I": _l("suy luận"),
    "M": _l("chưa đối chiếu"),
}
# Parameters of the rules of law that people change most; another one shows its code.
PARAMETER = {
    "outcome": _l("kết quả"),
    "covers": _l("áp dụng với"),
    "exceptions": _l("ngoại lệ"),
    "central_days": _l("số ngày (trung ương)"),
    "province_days": _l("số ngày (cấp tỉnh)"),
    "district_days": _l("số ngày (cấp huyện)"),
    "commune_days": _l("số ngày (cấp xã)"),
    "local_days": _l("số ngày (địa phương)"),
    "count_from": _l("tính từ"),
    "days": _l("số ngày"),
    "working_days": _l("số ngày làm việc"),
    "handle_days": _l("số ngày xử lý"),
    "forms": _l("các hình thức"),
    "grounds": _l("các trường hợp"),
    "kinds": _l("các loại"),
    "applies_until": _l("áp dụng đến hết ngày"),
    "level_ended": _l("ngày kết thúc hoạt động"),
    "last_days": _l("ngày cuối có hiệu lực"),
    "families": _l("nhóm văn bản"),
    "higher_rank": _l("phải có hiệu lực cao hơn"),
    "qppl_only": _l("chỉ văn bản quy phạm pháp luật"),
    "in_force_at_issue": _l("đang có hiệu lực khi ban hành"),
    "or_effective_no_later": _l("hoặc có hiệu lực không muộn hơn"),
    "amend_by": _l("cơ quan được sửa đổi"),
    "repeal_by": _l("cơ quan được bãi bỏ"),
    "must_name_parts": _l("phải nêu rõ phần bị tác động"),
    "article_share_above": _l("tỷ lệ số điều vượt"),
    "holidays": _l("ngày nghỉ lễ"),
    "weekend": _l("ngày nghỉ hằng tuần"),
    "worked_weekends": _l("ngày nghỉ làm bù"),
    "complete_before": _l("xong trước ngày"),
    "publish_by": _l("công bố chậm nhất"),
}
# Code words that rules take as values; another one shows itself.
RULE_WORD = {
    "stands": _l("không tự hết hiệu lực"),
    "expires": _l("hết hiệu lực cùng văn bản gốc"),
    "stays_under_review": _l("còn hiệu lực nếu không trái, cần rà soát"),
    "expires_unless_continued": _l("hết hiệu lực, trừ khi được công bố tiếp tục"),
    "continues_in_old_territory": _l("tiếp tục áp dụng trên địa bàn cũ"),
    "new_unit_decides": _l("đơn vị mới quyết định"),
    "signing": _l("ngày ký ban hành"),
    "adoption_or_signing": _l("ngày thông qua hoặc ký ban hành"),
    "partly_expired": _l("hết hiệu lực một phần"),
    "same_issuer": _l("chính cơ quan ban hành"),
    "superior": _l("cấp trên"),
    "competent_body": _l("cơ quan có thẩm quyền"),
    "central": _l("trung ương"),
    "province": _l("cấp tỉnh"),
    "district": _l("cấp huyện"),
    "commune": _l("cấp xã"),
}
TABLES = {
    "rule_word": rule_words.WORDS | RULE_WORD,
    "disagreement_kind": DISAGREEMENT_KIND,
    "field": FIELD,
    "disagreement_state": DISAGREEMENT_STATE,
    "comparison": COMPARISON,
    "trust": TRUST,
    "confidence": CONFIDENCE,
    "parameter": rule_words.PARAMETERS | PARAMETER,
}
