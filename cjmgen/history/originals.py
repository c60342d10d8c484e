"""What changed in an original since it was translated: looked up among its earlier versions.

A digest cannot be read backwards, but the version it was made from is usually in the repository.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from cjmgen.fields import digest_of_texts
from cjmgen.loading.declared import original_texts
from cjmgen.model import Translation

TIMEOUT_S = 10
MOST_VERSIONS = 200


def changed_since(root: Path, translation: Translation) -> tuple[str, ...] | None:
    """The texts that are new, gone or different, by key; ``None`` if nobody knows what was translated."""
    path = translation.original.path
    try:
        now = original_texts(translation, (root / path).read_bytes())
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
    log = _git(root, "log", f"-{MOST_VERSIONS}", "--no-ext-diff", "--no-textconv", "--format=%H", "--", path)
    for commit in log.decode("ascii", "replace").split():
        if content := _git(root, "cat-file", "blob", f"{commit}:./{path}"):
            yield content


def _git(root: Path, *arguments: str) -> bytes:
    """What Git says; nothing if there is none, or it is no repository."""
    command = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", *arguments]
    closed = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1"}
    closed["HOME"] = os.environ.get("HOME", "")
    try:
        done = subprocess.run(command, capture_output=True, env=closed, timeout=TIMEOUT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
