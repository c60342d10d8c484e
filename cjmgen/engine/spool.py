"""Bytes put aside until all are there: in memory while they are few, else in a file without a name.

A site is published whole, so everything a run makes waits for the last of it; of a thousand pages that is
more than the site's content takes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Final, Self

from cjmgen.diagnostics import CjmgenError

IN_MEMORY: Final = 32_000_000
"""Bytes; more go to the system's folder for temporary files."""


class Spool(Mapping[int, bytes]):
    """By number, until it is left.  Several threads may add to it."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed by ``__exit__``)
        self._places: dict[int, tuple[int, int]] = {}
        """Where each begins, and how long it is."""
        self._end = 0
        self._writing = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self._file.close()

    def put(self, number: int, content: bytes) -> None:
        with self._writing:
            try:
                self._file.seek(self._end)
                self._file.write(content)
            except OSError as error:
                where = tempfile.gettempdir()
                raise CjmgenError(
                    f"cannot put pages aside in {where}: {error.strerror or error}",
                    hint="free some space there, or name another folder in TMPDIR",
                ) from error
            self._places[number] = (self._end, len(content))
            self._end += len(content)

    def __getitem__(self, number: int) -> bytes:
        start, length = self._places[number]
        with self._writing:
            self._file.seek(start)
            return self._file.read(length)

    def __contains__(self, number: object) -> bool:
        return number in self._places

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
