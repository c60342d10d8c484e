"""The points of a history that are told: releases, or the ends of months where there are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from cjmgen.analysis.history import MomentKind
from cjmgen.history.git import Repository
from cjmgen.history.log import OURS

MOST = 24
"""Older ones are not told: two years of months."""


@dataclass(frozen=True, slots=True)
class Point:
    name: str
    kind: MomentKind
    commit: str
    day: date


@dataclass(frozen=True, slots=True)
class Points:
    told: tuple[Point, ...]
    """The latest first."""
    base: str | None
    """The commit that the earliest is compared with; ``None``: there is nothing before it."""
    has_older: bool
    parents: Mapping[str, tuple[str, ...]]
    """Of every commit."""

    def owners(self) -> dict[str, int]:
        """Commit -> the place in ``told`` of the first point that it is part of."""
        found: dict[str, int] = {}
        for place in reversed(range(len(self.told))):
            pending = [self.told[place].commit]
            while pending:
                commit = pending.pop()
                if commit not in found:
                    found[commit] = place
                    pending += self.parents.get(commit, ())
        return found


def points_of(repository: Repository, pattern: str) -> Points | None:
    """Tags that match a pattern and that this version grew from, else months; ``None`` before the first commit."""
    parents = _parents(repository)
    if not parents:
        return None
    releases = _releases(repository, pattern, {commit: place for place, commit in enumerate(parents)})
    if not releases:
        return _months(repository, parents)
    told = releases[:MOST]
    head = next(iter(parents))
    if told[0].commit != head:
        told = (Point("", "since", head, _day(repository)), *told)[:MOST]
    left = [one for one in releases if one not in told]
    return Points(told, left[0].commit if left else None, bool(left), parents)


def _parents(repository: Repository) -> dict[str, tuple[str, ...]]:
    """Every commit, none before what grew from it."""
    lines = repository.git("rev-list", "--topo-order", "--parents", "HEAD").out.decode("ascii").splitlines()
    return {ids[0]: tuple(ids[1:]) for ids in (line.split(" ") for line in lines)}


def _releases(repository: Repository, pattern: str, place: Mapping[str, int]) -> tuple[Point, ...]:
    form = "%(refname:strip=2)%00%(objectname)%00%(committerdate:short)%00%(*objectname)%00%(*committerdate:short)"
    listed = repository.git("for-each-ref", "--merged=HEAD", f"--format={form}", "refs/tags").out
    found: dict[str, Point] = {}
    for line in sorted(listed.decode("utf-8", "replace").splitlines(), key=_version):
        name, own, own_day, of, of_day = line.split("\0")
        commit, day = (of, of_day) if of else (own, own_day)
        if day and commit in place and fnmatchcase(name, pattern):
            found[commit] = Point(name, "release", commit, date.fromisoformat(day))
    return tuple(sorted(found.values(), key=lambda point: place[point.commit]))


def _version(line: str) -> tuple[tuple[int, str], ...]:
    """So that v10 comes after v9; of two names of one commit the later is shown."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", line))


def _months(repository: Repository, parents: Mapping[str, tuple[str, ...]]) -> Points | None:
    answer = repository.git(
        "log", "--first-parent", "--no-ext-diff", "--no-textconv", "--format=%H %cs", "HEAD", "--", *OURS
    )
    days = [line.split(" ") for line in answer.out.decode("ascii").splitlines()]
    last: dict[str, Point] = {}
    for commit, day in days:
        last.setdefault(day[:7], Point(day[:7], "month", commit, date.fromisoformat(day)))
    points = tuple(last.values())
    if not points:
        return None
    first = days[-1][0]
    before = points[MOST].commit if len(points) > MOST else first if first != points[-1].commit else None
    return Points(points[:MOST], before, len(points) > MOST, parents)


def _day(repository: Repository) -> date:
    answer = repository.git("log", "-1", "--no-ext-diff", "--no-textconv", "--format=%cs")
    return date.fromisoformat(answer.out.decode("ascii").strip())
