"""One build of a site at a time.

The system lets go of the lock when the process ends, however it ends; the file stays
and means nothing by itself.  On systems without ``flock`` there is no lock.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cjmgen.diagnostics import CjmgenError

PAUSE_S = 0.05
"""Between two attempts."""


NOT_OURS_TO_WRITE = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def locked(
    path: Path, *, instead: Path | None = None, wait_s: float = 60.0, say: Callable[[str], None] | None = None
) -> Iterator[bool]:
    """Hold the lock ``path`` for a while; gives whether it is that one.

    Where the file may not be written, it is the folder ``instead`` that is held: a site can be
    built from a folder that may only be read.  If another build holds it, say so once and wait,
    but not for ever: ``CjmgenError`` after ``wait_s``.
    """
    try:
        handle, is_own = _opened(path, instead)
    except OSError as error:
        in_the_way = next(
            (p for p in (path.parent, path) if p.is_symlink() or (p.exists() and p.is_dir() is (p == path))), None
        )
        hint = f"{in_the_way} is in the way: move it elsewhere" if in_the_way else "check the folder's permissions"
        raise CjmgenError(f"cannot write {path}: {error.strerror}", hint=hint) from error
    try:
        if not _acquired(handle):
            if say is not None:
                say("another build of this site is running; waiting for it")
            _wait(handle, time.monotonic() + wait_s)
        yield is_own
    finally:
        os.close(handle)  # which lets go


def _opened(path: Path, instead: Path | None) -> tuple[int, bool]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600), True
    except OSError as error:
        if instead is None or error.errno not in NOT_OURS_TO_WRITE or sys.platform == "win32":
            raise
        return os.open(instead, os.O_RDONLY), False


def _wait(handle: int, until: float) -> None:
    while not _acquired(handle):
        if time.monotonic() >= until:
            raise CjmgenError("another build of this site is running", hint="wait for it, or end it, and try again")
        time.sleep(PAUSE_S)


def _acquired(handle: int) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
