"""Builds the sample corpus: ``python -m tools.sample_corpus.build``.

Reads ``acts/*.yaml`` and ``app/sample/national.yaml``; writes ``app/sample/corpus/`` and
``app/sample/MANIFEST.yaml``. Building twice gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from tools.sample_corpus.authoring import load_acts, national_facts
from tools.sample_corpus.blocks import SampleAct
from tools.sample_corpus.docx_writer import write_docx
from tools.sample_corpus.html_writer import write_html
from tools.sample_corpus.pdf_writer import register_fonts, write_pdf
from tools.sample_corpus.txt_writer import write_txt

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "app" / "sample"
_WRITERS: dict[str, Callable[[SampleAct, Path], None]] = {
    ".docx": write_docx,
    ".pdf": write_pdf,
    ".html": write_html,
    ".txt": write_txt,
}
_PREFACE = """\
# Được tạo từ tools/sample_corpus; không sửa bằng tay.
# status, expected: sự thật tại ngày as_of; nghĩa của từng khóa ở tools/sample_corpus/acts/README.md.
# expected rỗng: văn bản không có gì phải báo. by: ít nhất phải nêu các văn bản này.
"""


def build(corpus: Path, manifest: Path) -> list[SampleAct]:
    """Writes every file of the corpus and the manifest; files that no act claims are removed."""
    acts = load_acts(ROOT / "tools" / "sample_corpus" / "acts", national_facts(SAMPLE / "national.yaml"))
    corpus.mkdir(parents=True, exist_ok=True)
    register_fonts()
    for act in acts:
        _WRITERS[Path(act.file).suffix](act, corpus / act.file)
    for stale in sorted(set(corpus.iterdir()) - {corpus / act.file for act in acts}):
        stale.unlink()
    content = {"as_of": "2026-11-21", "files": [act.facts for act in acts]}
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)
    manifest.write_text(_PREFACE + text, encoding="utf-8")
    return acts


if __name__ == "__main__":
    built = build(SAMPLE / "corpus", SAMPLE / "MANIFEST.yaml")
    print(f"{len(built)} văn bản")
