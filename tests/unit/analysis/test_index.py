"""Reverse look-ups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from small_sites import (
    HERE,
    evidence,
    journey,
    metric,
    opportunity,
    pain,
    persona,
    rating,
    stage,
    step,
    team,
    touchpoint,
)  # fmt: skip

from cjmgen.analysis.index import Atlas
from cjmgen.model import Action, Claim, Persona, Response, Site, Solution, StepRef, Voice

ANNA, MAREK, HALINA = persona("anna"), persona("marek"), persona("halina")
WEB_TEAM = team("web-shop")
TILL = touchpoint("till", team=WEB_TEAM)
SURVEY = evidence("survey")


def site(*journeys, **fields):  # type: ignore[no-untyped-def]
    people = {p.id: p for j in journeys for p in j.personas}
    return Site(**{"lang": "en", "title": "S", "journeys": journeys, "personas": tuple(people.values())} | fields)


def test_a_use_says_who_refers_by_which_field_and_where() -> None:
    checkout = journey("checkout", stage("pay", step("card", touchpoint=TILL)))
    [use] = Atlas(site(checkout, touchpoints=(TILL,))).uses_of("touchpoint", "till")
    assert (use.target.kind, use.target.id, use.role) == ("step", "checkout/card", "touchpoint")
    assert (use.journey and use.journey.id, use.stage) == ("checkout", "Pay")


def test_a_step_that_names_an_entity_twice_in_a_field_is_one_use() -> None:
    card = step("card", pains=(pain("a", evidence=(SURVEY,)), pain("b", evidence=(SURVEY,))), evidence=(SURVEY,))
    uses = Atlas(site(journey("checkout", stage("pay", card)), evidence=(SURVEY,))).uses_of("evidence", "survey")
    assert [(use.target.id, use.role) for use in uses] == [("checkout/card", "pains"), ("checkout/card", "evidence")]


def test_uses_stand_in_the_sites_order_and_reach_every_kind() -> None:
    anna = replace(ANNA, evidence=(SURVEY,), goals=(Claim(text="Run", evidence=(SURVEY,)),))
    idea = opportunity("idea", evidence=(SURVEY,), team=WEB_TEAM)
    nps = metric("nps", "nps", evidence=(SURVEY,))
    checkout = journey("checkout", stage("pay", step("card", quotes=(Voice(text="Hm", evidence=SURVEY),))),
                       evidence=(SURVEY,))  # fmt: skip
    atlas = Atlas(site(checkout, personas=(anna,), opportunities=(idea,), metrics=(nps,), evidence=(SURVEY,)))
    assert [(use.target.kind, use.role) for use in atlas.uses_of("evidence", "survey")] == [
        ("journey", "evidence"), ("step", "quotes"), ("persona", "goals"), ("persona", "evidence"),
        ("opportunity", "evidence"), ("metric", "evidence"),
    ]  # fmt: skip


def test_a_team_is_used_by_responses_touchpoints_journeys_and_opportunities() -> None:
    act = Response(backstage=(Action(text="Packs", team=WEB_TEAM),))
    checkout = journey("checkout", stage("pay", step("card", response=act)), team=WEB_TEAM)
    idea = opportunity("idea", team=WEB_TEAM)
    uses = Atlas(site(checkout, touchpoints=(TILL,), opportunities=(idea,))).uses_of("team", "web-shop")
    assert [(use.target.kind, use.role) for use in uses] == [
        ("journey", "team"), ("step", "backstage"), ("touchpoint", "team"), ("opportunity", "team"),
    ]  # fmt: skip


def test_steps_of_a_team_include_those_at_its_touchpoints() -> None:
    checkout = journey("checkout", stage("cart", step("add")), stage("pay", step("card", touchpoint=TILL)))
    [place] = Atlas(site(checkout, touchpoints=(TILL,))).steps_using("team", "web-shop")
    assert (place.journey.id, place.stage.id, place.step.id, place.number) == ("checkout", "pay", "card", 2)


def test_an_unknown_id_has_empty_answers() -> None:
    atlas = Atlas(site())
    assert (atlas.uses_of("team", "x"), atlas.steps_using("team", "x"), atlas.journeys_of("x")) == ((), (), ())
    assert (atlas.journey("x"), atlas.step("x", "y"), atlas.persona("x"), atlas.children_of("x")) == (
        None, None, None, (),
    )  # fmt: skip


def test_children_are_those_that_name_their_parent_and_those_a_step_opens() -> None:
    parent = journey("life", stage("all", step("swap", journey="wrong-size")))
    atlas = Atlas(site(parent, journey("checkout", parent="life"), journey("wrong-size"), journey("other")))
    assert [child.id for child in atlas.children_of("life")] == ["checkout", "wrong-size"]


def test_a_pair_is_found_from_both_sides() -> None:
    now, then = journey("now"), journey("then", state="future", pairs_with="now")
    atlas = Atlas(site(now, then))
    assert (atlas.partner_of(now), atlas.partner_of(then)) == (then, now)


def test_marks_are_explicit_colours_then_the_lowest_free_ones() -> None:
    everyone = (persona("a"), persona("b", colour=1), persona("c"), persona("d", colour=3))
    atlas = Atlas(site(personas=everyone))
    assert [atlas.persona_mark(p.id).number for p in everyone] == [2, 1, 4, 3]


def test_marks_begin_again_when_all_are_taken() -> None:
    everyone: tuple[Persona, ...] = tuple(persona(f"p{i}") for i in range(10))
    atlas = Atlas(site(personas=everyone))
    assert [atlas.persona_mark(p.id).number for p in everyone] == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2]


def test_marks_of_a_journey_follow_its_own_order() -> None:
    checkout = journey("checkout", personas=(MAREK, ANNA))
    atlas = Atlas(site(checkout, personas=(ANNA, HALINA, MAREK)))
    assert [(mark.name, mark.number) for mark in atlas.marks_of(checkout)] == [("Marek", 3), ("Anna", 1)]


def test_evidence_of_a_step_includes_what_rates_it_and_what_its_metrics_rest_on() -> None:
    rates = evidence("rates", ratings=(rating("checkout/card", 1, 5),))
    behind = evidence("behind")
    nps = metric("nps", "nps", evidence=(behind,))
    checkout = journey("checkout", stage("pay", step("card", evidence=(SURVEY,), metrics=(nps,)), step("wait")))
    atlas = Atlas(site(checkout, evidence=(behind, rates, SURVEY), metrics=(nps,)))
    assert [e.id for e in atlas.evidence_of_step("checkout", "card")] == ["behind", "rates", "survey"]
    assert atlas.evidence_of_step("checkout", "wait") == ()


def test_opportunities_of_a_journey_and_their_solutions() -> None:
    by_step, by_pain = opportunity("b"), opportunity("c")
    itself = opportunity("a", steps=(StepRef(journey="checkout", step="wait"),))
    card = step("card", opportunities=(by_step,), pains=(pain("p", opportunities=(by_pain,)),))
    done = Solution(id="s", title="S", opportunities=(by_pain,), origin=HERE)
    everything = (itself, by_step, by_pain, opportunity("d"))
    atlas = Atlas(site(journey("checkout", stage("pay", card)), opportunities=everything, solutions=(done,)))
    assert [o.id for o in atlas.opportunities_of("checkout")] == ["a", "b", "c"]
    assert atlas.solutions_of("c") == (done,)


def test_pains_know_their_place() -> None:
    checkout = journey("checkout", stage("pay", step("cart", pains=()), step("card", pains=(pain("forgets"),))))
    [found] = Atlas(site(checkout)).pains()
    assert (found.id, found.place.number) == ("checkout/card/forgets", 2)


def test_archived_and_future_journeys_are_told_apart() -> None:
    atlas = Atlas(site(journey("now"), journey("then", state="future"), journey("old", status="archived")))
    assert [j.id for j in atlas.active_journeys] == ["now", "then"]
    assert [j.id for j in atlas.observed_journeys] == ["now"]


def test_two_atlases_of_the_same_site_and_day_are_equal() -> None:
    one, other = Atlas(site(), date(2026, 11, 20)), Atlas(site(), date(2026, 11, 20))
    one.pains()
    assert one == other
