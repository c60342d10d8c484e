"""Gaps, coverage, priorities, freshness, health."""

from __future__ import annotations

from datetime import date

import pytest
from small_sites import (
    HERE,
    channel,
    evidence,
    journey,
    metric,
    opportunity,
    pain,
    persona,
    stage,
    step,
    team,
    touchpoint,
)  # fmt: skip

from cjmgen.analysis.coverage import Share, coverage_of, life_cycle_of, persona_stages
from cjmgen.analysis.freshness import is_expired, review_of
from cjmgen.analysis.gaps import changes_of, gaps_of, is_owned
from cjmgen.analysis.health import health_of, site_health
from cjmgen.analysis.index import Atlas
from cjmgen.analysis.priority import ice, opportunity_score, quadrant, ranked, rice
from cjmgen.model import Device, LifeCycleStage, Site, Voice

TODAY = date(2026, 11, 20)
SURVEY = evidence("survey")
LAPTOP, PHONE = (Device(id=id, name=id, icon="device-phone", origin=HERE) for id in ("laptop", "phone"))


def atlas_of(*journeys, today=TODAY, **fields):  # type: ignore[no-untyped-def]
    people = {p.id: p for j in journeys for p in j.personas}
    defaults = {"lang": "en", "title": "S", "journeys": journeys, "personas": tuple(people.values())}
    return Atlas(Site(**defaults | {"evidence": (SURVEY,)} | fields), today)


# Gaps


def test_changes_of_channel_device_and_team_are_told_apart() -> None:
    shop, web = touchpoint("shelf", team=team("retail")), touchpoint("page", team=team("web-shop"))
    a = step("a", channel=channel("shop"), device=PHONE, touchpoint=shop)
    b = step("b", channel=channel("web"), device=PHONE, touchpoint=web)
    c = step("c", channel=channel("web"), device=LAPTOP, touchpoint=web)
    found = [(ch.kind, ch.after.step.id, ch.left.id, ch.met.id) for ch in changes_of(journey("j", stage("s", a, b, c)))]
    assert found == [
        ("channel", "b", "shop", "web"), ("team", "b", "retail", "web-shop"), ("device", "c", "phone", "laptop"),
    ]  # fmt: skip


def test_a_step_alone_does_not_heal_a_change() -> None:
    a, b, c = step("a", channel=channel("shop")), step("b"), step("c", channel=channel("web"))
    [change] = changes_of(journey("j", stage("s", a), stage("t", b, c)))
    assert (change.before.step.id, change.after.step.id) == ("a", "c")


def test_gaps_gather_what_falls_short_what_is_unclaimed_and_what_is_assumed() -> None:
    idea = opportunity("idea")
    a = step("a", expectation="A day", actual="A week", outcome="falls-short", evidence=(SURVEY,))
    b = step("b", pains=(pain("meh"), pain("bad", severity="high"), pain("taken", opportunities=(idea,))))
    checkout = journey("j", stage("s", a, b))
    gaps = gaps_of(checkout, atlas_of(checkout))
    assert [e.place.step.id for e in gaps.falls_short] == ["a"]
    assert [found.pain.id for found in gaps.unclaimed] == ["bad", "meh"]
    assert [place.step.id for place in gaps.assumed] == ["b"]


def test_a_pain_is_owned_by_its_owner_or_by_who_owns_its_opportunity() -> None:
    owned = opportunity("idea", owner="Ewa")
    pains = (pain("p", owner="Ewa"), pain("p", opportunities=(owned,)))
    assert [is_owned(found) for found in pains] == [True, True]
    assert [is_owned(found) for found in (pain("p"), pain("p", opportunities=(opportunity("idea"),)))] == [False, False]


# Coverage


def test_coverage_is_counted_by_stage_and_names_its_basis() -> None:
    checkout = journey("j", stage("s", step("a", evidence=(SURVEY,)), step("b")), stage("t", step("c")))
    found = coverage_of(checkout, atlas_of(checkout))
    assert (found.steps, found.basis) == (Share(1, 3), "mixed")
    assert [(part.id, part.steps) for part in found.stages] == [("s", Share(1, 2)), ("t", Share(0, 1))]


