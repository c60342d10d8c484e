"""Every opportunity, the most promising first."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.priority import opportunity_score, ranked, rice
from cjmgen.model import Opportunity, Scope, Site, Target, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import NOTHING, PERSONA, PROGRESS, TEAM, Bar, Facets, bar_of, entities, facets, owners, tags

FILTERS = (
    PROGRESS,
    entities("journey", lambda site: site.journeys),
    PERSONA,
    TEAM,
    owners(lambda site: site.opportunities),
    tags(lambda site: site.opportunities),
)
SORTS = (
    ("name", "opportunities.opportunity"),
    ("rice", "opportunities.rice"),
    ("reach", "opportunities.reach"),
    ("impact", "opportunities.impact"),
    ("confidence", "opportunities.confidence"),
    ("effort", "opportunities.effort"),
    ("ulwick", "opportunities.ulwick"),
    ("pains", "list.pains"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    rank: int | None
    """``None`` for what is dropped or cannot be scored."""
    target: Target
    owner: str | None
    team: Target | None
    status: str
    score: float | None
    """RICE; ``None`` if an estimate is missing."""
    reach: float | None
    impact: float | None
    confidence_pct: float | None
    effort: float | None
    ulwick: float | None
    """0 .. 20; ``None`` if customers were not asked."""
    pains: int
    solutions: int
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunities:
    ranked: tuple[Row, ...]
    unranked: tuple[Row, ...]
    """Open, but an estimate is missing."""
    dropped: tuple[Row, ...]
    total: int
    has_ulwick: bool
    bar: Bar | None


def compute(site: Site, atlas: Atlas) -> Opportunities | None:
    if not site.opportunities:
        return None
    pains: dict[str, int] = {}
    for found in atlas.pains():
        for opportunity in found.pain.opportunities:
            pains[opportunity.id] = pains.get(opportunity.id, 0) + 1

    def row(opportunity: Opportunity, rank: int | None = None) -> Row:
        return Row(
            rank=rank,
            target=target_of(opportunity),
            owner=opportunity.owner,
            team=target_of(opportunity.team) if opportunity.team else None,
            status=opportunity.status,
            score=rice(opportunity),
            reach=opportunity.reach,
            impact=opportunity.impact,
            confidence_pct=opportunity.confidence_pct,
            effort=opportunity.effort,
            ulwick=opportunity_score(opportunity),
            pains=pains.get(opportunity.id, 0),
            solutions=len(atlas.solutions_of(opportunity.id)),
            facets=_facets(opportunity, pains.get(opportunity.id, 0), atlas),
        )

    open_ones = ranked(o for o in site.opportunities if o.status != "dropped")
    has_ulwick = any(opportunity_score(o) is not None for o in site.opportunities)
    sorts = tuple(column for column in SORTS if has_ulwick or column[0] != "ulwick")
    return Opportunities(
        ranked=tuple(row(o, i) for i, o in enumerate((o for o in open_ones if rice(o) is not None), start=1)),
        unranked=tuple(row(o) for o in open_ones if rice(o) is None),
        dropped=tuple(row(o) for o in site.opportunities if o.status == "dropped"),
        total=len(site.opportunities),
        has_ulwick=has_ulwick,
        bar=bar_of("opportunities", FILTERS, sorts, (_facets(o, 0, atlas) for o in site.opportunities), site),
    )


def _facets(opportunity: Opportunity, pains: int, atlas: Atlas) -> Facets:
    journeys = {ref.journey for ref in opportunity.steps}
    maps = (journey for ident in journeys if (journey := atlas.journey(ident)))
    return facets(
        {
            "status": opportunity.status,
            "journey": sorted(journeys),
            "persona": sorted({persona.id for journey in maps for persona in journey.personas}),
            "team": opportunity.team.id if opportunity.team else NOTHING,
            "owner": opportunity.owner or NOTHING,
            "tag": opportunity.tags,
        },
        {
            "name": opportunity.title,
            "rice": rice(opportunity),
            "reach": opportunity.reach,
            "impact": opportunity.impact,
            "confidence": opportunity.confidence_pct,
            "effort": opportunity.effort,
            "ulwick": opportunity_score(opportunity),
            "pains": pains,
        },
    )


VIEW = View(
    name="opportunities",
    scope=Scope.SITE,
    compute=compute,
    shows=of_some("opportunities"),
    filters=FILTERS,
    sorts=SORTS,
)
