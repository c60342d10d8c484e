"""The folder in which a site is put together before it takes the place of the old one.

    public/                           what readers see
    .public.cjmgen-new-4711-5eed/     ours alone, of a build with process id 4711
        site/                         the new site; after the exchange, the old one
        unpublished                   which of the two "site" is: the inode of the new one
        aside/                        the old site, while folders are exchanged in three steps

A build may die at any line.  Then the folder is left over, and the next build clears
it: a new site that never was published is deleted, an old one is retired, and one that
was set aside without a successor is put back.

Retiring an old site deletes our files and those that the new site has as well.  What
somebody else put there in the meantime is moved over.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import exchange, files, manifest
from cjmgen.engine.freshness import Stamp

SITE = "site"
UNPUBLISHED = "unpublished"


def begin(folder: Path) -> Path:
    """Make an empty staging folder beside an output folder and return where the new site goes."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = folder.with_name(f".{folder.name}.cjmgen-new-{os.getpid()}-{os.urandom(2).hex()}")
    staging.mkdir(mode=0o700)
    site = staging / SITE
    site.mkdir()
    if folder.exists():
        site.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)
    files.write_new(staging / UNPUBLISHED, b"%d" % site.stat().st_ino)
    return site


def fill(
    site: Path, folder: Path, new: Mapping[str, bytes], kept: AbstractSet[str], ours: AbstractSet[str]
) -> dict[str, Stamp]:
    """Put the new site together: new files, kept files, and everybody else's files of the old folder."""
    planned = new.keys() | kept
    files.write_new(site / manifest.NAME, manifest.content_of(planned))
    made: set[str] = {""}
    stamps: dict[str, Stamp] = {}
    for path, content in new.items():
        _make_parent(site, path, made)
        written = files.write_new(f"{site}/{path}", content)
        stamps[path] = Stamp(written.st_size, written.st_mtime_ns)
    for path in sorted(kept):
        _make_parent(site, path, made)
        files.carry(f"{folder}/{path}", f"{site}/{path}")
    if folder.exists():
        _carry_foreign(site, folder, kept, ours)
    return stamps


def end(site: Path, folder: Path) -> None:
    """Clear the staging folder, whatever became of it; what cannot be deleted is left to the next build."""
    try:
        _clear(site.parent, folder)
    except (OSError, CjmgenError):
        pass


def clear_leftovers(folder: Path) -> None:
    """Clear what builds that died have left beside an output folder."""
    pattern = re.compile(rf"\.{re.escape(folder.name)}\.cjmgen-new-(\d+)-[0-9a-f]+")
    try:
        with os.scandir(folder.parent) as entries:
            found = [(entry.name, entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return  # what cannot be read cannot be cleared; whether we may write is seen soon enough
    for name, path in found:
        if (match := pattern.fullmatch(name)) and not _is_running_elsewhere(int(match[1])):
            end(Path(path) / SITE, folder)


def _make_parent(site: Path, path: str, made: set[str]) -> None:
    parent = path.rpartition("/")[0]
    if parent not in made:
        os.makedirs(f"{site}/{parent}", exist_ok=True)
        made.add(parent)


def _carry_foreign(site: Path, folder: Path, kept: AbstractSet[str], ours: AbstractSet[str]) -> None:
    our_folders = files.folders_of(ours)
    modes: list[tuple[str, int]] = []
    for path, entry in _walk(folder):
        is_folder = entry.is_dir(follow_symlinks=False)
        if path in our_folders if is_folder else path in ours or path in kept or path == manifest.NAME:
            continue
        target = f"{site}/{path}"
        try:
            if is_folder:
                os.makedirs(target, exist_ok=True)
                modes.append((target, stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode)))
            else:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                files.carry(entry.path, target)
        except (FileExistsError, NotADirectoryError) as error:
            raise CjmgenError(
                f"{folder / path} is in the way: cjmgen did not write it, and a page goes there",
                hint="move it elsewhere",
            ) from error
    for target, mode in modes:  # last, because some of them forbid to write
        os.chmod(target, mode)


def _walk(folder: Path, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder, a folder before what is in it; links are not followed."""
    with os.scandir(f"{folder}/{above}") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{above}{entry.name}"
            yield path, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder, f"{path}/")


def _clear(staging: Path, folder: Path) -> None:
    site, aside = staging / SITE, staging / exchange.ASIDE
    if site.is_symlink() or aside.is_symlink():
        return  # not made by us: it may have come with somebody's repository, and lead anywhere
    if aside.exists():
        if not folder.exists():
            os.rename(aside, folder)
        else:
            _retire(aside, folder)
    if site.exists():
        if _is_unpublished(site):
            files.delete_tree(site)
        elif folder.exists():
            _retire(site, folder)
    if not site.exists() and not aside.exists():
        files.delete_tree(staging)


def _is_unpublished(site: Path) -> bool:
    try:
        return site.with_name(UNPUBLISHED).read_bytes() == b"%d" % site.stat().st_ino
    except FileNotFoundError:
        return True  # died before anything could be exchanged


def _retire(old: Path, folder: Path) -> None:
    ours, ours_now = manifest.read(old) or frozenset(), manifest.read(folder) or frozenset()
    our_folders = files.folders_of(ours)

    def retire(above: str) -> None:
        is_empty = True
        if above and above[:-1] not in our_folders:
            os.chmod(f"{old}/{above}", stat.S_IRWXU)  # the new site has it with its own mode
        with os.scandir(f"{old}/{above}") as entries:
            for entry in entries:
                path = f"{above}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    retire(f"{path}/")
                    is_empty = is_empty and not os.path.exists(entry.path)
                elif path == manifest.NAME:
                    continue  # goes last: without it nobody could tell what of the rest is ours
                elif path in ours or files.is_same_file(entry.path, f"{folder}/{path}"):
                    os.unlink(entry.path)
                elif path in ours_now:
                    is_empty = False  # somebody's file, where a page of ours is by now: not ours to delete
                else:
                    os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
                    os.replace(entry.path, f"{folder}/{path}")
        if is_empty:
            if not above:
                (old / manifest.NAME).unlink(missing_ok=True)
            os.rmdir(f"{old}/{above}")

    retire("")


def _is_running_elsewhere(pid: int) -> bool:
    if pid == os.getpid():
        return False  # our own number, given to another process before us
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
