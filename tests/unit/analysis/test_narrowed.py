"""Journeys that nothing can have reached are passed over, and nothing else is told for it."""

from __future__ import annotations

import json

from conftest import tiny
from hypothesis import HealthCheck, given, settings
from test_changes import State, Told, base, edited, first, load

from cjmgen import pipeline
from cjmgen.analysis.changes import changes_between
from cjmgen.history.narrowed import narrowed
from cjmgen.source import MemoryTree


def tree(state: State) -> MemoryTree:
    found = load(state).tree
    assert isinstance(found, MemoryTree)
    return found


def both(before: State, after: State) -> tuple[set[str], object, object]:
    """The journeys that are loaded, and what is told with and without passing any over."""
    trees = tree(before), tree(after)
    whole = [pipeline.load_tree(one).atlases["en"] for one in trees]
    less = [pipeline.load_tree(one).atlases["en"] for one in narrowed(*trees)]
    return (
        {journey.id for journey in less[1].site.journeys},
        changes_between(whole[0], whole[1]),
        changes_between(less[0], less[1]),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_what_is_told_is_the_same(found: tuple[State, State, dict[Told, int]]) -> None:
    before, after, _ = found
    _, whole, less = both(before, after)
    assert less == whole


def test_a_journey_that_nothing_reached_is_not_loaded() -> None:
    after = base()
    first(after)["emotion"]["anna"] = -2
    loaded, whole, less = both(base(), after)
    assert (loaded, less) == ({"one"}, whole)


def test_evidence_that_rates_a_step_reaches_its_journey() -> None:
    before, after = base(), base()
    for state, emotion in ((before, 1), (after, -1)):
        first(state)["emotion"] = {}
        state["evidence"]["talks"]["ratings"] = [{"step": "one/before-0", "emotion": emotion, "n": 40}]
    loaded, whole, less = both(before, after)
    assert (loaded, less) == ({"one"}, whole)


def test_a_metric_reaches_the_journeys_whose_steps_name_it() -> None:
    before, after = base(), base()
    for state, value in ((before, 60), (after, -60)):
        first(state)["emotion"] = {}
        first(state)["metrics"] = ["nps"]
        points = [{"date": "2026-01-01", "value": value, "n": 100}]
        state["metrics"] = {"nps": {"name": "NPS", "kind": "nps", "method": "Asked", "points": points}}
    loaded, whole, less = both(before, after)
    assert (loaded, less) == ({"one"}, whole)


def test_a_journey_that_says_its_own_id_is_always_loaded() -> None:
    after = base()
    after["journeys"]["two"]["id"] = "zwei"
    other = json.loads(json.dumps(after))
    first(other)["emotion"]["anna"] = -2
    loaded, whole, less = both(after, other)
    assert (loaded, less) == ({"one", "zwei"}, whole)


def test_settings_of_the_site_may_reach_everything() -> None:
    before, after = tiny(), tiny({"site.yaml": "title: Tiny\nscale: {min: -3, max: 3}\n"})
    assert narrowed(before, after) == (before, after)
