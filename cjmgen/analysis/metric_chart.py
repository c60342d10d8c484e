"""How a metric moves: its change, its distance to the target, and where to draw its points.

The large chart gives x in per cent of the picture's width and y in pixels: the picture
grows with its column while words and dots keep their size.  The small one is in SVG
user units.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from cjmgen.model import Metric, Point

LEFT_PCT, RIGHT_PCT = 11.0, 92.0
"""x of the first and of the last day; the room beside them is for labels."""
TOP, BOTTOM = 28.0, 212.0
"""y of the top and the bottom line of the large chart."""
HEIGHT = 248.0
LABEL_RISE = 10.0
"""From a point up to the baseline of its label."""
LABEL_HEIGHT = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDot:
    x_pct: float
    y: float
    date: date
    value: float
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """From one point to the next."""

    x1_pct: float
    y1: float
    x2_pct: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The points of one segment."""

    number: int
    """Which look, from 1."""
    segment: str | None
    """Whom it was measured on; ``None``: everyone."""
    dots: tuple[ChartDot, ...]
    lines: tuple[ChartLine, ...]
    last: ChartDot
    label_y: float
    """Baseline of the label of the last point; no two labels meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across the chart at a round value."""

    y: float
    label_y: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    x_pct: float
    date: date
    place: str
    """"first", "middle" or "last": where its label is anchored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    height: float
    top: float
    bottom: float
    days_y: float
    """Baseline of the days."""
    rules: tuple[Rule, ...]
    days: tuple[Day, ...]
    series: tuple[Series, ...]
    target_y: float | None
    """Where the target line runs; ``None`` if there is no target."""
    target_label_y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MiniChart:
    """The points measured on everyone, small and without words."""

    width: float
    height: float
    points: str
    """Of an SVG polyline."""
    end_x: float
    end_y: float
    target_y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the latest point stands."""

    latest: Point | None
    change: float | None
    """Since the point before, of the same segment; ``None`` if there is none."""
    better: bool | None
    """Whether that change is the way it should go; ``None`` if there is none."""
    reached: bool | None
    """Whether the target is; ``None`` without target or point."""


def standing_of(metric: Metric) -> Standing:
    latest = metric.latest
    if latest is None:
        return Standing(latest=None, change=None, better=None, reached=None)
    before = [point for point in metric.points if point.segment == latest.segment and point is not latest]
    change = round(latest.value - before[-1].value, 6) + 0.0 if before else None
    up = metric.direction == "up"
    reached = (
        None if metric.target is None else (latest.value >= metric.target if up else latest.value <= metric.target)
    )
    better = None if not change else (change > 0) == up
    return Standing(latest=latest, change=change, better=better, reached=reached)


def mini_of(metric: Metric, width: float = 128, height: float = 36) -> MiniChart | None:
    """``None`` with fewer than two points of the latest one's segment."""
    latest = metric.latest
    points = [point for point in metric.points if latest and point.segment == latest.segment]
    if len(points) < 2:
        return None
    values = [point.value for point in points] + ([] if metric.target is None else [metric.target])
    low, span = min(values), (max(values) - min(values)) or 1
    days, first = ((points[-1].date - points[0].date).days or 1), points[0].date

    def at(point: Point) -> tuple[float, float]:
        return (
            round(4 + (width - 8) * (point.date - first).days / days, 1),
            round(height - 5 - (height - 10) * (point.value - low) / span, 1),
        )

    ends = [at(point) for point in points]
    return MiniChart(
        width=width, height=height,
        points=" ".join(f"{x:g},{y:g}" for x, y in ends),
        end_x=ends[-1][0], end_y=ends[-1][1],
        target_y=None if metric.target is None else round(height - 5 - (height - 10) * (metric.target - low) / span, 1),
    )  # fmt: skip


def chart_of(metric: Metric) -> Chart | None:
    """``None`` with fewer than two days: one point is a number, not a picture."""
    days = sorted({point.date for point in metric.points})
    if len(days) < 2:
        return None
    values = [point.value for point in metric.points] + ([] if metric.target is None else [metric.target])
    ticks = round_values(min(values), max(values))
    low, high = ticks[0], ticks[-1]

    def x(day: date) -> float:
        return round(LEFT_PCT + (RIGHT_PCT - LEFT_PCT) * (day - days[0]).days / (days[-1] - days[0]).days, 2)

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low), 1)

    def dots(segment: str | None) -> tuple[ChartDot, ...]:
        points = [point for point in metric.points if point.segment == segment]
        return tuple(ChartDot(x_pct=x(p.date), y=y(p.value), date=p.date, value=p.value, n=p.n) for p in points)

    # Everyone first, so that the main line has the main look.
    segments = sorted(dict.fromkeys(point.segment for point in metric.points), key=lambda s: (s is not None, s or ""))
    target_y = None if metric.target is None else y(metric.target)
    return Chart(
        height=HEIGHT, top=TOP, bottom=BOTTOM, days_y=HEIGHT - 14,
        rules=tuple(Rule(y=y(value), label_y=y(value) - 5, value=value) for value in ticks),
        days=_days(days, x),
        series=_series([(segment, dots(segment)) for segment in segments]),
        target_y=target_y,
        target_label_y=None if target_y is None else round(target_y - 6, 1),
    )  # fmt: skip


def round_values(low: float, high: float) -> tuple[float, ...]:
    """Three to seven round values that enclose a range."""
    if low == high:
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first, last = floor(low / step), ceil(high / step)
    return tuple(round(i * step, 9) + 0.0 for i in range(first, last + 1))


def _series(found: list[tuple[str | None, tuple[ChartDot, ...]]]) -> tuple[Series, ...]:
    labels = _apart([dots[-1].y - LABEL_RISE for _, dots in found])
    return tuple(
        Series(
            number=number,
            segment=segment,
            dots=dots,
            lines=tuple(ChartLine(x1_pct=a.x_pct, y1=a.y, x2_pct=b.x_pct, y2=b.y) for a, b in pairwise(dots)),
            last=dots[-1],
            label_y=label_y,
        )
        for number, ((segment, dots), label_y) in enumerate(zip(found, labels, strict=True), start=1)
    )


def _apart(wanted: list[float]) -> list[float]:
    """The heights nearest to those wanted, going down, at which no two lines of text meet."""
    placed: dict[int, float] = {}
    below = float("-inf")
    for i in sorted(range(len(wanted)), key=lambda i: wanted[i]):
        below = placed[i] = max(wanted[i], below + LABEL_HEIGHT)
    return [round(placed[i], 1) for i in range(len(wanted))]


def _days(days: list[date], x: Callable[[date], float]) -> tuple[Day, ...]:
    """The first, the last, and one near the middle."""
    ends = [("first", days[0]), ("last", days[-1])]
    inner = [day for day in days if 38 <= x(day) <= 64]
    if inner:
        ends.insert(1, ("middle", inner[len(inner) // 2]))
    return tuple(Day(x_pct=x(day), date=day, place=place) for place, day in ends)
