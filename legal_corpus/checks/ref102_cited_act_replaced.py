"""Văn bản được viện dẫn đã bị thay thế.

**Kiểm tra gì.** Văn bản làm căn cứ ban hành hoặc được dẫn chiếu đã bị văn bản khác thay thế toàn bộ. Phát
hiện nêu cả chuỗi thay thế cho tới văn bản đang có hiệu lực.

**Vì sao.** Văn bản thay thế là căn cứ để rà soát văn bản đã viện dẫn văn bản cũ.

**Ví dụ sai.** Căn cứ một nghị định năm 2016 trong khi nghị định năm 2024 đã thay thế toàn bộ nghị định đó.

**Ví dụ đúng.** Căn cứ nghị định đang có hiệu lực; hoặc văn bản cũ vẫn còn hiệu lực vì văn bản thay thế chưa
tới ngày có hiệu lực.

**Mức độ.** Căn cứ ban hành: lỗi; phát hiện nói rõ căn cứ đã sai khi ban hành (hết hiệu lực trước ngày ký,
phải đính chính) hay chỉ phải rà soát (hết hiệu lực sau ngày ký). Văn bản chỉ nằm trong tên gọi của một căn
cứ khác: thông tin. Dẫn chiếu trong nội dung: cảnh báo; câu chuyển tiếp (“trước ngày”, “đã được phê duyệt”,
“hết hiệu lực”): thông tin. Việc hết hiệu lực chỉ do suy luận, hoặc không có ngày mà nguồn khác còn ghi có
hiệu lực, thì hạ một mức và phải xác nhận.

Dẫn chiếu chỉ bằng tên tới một luật đã có luật mới cùng tên cũng ở mức thông tin.

**Giới hạn.** Văn bản thay thế chưa có hiệu lực vào ngày rà soát thì chưa làm văn bản cũ hết hiệu lực. Điều
khoản chuyển tiếp cho phép áp dụng tiếp văn bản cũ cần người rà soát đọc.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.lapsed import lapse_finding, lapses
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation of a wholly replaced act, with the chain of successors."""
    for lapse in lapses(context, "replaces"):
        yield lapse_finding(context, lapse, CHECK.code, "đã bị thay thế")


CHECK = Check("REF102", "error", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
