"""The page of findings: whole, safe, and every link leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from app.reports.check_page import check_page
from app.reports.checked import NOTHING_CITED, CheckedFile
from tests.unit.reports.findings import ON, checked, finding

TEXT = (
    "QUYẾT ĐỊNH\nVề giá\nCăn cứ Luật An ninh mạng;\nCăn cứ Luật Giá và Luật An ninh mạng.\n"
    "Điều 1. Áp dụng Luật Giá <b>& phí</b>.\n"
)


class _Page(HTMLParser):
    """Ids, links, elements and the text of the rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.cites: dict[str, tuple[str, str]] = {}
        self.tags: set[str] = set()
        self.lines: list[str] = []
        self._open: list[str] = []
        self._skip = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if "cite" in found.get("class", "").split():
            self.cites[found["id"]] = (found["class"], found.get("href", ""))
        if tag == "div" and found.get("class") == "row":
            self.lines.append("")
            self._open = ["row"]
        self._skip += tag in ("sup", "aside")

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in ("sup", "aside")
        if tag == "div":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open and not self._skip:
            self.lines[-1] += data


def page_of(*items: CheckedFile) -> tuple[str, _Page]:
    html = check_page(items, ON)
    return html, _Page(html)


def test_the_page_holds_the_whole_text_unchanged() -> None:
    _html, page = page_of(checked("qd.txt", TEXT, finding(TEXT, "Luật An ninh mạng")))
    assert [line.strip() for line in page.lines] == TEXT.split("\n")[:-1]


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    html, page = page_of(checked("<i>qd</i>.txt", TEXT, finding(TEXT, "Luật An ninh mạng")))
    assert not page.tags & {"script", "link", "img", "iframe", "i"}
    assert "b" in page.tags and "<b>& phí</b>" not in html and "&lt;b&gt;&amp; phí" in html
    assert "http:" not in html and "https:" not in html
    assert all(link.startswith("#") for link in page.links)


def test_every_link_leads_to_one_place() -> None:
    one = checked(
        "a.txt", TEXT, finding(TEXT, "Luật An ninh mạng", nth=2), finding(TEXT, "Luật Giá", "REF109", "info")
    )
    _html, page = page_of(one, checked("b.txt", TEXT, finding(TEXT, "Luật Giá", nth=2)))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_a_citation_shows_its_gravest_finding_and_leads_to_it() -> None:
    item = checked(
        "a.txt", TEXT, finding(TEXT, "Luật An ninh mạng"), finding(TEXT, "Luật Giá", "REF106", "warning")
    )
    html, page = page_of(item)
    starts = {quote: TEXT.index(quote) for quote in ("Luật An ninh mạng", "Luật Giá")}
    assert page.cites[f"t1-c{starts['Luật An ninh mạng']}"] == ("cite error", "#t1-p1")
    assert page.cites[f"t1-c{starts['Luật Giá']}"] == ("cite warning", "#t1-p2")
    plain = TEXT.rindex("Luật Giá")
    assert page.cites[f"t1-c{plain}"][0] == "cite none"
    assert "hết hiệu lực từ ngày 01/07/2026" in html and "xét hiệu lực vào ngày 21/11/2026" in html.lower()


def test_a_finding_without_a_place_is_shown_at_the_first_line() -> None:
    nowhere = replace(finding(TEXT, "QUYẾT ĐỊNH", "ACT301", "warning"), start=0, end=0, text="")
    html, page = page_of(checked("a.txt", f"\n{TEXT}", nowhere))
    assert nowhere.message in html and "t1-p1" in page.ids


def test_a_text_that_cites_nothing_says_so() -> None:
    html, _page = page_of(checked("a.txt", "Không viện dẫn gì.\n"))
    assert NOTHING_CITED in html
    html, _page = page_of(checked("a.txt", TEXT))
    assert NOTHING_CITED not in html and "Không có phát hiện nào" in html
