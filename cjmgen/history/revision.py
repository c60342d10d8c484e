"""Which commit a site is built from, and which day that is.

The day is a fact like any other: ``SOURCE_DATE_EPOCH`` if it is set, else the
commit's.  Without either nobody can say, and no page pretends to.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class Revision:
    commit: str | None
    """Full id; ``None`` outside a repository."""
    day: date | None
    """``None``: nobody can say."""


def revision_of(root: Path, environ: Mapping[str, str] = os.environ) -> Revision:
    """The commit checked out at ``root`` and the day to judge freshness on."""
    commit, day = _head(root)
    if (epoch := environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    return Revision(commit, day)


def _head(root: Path) -> tuple[str | None, date | None]:
    command = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"]
    command += ["log", "-1", "--no-ext-diff", "--no-textconv", "--format=%H %cs"]
    closed = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1"}
    closed["HOME"] = os.environ.get("HOME", "")
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env=closed, timeout=TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None, None
    commit, _, day = done.stdout.strip().partition(" ")
    if done.returncode != 0 or len(commit) < 40:
        return None, None
    return commit, date.fromisoformat(day)
