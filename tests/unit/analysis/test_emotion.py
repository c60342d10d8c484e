"""How a persona feels along a journey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sites import evidence, journey, metric, persona, rating, stage, step

from cjmgen.analysis.emotion import curve_of, emotion_of_metric, lowest_emotion, segments
from cjmgen.analysis.index import Atlas
from cjmgen.model import Evidence, Feeling, MomentOfTruth, Site, Step

ANNA, MAREK = persona("anna"), persona("marek")


def curve(*steps: Step, found: tuple[Evidence, ...] = (), persona_id: str = "anna"):  # type: ignore[no-untyped-def]
    checkout = journey("checkout", stage("pay", *steps), personas=(ANNA, MAREK))
    atlas = Atlas(Site(lang="en", title="S", personas=(ANNA, MAREK), journeys=(checkout,), evidence=found))
    return curve_of(checkout, persona_id, atlas)


def test_what_the_author_gave_for_the_persona_comes_first() -> None:
    feelings = (Feeling(persona=None, emotion=1.0), Feeling(persona="anna", emotion=-1.5))
    survey = evidence("survey", ratings=(rating("checkout/card", 2.0, 500),))
    [point] = curve(step("card", feelings=feelings), found=(survey,)).points
    assert (point.emotion, point.given, point.confidence, point.n) == (-1.5, True, "given", None)


def test_what_was_given_for_everyone_holds_for_each() -> None:
    [point] = curve(step("card", emotion=0.5), persona_id="marek").points
    assert (point.emotion, point.given) == (0.5, True)


def test_ratings_are_weighted_by_how_many_answered() -> None:
    survey = evidence("survey", ratings=(rating("checkout/card", 1.0, 30),))
    talks = evidence("talks", ratings=(rating("checkout/card", -2.0, 10),))
    [point] = curve(step("card"), found=(survey, talks)).points
    assert (point.emotion, point.n, point.confidence) == (0.2, 40, "medium")
    assert [source.id for source in point.sources] == ["survey", "talks"]


def test_a_personas_own_answers_stand_for_those_of_everyone_in_the_same_evidence() -> None:
    ratings = (rating("checkout/card", 1.0, 400), rating("checkout/card", -1.0, 120, persona="anna"))
    survey = evidence("survey", ratings=ratings)
    [anna] = curve(step("card"), found=(survey,)).points
    [marek] = curve(step("card"), found=(survey,), persona_id="marek").points
    assert (anna.emotion, anna.n, anna.confidence) == (-1.0, 120, "high")
    assert (marek.emotion, marek.n) == (1.0, 400)


def test_another_personas_answers_say_nothing() -> None:
    survey = evidence("survey", ratings=(rating("checkout/card", 1.0, 400, persona="marek"),))
    [point] = curve(step("card"), found=(survey,)).points
    assert (point.emotion, point.confidence, point.n, point.sources) == (None, None, None, ())


def test_a_metric_without_a_count_weighs_as_one_answer() -> None:
    survey = evidence("survey", ratings=(rating("checkout/card", 1.0, 3),))
    asked = metric("stars", "rating", 1, scale_min=1, scale_max=5)
    [point] = curve(step("card", metrics=(asked,)), found=(survey,)).points
    assert (point.emotion, point.n, point.confidence) == (0.2, 4, "low")


@pytest.mark.parametrize(
    ("kind", "value", "scale", "direction", "emotion"),
    [
        ("csat", 5, (1, 5), "up", 2.0),
        ("csat", 3, (1, 5), "up", 0.0),
        ("rating", 7.5, (0, 10), "up", 1.0),
        ("ces", 1, (1, 7), "down", 2.0),
        ("ces", 7, (1, 7), "up", 2.0),
        ("ces", 7, (7, 1), "down", -2.0),
        ("nps", -100, (None, None), "up", -2.0),
        ("nps", 50, (None, None), "up", 1.0),
        ("csat", 82, (None, None), "up", None),
        ("csat", 3, (5, 5), "up", None),
        ("conversion", 3, (1, 5), "up", None),
    ],
)
def test_answer_scales_are_stretched_onto_emotions(
    kind: str, value: float, scale: tuple[float | None, float | None], direction: str, emotion: float | None
) -> None:
    asked = metric("asked", kind, value, scale_min=scale[0], scale_max=scale[1], direction=direction)
    assert emotion_of_metric(asked) == emotion


@given(st.floats(-1e6, 1e6), st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.sampled_from(["up", "down"]))
def test_no_metric_leaves_the_range_of_emotions(value: float, low: float, high: float, direction: str) -> None:
    emotion = emotion_of_metric(metric("m", "rating", value, scale_min=low, scale_max=high, direction=direction))
    assert emotion is None or -2 <= emotion <= 2


def test_peak_low_end_and_mean_are_of_known_points() -> None:
    found = curve(step("a", 0.5), step("b", -1.0), step("c"), step("d", 1.5), step("e", 0.2), step("f"))
    assert [point.step_id for point in (found.peak, found.low, found.end)] == ["d", "b", "e"]
    assert found.mean == 0.3


def test_a_curve_of_which_nothing_is_known_says_nothing() -> None:
    found = curve(step("a"), step("b"))
    assert (found.known, found.peak, found.low, found.end, found.mean) == ((), None, None, None, None)
    assert (found.trend, found.largest_drop, segments(found.points)) == (None, None, ())


def test_the_largest_drop_passes_over_unknown_steps() -> None:
    found = curve(step("a", 0.5), step("b", 1.8), step("c"), step("d", -1.1), step("e", -1.7)).largest_drop
    assert (found.before.step_id, found.after.step_id, found.size) == ("b", "d", 2.9)


@pytest.mark.parametrize(
    ("emotions", "trend"),
    [((-1, 0, 1), "rising"), ((1, 0, -1), "falling"), ((0, 1, 0), "level"), ((0.2, 0.4, 0.6), "level"), ((1,), None)],
)
def test_the_trend_is_that_of_the_fitted_line(emotions: tuple[float, ...], trend: str | None) -> None:
    assert curve(*(step(f"s{i}", emotion) for i, emotion in enumerate(emotions))).trend == trend


def test_the_line_breaks_where_nothing_is_known() -> None:
    points = curve(step("a"), step("b", 1), step("c", 0), step("d"), step("e", 1)).points
    assert [[point.step_id for point in run] for run in segments(points)] == [["b", "c"], ["e"]]


def test_moments_of_truth_are_named_even_where_the_emotion_is_unknown() -> None:
    found = curve(step("a"), step("b", moment_of_truth=MomentOfTruth(label="Trust is won")))
    assert [(point.step_id, point.moment) for point in found.moments] == [("b", "Trust is won")]


def test_the_lowest_emotion_of_a_step_is_that_of_who_feels_worst() -> None:
    feelings = (Feeling(persona="anna", emotion=1.0), Feeling(persona="marek", emotion=-1.2))
    card = step("card", feelings=feelings)
    checkout = journey("checkout", stage("pay", card), personas=(ANNA, MAREK))
    atlas = Atlas(Site(lang="en", title="S", personas=(ANNA, MAREK), journeys=(checkout,)))
    assert lowest_emotion(checkout, card, atlas) == (-1.2, "marek")
