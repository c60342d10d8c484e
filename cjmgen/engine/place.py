"""Where an output folder may be, and where it may not.

A build exchanges the whole folder.  So before anything is written we make sure that it
is a folder of ours, or an empty one, and that nothing an author keeps is at stake.
"""

from __future__ import annotations

import os
from pathlib import Path

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import manifest

AUTHORED = ("content", "themes")
"""Folders of a site that only people write to."""
HINT = 'choose a folder of its own, for example "public"'


def refuse_unfit(folder: Path, root: Path) -> None:
    """Raise ``CjmgenError`` unless the site below ``root`` may be built into ``folder``."""
    try:
        _refuse_by_position(folder, root)
        _refuse_by_content(folder)
    except OSError as error:
        raise CjmgenError(f"cannot build into {folder}: {error.strerror}", hint=HINT) from error


def _refuse_by_position(folder: Path, root: Path) -> None:
    if folder.is_symlink():
        raise CjmgenError(f"cannot build into {folder}: it is a symbolic link", hint="name the folder it leads to")
    folder, root = folder.resolve(), root.resolve()
    if folder == Path(folder.anchor):
        raise CjmgenError(f"cannot build into {folder}: it is the whole file system", hint=HINT)
    if (home := _home()) is not None and _holds(folder, home):
        raise CjmgenError(f"cannot build into {folder}: your home folder is there", hint=HINT)
    if _holds(folder, root):
        raise CjmgenError(f"cannot build into {folder}: the site's own sources are there", hint=HINT)
    for name in AUTHORED:
        authored = (root / name).resolve()
        if _holds(folder, authored) or _holds(authored, folder):
            raise CjmgenError(f"cannot build into {folder}: {name}/ holds what authors write", hint=HINT)
    if _holds((root / ".git").resolve(), folder):
        raise CjmgenError(f"cannot build into {folder}: it belongs to Git", hint=HINT)
    kept = (root / ".cjmgen").resolve()
    if _holds(folder, kept) or _holds(kept, folder):
        raise CjmgenError(f"cannot build into {folder}: what builds remember is kept there", hint=HINT)


def _refuse_by_content(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CjmgenError(f"cannot build into {folder}: it is a file", hint=HINT)
    if os.path.ismount(folder):
        raise CjmgenError(
            f"cannot build into {folder}: a mount point cannot be exchanged in one step",
            hint="choose a folder below it",
        )
    if manifest.read(folder) is None and any(folder.iterdir()):
        raise CjmgenError(
            f"cannot build into {folder}: it holds files that cjmgen did not write",
            hint="choose another folder, or empty this one",
        )


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None


def _holds(outer: Path, inner: Path) -> bool:
    """Is ``inner`` the folder ``outer`` or somewhere below it?  Both resolved."""
    return any(_is_same(outer, above) for above in (inner, *inner.parents))


def _is_same(one: Path, other: Path) -> bool:
    if one == other:
        return True
    try:
        return os.path.samefile(one, other)  # "Content" is "content" on some systems
    except OSError:
        return False
