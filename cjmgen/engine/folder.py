"""The output folder: what is there, and one step to what shall be there.

Publishing is all or nothing.  The new site is put together beside the old one (see
``staging``), and the two folders trade places.  Readers see the old site or the new
one; whatever goes wrong before that step leaves the old site as it was.  Files that
cjmgen did not write (``CNAME``, verification files, ``.git``) are carried along, and
only files of our own manifest are ever deleted.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import manifest, staging
from cjmgen.engine.exchange import exchange_folders
from cjmgen.engine.files import BINARY, NEVER_FOLLOW
from cjmgen.engine.freshness import Stamp
from cjmgen.engine.place import refuse_unfit


class Folder(Protocol):
    def ours(self) -> frozenset[str]:
        """Paths of the files we wrote last, whether or not they are still there."""

    def stamp(self, path: str) -> Stamp | None:
        """What the file system says about a file; ``None`` if there is no such file."""

    def read(self, path: str) -> bytes:
        """The bytes of a file that is there."""

    def publish(self, new: Mapping[str, bytes], kept: AbstractSet[str]) -> Mapping[str, Stamp]:
        """Let our files be the new ones and those kept as they are, and no others; stamps of the new ones.

        If that is so already, nothing is touched.
        """


@dataclass(frozen=True, slots=True)
class DiskFolder:
    """A folder on disk.  Made by ``open_folder``."""

    path: Path
    root: Path
    """The site's root: what is there is not ours to write."""
    exchange: Callable[[Path, Path], None] = exchange_folders
    """Lets the staged folder and the output folder trade places; raises ``OSError`` with both where they were."""

    def ours(self) -> frozenset[str]:
        return manifest.read(self.path) or frozenset()

    def stamp(self, path: str) -> Stamp | None:
        try:
            found = os.lstat(f"{self.path}/{path}")
        except OSError:
            return None
        return Stamp(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None

    def read(self, path: str) -> bytes:
        handle = os.open(f"{self.path}/{path}", os.O_RDONLY | NEVER_FOLLOW | BINARY)
        with os.fdopen(handle, "rb") as file:
            return file.read()

    def publish(self, new: Mapping[str, bytes], kept: AbstractSet[str]) -> Mapping[str, Stamp]:
        _refuse_paths(new.keys() | kept)
        refuse_unfit(self.path, self.root)
        if not new and self.ours() == kept:
            return {}
        try:
            return self._publish(new, kept)
        except OSError as error:
            in_the_way = isinstance(error, (FileExistsError, NotADirectoryError))
            hint = "a file stands where a folder has to be" if in_the_way else "check permissions and free space"
            raise CjmgenError(
                f"cannot write {error.filename2 or error.filename or self.path}: {error.strerror or error}",
                hint=f"{hint}; the site is as it was before",
            ) from error

    def _publish(self, new: Mapping[str, bytes], kept: AbstractSet[str]) -> Mapping[str, Stamp]:
        site = staging.begin(self.path)
        try:
            stamps = staging.fill(site, self.path, new, kept, self.ours())
            if self.path.exists():
                self.exchange(site, self.path)
            else:
                os.rename(site, self.path)
        finally:
            staging.end(site, self.path)
        return stamps


def open_folder(path: Path, *, root: Path, exchange: Callable[[Path, Path], None] = exchange_folders) -> DiskFolder:
    """The output folder of the site below ``root``; ``CjmgenError`` if a site must not be built there.

    Clears what builds that died have left beside it.  To be called with the site's lock held.
    """
    path = Path(os.path.abspath(path))
    refuse_unfit(path, root)
    staging.clear_leftovers(path)
    return DiskFolder(path, root, exchange)


@dataclass(slots=True)
class MemoryFolder:
    """An output folder that was never on disk, with the same promises.

    ``files`` may be edited by hand, like those of any folder; whoever does so says so
    in ``times``, or keeps another size, as an editor would.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    """When each file was written, in publications; 0 for files that are not in it."""
    manifest: frozenset[str] = frozenset()
    publications: int = 0
    """How often something was published."""

    def ours(self) -> frozenset[str]:
        return self.manifest

    def stamp(self, path: str) -> Stamp | None:
        content = self.files.get(path)
        return None if content is None else Stamp(len(content), self.times.get(path, 0))

    def read(self, path: str) -> bytes:
        return self.files[path]

    def publish(self, new: Mapping[str, bytes], kept: AbstractSet[str]) -> Mapping[str, Stamp]:
        _refuse_paths(new.keys() | kept)
        if not new and self.manifest == kept:
            return {}
        if foreign := sorted((new.keys() & self.files.keys()) - self.manifest):
            raise CjmgenError(f"{foreign[0]} is in the way: cjmgen did not write it, and a page goes there")
        planned = new.keys() | kept
        self.publications += 1
        for path in self.manifest - planned:
            self.files.pop(path, None)
        for path, content in new.items():
            self.files[path] = content
            self.times[path] = self.publications
        self.manifest = frozenset(planned)
        return {path: Stamp(len(content), self.publications) for path, content in new.items()}


def _refuse_paths(paths: Iterable[str]) -> None:
    """A path that leads elsewhere is a bug of ours, and is stopped here whatever it was before."""
    for path in paths:
        if path == manifest.NAME or "\\" in path or "\0" in path or {"", ".", ".."} & set(path.split("/")):
            raise ValueError(f"{path!r} is no path of an output")
