"""Releases that are published as they were: their sites, loaded from their commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cjmgen import loading
from cjmgen.assets import Refused, publishable
from cjmgen.config import SiteConfig
from cjmgen.diagnostics import CjmgenError, Report
from cjmgen.engine import Memo
from cjmgen.history.git import repository_of
from cjmgen.history.points import Point, points_of
from cjmgen.history.tree import GitTree, tree_of
from cjmgen.loading.discover import ASSETS
from cjmgen.model import Site
from cjmgen.progress import Tell, silent


@dataclass(frozen=True, slots=True)
class Kept:
    name: str
    """The tag."""
    commit: str
    day: date
    tree: GitTree
    editions: Mapping[str, Site]
    """In those of its languages that the site still speaks; empty if it cannot be published."""
    assets: Mapping[str, bytes]
    """The author's files that it refers to, as they may be published."""
    why: str
    """Why it cannot; "" if it can."""


def kept_releases(
    root: Path, config: SiteConfig, readers: loading.Readers, documents: Memo, tell: Tell = silent
) -> tuple[Kept, ...]:
    """The latest releases, as many as ``site.yaml`` asks for; of each, what these readers may see."""
    repository = repository_of(root) if config.history.keep else None
    points = points_of(repository, config.history.releases) if repository else None
    if repository is None or points is None:
        return ()
    wanted = [point for point in points.told if point.kind == "release"][: config.history.keep]
    found = []
    for number, point in enumerate(wanted):
        tell("reading releases", number, len(wanted))
        found.append(_kept(point, tree_of(repository, point.commit), config, readers, documents))
    return tuple(found)


def _kept(point: Point, tree: GitTree, config: SiteConfig, readers: loading.Readers, documents: Memo) -> Kept:
    report = Report()
    try:
        loaded = loading.load(tree, report, readers=readers, memo=documents)
    except CjmgenError as error:
        return Kept(point.name, point.commit, point.day, tree, {}, {}, str(error))
    editions = {lang: site for lang, site in loaded.editions.items() if lang in config.languages}
    why = "" if editions else "it has no language that the site still speaks"
    if report.has_errors:
        first = next(one for one in report if one.severity.value == "error")
        editions, why = {}, f"{first.origin.path}: {first.message}"
    names = next(iter(editions.values())).assets if editions else ()
    tree.fetch(f"{ASSETS}{name}" for name in names)
    assets: dict[str, bytes] = {}
    for name in names:
        try:
            assets[name] = publishable(name, tree.read(f"{ASSETS}{name}").content, documents)
        except Refused as refused:
            editions, why = {}, f"{ASSETS}{name}: {refused}"
    return Kept(point.name, point.commit, point.day, tree, editions, assets, why)
