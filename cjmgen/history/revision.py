"""Which commit a site is built from, and which day that is.

The day is a fact like any other: ``SOURCE_DATE_EPOCH`` if it is set, else the
commit's.  Without either nobody can say, and no page pretends to.  A value that is
no time is refused: who sets it relies on it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cjmgen.diagnostics import CjmgenError
from cjmgen.history.git import git


@dataclass(frozen=True, slots=True)
class Revision:
    commit: str | None
    """Full id; ``None`` outside a repository."""
    day: date | None
    """``None``: nobody can say."""


def revision_of(root: Path, environ: Mapping[str, str] = os.environ) -> Revision:
    """The commit checked out at ``root`` and the day to judge freshness on."""
    commit, day = _head(root)
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    return Revision(commit, _day_of(epoch) if epoch else day)


def past_of(root: Path) -> bytes:
    """What can be known of earlier versions beside the commit: which tags there are, and whether some are lacking."""
    tags = git(root, "for-each-ref", "--format=%(objectname) %(refname)", "refs/tags").out
    return git(root, "rev-parse", "--is-shallow-repository").out + tags


def _day_of(epoch: str) -> date:
    try:
        if epoch.isascii() and epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (OverflowError, ValueError, OSError):
        pass
    raise CjmgenError(
        f'SOURCE_DATE_EPOCH is no time: "{epoch[:40]}"',
        "set it to seconds since 1970, or unset it: SOURCE_DATE_EPOCH=1790000000",
    )


def _head(root: Path) -> tuple[str | None, date | None]:
    answer = git(root, "log", "-1", "--no-ext-diff", "--no-textconv", "--format=%H %cs")
    commit, _, day = answer.out.decode("ascii", "replace").strip().partition(" ")
    return (commit, date.fromisoformat(day)) if len(commit) >= 40 else (None, None)
