"""A commit's files, as a source tree: nothing is checked out, and all texts come in one answer of Git's."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cjmgen.history.git import Repository
from cjmgen.source import MAX_BYTES, SourceFile, is_passed_over, is_text

TEXTS = (".md", ".yaml")
FILES = ("100644", "100755")
"""Modes of plain files; links and other repositories are passed over, as they are on disk."""


@dataclass(frozen=True, slots=True)
class GitTree:
    """The site's folder as it is in a commit."""

    repository: Repository
    commit: str
    blobs: Mapping[str, str]
    """Path -> id of its content: two files of one id are the same."""
    _read: dict[str, bytes] = field(default_factory=dict)
    """Contents by id, those read so far."""

    def paths(self) -> Iterable[str]:
        return sorted(self.blobs)

    def read(self, path: str) -> SourceFile:
        blob = self.blobs.get(path)
        if blob is None:
            raise FileNotFoundError(2, "no such file in this commit", path)
        if blob not in self._read:
            texts = [other for name, other in self.blobs.items() if name.endswith(TEXTS)]
            wanted = texts if path.endswith(TEXTS) else [blob]
            self._read.update(contents_of(self.repository, [one for one in wanted if one not in self._read]))
        if blob not in self._read:
            raise OSError(5, "this clone lacks its content: fetch it with git", path)
        if len(self._read[blob]) > MAX_BYTES:
            raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES // 1_000_000} MB", path)
        return SourceFile(path, self._read[blob])

    def fetch(self, paths: Iterable[str]) -> None:
        """Read files that are no texts in one answer of Git's, before each would be asked for."""
        wanted = [blob for path in paths if (blob := self.blobs.get(path)) and blob not in self._read]
        self._read.update(contents_of(self.repository, wanted))


def tree_of(repository: Repository, commit: str, *, beside: GitTree | None = None) -> GitTree:
    """The tree of a full commit id.  What ``beside`` has read already is not read again."""
    listed = repository.git("ls-tree", "-r", "-z", "--full-tree", f"{commit}:{repository.prefix}").out
    blobs = {}
    for entry in listed.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        name = os.fsdecode(path)
        mode, _, blob = about.decode("ascii").partition(" ")
        if mode in FILES and is_text(name) and not any(map(is_passed_over, name.split("/"))):
            blobs[name] = blob.partition(" ")[2]
    return GitTree(repository, commit, blobs, beside._read if beside else {})


def contents_of(repository: Repository, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    wanted = list(dict.fromkeys(blobs))
    given = "".join(f"{blob}\n" for blob in wanted).encode()
    answer = memoryview(repository.git("cat-file", "--batch", "--buffer", given=given).out)
    at = 0
    while at < len(answer):
        end = bytes(answer[at : at + 200]).index(b"\n") + at
        head = bytes(answer[at:end]).decode("ascii").split(" ")
        at = end + 1
        if len(head) == 3:
            size = int(head[2])
            yield head[0], bytes(answer[at : at + size])
            at += size + 1
