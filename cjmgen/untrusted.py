"""A stranger's pull request: their content, with the settings and themes of a commit that is trusted.

Themes are code, and ``site.yaml`` chooses them.  So neither is read from the folder; nothing that earlier builds left
there is, and nothing is left there but the site.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine.files import write_new
from cjmgen.history.git import required_repository
from cjmgen.history.names import commit_named
from cjmgen.history.tree import tree_of
from cjmgen.source import SourceFile, SourceTree

THEMES = "themes/"


def is_trusted(path: str) -> bool:
    """Of a path: whether it is a setting or part of a theme, and so only taken from those who may."""
    return path.startswith(THEMES) or ("/" not in path and fnmatch(path, "site*.yaml"))


@dataclass(frozen=True, slots=True)
class StrangersTree:
    """Content from one tree, settings and themes from another."""

    content: SourceTree
    trusted: SourceTree

    def paths(self) -> Iterable[str]:
        theirs = (path for path in self.content.paths() if not is_trusted(path))
        return sorted([*theirs, *(path for path in self.trusted.paths() if is_trusted(path))])

    def read(self, path: str) -> SourceFile:
        return (self.trusted if is_trusted(path) else self.content).read(path)


@dataclass(frozen=True, slots=True)
class Base:
    """What a trusted commit gives."""

    tree: SourceTree
    folder: Path
    """A folder with its themes, for as long as they are needed; caches may lie there."""

    def under(self, content: SourceTree) -> SourceTree:
        return StrangersTree(content, self.tree)


@contextmanager
def base_of(root: Path, name: str) -> Iterator[Base]:
    """The commit of that name, in the repository of a site's folder; ``CjmgenError`` if there is none."""
    repository = required_repository(root)
    tree = tree_of(repository, commit_named(repository, name))
    if "site.yaml" not in tree.paths():
        raise CjmgenError(f'"{name}" has no site.yaml to trust', "name the commit that is to be merged into")
    with tempfile.TemporaryDirectory(prefix="cjmgen-base-") as made:
        folder = Path(made)
        for path in tree.paths():
            if path.startswith(THEMES):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                write_new(folder / path, tree.read(path).content)
        yield Base(tree, folder)
