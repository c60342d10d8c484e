"""Every solution, by how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.index import Atlas
from cjmgen.model import Scope, Site, Solution, Target, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import NOTHING, PROGRESS, TEAM, Bar, Facets, bar_of, entities, facets, owners, tags, worded

STATUSES = ("in-progress", "planned", "idea", "live", "dropped")
FILTERS = (
    PROGRESS,
    worded("freshness", {"late": "filters.late"}),
    entities("opportunity", lambda site: site.opportunities),
    TEAM,
    owners(lambda site: site.solutions),
    tags(lambda site: site.solutions),
)
SORTS = (("name", "solutions.solution"), ("due", "fact.due"), ("effort", "fact.effort"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    opportunities: tuple[Target, ...]
    owner: str | None
    team: Target | None
    effort: float | None
    due: date | None
    """When it should be live."""
    late: bool
    """That day has passed and it is not."""
    expected: tuple[tuple[Target, str], ...]
    """Metrics it should move, and by how much."""
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    status: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solutions:
    total: int
    groups: tuple[Group, ...]
    bar: Bar | None


def compute(site: Site, atlas: Atlas) -> Solutions | None:
    if not site.solutions:
        return None
    groups = tuple(
        Group(status=status, rows=tuple(_row(s, atlas) for s in _by_day(site) if s.status == status))
        for status in STATUSES
    )
    return Solutions(
        total=len(site.solutions),
        groups=tuple(group for group in groups if group.rows),
        bar=bar_of("solutions", FILTERS, SORTS, (row.facets for group in groups for row in group.rows), site),
    )


def _by_day(site: Site) -> list[Solution]:
    """Those with a day first, the nearest first."""
    return sorted(site.solutions, key=lambda solution: (solution.target is None, solution.target or date.min))


def _row(solution: Solution, atlas: Atlas) -> Row:
    is_open = solution.status not in ("live", "dropped")
    late = bool(is_open and solution.target and atlas.today and solution.target < atlas.today)
    return Row(
        target=target_of(solution),
        opportunities=tuple(target_of(opportunity) for opportunity in solution.opportunities),
        owner=solution.owner,
        team=target_of(solution.team) if solution.team else None,
        effort=solution.effort,
        due=solution.target,
        late=late,
        expected=tuple((target_of(effect.metric), effect.change) for effect in solution.expected),
        facets=facets(
            {
                "status": solution.status,
                "freshness": "late" if late else None,
                "opportunity": [opportunity.id for opportunity in solution.opportunities],
                "team": solution.team.id if solution.team else NOTHING,
                "owner": solution.owner or NOTHING,
                "tag": solution.tags,
            },
            {"name": solution.title, "due": solution.target, "effort": solution.effort},
        ),
    )


VIEW = View(
    name="solutions",
    scope=Scope.SITE,
    compute=compute,
    shows=of_some("solutions"),
    filters=FILTERS,
    sorts=SORTS,
    section="opportunities",
)
