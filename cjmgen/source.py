"""Where content comes from, and where in it a value stands.

A *source tree* lists and reads files by their path below the site's root, with
forward slashes, wherever they really live: on disk, in memory, in a commit.
An *origin* says which file and which key a value came from; it is cheap and every
value has one.  A *span* is the line and column behind it, looked up only when a
person must be shown the place.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

Key = str | int
"""One step of a key path: a mapping's key or a list's index."""

MAX_BYTES = 50_000_000
"""Of any file of a site: tables, downloads.  Texts and pictures have smaller limits of their own."""
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file; lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written."""

    path: str
    """File, relative to the site's root."""
    keys: tuple[Key, ...] = ()
    """Key path inside the file's YAML; empty means the whole file."""
    at_key: bool = False
    """Points at the key itself rather than at its value."""
    span: Span | None = None
    """The place itself, where no key leads to it: in prose, or in YAML that is broken."""

    def child(self, *keys: Key) -> Origin:
        return Origin(self.path, (*self.keys, *keys))

    def key(self, name: str) -> Origin:
        """The origin of a key itself, for messages about its name."""
        return Origin(self.path, (*self.keys, name), at_key=True)

    def at(self, span: Span) -> Origin:
        """The origin of a place in the file that no key leads to."""
        return Origin(self.path, span=span)


@dataclass(frozen=True, slots=True)
class SourceFile:
    path: str
    content: bytes


class SourceTree(Protocol):
    def paths(self) -> Iterable[str]:
        """Every file, sorted, relative to the root."""

    def read(self, path: str) -> SourceFile:
        """One file; ``OSError`` if it cannot be read."""


def is_passed_over(name: str) -> bool:
    """Of a file or folder: what is published is what is seen."""
    return name.startswith(".") or name.endswith("~") or name in SKIPPED_FOLDERS


def is_text(name: str) -> bool:
    """Of a file's name: systems allow any bytes, and what is no letter can be neither said nor linked."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True)
class MemoryTree:
    """Files held in memory: for tests, and for text that was never on disk."""

    files: Mapping[str, str | bytes]

    def paths(self) -> Iterable[str]:
        return sorted(self.files)

    def read(self, path: str) -> SourceFile:
        content = self.files[path]
        return SourceFile(path, content if isinstance(content, bytes) else content.encode())


@dataclass(frozen=True)
class DiskTree:
    """A folder.  Hidden files and symbolic links are passed over: what is published is what is seen."""

    root: Path
    _plain: set[str] = field(default_factory=set, compare=False, repr=False)
    """Folders that were looked at: every part of their path is a folder, and no link."""

    def paths(self) -> Iterable[str]:
        """As they were when this was first asked."""
        return self._walked[0]

    def passed_over(self) -> Mapping[str, str]:
        """What is there and is not read though its name says nothing against it -> what it is, in words."""
        return self._walked[1]

    @cached_property
    def _walked(self) -> tuple[tuple[str, ...], Mapping[str, str]]:
        found: list[str] = []
        others: dict[str, str] = {}
        pending = [""]
        while pending:
            folder = pending.pop()
            with os.scandir(self.root / folder) as entries:
                for entry in entries:
                    name = entry.name
                    path = f"{folder}{name}"
                    if is_passed_over(name):
                        continue
                    if not is_text(name):
                        others[os.fsencode(path).decode("utf-8", "backslashreplace")] = "its name is no text in UTF-8"
                    elif entry.is_symlink():
                        others[path] = "it is a link, and links are not followed"
                    elif entry.is_dir():
                        pending.append(f"{path}/")
                    elif entry.is_file():
                        found.append(path)
                    else:
                        others[path] = "it is neither a file nor a folder"
        return tuple(sorted(found)), dict(sorted(others.items()))

    def read(self, path: str) -> SourceFile:
        self._check_folder(path.rpartition("/")[0])
        # Nobody waits for who may write into a pipe.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(f"{self.root}{os.sep}{path}", flags)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(f"{path} is not a regular file")
            content = file.read(MAX_BYTES + 1)
            if len(content) > MAX_BYTES:
                raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES // 1_000_000} MB", path)
            return SourceFile(path, content)

    def _check_folder(self, folder: str) -> None:
        """``OSError`` if the way to a file leads out of the site, or over a link."""
        if not folder or folder in self._plain:
            return
        above, _, name = folder.rpartition("/")
        if name in ("", ".", "..") or "\0" in name:
            raise OSError(errno.EINVAL, "this path leads out of the site", folder)
        self._check_folder(above)
        if not stat.S_ISDIR(os.lstat(self.root / folder).st_mode):
            raise OSError(errno.ENOTDIR, "a part of its path is a link, or no folder", folder)
        self._plain.add(folder)
