"""The issuer of an act: found between the other lines of the header, written in normal case."""

from __future__ import annotations

import re

from legal_corpus.text.normalize import fold_key, lowered, to_nfc

_BODIES = (
    "ỦY BAN THƯỜNG VỤ QUỐC HỘI", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "HỘI ĐỒNG THẨM PHÁN", "QUỐC HỘI",
    "CHÍNH PHỦ", "THỦ TƯỚNG", "CHỦ TỊCH NƯỚC", "CHỦ TỊCH", "THƯỜNG TRỰC", "BỘ TRƯỞNG", "BỘ", "TÒA ÁN",
    "VIỆN KIỂM SÁT", "KIỂM TOÁN NHÀ NƯỚC", "NGÂN HÀNG", "THANH TRA", "VĂN PHÒNG", "TỔNG CỤC",
    "TỔNG LIÊN ĐOÀN", "CHI CỤC", "CỤC", "SỞ", "BAN", "BẢO HIỂM XÃ HỘI", "ỦY BAN", "ĐOÀN", "LIÊN ĐOÀN",
    "TRUNG TÂM", "TRƯỜNG", "HỘI ĐỒNG", "HỘI", "MẶT TRẬN", "UBND", "HĐND", "UBTVQH", "THỐNG ĐỐC",
    "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "QUẬN ỦY", "ĐẢNG ỦY",
)  # fmt: skip
_NAME_BEGINNING = 12  # characters
# "BAN NHÂN DÂN" without what stands before it was misread.
_BODY = re.compile(rf"(?<!\w)(?:{'|'.join(_BODIES)})(?!\w)(?<!(?<!\w)BAN(?= NHÂN DÂN))")
# Sorted by first letter, because the engine tries every name at every letter with which one begins.
_NAMED = re.compile(
    "|".join(
        f"{first}(?:{'|'.join(name[1:] for name in _BODIES if name[0] == first)})"
        for first in dict.fromkeys(name[0] for name in _BODIES)
    )
)
_DEPARTMENT = re.compile(
    r"(?:SỞ|CHI CỤC|CỤC|VĂN PHÒNG|BAN QUẢN LÝ|BAN DÂN TỘC|BAN CHỈ ĐẠO|THANH TRA|TỔNG CỤC|TRƯỜNG|TRUNG TÂM"
    r"|PHÒNG|VỤ)(?!\w)"
)
_SHORT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "UBTVQH": "Ủy ban Thường vụ Quốc hội",
          "TP": "thành phố", "TP.": "thành phố", "T.P": "thành phố", "TX.": "thị xã"}  # fmt: skip
# Level words stay small inside a name; what follows them is a place.
_LEVELS = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
_PLACE = re.compile(rf"(?<!\w)({'|'.join(_LEVELS)})\s+(.+)$", re.I)
_FIXED = {
    fold_key(name): name
    for name in (
        "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước",
        "Chánh án Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao",
        "Viện trưởng Viện kiểm sát nhân dân tối cao", "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
        "Kiểm toán nhà nước", "Tổng Kiểm toán nhà nước", "Ngân hàng Nhà nước Việt Nam", "Thanh tra Chính phủ",
        "Văn phòng Chính phủ", "Bảo hiểm xã hội Việt Nam", "Ủy ban Dân tộc", "Bộ Công an", "Bộ Quốc phòng",
        "Bộ Ngoại giao", "Bộ Nội vụ", "Bộ Tư pháp", "Bộ Tài chính", "Bộ Công Thương", "Bộ Xây dựng",
        "Bộ Nông nghiệp và Môi trường", "Bộ Khoa học và Công nghệ", "Bộ Giáo dục và Đào tạo", "Bộ Y tế",
        "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Dân tộc và Tôn giáo", "Bộ Giao thông vận tải",
        "Bộ Kế hoạch và Đầu tư", "Bộ Lao động - Thương binh và Xã hội", "Bộ Tài nguyên và Môi trường",
        "Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Thông tin và Truyền thông", "Bộ Chính trị",
        "Văn phòng Quốc hội", "Ban Chấp hành Trung ương", "Ban Bí thư", "Văn phòng Trung ương Đảng",
    )
}  # fmt: skip
_JOINT = re.compile(
    r"\s+[-–]\s+(?=(?:BỘ|ỦY BAN|TỔNG|NGÂN HÀNG|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM|THANH TRA|CHÍNH PHỦ|ĐOÀN CHỦ TỊCH|BAN"
    r"|KIỂM TOÁN|BẢO HIỂM|HỘI|TRUNG ƯƠNG)\s)",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?<!\w)(?:THE|OF|PEOPLE|COMMITTEE|COUNCIL|PROVINCE|PROVINCIAL|CITY|MINISTRY|MINISTER|GOVERNMENT|SOCIALIST"
    r"|REPUBLIC|INDEPENDENCE|FREEDOM|DECISION|CIRCULAR|DECREE|RESOLUTION|LAW|ON|AND|DEPARTMENT|REGULATION"
    r"|PROMULGATING|FOR)(?!\w)"
)
_LOCAL = re.compile(r"(?:CHỦ TỊCH\s+|THƯỜNG TRỰC\s+)?(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND)(?!\w)")
_PARTY = re.compile(r"((?:tỉnh|thành|huyện|quận|đảng) ủy)\s+(.+)")
_OFFICE_OF = re.compile(r"(sở|chi cục|cục|bộ)\s+(.+)")
_LINE_ENDS = str.maketrans({"\n": " ", "|": " "})


def body_start(line: str) -> int | None:
    """Where the name of a body begins in a header line, ``None`` when the line names none."""
    found = _BODY.search(_upper(line))
    return found.start() if found else None


