"""The list of our files, kept in the output folder itself.

It travels with the folder, so that a state which is lost, or a build on another
machine, still knows which files are ours to delete, and which are somebody else's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine.files import BINARY, NEVER_FOLLOW

NAME = ".cjmgen-manifest.json"
FORMAT = 1


def read(folder: Path) -> frozenset[str] | None:
    """Paths of the files we wrote into a folder; ``None`` if it is not ours."""
    try:
        handle = os.open(folder / NAME, os.O_RDONLY | NEVER_FOLLOW | BINARY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with os.fdopen(handle, "rb") as file:
        text = file.read()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and found.get("format") == FORMAT:
        paths = found.get("files")
        if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
            return frozenset(paths)
    raise CjmgenError(
        f"cannot tell which files in {folder} are ours: {NAME} is damaged or of another version",
        hint="delete the folder, or choose another one; it is built again from the content",
    )


def content_of(paths: Iterable[str]) -> bytes:
    """The manifest as bytes: one path to a line, the same for the same files."""
    lines = ",\n".join(json.dumps(path) for path in sorted(paths))
    return f'{{"format": {FORMAT}, "files": [\n{lines}\n]}}\n'.encode()
