"""A memo in one file: small results that are all asked for again each time, one a line.

It keeps what was asked for since it was opened, and forgets the rest when it is saved.  Like any
memo it may lose everything at any time: a line that was cut, altered or written by another version
is a miss.
"""

from __future__ import annotations

from pathlib import Path

from cjmgen.engine import files
from cjmgen.engine.sealed_line import by_name, content_of, line_of, name_of

HEAD = b"cjmgen pack 1\n"


class Pack:
    """Read whole when it is made, written whole by ``save``.  Contents may not hold line breaks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = _lines_of(path)
        self._used: dict[bytes, bytes] = {}
        """Digest of a key -> its line."""

    def get(self, key: str) -> bytes | None:
        name = name_of(key)
        line = self._used.get(name) or self._old.get(name)
        content = content_of(name, line)
        if line is not None and content is not None:
            self._used[name] = line
        return content

    def put(self, key: str, content: bytes) -> None:
        if b"\n" not in content:
            self._used[name_of(key)] = line_of(name_of(key), content)

    def sweep(self, at_most: int) -> int:
        spare = list(self._used)[: max(0, len(self._used) - at_most)]
        for name in spare:
            del self._used[name]
        return len(spare)

    def save(self) -> None:
        """Bring the file up to date; one that cannot be written costs time, never truth."""
        if self._used == self._old:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            files.replace(self._path, HEAD + b"".join(line + b"\n" for line in self._used.values()))
        except OSError:
            return


def _lines_of(path: Path) -> dict[bytes, bytes]:
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    if not content.startswith(HEAD):
        return {}
    return by_name(content[len(HEAD) :].split(b"\n"))
