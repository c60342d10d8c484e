"""Documents, remembered by what their files hold: YAML is the slowest text there is to read.

Only a file without a mistake is remembered, and only if it comes back as it was: what JSON
cannot say (a key that is no text, say) is read anew each time.
"""

from __future__ import annotations

import json
from typing import Any, Final

from cjmgen.diagnostics import Report
from cjmgen.digest import digest_bytes
from cjmgen.engine import Memo
from cjmgen.markup import document
from cjmgen.markup.document import Document
from cjmgen.source import MemoryTree, SourceTree

FORMAT: Final = 1
"""Raised when the same file comes to other values than before."""
_AS_YAML: Final = (".yaml", ".yml")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def read(tree: SourceTree, path: str, report: Report, memo: Memo | None) -> Document:
    """What ``document.read`` says of a file."""
    if memo is None:
        return document.read(tree, path, report)
    try:
        content = tree.read(path).content
    except OSError:
        return document.read(tree, path, report)
    key = f"document {FORMAT} {path.endswith(_AS_YAML)} {digest_bytes(content)}"
    known = _from_memo(path, memo.get(key))
    if known is not None:
        return known
    own = Report()
    found = document.read(MemoryTree({path: content}), path, own)
    report.extend(own)
    if not len(own):
        line = _to_memo(found)
        if _from_memo(path, line) == found and line is not None:
            memo.put(key, line)
    return found


def _to_memo(found: Document) -> bytes | None:
    try:
        return _encode([found.values, found.body, found.body_line]).encode()
    except (TypeError, ValueError, RecursionError):
        return None


def _from_memo(path: str, line: bytes | None) -> Document | None:
    if line is None:
        return None
    try:
        values, body, body_line = _checked(json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    return Document(path, values, body, body_line, True)


def _checked(found: Any) -> tuple[object, str, int]:
    values, body, body_line = found
    if not isinstance(body, str) or not isinstance(body_line, int):
        raise TypeError("another version wrote this")
    return values, body, body_line
