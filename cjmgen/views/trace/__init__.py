"""Trace: what hurts, what could be better, what we do about it, and how we would notice."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.coverage import Share
from cjmgen.analysis.index import Atlas, PainPlace
from cjmgen.analysis.trace import JourneyTrace, SiteTrace, solutions_of, trace_of
from cjmgen.model import Opportunity, Scope, Site, Solution, Target, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.trace.picture import Box, Picture, draw

__all__ = ["VIEW", "Box", "Effect", "JourneyPart", "PainLine", "Picture", "Row", "Trace", "Work", "compute"]

MAX_PICTURES = 24
"""Journeys drawn on one page; the table has them all."""

ANCHORS = {"idle": "loose-opportunity", "unmeasured": "loose-solution", "unmoved": "loose-metric"}
"""Where a count of the head leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PainLine:
    step: Target
    """Where it is felt, by the pain's words."""
    at: Target
    """The same step, by its own name."""
    journey: Target
    severity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One link of the chain in numbers."""

    kind: str
    share: Share
    """How many have what should follow."""

    @property
    def loose(self) -> int:
        return self.share.of - self.share.done


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPart:
    """The chains of one journey."""

    journey: Target
    anchor: str
    pains: int
    claimed: int
    opportunities: int
    solutions: int
    metrics: int
    picture: Picture | None
    """``None``: no chain begins here, or there is too much to draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    metric: Target
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A solution with what it should move."""

    target: Target
    status: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One opportunity with everything before and after it."""

    opportunity: Target
    status: str
    pains: tuple[PainLine, ...]
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """An end that hangs loose."""

    target: Target
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseEnds:
    """Loose ends of one kind; at least one."""

    kind: str
    """"idle", "painless", "unmeasured", "aimless" or "unmoved"."""
    anchor: str
    ends: tuple[Loose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainGroup:
    severity: str | None
    pains: tuple[PainLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    counts: tuple[Count, ...]
    """Of pains, opportunities, solutions and metrics."""
    parts: tuple[JourneyPart, ...]
    rows: tuple[Row, ...]
    """Opportunities that ease most pains first."""
    pains: tuple[PainGroup, ...]
    """Pains without an opportunity, worst first."""
    orphans: tuple[LooseEnds, ...]
    """Other loose ends, by kind."""
    undrawn: int
    """Journeys with chains that are not drawn."""


def compute(site: Site, atlas: Atlas) -> Trace | None:
    if not site.opportunities:
        return None
    trace = trace_of(atlas)
    parts = _parts(trace, atlas)
    loose = {
        "idle": tuple(_loose(o) for o in trace.idle_opportunities),
        "painless": tuple(_loose(o) for o in trace.painless_opportunities),
        "unmeasured": tuple(_loose(s) for s in trace.unmeasured_solutions),
        "aimless": tuple(_loose(s) for s in trace.aimless_solutions),
        "unmoved": tuple(Loose(target=target_of(m), status=None) for m in trace.unmoved_metrics),
    }
    return Trace(
        counts=(
            Count(kind="pain", share=trace.pains),
            Count(kind="opportunity", share=trace.opportunities),
            Count(kind="solution", share=trace.solutions),
            Count(kind="metric", share=trace.metrics),
        ),
        parts=parts,
        rows=_rows(site, atlas),
        pains=_by_severity(trace.unclaimed_pains),
        orphans=tuple(
            LooseEnds(kind=kind, anchor=ANCHORS.get(kind, f"loose-{kind}"), ends=ends)
            for kind, ends in loose.items()
            if ends
        ),
        undrawn=sum(part.picture is None and part.claimed > 0 for part in parts),
    )


def _parts(trace: SiteTrace, atlas: Atlas) -> tuple[JourneyPart, ...]:
    return tuple(
        _part(own, draw(own, atlas) if number < MAX_PICTURES else None) for number, own in enumerate(trace.journeys)
    )


def _part(own: JourneyTrace, picture: Picture | None) -> JourneyPart:
    return JourneyPart(
        journey=target_of(own.journey),
        anchor=f"journey-{own.journey.id}",
        pains=len(own.pains),
        claimed=len(own.claimed),
        opportunities=len(own.opportunities),
        solutions=len(own.solutions),
        metrics=len(own.metrics),
        picture=picture,
    )


def _rows(site: Site, atlas: Atlas) -> tuple[Row, ...]:
    pains: dict[str, list[PainLine]] = {}
    observed = {journey.id for journey in atlas.observed_journeys}
    for found in atlas.pains():
        for opportunity in found.pain.opportunities:
            if found.place.journey.id in observed:
                pains.setdefault(opportunity.id, []).append(_pain(found))
    rows = [
        Row(
            opportunity=target_of(o),
            status=o.status,
            pains=tuple(pains.get(o.id, ())),
            works=tuple(_work(solution) for solution in solutions_of(o, atlas)),
        )
        for o in site.opportunities
    ]
    return tuple(sorted(rows, key=lambda row: -len(row.pains)))


def _work(solution: Solution) -> Work:
    effects = tuple(Effect(metric=target_of(effect.metric), change=effect.change) for effect in solution.expected)
    return Work(target=target_of(solution), status=solution.status, effects=effects)


def _pain(found: PainPlace) -> PainLine:
    return PainLine(
        step=Target("step", found.place.target.id, found.pain.text),
        at=found.place.target,
        journey=target_of(found.place.journey),
        severity=found.pain.severity,
    )


def _by_severity(pains: tuple[PainPlace, ...]) -> tuple[PainGroup, ...]:
    """Groups in the order in which they come: worst first."""
    groups: dict[str | None, list[PainLine]] = {}
    for found in pains:
        groups.setdefault(found.pain.severity, []).append(_pain(found))
    return tuple(PainGroup(severity=severity, pains=tuple(lines)) for severity, lines in groups.items())


def _loose(entity: Opportunity | Solution) -> Loose:
    return Loose(target=target_of(entity), status=entity.status)


VIEW = View(
    name="trace", scope=Scope.SITE, compute=compute, shows=of_some("opportunities"), section="home", optional=True
)
