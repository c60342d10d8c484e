"""Releases as they were -> facts: a tree of pages for each, below ``releases/``, beside today's.

A release never changes, so of its view models only the commit has to be compared, and who reads it.  It has the views
that every site has, and the curve; what is optional, a search, feeds and the like are today's alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cjmgen.analysis.index import Atlas
from cjmgen.digest import digest
from cjmgen.model import Site
from cjmgen.planning.facts import Planned, facts_of
from cjmgen.program import identity
from cjmgen.rendering.page import Page, Release, Version
from cjmgen.views.base import View

LEFT_OUT = frozenset({"search", "not-found", "translations"})
ADDED = frozenset({"emotion-curve"})
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSite:
    name: str
    """The tag."""
    commit: str
    day: date
    readers: str
    """A digest of who may see what."""
    editions: Mapping[str, Site]

    folder: str
    """Where it stands: see ``folders_of``."""


def folders_of(names: Collection[str]) -> dict[str, str]:
    """Where releases stand, by their tags: these may hold signs that mean something else in an address, and no two may
    stand in one place, not even where large and small letters are the same."""
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(_UNSAFE.sub("-", name).casefold(), []).append(name)
    found: dict[str, str] = {}
    for same in alike.values():
        first, *others = sorted(same, key=lambda name: (_UNSAFE.sub("-", name) != name, name != name.casefold(), name))
        found[first] = f"releases/{_UNSAFE.sub('-', first)}/"
        found |= {name: f"releases/{_UNSAFE.sub('-', name)}-{digest(name)[:6]}/" for name in others}
    return found


def with_past(today: Planned, past: Sequence[PastSite], views: Sequence[View]) -> Planned:
    """Today's facts and those of the releases, every page knowing its like in the others."""
    if not past:
        return today
    chosen = [view for view in views if _is_shown(view)]
    versions = [("", today)]
    for one in past:
        atlases = {lang: Atlas(replace(site, url=None), one.day) for lang, site in one.editions.items()}
        sites = {lang: atlas.site for lang, atlas in atlases.items()}
        release = Release(name=one.name, folder=one.folder, day=one.day, commit=one.commit)
        key = f"{one.commit} {one.readers} {identity()}"
        versions.append((one.name, facts_of(sites, atlases, chosen, (one.commit, one.day), release, key)))
    there = [(name, _by_place(facts)) for name, facts in versions]
    pages = []
    values: dict[str, object] = {}
    for name, facts in versions:
        values |= facts.values
        for planned in facts.pages:
            page = replace(planned.page, versions=tuple(_versions(planned.page, name, there)))
            values[planned.page_fact] = page
            pages.append(replace(planned, page=page))
    return Planned(values, tuple(pages))


def _is_shown(view: View) -> bool:
    if view.module.partition(".")[0] != "cjmgen":
        return False
    return view.name in ADDED or not (view.optional or view.name in LEFT_OUT)


def _by_place(facts: Planned) -> dict[tuple[str, str], str]:
    """Language and address within the edition -> path."""
    return {_place(planned.page): planned.page.path for planned in facts.pages}


def _place(page: Page) -> tuple[str, str]:
    return page.lang, page.path.removeprefix(page.edition)


def _versions(page: Page, own: str, there: Sequence[tuple[str, Mapping[tuple[str, str], str]]]) -> list[Version]:
    """The same page in every version, else the version's home."""
    lang, inner = _place(page)
    return [
        Version(
            name=name,
            path=paths.get((lang, inner)) or paths.get((lang, "index.html")) or next(iter(paths.values())),
            is_here=name == own,
            is_same=(lang, inner) in paths,
        )
        for name, paths in there
    ]
