from __future__ import annotations

from pathlib import Path

from indexer.readers.registry import read_file

TEXT = """# QUYẾT ĐỊNH

**Số: 05/2025/QĐ-UBND**
> Căn cứ *Luật Đất đai* và [Nghị định số 102/2024/NĐ-CP](https://a.vn/x);

## Điều 1\\. Phạm vi ##
---
- mức **hỗ trợ** 2 * 3 * 4
| TT | Nội dung |
|----|:--------:|
| 1 | `Mẫu` số 01 |
"""


def test_words_without_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    found = read_file(path)
    assert found.media_type == "text/markdown"
    assert found.text.splitlines() == [
        "QUYẾT ĐỊNH",
        "Số: 05/2025/QĐ-UBND",
        "Căn cứ Luật Đất đai và Nghị định số 102/2024/NĐ-CP;",
        "Điều 1. Phạm vi",
        "- mức hỗ trợ 2 * 3 * 4",
        "TT | Nội dung",
        "1 | Mẫu số 01",
    ]


def test_the_same_text_under_another_name_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_file(path).text == TEXT
