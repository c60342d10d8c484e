"""What changed on the site: each release, or month, the latest first; in each the worst and the best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.told import Group, Line, Tone
from cjmgen.model import Scope, Site, Target
from cjmgen.views.base import View, with_history
from cjmgen.views.moments import MomentHead, Today, head_of

HAVE_HISTORY = ("journey", "persona")
"""Kinds whose changes are told line by line on a page of their own."""
NOTABLE_SHOWN = 6
GROUPS_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Notable:
    line: Line
    at: Target | None
    """Where it can be seen today; ``None`` if that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An entity that changed."""

    group: Group
    at: Target | None
    """Its page; ``None`` if it is gone."""
    history: Target | None
    """The page on which its changes are told; ``None``: they are told here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    head: MomentHead
    is_first: bool
    """Nothing is known of what was before."""
    count: int
    tones: tuple[tuple[Tone, int], ...]
    notable: tuple[Notable, ...]
    has_more: bool
    """There is more than the notable."""
    changed: tuple[Changed, ...]
    more_changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    by: str
    """"release" or "month"."""
    entries: tuple[Entry, ...]
    is_cut: bool
    has_older: bool


def compute(site: Site, atlas: Atlas) -> ChangesPage | None:
    if atlas.history is None:
        return None
    return ChangesPage(
        by=atlas.history.by,
        entries=tuple(_entries(atlas)),
        is_cut=atlas.history.is_cut,
        has_older=atlas.history.has_older,
    )


def _entries(atlas: Atlas) -> Iterator[Entry]:
    assert atlas.history is not None
    today = Today(atlas)
    for moment in today.walk(atlas.history):
        told = moment.between.told
        yield Entry(
            head=head_of(moment),
            is_first=moment.is_first,
            count=told.count,
            tones=told.tones,
            notable=tuple(Notable(line=line, at=today.find(line.root)) for line in told.notable[:NOTABLE_SHOWN]),
            has_more=told.count > len(told.notable[:NOTABLE_SHOWN]),
            changed=tuple(_changed(group, moment.anchor, today) for group in told.groups[:GROUPS_SHOWN]),
            more_changed=max(0, len(told.groups) - GROUPS_SHOWN),
        )


def _changed(group: Group, anchor: str, today: Today) -> Changed:
    at = today.find(group.root)
    history = None
    if at is not None and at.kind in HAVE_HISTORY:
        name = "history" if at.kind == "journey" else "persona-history"
        history = Target("tab", f"{Scope(at.kind).plural}/{at.id}/{name}", "")
    return Changed(group=group, at=at, history=history)


VIEW = View(name="changes", scope=Scope.SITE, compute=compute, shows=with_history, section="home", optional=True)
