"""Văn bản được viện dẫn đã bị bãi bỏ.

**Kiểm tra gì.** Văn bản làm căn cứ ban hành hoặc được dẫn chiếu đã bị bãi bỏ toàn bộ, kể cả bằng quyết định
hành chính không có năm trong số, ký hiệu.

**Vì sao.** Quy định dựa trên văn bản đã bị bãi bỏ có thể không còn cơ sở áp dụng.

**Ví dụ sai.** Dẫn chiếu mức thu tại quyết định đã bị một quyết định khác của chính Ủy ban nhân dân bãi bỏ.

**Ví dụ đúng.** Quyết định bãi bỏ nêu tên văn bản bị bãi bỏ: đó là đối tượng xử lý, không phải viện dẫn.

**Mức độ.** Căn cứ ban hành: lỗi; phát hiện nói rõ căn cứ đã sai khi ban hành (hết hiệu lực trước ngày ký,
phải đính chính) hay chỉ phải rà soát (hết hiệu lực sau ngày ký). Văn bản chỉ nằm trong tên gọi của một căn
cứ khác: thông tin. Dẫn chiếu trong nội dung: cảnh báo; câu chuyển tiếp (“trước ngày”, “đã được phê duyệt”,
“hết hiệu lực”): thông tin. Việc hết hiệu lực chỉ do suy luận, hoặc không có ngày mà nguồn khác còn ghi có
hiệu lực, thì hạ một mức và phải xác nhận.

**Giới hạn.** Bãi bỏ một phần thuộc REF104. Bãi bỏ chưa tới ngày có hiệu lực chưa được tính.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.lapsed import lapse_finding, lapses
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation of a wholly repealed act."""
    for lapse in lapses(context, "repeals"):
        yield lapse_finding(context, lapse, CHECK.code, "đã bị bãi bỏ")


CHECK = Check("REF103", "error", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
