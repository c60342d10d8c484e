"""Two folders trade places, in one step where the system has one."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTTY})
"""What a system or file system answers that cannot exchange."""

ASIDE = "aside"


def exchange_folders(staged: Path, folder: Path) -> None:
    """Let ``staged`` and ``folder`` trade places; if that fails, both are where they were."""
    if not _exchange_in_one_step(staged, folder):
        exchange_in_three_steps(staged, folder)


def exchange_in_three_steps(staged: Path, folder: Path) -> None:
    """For systems without an exchange: for a moment there is no folder.

    Should the program die in that moment, the old folder is found beside ``staged``
    and put back by the next build.
    """
    aside = staged.with_name(ASIDE)
    os.rename(folder, aside)
    try:
        os.rename(staged, folder)
    except BaseException:
        os.rename(aside, folder)
        raise
    try:
        os.rename(aside, staged)
    except OSError:
        pass  # the new folder is in its place; the old one is cleared from where it is


def _exchange_in_one_step(staged: Path, folder: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # slow to load, and needed only when something changed

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    rename.restype = ctypes.c_int
    if rename(AT_FDCWD, os.fsencode(staged), AT_FDCWD, os.fsencode(folder), RENAME_EXCHANGE) == 0:
        return True
    if (number := ctypes.get_errno()) in NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(folder))
