"""A repository -> what is told of its history on the site, by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cjmgen.analysis.history import Between, History, Moment, key_of
from cjmgen.config import SiteConfig
from cjmgen.engine import Memo
from cjmgen.history.between import NOTHING, Comparer
from cjmgen.history.git import repository_of
from cjmgen.history.log import Commit, log_of
from cjmgen.history.points import Points, points_of
from cjmgen.history.touched import entities_touched, steps_touched
from cjmgen.loading import Readers
from cjmgen.model import Site
from cjmgen.progress import Tell, silent


def histories_of(
    root: Path,
    config: SiteConfig,
    site: Site,
    readers: Readers,
    *,
    memo: Memo,
    documents: Memo,
    tell: Tell = silent,
) -> Mapping[str, History]:
    """By language of the site, what its readers may know; empty outside a repository, or if nothing is committed yet.

    ``memo`` remembers what was found, ``documents`` files as they were read.
    """
    repository = repository_of(root)
    points = points_of(repository, config.history.releases) if repository else None
    if repository is None or points is None:
        return {}
    commits = log_of(repository)
    names = config.history.authors and not readers.withheld  # who worked on it would be told, too
    who = _who(points, commits) if names else {}
    comparer = Comparer(repository, config.languages, readers, memo, documents)
    commits_told = [point.commit for point in reversed(points.told)]
    found = comparer.along([*([points.base] if points.base else []), *commits_told], tell)[::-1]
    if points.base is None:
        found.append(dict.fromkeys(config.languages, NOTHING))
    known = () if repository.is_shallow else commits
    entities = entities_touched(known, names=names)
    steps = steps_touched(repository, site, known, memo=memo, documents=documents, names=names)
    return {
        lang: History(
            by="month" if points.told[0].kind == "month" else "release",
            moments=tuple(_moments(points, [one[lang] for one in found], who)),
            is_cut=repository.is_shallow,
            has_older=points.has_older,
            steps=steps,
            entities=entities,
        )
        for lang in config.languages
    }


def _moments(
    points: Points, found: Sequence[Between], who: Mapping[int, tuple[tuple[str, tuple[str, ...]], ...]]
) -> list[Moment]:
    last = len(points.told) - 1
    return [
        Moment(
            name=point.name,
            kind=point.kind,
            day=point.day,
            commit=point.commit,
            is_first=place == last and not points.has_older,
            between=between,
            who=who.get(place, ()),
        )
        for place, (point, between) in enumerate(zip(points.told, found, strict=True))
        if point.kind != "since" or between.told.count
    ]


def _who(points: Points, commits: Sequence[Commit]) -> dict[int, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Who worked on what before each point, the most diligent first."""
    owners = points.owners()
    found: dict[int, dict[str, dict[str, int]]] = {}
    for commit in commits:
        if commit.who is not None and commit.id in owners:
            worked_on = found.setdefault(owners[commit.id], {})
            for key in ("", *dict.fromkeys(key_of(edit.path) for edit in commit.edits)):
                counts = worked_on.setdefault(key, {})
                counts[commit.who] = counts.get(commit.who, 0) + 1
    return {
        place: tuple(
            (key, tuple(sorted(counts, key=lambda name: (-counts[name], name)))) for key, counts in worked_on.items()
        )
        for place, worked_on in found.items()
    }
