"""The child process of :mod:`indexer.readers.leash`: one path a line in, one JSON object a line out.

Between them go signs of life, so that a long scan is not taken for a hanging file.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.progress import SIGN_OF_LIFE, listening
from indexer.readers.registry import read_file

try:
    import resource
except ImportError:  # not on Windows: only the time limit holds there
    resource = None  # type: ignore[assignment]


def limit_memory(megabytes: int) -> None:
    """Lets this process take no more address space."""
    if resource is None:
        return
    most = megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _answer(path: str, limits: Limits) -> dict[str, object]:
    try:
        found = read_file(Path(path), limits)
    except InputRefusedError as error:
        return {"code": error.code, "message": str(error)}
    except MemoryError:
        message = f"Đọc tệp cần hơn {limits.memory_mb} MB bộ nhớ; hãy tách nhỏ tệp hoặc nâng giới hạn."
        return {"code": "memory", "message": message}
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


def main() -> None:
    """Serves until the parent closes its end. ``argv``: import root, limits as JSON."""
    limits = Limits(**json.loads(sys.argv[2]))
    limit_memory(limits.memory_mb)
    # What a library prints to stdout must not mix with the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def alive(done: int, pages: int) -> None:
        answers.write(SIGN_OF_LIFE + f"{done} {pages}\n".encode("ascii"))
        answers.flush()

    for line in sys.stdin.buffer:
        with listening(alive):
            reply = _answer(json.loads(line), limits)
        try:
            data = json.dumps(reply).encode("ascii")
        except MemoryError:
            data = json.dumps(_too_much(limits)).encode("ascii")
        answers.write(data + b"\n")
        answers.flush()


def _too_much(limits: Limits) -> dict[str, str]:
    return {
        "code": "memory",
        "message": f"Đọc tệp cần hơn {limits.memory_mb} MB bộ nhớ; hãy tách nhỏ tệp hoặc nâng giới hạn.",
    }
