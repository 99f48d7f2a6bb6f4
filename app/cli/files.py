"""Commands that only read files: read, parse, cite. They need no database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import analysed, home_option, on_option, refuse
from app.cli.registries import open_registry
from app.cli.rows import citation_row, header_row, node_rows, reference_rows, table_rows

if TYPE_CHECKING:
    from indexer.pipeline import ParsedAct
    from legal_corpus.model.citation import Citation

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TỆP...")

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="Dạng in ra: chữ cho người đọc, JSON, hoặc JSON mỗi dòng một mục.",
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
def read(file: Path) -> None:
    """In văn bản thuần của TỆP ra màn hình, mỗi đoạn một dòng, dạng NFC."""
    from app.config import load_settings
    from app.services.reading import limits_of
    from indexer.errors import InputRefusedError
    from indexer.readers.leash import LeashedReader

    with LeashedReader(limits_of(load_settings())) as reader:
        try:
            document = reader.read(file)
        except InputRefusedError as error:
            refuse(file, str(error))
            raise SystemExit(3) from None
    for warning in document.warnings:
        refuse(file, warning)
    click.echo(document.text, nl=False)


@click.command()
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "akn"]),
    default="json",
    show_default=True,
    help="Dạng in ra: JSON, JSON mỗi dòng một mục, hoặc Akoma Ntoso 3.0 (XML).",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="THƯ_MỤC",
    help="Với akn: ghi mỗi tệp một XML vào thư mục này; không ghi đè tệp đã có.",
)
def parse(files: tuple[Path, ...], form: str, output: Path | None) -> None:
    """Phần đầu và bố cục của từng TỆP: mỗi tệp một đối tượng JSON, mỗi phần một dòng, hoặc một XML."""
    if form == "akn" and output is None and len(files) > 1:
        raise click.UsageError("Nhiều tệp akn phải ghi vào thư mục: hãy thêm --output THƯ_MỤC.")
    if output is not None and form != "akn":
        raise click.UsageError("--output chỉ dùng với --format akn.")
    refused = False
    for path, parsed in analysed(files):
        if parsed is None:
            refused = True
            continue
        if form == "akn":
            refused |= not _write_akn(path, parsed, output)
            continue
        if form == "json":
            found = {"header": header_row(parsed), "nodes": list(node_rows(parsed))}
            _print({"file": str(path), **found, "tables": list(table_rows(parsed))})
            continue
        _print({"file": str(path), "kind": "header", **header_row(parsed)})
        for row in node_rows(parsed):
            _print({"file": str(path), "kind": "node", **row})
        for row in table_rows(parsed):
            _print({"file": str(path), "kind": "table", **row})
    if refused:
        raise SystemExit(3)


def _write_akn(path: Path, parsed: ParsedAct, folder: Path | None) -> bool:
    """The act as XML, to the terminal or into the folder. False when a file of that name is there."""
    from indexer.structure.akn import to_akn

    xml = to_akn(parsed.text, parsed.header, parsed.nodes, parsed.citations, parsed.tables)
    if folder is None:
        click.echo(xml.decode())
        return True
    target = folder / f"{path.name}.akn.xml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            stream.write(xml)
    except FileExistsError:
        refuse(path, f"{target} đã có; hãy đổi thư mục hoặc xóa tệp cũ.")
        return False
    return True


@click.command()
@FILES
@FORMAT
@on_option
@click.option("--registry", type=click.Path(path_type=Path), help="Sổ văn bản dùng thay cho kho.")
@home_option
def cite(
    files: tuple[Path, ...], form: str, on: date | None, registry: Path | None, home: Path | None
) -> None:
    """Trích dẫn trong từng TỆP; với --on thì kèm văn bản được trích dẫn và hiệu lực vào ngày đó."""
    refused, everything = False, []
    with open_registry(registry, home if on else None, needed=on is not None) as known:
        for path, parsed in analysed(files):
            if parsed is None:
                refused = True
                continue
            about = known.describer(parsed, on) if known and on else None
            for row in cite_rows(path, parsed, about):
                if form == "jsonl":
                    _print(row)
                elif form == "json":
                    everything.append(row)
                else:
                    _print_line(path, parsed, row)
    if form == "json":
        click.echo(json.dumps(everything, ensure_ascii=False, indent=1))
    if refused:
        raise SystemExit(3)


def cite_rows(
    path: Path, parsed: ParsedAct, about: Callable[[Citation], dict[str, Any]] | None
) -> list[dict[str, Any]]:
    """All rows of one file: the header, then everything in order of position."""
    rows = []
    for citation in parsed.citations:
        more = about(citation) if about and citation.kind == "act" else {}
        rows.append({**citation_row(citation), **more})
    rows.extend(reference_rows(parsed))
    rows.sort(key=lambda row: (row["evidence"] if row["kind"] == "effect" else row)["start"])
    header = {"kind": "header", **header_row(parsed)}
    return [{"file": str(path), **row} for row in (header, *rows)]


def _print(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


def _print_line(path: Path, parsed: ParsedAct, row: dict[str, Any]) -> None:
    kind = row["kind"]
    if kind == "header":
        head = [row["type"], row["number"], row["issuer"], row["issued"]]
        click.echo(f"{path}: {' · '.join(part or '?' for part in head)}")
        return
    start = row["evidence"]["start"] if kind == "effect" else row["start"]
    line = parsed.text.count("\n", 0, start) + 1
    if kind == "effect":
        found = next((c.text for c in parsed.citations if c.start == row["target"]), "?")
        parts = f" [{', '.join(row['provisions'])}]" if row["provisions"] else ""
        click.echo(f"{path}:{line}: {row['predicate']} ({row['scope']}) {found}{parts}")
    elif kind == "provision":
        click.echo(f"{path}:{line}: provision {row['text']} -> {row['target']}")
    else:
        status = ""
        if "candidates" in row:
            resolved = row["resolved"]
            status = f" = {resolved['status']} ({resolved['number']})" if resolved else " = ?"
            if later := row.get("resolved_on"):
                status += f"; ngày xét: {later['number']} ({later['status']})"
        click.echo(f"{path}:{line}: {kind} {row['role']} {row['text']}{status}")
