"""How a metric moves, and where its points are drawn."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from cjmgen.analysis.metric_chart import chart_of, mini_of, round_values, standing_of
from cjmgen.model import Metric, Point
from cjmgen.source import Origin


def metric(*points: Point, direction: str = "up", target: float | None = None) -> Metric:
    return Metric(
        id="m", name="M", kind="other", method="counted", direction=direction, target=target, points=points,
        origin=Origin("x"),
    )  # fmt: skip


def point(month: int, value: float, segment: str | None = None) -> Point:
    return Point(date=date(2026, month, 1), value=value, segment=segment)


def test_a_change_is_better_only_in_the_right_direction() -> None:
    rising = (point(1, 10), point(2, 12))

    assert standing_of(metric(*rising)).better is True
    assert standing_of(metric(*rising, direction="down")).better is False
    assert standing_of(metric(point(1, 10), point(2, 10))).better is None


def test_a_target_is_reached_from_the_right_side() -> None:
    assert standing_of(metric(point(1, 8), target=8, direction="down")).reached is True
    assert standing_of(metric(point(1, 8.1), target=8, direction="down")).reached is False
    assert standing_of(metric(point(1, 8))).reached is None


def test_change_is_measured_against_the_same_people() -> None:
    assert standing_of(metric(point(1, 10), point(2, 99, "Club"), point(3, 12))).change == 2


def test_one_day_is_no_picture() -> None:
    assert chart_of(metric(point(1, 10))) is None
    assert chart_of(metric(point(1, 10), point(1, 12, "Club"))) is None
    assert mini_of(metric(point(1, 10))) is None


def test_the_target_is_always_in_the_picture() -> None:
    chart = chart_of(metric(point(1, 10), point(2, 12), target=40))

    assert chart is not None
    assert chart.target_y is not None
    assert chart.top <= chart.target_y < min(dot.y for dot in chart.series[0].dots)


def test_everyone_comes_first_whatever_the_segments_are_called() -> None:
    chart = chart_of(metric(point(1, 10, "A"), point(2, 12)))

    assert chart is not None
    assert [(series.number, series.segment) for series in chart.series] == [(1, None), (2, "A")]


def test_labels_of_equal_ends_do_not_meet() -> None:
    chart = chart_of(metric(point(1, 10), point(2, 12), point(2, 12, "A"), point(2, 12, "B")))

    assert chart is not None
    heights = sorted(series.label_y for series in chart.series)
    assert all(b - a >= 16 for a, b in pairwise(heights))


@given(some.floats(-1e6, 1e6), some.floats(-1e6, 1e6))
def test_round_values_enclose_the_range(one: float, other: float) -> None:
    low, high = sorted((round(one, 2), round(other, 2)))

    values = round_values(low, high)

    assert values[0] <= low + 1e-6
    assert values[-1] >= high - 1e-6
    assert 2 <= len(values) <= 8
    assert list(values) == sorted(set(values))
