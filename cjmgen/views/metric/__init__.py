"""One metric: its points as a picture and as a table, how to read it, and what depends on it."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.metric_chart import Chart, Standing, chart_of, standing_of
from cjmgen.analysis.usage import UseGroup, groups_of
from cjmgen.model import Metric, Point, Scope, Target, target_of
from cjmgen.views.base import View, always


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    target: Target
    kind: str
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricPage:
    name: str
    kind: str
    method: str
    unit: str | None
    direction: str
    scale: tuple[float, float] | None
    """The ends of the answer scale."""
    goal: float | None
    """The target value."""
    source: str | None
    reading: str | None
    owner: str | None
    tags: tuple[str, ...]
    body: str
    standing: Standing
    chart: Chart | None
    points: tuple[Point, ...]
    """Newest first."""
    has_n: bool
    has_segments: bool
    evidence: tuple[Source, ...]
    used: tuple[UseGroup, ...]


def compute(metric: Metric, atlas: Atlas) -> MetricPage:
    ends = (metric.scale_min, metric.scale_max)
    return MetricPage(
        name=metric.name,
        kind=metric.kind,
        method=metric.method,
        unit=metric.unit,
        direction=metric.direction,
        scale=(ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None,
        goal=metric.target,
        source=metric.source,
        reading=metric.reading,
        owner=metric.owner,
        tags=metric.tags,
        body=metric.body,
        standing=standing_of(metric),
        chart=chart_of(metric),
        points=tuple(reversed(metric.points)),
        has_n=any(point.n is not None for point in metric.points),
        has_segments=any(point.segment is not None for point in metric.points),
        evidence=tuple(Source(target=target_of(e), kind=e.kind, n=e.n) for e in metric.evidence),
        used=groups_of(atlas.uses_of("metric", metric.id), unsaid=("metrics",)),
    )


VIEW = View(name="metric", scope=Scope.METRIC, compute=compute, shows=always)