def test_numbers_and_voices_are_told_apart() -> None:
    counted = journey("j", stage("s", step("a", evidence=(SURVEY,))))
    heard = journey("k", stage("s", step("a", quotes=(Voice(text="Hm"),))))
    measured = journey("l", stage("s", step("a")), metrics=(metric("nps", "nps", 50),))
    atlas = atlas_of(counted, heard, measured)
    found = [(c.has_numbers, c.has_voices) for c in (coverage_of(j, atlas) for j in (counted, heard, measured))]
    assert found == [(True, False), (False, True), (True, False)]


def test_a_share_of_nothing_is_no_percentage() -> None:
    assert (Share(0, 0).pct, Share(2, 3).pct) == (None, 66.7)


def test_the_life_cycle_counts_future_maps_but_takes_facts_from_present_ones() -> None:
    hurt = step("a", -1.0, pains=(pain("p"),), evidence=(SURVEY,))
    now = journey("now", stage("buy", hurt, step("b", 0.5), life_cycle="decision"))
    then = journey("then", stage("buy", step("a", 2.0), life_cycle="decision"), state="future")
    other = journey("other", stage("use", step("a", 1.0)))
    [found] = life_cycle_of(atlas_of(now, then, other, life_cycle=(LifeCycleStage(id="decision", name="Decision"),)))
    assert (found.emotion, found.journeys, found.pains) == (-0.2, Share(2, 3), 1)
    assert found.evidence == Share(1, 2)


def test_a_persona_has_a_cell_in_each_stage_of_the_life_cycle() -> None:
    anna, marek = persona("anna"), persona("marek")
    hurt = step("a", -1.0, pains=(pain("p", personas=("marek",)), pain("q")))
    now = journey("now", stage("buy", hurt, life_cycle="decision"), personas=(anna, marek))
    life_cycle = tuple(LifeCycleStage(id=id, name=id) for id in ("decision", "loyalty"))
    (decided, loyal), (marek_decided, _) = persona_stages(atlas_of(now, life_cycle=life_cycle))
    assert ([j.id for j in decided.journeys], decided.emotion, decided.pains) == (["now"], -1.0, 1)
    assert (loyal.journeys, loyal.steps, loyal.emotion, marek_decided.pains) == ((), 0, None, 2)


# Priority


def test_rice_is_people_weighted_per_person_month() -> None:
    assert rice(opportunity("o", reach=1200, impact=2, confidence_pct=80, effort=3)) == 640.0


def test_scores_are_those_of_published_examples() -> None:
    """As explanations of the methods work them out: RICE 2000 x 2 x 80 % / 4, and Ulwick's needs of importance 9."""
    assert rice(opportunity("o", reach=2000, impact=2, confidence_pct=80, effort=4)) == 800.0
    assert opportunity_score(opportunity("o", importance=9, satisfaction=3)) == 15.0
    assert opportunity_score(opportunity("o", importance=9, satisfaction=9)) == 9.0


def test_ice_is_derived_from_the_same_inputs() -> None:
    assert ice(opportunity("o", impact=3, confidence_pct=100, effort=0.5)) == 1000.0
    assert ice(opportunity("o", impact=1, confidence_pct=50, effort=2)) == 125.0


def test_the_opportunity_score_never_rewards_satisfaction() -> None:
    assert opportunity_score(opportunity("o", importance=7, satisfaction=2)) == 12.0
    assert opportunity_score(opportunity("o", importance=4, satisfaction=9)) == 4.0


@pytest.mark.parametrize(
    ("impact", "effort", "corner"),
    [(3, 1, "quick-win"), (2, 6, "big-bet"), (0.5, 1, "fill-in"), (1, 6, "thankless"), (None, 1, None)],
)
def test_the_matrix_has_four_corners(impact: float | None, effort: float, corner: str | None) -> None:
    assert quadrant(opportunity("o", impact=impact, effort=effort)) == corner


