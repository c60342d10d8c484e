"""A metric's page: its points, newest first, and what depends on it."""

from __future__ import annotations

from conftest import PAY, Load

from cjmgen.views.metric import MetricPage, compute

WAIT = """\
    name: Wait
    kind: duration
    unit: min
    method: stopwatch
    target: 8
    reading: A short wait may mean that people gave up.
    points:
      - {date: 2026-03-01, value: 12}
      - {date: 2026-09-01, value: 7, n: 99}
      - {date: 2026-09-01, value: 9, segment: Saturdays}
    """


def page(load: Load) -> MetricPage:
    pay = PAY.replace("emotion: 1}", "emotion: 1, metrics: [wait]}")
    project = load({"content/metrics/wait.yaml": WAIT, "content/journeys/checkout/01-pay.md": pay})
    return compute(project.site.metrics[0], project.atlases["en"])


def test_the_table_begins_with_the_newest_point(load: Load) -> None:
    view = page(load)

    assert [point.value for point in view.points] == [9, 7, 12]
    assert (view.has_n, view.has_segments) == (True, True)


def test_it_stands_where_everyone_stands_and_not_where_a_segment_does(load: Load) -> None:
    standing = page(load).standing

    assert standing.latest is not None
    assert (standing.latest.value, standing.change, standing.better, standing.reached) == (7, -5, True, True)


def test_where_it_is_used_is_named(load: Load) -> None:
    [group] = page(load).used

    assert [(line.target.id, line.roles) for line in group.lines] == [("checkout/cart", ())]
