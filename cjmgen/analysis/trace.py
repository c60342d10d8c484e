"""From pain to metric: which pains are picked up, by what, and whether anybody would see it work.

A chain runs pain -> opportunity -> solution -> metric.  Pains are taken from journeys that say
how it is (neither future nor archived).  What was dropped is decided: a dropped opportunity
still counts as picking a pain up (somebody looked), but nothing more is asked of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.coverage import Share
from cjmgen.analysis.gaps import by_severity, is_unclaimed
from cjmgen.analysis.index import Atlas, PainPlace, pains_of
from cjmgen.model import Journey, Metric, Opportunity, Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyTrace:
    """The chains that begin at one journey."""

    journey: Journey
    pains: tuple[PainPlace, ...]
    """Every pain, in the order of the map."""
    opportunities: tuple[Opportunity, ...]
    """Those its pains or steps name, in order of appearance."""
    solutions: tuple[Solution, ...]
    metrics: tuple[Metric, ...]

    @property
    def claimed(self) -> tuple[PainPlace, ...]:
        return tuple(found for found in self.pains if not is_unclaimed(found.pain))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTrace:
    journeys: tuple[JourneyTrace, ...]
    """Those with a pain or an opportunity."""
    pains: Share
    """Pains that an opportunity picks up."""
    opportunities: Share
    """Opportunities with a solution, of those not dropped."""
    solutions: Share
    """Solutions that name a metric, of those not dropped."""
    metrics: Share
    """Metrics that a solution would move."""
    unclaimed_pains: tuple[PainPlace, ...]
    """Worst first."""
    painless_opportunities: tuple[Opportunity, ...]
    """No pain of any map names them; steps may."""
    idle_opportunities: tuple[Opportunity, ...]
    """No solution."""
    unmeasured_solutions: tuple[Solution, ...]
    aimless_solutions: tuple[Solution, ...]
    """No opportunity."""
    unmoved_metrics: tuple[Metric, ...]


def trace_of(atlas: Atlas) -> SiteTrace:
    site = atlas.site
    journeys = tuple(journey_trace(journey, atlas) for journey in atlas.observed_journeys)
    pains = tuple(found for trace in journeys for found in trace.pains)
    unclaimed = by_severity(tuple(found for found in pains if is_unclaimed(found.pain)))
    hurting = {o.id for found in atlas.pains() for o in found.pain.opportunities}
    opportunities = tuple(o for o in site.opportunities if o.status != "dropped")
    solutions = tuple(s for s in site.solutions if s.status != "dropped")
    idle = tuple(o for o in opportunities if not solutions_of(o, atlas))
    unmeasured = tuple(s for s in solutions if not s.expected)
    moved = {effect.metric.id for solution in solutions for effect in solution.expected}
    unmoved = tuple(metric for metric in site.metrics if metric.id not in moved)
    return SiteTrace(
        journeys=tuple(trace for trace in journeys if trace.pains or trace.opportunities),
        pains=Share(len(pains) - len(unclaimed), len(pains)),
        opportunities=Share(len(opportunities) - len(idle), len(opportunities)),
        solutions=Share(len(solutions) - len(unmeasured), len(solutions)),
        metrics=Share(len(site.metrics) - len(unmoved), len(site.metrics)),
        unclaimed_pains=unclaimed,
        painless_opportunities=tuple(o for o in opportunities if o.id not in hurting),
        idle_opportunities=idle,
        unmeasured_solutions=unmeasured,
        aimless_solutions=tuple(s for s in solutions if not s.opportunities),
        unmoved_metrics=unmoved,
    )


def journey_trace(journey: Journey, atlas: Atlas) -> JourneyTrace:
    pains = pains_of(journey)
    named = {o.id: o for found in pains for o in found.pain.opportunities}
    named |= {o.id: o for o in atlas.opportunities_of(journey.id)}
    solutions = {s.id: s for opportunity in named.values() for s in solutions_of(opportunity, atlas)}
    metrics = {effect.metric.id: effect.metric for s in solutions.values() for effect in s.expected}
    return JourneyTrace(
        journey=journey,
        pains=pains,
        opportunities=tuple(named.values()),
        solutions=tuple(solutions.values()),
        metrics=tuple(metrics.values()),
    )


def solutions_of(opportunity: Opportunity, atlas: Atlas) -> tuple[Solution, ...]:
    """What is done about it; dropped solutions do nothing."""
    return tuple(s for s in atlas.solutions_of(opportunity.id) if s.status != "dropped")
