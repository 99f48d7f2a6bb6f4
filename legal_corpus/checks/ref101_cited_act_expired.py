"""Văn bản được viện dẫn đã hết hiệu lực.

**Kiểm tra gì.** Văn bản làm căn cứ ban hành hoặc được dẫn chiếu trong nội dung đã hết hiệu lực toàn bộ vì
hết thời hạn tự quy định, hoặc nguồn ghi đã hết hiệu lực mà không nêu văn bản nào thay thế, bãi bỏ.

**Vì sao.** Văn bản có căn cứ hoặc nội dung dẫn chiếu tới văn bản hết hiệu lực là văn bản phải rà soát.

**Ví dụ sai.** Quyết định dẫn chiếu thủ tục tại một thông tư thí điểm chỉ có hiệu lực đến hết năm trước.

**Ví dụ đúng.** Quyết định dẫn chiếu thông tư còn hiệu lực vào ngày rà soát.

**Mức độ.** Căn cứ ban hành: lỗi; phát hiện nói rõ căn cứ đã sai khi ban hành (hết hiệu lực trước ngày ký,
phải đính chính) hay chỉ phải rà soát (hết hiệu lực sau ngày ký). Văn bản chỉ nằm trong tên gọi của một căn
cứ khác: thông tin. Dẫn chiếu trong nội dung: cảnh báo; câu chuyển tiếp (“trước ngày”, “đã được phê duyệt”,
“hết hiệu lực”): thông tin. Việc hết hiệu lực chỉ do suy luận, hoặc không có ngày mà nguồn khác còn ghi có
hiệu lực, thì hạ một mức và phải xác nhận.

**Giới hạn.** Chỉ biết những sự kiện có trong sổ văn bản. Khi nguồn không ghi ngày hết hiệu lực, hiệu lực
vào ngày ký có thể chưa rõ. Văn bản chỉ được nêu tên trong tên gọi, trong cụm “được sửa đổi bởi”, hoặc là
đối tượng bị chính văn bản này sửa đổi, thay thế, bãi bỏ thì không tính.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.lapsed import lapse_finding, lapses
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation of an act that ended without a named successor."""
    for lapse in lapses(context, "expires"):
        yield lapse_finding(context, lapse, CHECK.code, "đã hết hiệu lực toàn bộ")


CHECK = Check("REF101", "error", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
