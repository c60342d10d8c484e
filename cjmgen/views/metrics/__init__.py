"""Every metric: where it stands, which way it goes, how far from its target."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.metric_chart import MiniChart, Standing, mini_of, standing_of
from cjmgen.analysis.usage import users_of
from cjmgen.model import Metric, Scope, Site, Target, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import NOTHING, Bar, Facets, bar_of, facets, owners, tags, worded

KINDS = ("nps", "csat", "ces", "rating", "conversion", "drop-off", "duration", "volume", "share", "revenue", "other")
FILTERS = (
    worded("kind", {kind: f"metric-kind.{kind}" for kind in KINDS}),
    worded("target", {"reached": "filters.reached", "missed": "filters.missed", NOTHING: "filters.none"}),
    worded("trend", {"better": "filters.better", "worse": "filters.worse"}),
    owners(lambda site: site.metrics),
    tags(lambda site: site.metrics),
)
SORTS = (("name", "metrics.metric"), ("date", "filters.measured"), ("used", "list.used"))


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
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    rows: tuple[Row, ...]
    with_goal: int
    reached: int
    bar: Bar | None


def compute(site: Site, atlas: Atlas) -> Metrics | None:
    if not site.metrics:
        return None
    rows = tuple(_row(metric, atlas) for metric in site.metrics)
    known = [row.standing.reached for row in rows if row.standing.reached is not None]
    bar = bar_of("metrics", FILTERS, SORTS, (row.facets for row in rows), site)
    return Metrics(rows=rows, with_goal=len(known), reached=sum(known), bar=bar)


def _row(metric: Metric, atlas: Atlas) -> Row:
    standing, used = standing_of(metric), users_of("metric", metric.id, atlas)
    reached, better = standing.reached, standing.better
    return Row(
        target=target_of(metric),
        kind=metric.kind,
        method=metric.method,
        unit=metric.unit,
        direction=metric.direction,
        goal=metric.target,
        standing=standing,
        mini=mini_of(metric),
        used=used,
        facets=facets(
            {
                "kind": metric.kind,
                "target": NOTHING if reached is None else "reached" if reached else "missed",
                "trend": None if better is None else "better" if better else "worse",
                "owner": metric.owner or NOTHING,
                "tag": metric.tags,
            },
            {"name": metric.name, "date": standing.latest.date if standing.latest else None, "used": used},
        ),
    )


VIEW = View(name="metrics", scope=Scope.SITE, compute=compute, shows=of_some("metrics"), filters=FILTERS, sorts=SORTS)
