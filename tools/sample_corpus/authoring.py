"""Reads the authored YAML of one act and lays it out as blocks with header and signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tools.sample_corpus.blocks import Block, SampleAct, body_blocks
from tools.sample_corpus.citing import expand, long_date

Facts = Mapping[str, Mapping[str, Any]]
_ORGANS = {
    "ubnd": ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân"),
    "hdnd": ("HỘI ĐỒNG NHÂN DÂN", "Hội đồng nhân dân"),
    "ctubnd": ("CHỦ TỊCH", "Chủ tịch Ủy ban nhân dân"),
}
_PLACES = {"khanh-lam": "Khánh Lam", "dong-linh": "Đông Lĩnh", "khanh-lam-2025": "Khánh Lam"}
_FACT_KEYS = ("number", "type", "issued", "title", "effective_from")


def national_facts(path: Path) -> dict[str, Mapping[str, Any]]:
    """The table of national acts by number."""
    return {str(row["number"]): row for row in yaml.safe_load(path.read_text(encoding="utf-8"))}


def load_acts(folder: Path, facts: Facts) -> list[SampleAct]:
    """Every act of the ``*.yaml`` files, in file order. Raises ValueError when two share a file name."""
    acts: list[SampleAct] = []
    for path in sorted(folder.glob("*.yaml")):
        acts.extend(lay_out(row, facts) for row in yaml.safe_load(path.read_text(encoding="utf-8")))
    names = [act.file for act in acts]
    if len(set(names)) != len(names):
        raise ValueError("two sample acts share a file name")
    return acts


def lay_out(row: Mapping[str, Any], facts: Facts) -> SampleAct:
    """One act from its YAML mapping (keys are explained in ``acts/README.md``)."""
    organ, _, unit = str(row["issuer"]).partition(":")
    place = _PLACES[unit]
    issued: date = row["issued"]
    signature, signer = _signature(row, organ)
    return SampleAct(
        file=str(row["file"]),
        left=_left(organ, place),
        number_cells=tuple(row.get("number_cells") or (f"Số: {row['number']}",)),
        place_date=f"{place}, {long_date(issued)}",
        blocks=tuple(_blocks(row, organ, place, facts)),
        recipients=_recipients(str(row["recipients"])),
        signature=signature,
        signer=signer,
        issued=issued,
        subject=f"{row['type']} {row['number']}",
        attached=tuple(_attached_blocks(row, facts)),
        nfd=bool(row.get("nfd")),
        eth=bool(row.get("eth")),
        facts=_manifest_facts(row, organ, place),
    )


def _recipients(text: str) -> tuple[str, ...]:
    """``"A; B; C."`` as the lines ``A;`` ``B;`` ``C.``"""
    *heads, last = text.split("; ")
    return (*(f"{item};" for item in heads), last)


def _left(organ: str, place: str) -> tuple[str, ...]:
    where = f"TỈNH {place.upper()}"
    if organ == "ctubnd":
        return ("CHỦ TỊCH ỦY BAN NHÂN DÂN", where)
    return (_ORGANS[organ][0], where)


def _blocks(row: Mapping[str, Any], organ: str, place: str, facts: Facts) -> list[Block]:
    blocks = [Block("type", str(row["type"]).upper()), Block("title", str(row["title"]))]
    if row.get("session"):
        blocks.append(Block("enacting_body", f"HỘI ĐỒNG NHÂN DÂN TỈNH {place.upper()}\n{row['session']}"))
    elif row.get("old_enacting"):
        blocks.append(Block("enacting_body", f"{' '.join(_left(organ, place))}"))
    blocks.extend(Block("basis", expand(line, facts)) for line in row.get("basis", ()))
    if row.get("enact"):
        blocks.append(Block("enact", str(row["enact"])))
    blocks.extend(body_blocks(expand(str(row["body"]), facts)))
    return blocks


def _attached_blocks(row: Mapping[str, Any], facts: Facts) -> list[Block]:
    """Blocks of what follows the signature: attached regulation, appendices."""
    text = expand(str(row.get("attached") or ""), facts)
    return [Block("break"), *body_blocks(text)] if text.strip() else []


def _signature(row: Mapping[str, Any], organ: str) -> tuple[tuple[str, ...], str]:
    lines = {"ubnd": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "hdnd": ("CHỦ TỊCH",), "ctubnd": ("CHỦ TỊCH",)}[
        organ
    ]
    if row.get("deputy"):
        head = lines[:-1]
        lines = (*head, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    return lines, str(row["signer"])


def _manifest_facts(row: Mapping[str, Any], organ: str, place: str) -> dict[str, object]:
    found: dict[str, object] = {"file": row["file"]}
    found.update({key: row[key] for key in _FACT_KEYS})
    found["issuer"] = f"{_ORGANS[organ][1]} tỉnh {place}"
    found["issuer_code"] = row["issuer"]
    found["signer"] = row["signer"]
    for key in ("status", "ended_by", "partly_by", "suspended", "effects", "noise", "tolerated"):
        if row.get(key):
            found[key] = row[key]
    # A plan or directive names no day of effect, and no rule that we have read gives it one.
    found.setdefault("status", "in_force" if row.get("effective_from") else "unknown")
    found["expected"] = row.get("expected", [])
    return found
