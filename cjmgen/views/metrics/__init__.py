"""Every metric: where it stands, which way it goes, how far from its target."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.metric_chart import MiniChart, Standing, mini_of, standing_of
from cjmgen.analysis.usage import users_of
from cjmgen.model import Scope, Site, Target, target_of
from cjmgen.views.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    kind: str
    method: str
    unit: str | None
    direction: str
    goal: float | None
    """The target value; ``None`` if there is none."""
    standing: Standing
    mini: MiniChart | None
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    rows: tuple[Row, ...]
    with_goal: int
    reached: int


def compute(site: Site, atlas: Atlas) -> Metrics | None:
    if not site.metrics:
        return None
    rows = tuple(
        Row(
            target=target_of(metric),
            kind=metric.kind,
            method=metric.method,
            unit=metric.unit,
            direction=metric.direction,
            goal=metric.target,
            standing=standing_of(metric),
            mini=mini_of(metric),
            used=users_of("metric", metric.id, atlas),
        )
        for metric in site.metrics
    )
    known = [row.standing.reached for row in rows if row.standing.reached is not None]
    return Metrics(rows=rows, with_goal=len(known), reached=sum(known))


VIEW = View(name="metrics", scope=Scope.SITE, compute=compute)
