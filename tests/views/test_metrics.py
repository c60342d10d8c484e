"""The list of metrics: where each stands against its target."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.metrics import compute

WAIT = """\
    name: Wait
    kind: duration
    method: stopwatch
    target: 8
    points:
      - {date: 2026-03-01, value: 12}
      - {date: 2026-09-01, value: 7, n: 99}
    """
SALES = "name: Sales\nkind: conversion\nmethod: counter\ntarget: 30\npoints: [{date: 2026-09-01, value: 27.9}]\n"
NEW = "name: New\nkind: volume\nmethod: counter\n"


def test_less_is_better_where_the_metric_says_so(load: Load) -> None:
    project = load({"content/metrics/wait.yaml": WAIT, "content/metrics/sales.yaml": SALES})

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    sales, wait = view.rows
    assert (wait.standing.change, wait.standing.better, wait.standing.reached) == (-5, True, True)
    assert (sales.standing.change, sales.standing.better, sales.standing.reached) == (None, None, False)
    assert (view.reached, view.with_goal) == (1, 2)


def test_one_point_is_no_line(load: Load) -> None:
    project = load({"content/metrics/wait.yaml": WAIT, "content/metrics/sales.yaml": SALES})

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    assert [row.mini is not None for row in view.rows] == [False, True]


def test_a_metric_that_was_never_measured_stands_nowhere(load: Load) -> None:
    project = load({"content/metrics/new.yaml": NEW})

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    [row] = view.rows
    assert (row.standing.latest, row.standing.reached, row.goal) == (None, None, None)
