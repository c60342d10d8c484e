"""One opportunity: what it would ease, what it is worth, and what is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.priority import ice, opportunity_score, quadrant, rice
from cjmgen.analysis.usage import JourneySteps, UseGroup, groups_of, steps_by_journey
from cjmgen.model import Evidence, Link, Opportunity, Scope, Solution, Target, target_of
from cjmgen.views.base import View, always


@dataclass(frozen=True, slots=True, kw_only=True)
class Rice:
    """An opportunity's RICE score and what it is made of; ``None`` where nobody estimated."""

    score: float | None
    reach: float | None
    impact: str | None
    """The estimate as a word of the interface: "025", "05", "1", "2" or "3"."""
    impact_value: float | None
    confidence_pct: float | None
    effort: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ulwick:
    """Importance against satisfaction."""

    score: float
    """0 .. 20."""
    importance: float
    satisfaction: float
    importance_pct: float
    satisfaction_pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PainLine:
    text: str
    severity: str | None
    frequency: str | None
    marks: tuple[PersonaMark, ...]
    """Who suffers."""
    step: Target
    journey: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionLine:
    target: Target
    status: str
    due: date | None
    owner: str | None
    effort: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The wider opportunity, or a narrower one."""

    target: Target
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    target: Target
    kind: str
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityPage:
    title: str
    body: str
    status: str
    owner: str | None
    team: Target | None
    kano: str | None
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    rice: Rice
    ice: float | None
    """0 .. 1000."""
    ulwick: Ulwick | None
    """``None`` if customers were not asked."""
    quadrant: str | None
    """"quick-win", "big-bet", "fill-in" or "thankless"."""
    parent: Related | None
    children: tuple[Related, ...]
    pains: tuple[PainLine, ...]
    journeys: tuple[JourneySteps, ...]
    """The steps it would change."""
    solutions: tuple[SolutionLine, ...]
    evidence: tuple[Source, ...]
    used: tuple[UseGroup, ...]
    """By what is not told above."""


def compute(opportunity: Opportunity, atlas: Atlas) -> OpportunityPage:
    opportunities = {other.id: other for other in atlas.site.opportunities}
    parent = opportunities.get(opportunity.parent or "")
    named = {(ref.journey, ref.step) for ref in opportunity.steps}
    using = {place.target.id for place in atlas.steps_using("opportunity", opportunity.id)}
    places = [p for p in atlas.places if (p.journey.id, p.step.id) in named or p.target.id in using]
    return OpportunityPage(
        title=opportunity.title,
        body=opportunity.body,
        status=opportunity.status,
        owner=opportunity.owner,
        team=target_of(opportunity.team) if opportunity.team else None,
        kano=opportunity.kano,
        tags=opportunity.tags,
        links=opportunity.links,
        rice=_rice(opportunity),
        ice=ice(opportunity),
        ulwick=_ulwick(opportunity),
        quadrant=quadrant(opportunity),
        parent=_related(parent) if parent else None,
        children=tuple(_related(other) for other in opportunities.values() if other.parent == opportunity.id),
        pains=_pains(opportunity, atlas),
        journeys=steps_by_journey(places, atlas),
        solutions=tuple(_solution(solution) for solution in atlas.solutions_of(opportunity.id)),
        evidence=tuple(_source(evidence) for evidence in opportunity.evidence),
        used=groups_of(
            atlas.uses_of("opportunity", opportunity.id),
            skip=("step", "solution", "opportunity"),
            unsaid=("opportunities",),
        ),
    )


def _rice(opportunity: Opportunity) -> Rice:
    impact = opportunity.impact
    return Rice(
        score=rice(opportunity),
        reach=opportunity.reach,
        impact=None if impact is None else f"{impact:g}".replace(".", ""),
        impact_value=impact,
        confidence_pct=opportunity.confidence_pct,
        effort=opportunity.effort,
    )


def _ulwick(opportunity: Opportunity) -> Ulwick | None:
    score = opportunity_score(opportunity)
    if score is None or opportunity.importance is None or opportunity.satisfaction is None:
        return None
    return Ulwick(
        score=score,
        importance=opportunity.importance,
        satisfaction=opportunity.satisfaction,
        importance_pct=round(10 * opportunity.importance, 1),
        satisfaction_pct=round(10 * opportunity.satisfaction, 1),
    )


def _pains(opportunity: Opportunity, atlas: Atlas) -> tuple[PainLine, ...]:
    return tuple(
        PainLine(
            text=found.pain.text,
            severity=found.pain.severity,
            frequency=found.pain.frequency,
            marks=tuple(
                mark
                for mark in atlas.marks_of(found.place.journey)
                if not found.pain.personas or mark.id in found.pain.personas
            ),
            step=found.place.target,
            journey=target_of(found.place.journey),
        )
        for found in atlas.pains()
        if any(other.id == opportunity.id for other in found.pain.opportunities)
    )


def _solution(solution: Solution) -> SolutionLine:
    return SolutionLine(
        target=target_of(solution),
        status=solution.status,
        due=solution.target,
        owner=solution.owner,
        effort=solution.effort,
    )


def _related(opportunity: Opportunity) -> Related:
    return Related(target=target_of(opportunity), status=opportunity.status)


def _source(evidence: Evidence) -> Source:
    return Source(target=target_of(evidence), kind=evidence.kind, n=evidence.n)


VIEW = View(name="opportunity", scope=Scope.OPPORTUNITY, compute=compute, shows=always)
