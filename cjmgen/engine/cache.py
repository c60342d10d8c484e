"""The folder in which a site's builds leave what the next one may use.  Losing it costs time, never truth."""

from __future__ import annotations

from pathlib import Path

from cjmgen.engine.memo import DiskMemo
from cjmgen.engine.pack import Pack

CACHE = ".cjmgen"
"""Below the site's root."""


def memo_of(root: Path) -> DiskMemo:
    """Diagrams and prose as HTML, by what they were made from."""
    return DiskMemo(root / CACHE / "memo")


def documents_of(root: Path) -> Pack:
    """The files of a site as earlier builds read them."""
    return Pack(_documents(root))


def history_of(root: Path) -> Pack:
    """What was found between commits, which never change."""
    return Pack(_history(root))


def _history(root: Path) -> Path:
    return root / CACHE / "history"


def _documents(root: Path) -> Path:
    return root / CACHE / "documents"


def forget(root: Path) -> None:
    """Delete what is remembered of a site, and nothing that we did not name."""
    memo_of(root).sweep(at_most=0)
    folder = root / CACHE
    for file in (_documents(root), _history(root), *folder.glob("state-*.json"), *folder.glob("footprint-*.json")):
        file.unlink(missing_ok=True)
