"""What changed in an original since it was translated: looked up among its earlier versions.

A digest cannot be read backwards, but the version it was made from is usually in the repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cjmgen.fields import digest_of_texts
from cjmgen.history.git import git
from cjmgen.loading.declared import original_texts
from cjmgen.model import Translation
from cjmgen.source import DiskTree

MOST_VERSIONS = 200


def changed_since(root: Path, translation: Translation) -> tuple[str, ...] | None:
    """The texts that are new, gone or different, by key; ``None`` if nobody knows what was translated."""
    path = translation.original.path
    try:
        now = original_texts(translation, DiskTree(root).read(path).content)
    except OSError:
        return None
    for content in _versions(root, path):
        then = original_texts(translation, content)
        if digest_of_texts(then) == translation.translated_from:
            keys = dict.fromkeys((*now, *then))
            return tuple(key for key in keys if now.get(key) != then.get(key))
    return None


def _versions(root: Path, path: str) -> Iterator[bytes]:
    """A file in every commit that changed it, the newest first."""
    log = git(root, "log", f"-{MOST_VERSIONS}", "--no-ext-diff", "--no-textconv", "--format=%H", "--", path).out
    for commit in log.decode("ascii", "replace").split():
        if content := git(root, "cat-file", "blob", f"{commit}:./{path}").out:
            yield content
