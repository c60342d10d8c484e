"""A store for the results of slow pure calls, found again by what they were made from.

The key says everything the result depends on: the input, the tool, its version.  So an
entry is right for ever or not there; nothing is ever brought up to date.  An entry that
was damaged is not there.  A memo that cannot be written costs time, never truth, and so
is not worth a failed build.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Protocol

from cjmgen.digest import digest_bytes
from cjmgen.engine import files
from cjmgen.engine.journal import Journal

SMALL = "small"
"""The file of entries that are too small for a file each."""
OUR_NAME = re.compile(r"[0-9a-f]{32}|\.(?:[0-9a-f]{32}|small)\.[0-9a-f]{8}\.tmp")
"""An entry with a file of its own, or what was cut short while it was written."""


class Memo(Protocol):
    def get(self, key: str) -> bytes | None:
        """What was put under a key; ``None`` if nothing was, or if it did not survive."""

    def put(self, key: str, content: bytes) -> None:
        """Remember a result."""

    def sweep(self, at_most: int) -> int:
        """Forget the oldest entries, so that no more than so many stay; say how many were forgotten."""


class MemoryMemo:
    """Remembers for as long as the program runs."""

    def __init__(self) -> None:
        self._entries: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self._entries.get(key)

    def put(self, key: str, content: bytes) -> None:
        self._entries[key] = content

    def sweep(self, at_most: int) -> int:
        old = list(self._entries)[: max(0, len(self._entries) - at_most)]
        for key in old:
            del self._entries[key]
        return len(old)


class DiskMemo:
    """A folder that only its owner can read.  Small entries share one file, others have a file each.

    A file is named by the digest of its key and begins with a digest of key and
    content together: what is cut short, altered or under a wrong name is a miss.
    The folder is made by the first ``put``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._small = Journal(folder / SMALL)

    def get(self, key: str) -> bytes | None:
        small = self._small.get(key)
        if small is not None:
            return small
        try:
            seal, end, content = files.read(self._path(key)).partition(b"\n")
        except OSError:
            return None
        return content if seal + end == _seal(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        try:
            try:
                self._write(key, content)
            except FileNotFoundError:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._write(key, content)
        except OSError:
            return  # the next build computes it again

    def _write(self, key: str, content: bytes) -> None:
        if self._small.takes(content):
            self._small.put(key, content)
        else:
            files.replace(self._path(key), _seal(key, content) + content)

    def sweep(self, at_most: int) -> int:
        """At most so many of the small entries stay, and so many of the others."""
        swept = 0
        try:
            swept += self._small.sweep(at_most)
            with os.scandir(self._folder) as entries:
                # Only what has a name of ours: the folder may be a link that came with somebody's repository.
                ours = [(entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in entries
                        if OUR_NAME.fullmatch(entry.name)]  # fmt: skip
            for _, path in sorted(ours)[: max(0, len(ours) - at_most)]:
                os.unlink(path)
                swept += 1
        except OSError:
            pass  # what stays takes room, and is swept another time
        return swept

    def _path(self, key: str) -> Path:
        return self._folder / _name(key)


def _name(key: str) -> str:
    return digest_bytes(key.encode())


def _seal(key: str, content: bytes) -> bytes:
    return f"{digest_bytes(f'{_name(key)} {digest_bytes(content)}'.encode())}\n".encode()
