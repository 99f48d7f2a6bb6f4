"""An act with tables and quoted amendments, from its file to its page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import Services
from app.services.permissions import SYSTEM
from tests.unit.cli.test_contract import run
from tests.web.conftest import Browser
from tests.web.store import OLD_DECREE

SignedIn = Callable[[str], Browser]
ACT = """<html><body>
<p>ỦY BAN NHÂN DÂN TỈNH NÚI XANH</p><p>Số: 31/2026/QĐ-UBND</p>
<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc</p>
<p>Núi Xanh, ngày 02 tháng 02 năm 2026</p><p>QUYẾT ĐỊNH</p><p>Sửa đổi quy định về bến thuyền</p>
<p>Căn cứ Luật Đò ngang ngày 01 tháng 6 năm 2015;</p>
<p>Điều 1. Danh mục văn bản</p>
<table><thead><tr><th>TT</th><th colspan="2">Văn bản</th></tr></thead><tbody>
<tr><td rowspan="2">1.</td><td>Nghị định số 900/2015/NĐ-CP</td><td>Còn &lt;một phần&gt;</td></tr>
<tr><th>Khác</th><td></td></tr></tbody></table>
<p>Điều 2. Sửa đổi, bổ sung Điều 5 như sau:</p>
<p>“Điều 5. Phao</p><p>1. Bến có phao.”.</p>
<p>Điều 3. Quyết định này có hiệu lực từ ngày 20 tháng 02 năm 2026.</p>
</body></html>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "act.html"
    path.write_text(ACT, encoding="utf-8")
    return path


@pytest.fixture
def page(services: Services, signed_in: SignedIn, file: Path) -> str:
    assert services.ingest.ingest(SYSTEM, [file]).count("new") == 1
    uid = services.acts.recent(SYSTEM)[0].uid
    return signed_in("viewer").page(f"/van-ban/{uid}?on=2025-08-01")


def test_a_table_is_shown_as_one_with_headings_and_live_citations(page: str) -> None:
    (table,) = re.findall(r"<table>.*?</table>", page, re.S)
    assert '<thead><tr><th scope="col">TT</th><th scope="col" colspan="2">Văn bản</th></tr>' in table
    assert '<td rowspan="2">1.</td>' in table
    assert f'<a class="cite st-expired" href="/van-ban/{OLD_DECREE}?on=2025-08-01" title="' in table
    assert '<th scope="row">Khác</th><td></td>' in table
    assert "Còn &lt;một phần&gt;" in table and " | " not in table
    assert 'class="table-frame" role="group" tabindex="0"' in page


def test_quoted_text_of_an_amendment_is_a_quotation(page: str) -> None:
    (quoted,) = re.findall(r'<blockquote class="quoted">.*?</blockquote>', page, re.S)
    words = " ".join(re.sub(r"<[^>]+>", " ", quoted).split())
    assert words == "“Điều 5. Phao 1. Bến có phao.”."
    assert 'id="art_5"' not in page and 'id="art_3"' in page


def test_parse_gives_tables_over_the_text(file: Path) -> None:
    text = run("read", file).stdout
    found = json.loads(run("parse", file).stdout)
    (table,) = found["tables"]
    assert [[text[cell["start"] : cell["end"]] for cell in row] for row in table["rows"]] == [
        ["TT", "Văn bản"],
        ["1.", "Nghị định số 900/2015/NĐ-CP", "Còn <một phần>"],
        ["Khác", ""],
    ]
    assert table["rows"][0][1] == {**table["rows"][0][1], "colspan": 2, "heading": True}
    assert table["rows"][1][0]["rowspan"] == 2 and "heading" not in table["rows"][1][0]
    lines = [json.loads(line) for line in run("parse", file, "--format", "jsonl").stdout.splitlines()]
    assert [line for line in lines if line["kind"] == "table"] == [
        {"file": str(file), "kind": "table", **table}
    ]