def begins_body(line: str, above: str) -> bool:
    """Whether a header line begins another body than the lines ``above`` it.

    "QUỐC HỘI" below "ỦY BAN THƯỜNG VỤ" or "ỦY BAN NHÂN DÂN" below "CHỦ TỊCH" goes on; "SỞ NỘI VỤ", "BỘ Y TẾ",
    what stands below a whole name ("CHÍNH PHỦ" below "ỦY BAN THƯỜNG VỤ QUỐC HỘI"), and "ỦY BAN NHÂN DÂN XÃ …"
    below a body that has its place already begin anew.
    """
    upper = _upper(line)
    if is_department(line) or re.match(r"BỘ\s", upper):
        return True
    if fold_key(above) in _FIXED and body_start(line) == 0:
        return True
    return is_local(line) and names_place(above)


def is_office(name: str) -> bool:
    """Whether a name says nothing without the body that the office is of: "Văn phòng", "Thanh tra"."""
    return name in {"Văn phòng", "Thanh tra"}


def is_local(line: str) -> bool:
    """Whether a line names a people's committee or council, or who heads it."""
    return _LOCAL.match(_upper(line)) is not None


def names_place(name: str) -> bool:
    """Whether a name says of which province, city, commune it is."""
    return _PLACE.search(name) is not None


def joint_bodies(printed: str) -> list[str]:
    """The bodies of "BỘ TÀI CHÍNH - BỘ NỘI VỤ"; a name with a dash of its own stays whole."""
    return [name for name in _JOINT.split(printed) if name]


def is_english(line: str) -> bool:
    """Whether a line of a bilingual header is the English one."""
    return line.isascii() and _ENGLISH.search(line.upper()) is not None


def names_body(line: str) -> bool:
    """Whether a body may be named in the line in capitals: its letters are there, a third of them capital."""
    for found in _NAMED.finditer(_upper(line)):
        name = line[found.start() : found.start() + _NAME_BEGINNING]
        if not name.islower() and 3 * sum(map(str.isupper, name)) >= sum(map(str.isalpha, name)):
            return True
    return False


def is_department(line: str) -> bool:
    """Whether a line names a body that belongs to the one in the line above (a sở of a UBND)."""
    return bool(_DEPARTMENT.match(_upper(line.strip())))


def _upper(text: str) -> str:
    """Upper case of equal length, with the newer tone place in "ỦY", so that offsets stay."""
    upper = text.upper()
    if len(upper) != len(text):
        upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    return upper.replace("UỶ", "ỦY").replace("TOÀ ", "TÒA ").replace("HOÀ", "HÒA")


def normal_case(printed: str, text: str = "") -> str:
    """Full name in normal case: "UBND TỈNH GIA LAI" -> "Ủy ban nhân dân tỉnh Gia Lai".

    A name that has no rule is taken as the act itself writes it in a sentence (``text``), else with
    capitals as the rule for bodies has them.
    """
    words = [_SHORT.get(word.upper(), word) for word in to_nfc(printed).translate(_LINE_ENDS).split()]
    name = " ".join(words).strip(" .,;:-–_*")
    name = _upper(name).lower()
    name = re.sub(r"(?<!\w)tp\.\s*", "thành phố ", name)
    if fold_key(name) in _FIXED:
        return _FIXED[fold_key(name)]
    if name.startswith(
        ("ủy ban nhân dân", "hội đồng nhân dân", "chủ tịch ủy ban nhân dân", "thường trực hội đồng")
    ):
        return _local_body(name)
    written = _as_written(name, text)
    if written:
        return written
    fixed = next((_FIXED[key] for key in _FIXED if name.startswith(key + " ")), None)
    if fixed:
        return fixed + name[len(fixed) :]
    of_party = _PARTY.match(name)
    if of_party:
        return f"{_capitals(of_party[1])} {_title(of_party[2])}"
    place = _PLACE.search(name)
    own, at = (name[: place.start()].strip(), f" {_place(place[0])}") if place else (name, "")
    department = _OFFICE_OF.match(own)
    return (_department(department[1], department[2]) if department else _capitals(own)) + at


def _department(kind: str, matter: str) -> str:
    """ "sở", "văn hóa, thể thao và du lịch" -> "Sở Văn hóa, Thể thao và Du lịch": capitals for each."""
    parts = re.split(r"(,\s+|\s+và\s+)", matter)
    return " ".join(
        (_capitals(kind), "".join(_capitals(part) if part.strip(" ,") != "và" else part for part in parts))
    )


def _local_body(name: str) -> str:
    place = _PLACE.search(name)
    if place is None:
        return _capitals(name)
    places = ", ".join(map(_place, place[0].split(",")))
    return f"{_capitals(name[: place.start()].strip())} {places}"


def _place(printed: str) -> str:
    found = _PLACE.match(printed.strip())
    return f"{found[1].lower()} {_title(found[2])}" if found else _title(printed.strip())


def _title(place: str) -> str:
    return " ".join("-".join(p[:1].upper() + p[1:] for p in word.split("-")) for word in place.split())


def _capitals(body: str) -> str:
    body = body.replace("chủ tịch ủy ban", "chủ tịch Ủy ban").replace("trực hội đồng", "trực Hội đồng")
    return body[:1].upper() + body[1:]


def _as_written(name: str, text: str) -> str | None:
    """The name as a sentence of the act writes it: with capitals, but not only capitals."""
    if not name:
        return None
    pattern = r"\s+".join(map(re.escape, name.split()))
    for match in re.finditer(pattern, lowered(text)):
        written = text[match.start() : match.end()]
        if not written.isupper() and written[:1].isupper():
            return " ".join(written.split())
    return None
