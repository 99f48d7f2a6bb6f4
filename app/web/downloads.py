"""Tables as files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from app.reports.tables import Cell, csv_table, xlsx_table

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(name: str, form: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The table as ``name``.csv or ``name``.xlsx; ``form`` is ``csv`` or ``xlsx``."""
    if form == "xlsx":
        response = Response(xlsx_table(head, rows), mimetype=_XLSX)
    else:
        response = Response(csv_table(head, rows), mimetype="text/csv; charset=utf-8")
    kind = "xlsx" if form == "xlsx" else "csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
