"""Who touched which of the site's files, when: every commit, in one answer of Git's."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date

from cjmgen.history.git import Repository

OURS = ("content", "site.yaml", "site.*.yaml")
"""What a site is made of, below its folder."""
_ID = re.compile(r"[0-9a-f]{40,64}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_MAIL = re.compile(r"\S*@\S*")


@dataclass(frozen=True, slots=True)
class Edit:
    path: str
    """From the site's folder."""
    old_path: str
    """Before; another one if the file was renamed."""
    before: str
    """Id of what it held; "" if it is new."""
    after: str
    """"" if it was deleted."""


@dataclass(frozen=True, slots=True)
class Commit:
    id: str
    day: date
    who: str | None
    """The author's name, without what cannot be seen; ``None`` if nothing is left, or only a mail address."""
    edits: tuple[Edit, ...]
    """None of a merge: what it brings together was done in others."""


def log_of(repository: Repository) -> tuple[Commit, ...]:
    """Commits that changed the site's files, the latest first."""
    out = repository.git(
        "log", "--topo-order", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--relative",
        "--format=%H%x00%cs%x00%aN%x00", "HEAD", "--", *OURS,
    ).out  # fmt: skip
    commits: list[Commit] = []
    edits: list[Edit] = []
    words = iter(out.split(b"\0"))
    # By place, not by look: a name or a path may say anything.
    for word in words:
        first = word.strip(b"\n").decode("ascii", "replace")
        if first.startswith(":"):
            _, _, before, after, status = first.split(" ")
            old = os.fsdecode(next(words))
            new = os.fsdecode(next(words)) if status[0] in "RC" else old
            edits.append(Edit(new, old, _there(before), _there(after)))
        elif _ID.fullmatch(first):
            day, who = next(words).decode("ascii"), next(words).decode("utf-8", "replace")
            edits = []
            commits.append(Commit(first, date.fromisoformat(day), shown_name(who), ()))
        if commits and edits:
            last = commits[-1]
            commits[-1] = Commit(last.id, last.day, last.who, tuple(edits))
    return tuple(commits)


def shown_name(name: str) -> str | None:
    """A name as a page may show it: never a mail address, nothing that cannot be seen."""
    return " ".join(_MAIL.sub("", _UNSEEN.sub(" ", name)).replace("<", " ").replace(">", " ").split())[:80] or None


def _there(blob: str) -> str:
    return blob if blob.strip("0") else ""
