"""Issuers of central acts, told by the symbol of the number."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml


class IssuerTable:
    """Central issuers of issuers.yaml by the abbreviations their numbers bear."""

    def __init__(self, path: Path) -> None:
        self.by_symbol: dict[str, list[dict[str, Any]]] = {}
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            if row["level"] != "central":
                continue
            for symbol in row.get("symbols") or ():
                self.by_symbol.setdefault(str(symbol).upper(), []).append(row)

    def of_number(self, number: str, issued: str | None) -> tuple[str | None, str | None]:
        """Code and name of the issuer; joint circulars get no code, and all names."""
        symbol = number.upper().split("/", 1)[1]
        symbol = re.sub(r"^\d{4}/", "", symbol)
        parts = [p for p in re.split(r"[-/]", symbol) if p]
        if len(parts) > 1 and parts[0] in {"NĐ", "QĐ", "TT", "CT", "NQ", "TTLT", "NQLT", "PL", "L", "CĐ"}:
            parts = parts[1:]
        found = [self._row(re.sub(r"\d+$", "", p), issued) for p in parts]
        rows = [r for r in found if r]
        if not rows or len(rows) < len(found):
            return (None, None)
        if len(rows) > 1:
            return (None, "; ".join(str(r["name"]) for r in rows))
        return (str(rows[0]["code"]), str(rows[0]["name"]))

    def _row(self, symbol: str, issued: str | None) -> dict[str, Any] | None:
        rows = self.by_symbol.get(symbol, [])
        if len(rows) > 1 and issued:
            day = date.fromisoformat(issued)
            rows = [
                r
                for r in rows
                if (not r.get("from") or r["from"] <= day) and (not r.get("until") or day <= r["until"])
            ]
        return rows[0] if len(rows) == 1 else None
