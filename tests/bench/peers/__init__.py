"""What the benchmark needs to know about a program: how its site is written, built, served and edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import Content

__all__ = ["Peer", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    name: str
    version: Callable[[Path], str]
    """Of the program installed in the folder of tools; installs it first if it is missing."""
    write: Callable[[Content, Path], None]
    """The content as a site of this program, into an empty folder."""
    edited: Callable[[Content], str]
    """The file of that site that holds the mark."""
    build: Callable[[Path], list[str | Path]]
    """The command, given the folder of tools; it runs in the site's folder."""
    serve: Callable[[Path, int], list[str | Path]]
    output: str
    """The folder that is built, below the site's."""
    caches: tuple[str, ...] = ()
    """What else a build leaves behind, below the site's folder: removed before a cold build."""
    environment: Callable[[Path], Mapping[str, str]] = field(default=lambda tools: {})


def write(files: Mapping[str, str], where: Path) -> None:
    for path, text in files.items():
        target = where / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
