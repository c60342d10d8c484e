"""Small acts on files: write one whole or not at all, carry it to another folder, delete a folder of ours."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

NEVER_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)
CHUNK_BYTES = 1 << 20


def write_new(path: str | Path, content: bytes, *, mode: int = 0o666) -> os.stat_result:
    """Write a file that must not exist yet; nothing is followed, nothing is overwritten."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NEVER_FOLLOW | BINARY, mode)
    try:
        # Unbuffered, so that what the system says about the file afterwards is about all of it.
        with os.fdopen(handle, "wb", buffering=0) as file:
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
            return os.fstat(handle)
    except BaseException:
        os.unlink(path)
        raise


def read(path: str | Path) -> bytes:
    """A file of ours; a link is not followed."""
    handle = os.open(path, os.O_RDONLY | NEVER_FOLLOW | BINARY)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def append(path: str | Path, content: bytes) -> None:
    """Add to a file that only its owner may read, or begin it; others may add to it at the same time."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | NEVER_FOLLOW | BINARY, 0o600)
    try:
        os.write(handle, content)
    finally:
        os.close(handle)


def replace(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file so that readers see the old content or the new, and only its owner may read it."""
    fresh = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    write_new(fresh, content, mode=mode)
    try:
        os.replace(fresh, path)
    except BaseException:
        os.unlink(fresh)
        raise


def rewrite(path: Path, content: bytes) -> None:
    """Another content for a file that is there: all of it or nothing, with the rights it had."""
    mode = stat.S_IMODE(path.stat().st_mode)
    fresh = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    write_new(fresh, content, mode=mode)
    try:
        os.chmod(fresh, mode)
        os.replace(fresh, path)
    except BaseException:
        os.unlink(fresh)
        raise


def carry(source: str | Path, target: str | Path) -> None:
    """Give a file a second place: the same file where the file system allows that, else a true copy."""
    found = os.lstat(source)
    if stat.S_ISLNK(found.st_mode):
        os.symlink(os.readlink(source), target)
        return
    try:
        os.link(source, target)
    except OSError:
        if not stat.S_ISREG(found.st_mode):
            raise
        _copy(source, target, found)


def _copy(source: str | Path, target: str | Path, found: os.stat_result) -> None:
    reading = os.open(source, os.O_RDONLY | NEVER_FOLLOW | BINARY)
    with os.fdopen(reading, "rb") as old:
        writing = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NEVER_FOLLOW | BINARY, 0o600)
        with os.fdopen(writing, "wb") as new:
            while chunk := old.read(CHUNK_BYTES):
                new.write(chunk)
    os.chmod(target, stat.S_IMODE(found.st_mode))
    os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))


def is_same_file(one: str | Path, other: str | Path) -> bool:
    """Is the file at the second place the first one, or a true copy ``carry`` made of it?"""
    try:
        first, second = os.lstat(one), os.lstat(other)
    except FileNotFoundError:
        return False
    if stat.S_ISLNK(first.st_mode):
        return stat.S_ISLNK(second.st_mode) and os.readlink(one) == os.readlink(other)
    return os.path.samestat(first, second) or (
        (first.st_size, first.st_mtime_ns, first.st_mode) == (second.st_size, second.st_mtime_ns, second.st_mode)
    )


def delete_tree(folder: str | Path) -> None:
    """Delete a folder of ours with all that is in it; links are deleted, never followed."""
    os.chmod(folder, stat.S_IRWXU)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                delete_tree(entry.path)
            else:
                os.unlink(entry.path)
    os.rmdir(folder)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that one of the paths lies in."""
    found: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in found:
            found.add(path)
    return found
