"""The child process of :class:`indexer.readers.leash.LeashedReader`: a request a line in, JSON a line out."""

from __future__ import annotations

import json
from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.office_batch import convert
from indexer.readers.registry import read_file
from indexer.readers.serving import serve


def _read(path: str, made: str | None, limits: Limits) -> dict[str, object]:
    try:
        found = read_file(Path(path), limits, Path(made) if made else None)
    except InputRefusedError as error:
        return {"code": error.code, "message": str(error)}
    except MemoryError:
        return _too_much(limits)
    except RecursionError:
        return {
            "code": "damaged",
            "message": "Tệp lồng quá nhiều lớp nên không đọc được; hãy lưu lại tệp gốc.",
        }
    except OSError:
        return {"code": "not_found", "message": "Không đọc được tệp từ ổ đĩa; hãy kiểm tra quyền và thử lại."}
    except Exception:  # a parser's own error: the file is at fault, the batch goes on
        message = "Tệp bị hỏng nên không đọc được; hãy mở bằng chương trình gốc và lưu lại."
        return {"code": "damaged", "message": message}
    return found.plain()


def _answer(line: bytes, limits: Limits) -> bytes:
    request = json.loads(line)
    if "convert" in request:
        made = convert([Path(path) for path in request["convert"]], Path(request["into"]), limits)
        return json.dumps([path and path.name for path in made]).encode("ascii")
    reply = _read(request["read"], request["made"], limits)
    try:
        return json.dumps(reply).encode("ascii")
    except MemoryError:
        return json.dumps(_too_much(limits)).encode("ascii")


def _too_much(limits: Limits) -> dict[str, object]:
    return {
        "code": "memory",
        "message": f"Đọc tệp cần hơn {limits.memory_mb} MB bộ nhớ; hãy tách nhỏ tệp hoặc nâng giới hạn.",
    }


def main() -> None:
    """Serves until the parent closes its end."""
    serve(_answer)
