"""Of trees, what has to be loaded to compare them: nearly all files are the same, and most are journeys.

A journey is passed over if none of its files differs, and if no difference elsewhere can reach it: no differing
file names it, and none of its files names a metric that differs (of which its emotions may be computed).  What is
loaded then lacks journeys that others refer to, on all sides alike; so nothing is told that was not done, and the
loader's complaints about references mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cjmgen.history.tree import TEXTS, GitTree
from cjmgen.source import SourceFile, SourceTree

JOURNEYS = "content/journeys/"
METRICS = "content/metrics/"
_WORD = re.compile(rb"[^\s\"'\[\]{},:/#()]+")
_AUDIENCE = re.compile(rb"\b(?:audience|draft)\b")
"""What is withheld takes names with it, in files that do not differ."""
_OWN_ID = re.compile(rb"^[\"']?id[\"']?\s*:|\A(?:---\s*)?{", re.MULTILINE)
"""A key at the margin; or braces around the whole, in which it is not looked for."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A tree without some journeys."""

    tree: SourceTree
    without: frozenset[str]

    def paths(self) -> Iterable[str]:
        return [path for path in self.tree.paths() if _journey(path) not in self.without]

    def read(self, path: str) -> SourceFile:
        return self.tree.read(path)


def narrowed(*trees: SourceTree) -> tuple[SourceTree, ...]:
    """Trees of which each is compared with the next, without the journeys that none has to be looked at for."""
    spared = frozenset.intersection(*(_spared(*pair) for pair in pairwise(trees)))
    return tuple(Narrowed(tree, spared) if spared else tree for tree in trees)


def speaks_of_audiences(tree: SourceTree) -> bool:
    """Some file may keep something from some readers."""
    return any(_AUDIENCE.search(text) for path in tree.paths() if path.endswith(TEXTS) for text in _content(tree, path))


def _spared(before: SourceTree, after: SourceTree) -> frozenset[str]:
    old, new = set(before.paths()), set(after.paths())
    differing = {path for path in old ^ new if path.endswith(TEXTS)}
    differing |= {path for path in old & new if path.endswith(TEXTS) and not _is_same(before, after, path)}
    if any("/" not in path for path in differing):  # site.yaml: it may change what everything means
        return frozenset()
    if any(_AUDIENCE.search(text) for path in differing for tree in (before, after) for text in _content(tree, path)):
        return frozenset()
    by_journey: dict[str, list[str]] = {}
    for path in sorted(old & new):
        if (journey := _journey(path)) and path.endswith(TEXTS):
            by_journey.setdefault(journey, []).append(path)
    touched = {journey for path in differing if (journey := _journey(path))}
    named: set[bytes] = set().union(*(_words(tree, path) for path in differing for tree in (before, after)))
    metrics = {_stem(path).encode() for path in differing if path.startswith(METRICS)}
    return frozenset(
        journey
        for journey, paths in by_journey.items()
        if journey not in touched
        and journey.encode() not in named
        and not any(_has_own_id(after, path) for path in paths)
        and not (metrics and any(metrics & _words(after, path) for path in paths))
    )


def _is_same(before: SourceTree, after: SourceTree, path: str) -> bool:
    if isinstance(before, GitTree) and isinstance(after, GitTree):
        return before.blobs[path] == after.blobs[path]
    try:
        return before.read(path).content == after.read(path).content
    except OSError:
        return False


def _journey(path: str) -> str:
    """The journey a file is part of, as its folder or its file is called; "" for other files."""
    return path[len(JOURNEYS) :].partition("/")[0].partition(".")[0] if path.startswith(JOURNEYS) else ""


def _content(tree: SourceTree, path: str) -> Iterator[bytes]:
    """What a tree has of a file: nothing, or all of it."""
    try:
        yield tree.read(path).content
    except (OSError, KeyError):
        return


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _words(tree: SourceTree, path: str) -> set[bytes]:
    """Everything in a file that may be an id; nothing, if the tree has no such file."""
    return {word for text in _content(tree, path) for word in _WORD.findall(text)}


def _has_own_id(tree: SourceTree, path: str) -> bool:
    """Its head says an id, which need not be its folder's name."""
    is_head = path.count("/") == 2 or path.rpartition("/")[2].startswith("journey.")
    return is_head and _OWN_ID.search(tree.read(path).content) is not None
