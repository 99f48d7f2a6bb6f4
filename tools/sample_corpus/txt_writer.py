"""Plain text: one paragraph a line, as gazettes offer for download."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from tools.sample_corpus.blocks import Block, SampleAct

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def plain_text(act: SampleAct) -> str:
    """The whole act as text, before encoding noise."""
    lines = [" ".join(act.left), *MOTTO, act.number_line, act.place_date]
    for block in act.blocks:
        lines.extend(_lines(block))
    lines.extend(("Nơi nhận:", *(f"- {item}" for item in act.recipients)))
    lines.extend((*act.signature, act.signer))
    for block in act.attached:
        lines.extend(_lines(block))
    return "\n".join(lines) + "\n"


def write_txt(act: SampleAct, path: Path) -> None:
    """Writes UTF-8; ``eth`` puts Ð for Đ, ``nfd`` decomposes every accent."""
    text = plain_text(act)
    if act.eth:
        text = text.replace("Đ", "Ð")
    path.write_bytes(unicodedata.normalize("NFD" if act.nfd else "NFC", text).encode("utf-8"))


def _lines(block: Block) -> list[str]:
    if block.kind == "break":
        return [""]
    if block.rows:
        return [" | ".join(row) for row in block.rows]
    return block.text.split("\n")
