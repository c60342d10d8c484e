"""Write a new site into a folder, and never over anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cjmgen.diagnostics import CjmgenError
from cjmgen.starters.starter_files import site_files

ALLOWED: Final = frozenset({".git"})
"""What an otherwise empty folder may hold: a repository that was just made."""


def write_site(folder: Path, starter: str, title: str | None = None) -> tuple[str, ...]:
    """Write a starter's site; returns the paths written.  ``CjmgenError`` if something is there already."""
    _check_is_free(folder)
    return write_files(folder, site_files(starter, title))


def write_files(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write texts below a folder, none of them over a file; returns the paths written."""
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise CjmgenError(f"{error.filename or folder} cannot be written: {error.strerror}") from error
    return tuple(files)


def _check_is_free(folder: Path) -> None:
    try:
        names = {entry.name for entry in folder.iterdir()}
    except FileNotFoundError:
        return
    except NotADirectoryError:
        message, hint = f"{folder} is a file", "name a folder that does not exist yet"
        raise CjmgenError(message, hint) from None
    except OSError as error:
        raise CjmgenError(f"{folder} cannot be read: {error.strerror}") from error
    if names - ALLOWED:
        some = min(names - ALLOWED)
        raise CjmgenError(
            f"{folder} is not empty: it holds {some}",
            "nothing is ever written over; name a folder that does not exist yet, or an empty one",
        )
