"""What the maps rest on: steps with evidence, by journey and stage, and by what sort of source.

A step has evidence if at least one source stands behind it (see ``analysis.coverage``); one
without is assumed.  The share is steps with evidence ÷ steps, cjmgen's own measure.  A source's
age is the whole months from the day it was gathered to the day the site is looked at; without
such a day no age is told.  Future journeys are wishes: they are shown, and not counted in the
site's share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.coverage import Share, coverage_of, evidence_of, site_coverage
from cjmgen.analysis.freshness import is_expired
from cjmgen.analysis.index import Atlas, StepPlace, places_of
from cjmgen.analysis.places import stage_target
from cjmgen.analysis.portfolio import portfolio_order
from cjmgen.model import Evidence, Journey, Scope, Site, Stage, Target, target_of
from cjmgen.views.base import View

BLOCKS = 100
"""Of more journeys, those with most assumed steps are told stage by stage and the others counted."""
SQUARES = 60
"""More steps in a journey than this are told as numbers alone."""
PITCH, GAP = 11, 6
"""Units from square to square, and between stages."""
CONFIDENCES = ("high", "medium", "low", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    key: str | None
    """A kind of evidence, or a confidence; ``None``: nobody judged it."""
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The sources behind some steps, each counted once."""

    n: int
    kinds: tuple[Count, ...]
    """The most frequent first."""
    confidence: tuple[Count, ...]
    """From high to not judged; none that is nobody's."""
    youngest_months: int | None
    oldest_months: int | None
    """``None`` if there is no source, or no day to judge on."""
    expired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """A step without evidence."""

    number: int
    """Within its journey, from 1."""
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    stage: Target
    share: Share
    squares: tuple[bool, ...]
    """One a step, on if it has evidence; empty if there are too many to draw."""
    sources: Sources
    assumed: tuple[Assumed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    x: float
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One journey."""

    journey: Target
    state: str
    share: Share
    basis: str
    """"researched", "mixed" or "assumed"."""
    sources: Sources
    """Behind its steps, and those it names as a whole."""
    squares: tuple[Square, ...]
    width: float
    """Of the picture of its steps; 0 if there are too many to draw."""
    stages: tuple[StageRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCoverage:
    share: Share
    """Over journeys as they are."""
    journeys: int
    blocks: tuple[Block, ...]
    left_out: int
    """How many journeys are not told."""
    kinds: tuple[Count, ...]
    """Of all sources of the site."""


def compute(site: Site, atlas: Atlas) -> EvidenceCoverage | None:
    journeys = [journey for journey in portfolio_order(atlas) if journey.steps]
    if not site.evidence or not journeys:
        return None
    if len(journeys) > BLOCKS:
        worst = sorted(journeys, key=lambda journey: -_assumed_in(journey, atlas))[:BLOCKS]
        shown = [journey for journey in journeys if journey in worst]
    else:
        shown = journeys
    return EvidenceCoverage(
        share=site_coverage(atlas),
        journeys=len(atlas.observed_journeys),
        blocks=tuple(_block(journey, atlas) for journey in shown),
        left_out=len(journeys) - len(shown),
        kinds=_by_kind(site.evidence),
    )


def months_between(earlier: date, later: date) -> int:
    """Whole months, never below 0."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    return max(0, months)


def sources_of(found: Iterable[Evidence], atlas: Atlas) -> Sources:
    once = {evidence.id: evidence for evidence in found}.values()
    judged = Counter(evidence.confidence for evidence in once)
    ages = [months_between(evidence.date, atlas.today) for evidence in once] if atlas.today else []
    return Sources(
        n=len(once),
        kinds=_by_kind(once),
        confidence=tuple(Count(key=level, n=judged[level]) for level in CONFIDENCES if judged[level]),
        youngest_months=min(ages, default=None),
        oldest_months=max(ages, default=None),
        expired=sum(is_expired(evidence, atlas) is True for evidence in once),
    )


def _block(journey: Journey, atlas: Atlas) -> Block:
    coverage = coverage_of(journey, atlas)
    places = places_of(journey)
    squares = _squares(journey, atlas) if len(journey.steps) <= SQUARES else ()
    return Block(
        journey=target_of(journey),
        state=journey.state,
        share=coverage.steps,
        basis=coverage.basis or "assumed",
        sources=sources_of(evidence_of(journey, atlas), atlas),
        squares=squares,
        width=squares[-1].x + PITCH if squares else 0,
        stages=tuple(
            _stage(journey, stage, part.steps, [p for p in places if p.stage is stage], atlas)
            for stage, part in zip(journey.stages, coverage.stages, strict=True)
        ),
    )


def _stage(journey: Journey, stage: Stage, share: Share, places: list[StepPlace], atlas: Atlas) -> StageRow:
    behind = [atlas.evidence_of_step(journey.id, place.step.id) for place in places]
    return StageRow(
        stage=stage_target(journey, stage),
        share=share,
        squares=tuple(map(bool, behind)) if len(places) <= SQUARES else (),
        sources=sources_of((evidence for found in behind for evidence in found), atlas),
        assumed=tuple(
            Assumed(number=place.number, target=place.target)
            for place, found in zip(places, behind, strict=True)
            if not found
        ),
    )


def _squares(journey: Journey, atlas: Atlas) -> tuple[Square, ...]:
    """A square a step, the stages set apart."""
    found: list[Square] = []
    number = 0
    filled = [stage for stage in journey.stages if stage.steps]
    for index, stage in enumerate(filled):
        for step in stage.steps:
            is_on = bool(atlas.evidence_of_step(journey.id, step.id))
            found.append(Square(x=number * PITCH + index * GAP + 0.5, is_on=is_on))
            number += 1
    return tuple(found)


def _assumed_in(journey: Journey, atlas: Atlas) -> int:
    return sum(not atlas.evidence_of_step(journey.id, step.id) for step in journey.steps)


def _by_kind(found: Iterable[Evidence]) -> tuple[Count, ...]:
    counts = Counter(evidence.kind for evidence in found)
    return tuple(Count(key=kind, n=n) for kind, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


VIEW = View(name="evidence-coverage", scope=Scope.SITE, compute=compute, section="evidence", optional=True)
