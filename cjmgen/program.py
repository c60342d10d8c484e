"""Which program this is, to the byte: what it made may only be kept by itself."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

import cjmgen

SKIPPED = "__pycache__"


def bundled() -> Path:
    """The folder with the themes we ship: inside the package, or beside it in a checkout."""
    package = Path(cjmgen.__file__).parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"


@cache
def identity() -> str:
    """A digest of our own files, of Python's version and of the versions of all that is installed beside us."""
    seen = blake2b(digest_size=16)
    seen.update(f"{sys.version}\n".encode())
    for name in sorted(_installed()):
        seen.update(f"{name}\n".encode())
    for folder in sorted({Path(cjmgen.__file__).parent, bundled()}):
        for path in _files(str(folder)):
            with open(path, "rb") as file:
                content = file.read()
            seen.update(f"{path[len(str(folder)) :]} {len(content)}\n".encode())
            seen.update(content)
    return f"{cjmgen.__version__} {seen.hexdigest()}"


def _installed() -> set[str]:
    """Like "jinja2-3.1.6.dist-info"; asking ``importlib.metadata`` takes ten times as long."""
    found: set[str] = set()
    for place in sys.path:
        try:
            found.update(name for name in os.listdir(place or ".") if name.endswith(".dist-info"))
        except OSError:
            continue
    return found


def _files(folder: str) -> list[str]:
    found: list[str] = []
    pending = [folder]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != SKIPPED:
                        pending.append(entry.path)
                else:
                    found.append(entry.path)
    return sorted(found)
