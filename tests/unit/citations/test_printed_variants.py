"""Every form of number that occurs, in every way that files spoil it: one table times another."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from legal_corpus.citations.extractor import extract_citations

FORMS = {
    "92/2017/NĐ-CP": "Nghị định",
    "64/2025/QH15": "Luật",
    "115/2025/UBTVQH15": "Nghị quyết",
    "115/2025/NQ-UBTVQH15": "Nghị quyết",
    "26/2025/TT-BTP": "Thông tư",
    "01/2016/TTLT-BYT-BTC": "Thông tư liên tịch",
    "01/2018/TTLT-BCA-VKSNDTC-TANDTC": "Thông tư liên tịch",
    "24/2012/TTLT-TTCP-VKSNDTC-TANDTC-KTNN-BQP-BCA": "Thông tư liên tịch",
    "66.18/2026/NQ-CP": "Nghị quyết",
    "15/2021/QĐ-UBND": "Quyết định",
    "08/2024/NQ-HĐND": "Nghị quyết",
    "05/2016/NQ-HĐND8": "Nghị quyết",
    "61/2025/QĐ-CTUBND": "Quyết định",
    "1628/QĐ-UBND": "Quyết định",
    "07/CT-TTg": "Chỉ thị",
    "5959/KH-UBND": "Kế hoạch",
    "13/NQ-CP": "Nghị quyết",
    "10/VBHN-BCT": "Văn bản hợp nhất",
    "18-NQ/TW": "Nghị quyết",
    "84-KH/TU": "Kế hoạch",
    "36-HD/VPTW": "Hướng dẫn",
    "21-LCT/HĐNN8": "Luật",
    "75-CP": "Nghị định",
    "75/CP": "Nghị định",
    "223/TT/LB": "Thông tư",
    "69/2003/QĐ-BCN": "Quyết định",
    "72/2004/QĐ-UB": "Quyết định",
    "117-HĐBT": "Nghị định",
}
_CYRILLIC = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")
_WIDE = str.maketrans({str(n): chr(0xFF10 + n) for n in range(10)} | {"/": "／"})


def _last(number: str, sign: str, by: str) -> str:
    return by.join(number.rsplit(sign, 1))


# Each takes "<type> số <number>" apart and gives the sentence back as some file printed it.
SPOILED: dict[str, Callable[[str, str], str]] = {
    "clean": lambda t, n: f"Theo {t} số {n} của cơ quan.",
    "decomposed": lambda t, n: unicodedata.normalize("NFD", f"Theo {t} số {n} của cơ quan."),
    "eth": lambda t, n: f"Theo {t} số {n} của cơ quan.".replace("Đ", "Ð").replace("đ", "ð"),
    "cyrillic": lambda t, n: f"Theo {t} số {n.translate(_CYRILLIC)} của cơ quan.",
    "full width": lambda t, n: f"Theo {t} số {n.translate(_WIDE)} của cơ quan.",
    "en dash": lambda t, n: f"Theo {t} số {n.replace('-', '–')} của cơ quan.",
    "blanks at dashes": lambda t, n: f"Theo {t} số {n.replace('-', ' - ')} của cơ quan.",
    "blanks at slashes": lambda t, n: f"Theo {t} số {n.replace('/', ' / ')} của cơ quan.",
    "line ends before số": lambda t, n: f"Theo {t}\nsố {n} của cơ quan.",
    "line ends after số": lambda t, n: f"Theo {t} số\n{n} của cơ quan.",
    "line ends at slash": lambda t, n: f"Theo {t} số {_last(n, '/', '/' + chr(10))} của cơ quan.",
    "line ends at dash": lambda t, n: f"Theo {t} số {_last(n, '-', '-' + chr(10))} của cơ quan.",
    "glued to của": lambda t, n: f"Theo {t} số {n}của cơ quan.",
    "glued to ngày": lambda t, n: f"Theo {t} số {n}ngày 12 tháng 5 năm 2025 của cơ quan.",
    "glued to số": lambda t, n: f"Theo {t} số{n} của cơ quan.",
    "colon": lambda t, n: f"Theo {t} số: {n} của cơ quan.",
    "no số": lambda t, n: f"Theo {t} {n} của cơ quan.",
    "capitals": lambda t, n: f"THEO {t.upper()} SỐ {n.upper()} CỦA CƠ QUAN.",
    "small type": lambda t, n: f"Theo {t.lower()} số {n} của cơ quan.",
    "title case": lambda t, n: f"Theo {t.title()} số {n} của cơ quan.",
    "no-break blanks": lambda t, n: f"Theo {t} số {n} của cơ quan.".replace(" ", "\u00a0"),
    "soft hyphen": lambda t, n: f"Theo {t} số {n[:3]}\u00ad{n[3:]} của cơ quan.",
    "zero-width blank": lambda t, n: f"Theo {t} số {n[:3]}\u200b{n[3:]} của cơ quan.",
}


@pytest.mark.parametrize("spoiled", SPOILED)
@pytest.mark.parametrize("number", FORMS)
def test_a_number_is_read_however_it_is_printed(number: str, spoiled: str) -> None:
    text = SPOILED[spoiled](FORMS[number], number)
    found = extract_citations(text)
    wanted = number.upper() if spoiled == "capitals" else number
    assert [(c.type, c.number) for c in found] == [(FORMS[number], wanted)]
    assert found[0].text == unicodedata.normalize("NFC", text)[found[0].start : found[0].end]


@pytest.mark.parametrize("number", [n for n in FORMS if n.count("/") == 2 and n != "223/TT/LB"])
@pytest.mark.parametrize("instead", ["", " "])
def test_a_plainly_lost_slash_is_restored(number: str, instead: str) -> None:
    printed = _last(number, "/", instead)
    found = extract_citations(f"Theo {FORMS[number]} số {printed} của cơ quan.")
    assert [(c.type, c.number) for c in found] == [(FORMS[number], number)]
