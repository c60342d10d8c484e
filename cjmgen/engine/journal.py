"""Small results in one file, a line each, added at its end by whichever process made them.

A file for each would cost more than making them again.  Processes that build together do not
see each other's lines until the file is read again; two that made the same thing both say so,
and the last line counts.
"""

from __future__ import annotations

from pathlib import Path

from cjmgen.engine import files
from cjmgen.engine.sealed_line import by_name, content_of, line_of, name_of

LONGEST = 1024
"""Bytes of a content that is written here."""


class Journal:
    """Read when it is first asked, added to at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[bytes, bytes] | None = None
        """Name of an entry -> its line, in the order they were written."""

    @staticmethod
    def takes(content: bytes) -> bool:
        return len(content) <= LONGEST and b"\n" not in content

    def get(self, key: str) -> bytes | None:
        name = name_of(key)
        return content_of(name, self._known().get(name))

    def put(self, key: str, content: bytes) -> None:
        """Remember a content it takes.

        Raises ``OSError`` where the file cannot be written.
        """
        name = name_of(key)
        line = line_of(name, content)
        # A line that was cut short has no end: what is added begins with one.
        files.append(self._path, b"\n" + line)
        self._known()[name] = line

    def sweep(self, at_most: int) -> int:
        """Forget the oldest lines, so that no more than so many stay; say how many were forgotten.

        Raises ``OSError`` where the file cannot be written.
        """
        content = _content(self._path)
        spare = content.count(b"\n") - at_most
        if spare <= 0:
            return 0
        self._lines = by_name(content.split(b"\n")[1 + spare :])
        if self._lines:
            files.replace(self._path, b"".join(b"\n" + line for line in self._lines.values()))
        else:
            self._path.unlink()
        return spare

    def _known(self) -> dict[bytes, bytes]:
        if self._lines is None:
            self._lines = by_name(_content(self._path).split(b"\n"))
        return self._lines


def _content(path: Path) -> bytes:
    try:
        return files.read(path)
    except OSError:
        return b""