def test_what_cannot_be_scored_stands_last() -> None:
    one = opportunity("one", reach=10, impact=1, confidence_pct=100, effort=1)
    two = opportunity("two", reach=20, impact=1, confidence_pct=100, effort=1)
    blank = opportunity("blank")
    assert (rice(blank), ice(blank), opportunity_score(blank)) == (None, None, None)
    assert ranked((blank, one, two)) == (two, one, blank)


# Freshness


@pytest.mark.parametrize(
    ("reviewed", "review_by", "state", "days_left"),
    [
        (None, None, "never", None),
        (date(2026, 11, 2), None, "in-time", 162),
        (date(2026, 6, 1), None, "due", 8),
        (date(2026, 1, 1), None, "overdue", -143),
        (None, date(2026, 11, 20), "due", 0),
        (date(2026, 9, 21), date(2026, 10, 1), "overdue", -50),
        (date(2026, 10, 15), date(2026, 10, 1), "in-time", 144),
    ],
)
def test_a_review_is_judged_by_its_day(
    reviewed: date | None, review_by: date | None, state: str, days_left: int | None
) -> None:
    found = review_of(journey("j", reviewed=reviewed, review_by=review_by), atlas_of())
    assert (found.state, found.days_left) == (state, days_left)


def test_without_a_day_to_judge_on_nothing_is_late() -> None:
    past = date(2020, 1, 1)
    atlas = atlas_of(today=None)
    assert review_of(journey("j", reviewed=past), atlas).state == "unknown"
    assert review_of(journey("j"), atlas).state == "never"
    assert is_expired(evidence("e", expires=past), atlas) is None


def test_evidence_holds_through_its_last_day() -> None:
    days = (date(2026, 11, 19), TODAY, None)
    assert [is_expired(evidence("e", expires=day), atlas_of()) for day in days] == [True, False, False]


# Health


def test_health_is_the_mean_of_its_shares() -> None:
    idea = opportunity("idea")
    a = step("a", 1, evidence=(SURVEY,), pains=(pain("p", opportunities=(idea,)), pain("q")))
    checkout = journey("j", stage("s", a, step("b")), owner="Ewa", reviewed=date(2026, 11, 2))
    health = health_of(checkout, atlas_of(checkout))
    assert [(part.name, part.done, part.total) for part in health.parts] == [
        ("evidence", 1, 2), ("pains", 1, 2), ("emotion", 1, 2), ("review", 1, 1), ("basics", 2, 3),
    ]  # fmt: skip
    assert health.score == 63


def test_what_cannot_be_asked_is_left_out_of_health() -> None:
    wish = journey("j", stage("s", step("a", 1)), state="future", owner="Ewa", scope_in=("Paying",))
    health = health_of(wish, atlas_of(wish, today=None))
    assert [part.name for part in health.parts] == ["emotion", "review", "basics"]


def test_an_empty_journey_that_was_never_reviewed_is_in_poor_health() -> None:
    empty = journey("j")
    assert health_of(empty, atlas_of(empty)).score == 17  # nothing but a goal: the mean of 0 of 1 and 1 of 3


def test_the_sites_health_counts_each_journey_once() -> None:
    asked = journey("a", stage("s", step("x", evidence=(SURVEY,), pains=(pain("p", owner="Ewa"), pain("q")))),
                    reviewed=date(2026, 11, 1))  # fmt: skip
    found = site_health(
        atlas_of(
            asked,
            journey("b", status="in-review", reviewed=date(2020, 1, 1)),
            journey("c", review_by=date(2026, 1, 1)),
            journey("d"),
            journey("e", status="archived"),
        )
    )
    assert (found.in_time, found.in_review, found.overdue, found.never, found.journeys) == (1, 1, 1, 1, 4)
    assert (found.pains_owned, found.evidence) == (Share(1, 2), Share(1, 1))
