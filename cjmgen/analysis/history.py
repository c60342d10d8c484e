"""What is known of earlier versions of a site: values, made by ``history`` from a repository, and looked up by views.

A moment is a release (a tag), or, in a repository without releases, the end of a month.  Each holds what changed since
the moment before it, told line by line, in the language of an edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from cjmgen.analysis.told import Group, Told

MomentKind = Literal["release", "month", "since"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One persona's feelings along a journey, as they were."""

    persona: str
    """Its id then."""
    name: str
    emotions: tuple[float | None, ...]
    """-2 .. +2 at each step; ``None``: nobody knew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCurve:
    """The curves of a journey, as they were."""

    stages: tuple[int, ...]
    """How many steps each stage had, in order."""
    steps: tuple[str, ...]
    """What they were called."""
    lines: tuple[PastLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A journey whose curves changed."""

    journey: str
    """Its id, afterwards."""
    before: PastCurve | None
    """``None``: the journey is new."""
    after: PastCurve


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What changed from one version to a later one."""

    told: Told
    bends: tuple[Bend, ...]
    renamed: tuple[Renamed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    name: str
    """The tag; the month as "2026-03"; "" for what came after the last release."""
    kind: MomentKind
    day: date
    """Of its commit; of a month the day of its last commit."""
    commit: str
    """Full id."""
    is_first: bool
    """Nothing is known of what was before: of a release ``between`` is empty; of a month it tells of its own time."""
    between: Between
    who: tuple[tuple[str, tuple[str, ...]], ...]
    """Whose work it is, by what they worked on ("journeys/checkout", "" for all together); empty unless names are
    shown.  A name is never a mail address."""

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.name}".rstrip("-")

    def by(self, key: str = "") -> tuple[str, ...]:
        return next((names for worked_on, names in self.who if worked_on == key), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    day: date
    who: str | None
    """``None``: names are not shown, or this one cannot be."""
    fields: tuple[str, ...] = ()
    """Of a step: what was touched then and not since, by key; empty: all of it."""


@dataclass(frozen=True, kw_only=True)
class History:
    by: Literal["release", "month"]
    moments: tuple[Moment, ...]
    """The latest first."""
    is_cut: bool
    """Only the newest commits are here: older moments may be missing, and nobody knows who touched what when."""
    has_older: bool = False
    """There are older moments than are told."""
    steps: Mapping[str, tuple[LastChange, ...]] = field(default_factory=dict)
    """By "journey/step", the latest first."""
    entities: Mapping[str, LastChange] = field(default_factory=dict)
    """By ``key_of`` a path: whatever stands in a file, or a journey's folder, of its own."""

    def trail(self, kind: str, ident: str) -> Iterator[tuple[Moment, str]]:
        """Every moment, the latest first, with the id that an entity had in it."""
        for moment in self.moments:
            yield moment, ident
            olds = (one.before for one in moment.between.renamed if (one.kind, one.after) == (kind, ident))
            ident = next(olds, ident)

    def group(self, moment: Moment, kind: str, ident: str) -> Group | None:
        """What changed about an entity until a moment; ``None``: nothing."""
        return self._groups.get((moment.anchor, kind, ident))

    def bend(self, moment: Moment, journey: str) -> Bend | None:
        return self._bends.get((moment.anchor, journey))

    def steps_of(self, journey: str) -> Mapping[str, tuple[LastChange, ...]]:
        """By "journey/step", of one journey."""
        return self._steps.get(journey, {})

    @cached_property
    def _groups(self) -> dict[tuple[str, str, str], Group]:
        return {(m.anchor, g.root.kind, g.root.id): g for m in self.moments for g in m.between.told.groups}

    @cached_property
    def _bends(self) -> dict[tuple[str, str], Bend]:
        return {(moment.anchor, bend.journey): bend for moment in self.moments for bend in moment.between.bends}

    @cached_property
    def _steps(self) -> dict[str, dict[str, tuple[LastChange, ...]]]:
        found: dict[str, dict[str, tuple[LastChange, ...]]] = {}
        for step, changes in self.steps.items():
            found.setdefault(step.partition("/")[0], {})[step] = changes
        return found

    def about_journey(self, ident: str, path: str) -> tuple[object, ...]:
        """Everything in here that a view of a journey may tell."""
        return (
            self.by,
            self.is_cut,
            self.has_older,
            tuple(
                (
                    moment.name,
                    moment.day,
                    moment.is_first,
                    moment.by(key_of(path)),
                    moment.between.renamed,
                    self.group(moment, "journey", then),
                    self.bend(moment, then),
                )
                for moment, then in self.trail("journey", ident)
            ),
            tuple(self.steps_of(ident).items()),
            self.last_change(path),
        )

    def last_change(self, path: str) -> LastChange | None:
        """Of the entity whose file this is; ``None``: nobody knows."""
        return self.entities.get(key_of(path))


def key_of(path: str) -> str:
    """What a file of the site is part of: "content/journeys/checkout/01-pay.pl.md" -> "journeys/checkout"."""
    parts = path.removeprefix("content/").split("/")
    return "/".join((*parts[:1], parts[1].partition(".")[0])) if len(parts) > 1 else parts[0].partition(".")[0]
