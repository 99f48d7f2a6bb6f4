"""HTML as a provincial portal publishes it: a header table without borders, then paragraphs."""

from __future__ import annotations

from html import escape
from pathlib import Path

from tools.sample_corpus.blocks import Block, SampleAct
from tools.sample_corpus.txt_writer import MOTTO

_STYLE = (
    "body{font-family:'Times New Roman',serif;font-size:14pt;max-width:48em;margin:auto}"
    "table.head{width:100%;border:0}table.head td{text-align:center;vertical-align:top}"
    "table.list{border-collapse:collapse;width:100%}"
    "table.list td,table.list th{border:1px solid;padding:.2em}"
    "p.c{text-align:center;font-weight:bold}p.i{font-style:italic}p.n{text-align:center;font-style:italic}"
)
_CLASSES = {
    "type": "c",
    "title": "c",
    "enacting_body": "c",
    "basis": "i",
    "heading": "c",
    "center": "c",
    "note": "n",
}


def write_html(act: SampleAct, path: Path) -> None:
    """Writes one UTF-8 page."""
    left = "<br>".join(f"<b>{escape(line)}</b>" for line in act.left)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="vi"><head><meta charset="utf-8"><title>{escape(act.subject)}</title>',
        f"<style>{_STYLE}</style></head><body>",
        '<table class="head"><tr>',
        f"<td>{left}<br>-------</td>",
        f"<td><b>{escape(MOTTO[0])}</b><br><b>{escape(MOTTO[1])}</b><br>---------------</td></tr>",
        f"<tr><td>{escape(act.number_line)}</td><td><i>{escape(act.place_date)}</i></td></tr></table>",
        *(_block(block) for block in act.blocks),
        _signature(act),
        *(_block(block) for block in act.attached),
        "</body></html>",
    ]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _signature(act: SampleAct) -> str:
    receivers = "<br>".join(f"- {escape(item)}" for item in act.recipients)
    signed = "<br>".join(f"<b>{escape(line)}</b>" for line in act.signature)
    return (
        '<table class="head"><tr>'
        f'<td style="text-align:left"><b><i>Nơi nhận:</i></b><br>{receivers}</td>'
        f"<td>{signed}<br><br><br><b>{escape(act.signer)}</b></td></tr></table>"
    )


def _block(block: Block) -> str:
    if block.kind == "break":
        return "<hr>"
    if block.rows:
        head, *rest = block.rows
        rows = [f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>"]
        rows += [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rest]
        return f'<table class="list">{"".join(rows)}</table>'
    name = _CLASSES.get(block.kind)
    text = escape(block.text).replace("\n", "<br>")
    if block.kind == "article":
        text = f"<b>{text}</b>"
    return f'<p class="{name}">{text}</p>' if name else f"<p>{text}</p>"
