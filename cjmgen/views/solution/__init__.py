"""One solution: which opportunities it answers, which pains it should ease, what it should move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.metric_chart import Standing, standing_of
from cjmgen.analysis.priority import rice
from cjmgen.analysis.usage import UseGroup, groups_of
from cjmgen.model import Effect, Link, Scope, Solution, Target, target_of
from cjmgen.views.base import View, always


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An opportunity it answers."""

    target: Target
    status: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eased:
    """A pain behind one of the opportunities."""

    text: str
    severity: str | None
    step: Target
    journey: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    metric: Target
    change: str
    unit: str | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionPage:
    title: str
    body: str
    status: str
    owner: str | None
    team: Target | None
    effort: float | None
    due: date | None
    """When it should be live."""
    late: bool
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    opportunities: tuple[Answered, ...]
    pains: tuple[Eased, ...]
    expected: tuple[Expected, ...]
    used: tuple[UseGroup, ...]


def compute(solution: Solution, atlas: Atlas) -> SolutionPage:
    answered = {opportunity.id for opportunity in solution.opportunities}
    is_open = solution.status not in ("live", "dropped")
    return SolutionPage(
        title=solution.title,
        body=solution.body,
        status=solution.status,
        owner=solution.owner,
        team=target_of(solution.team) if solution.team else None,
        effort=solution.effort,
        due=solution.target,
        late=bool(is_open and solution.target and atlas.today and solution.target < atlas.today),
        links=solution.links,
        tags=solution.tags,
        opportunities=tuple(
            Answered(target=target_of(o), status=o.status, score=rice(o)) for o in solution.opportunities
        ),
        pains=tuple(
            Eased(
                text=found.pain.text,
                severity=found.pain.severity,
                step=found.place.target,
                journey=target_of(found.place.journey),
            )
            for found in atlas.pains()
            if any(opportunity.id in answered for opportunity in found.pain.opportunities)
        ),
        expected=tuple(_expected(effect) for effect in solution.expected),
        used=groups_of(atlas.uses_of("solution", solution.id)),
    )


def _expected(effect: Effect) -> Expected:
    metric = effect.metric
    return Expected(metric=target_of(metric), change=effect.change, unit=metric.unit, standing=standing_of(metric))


VIEW = View(name="solution", scope=Scope.SOLUTION, compute=compute, shows=always, section="opportunities")
