"""The flow shows every way through a journey, and the words beside it say the same."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from cjmgen.analysis.index import Atlas
from cjmgen.diagrams import choose, render_svg
from cjmgen.model import Channel, Device, Journey, MomentOfTruth, Next, Persona, Site, Stage, Step, Target
from cjmgen.source import Origin
from cjmgen.views.flow import Change, FlowChart, Way, compute
from cjmgen.views.flow.picture import MAX_STEPS

HERE = Origin("x")
SVG = "{http://www.w3.org/2000/svg}"
ANNA = Persona(id="anna", name="Anna", origin=HERE)
WEB = Channel(id="web", name="Website", icon="web", origin=HERE)
SHOP = Channel(id="store", name="Our shops", icon="shop", origin=HERE)
PHONE = Device(id="phone", name="Phone", icon="device-phone", origin=HERE)
LAPTOP = Device(id="laptop", name="Laptop", icon="device-laptop", origin=HERE)


def step(
    id: str, channel: Channel | None = None, next: tuple[Next, ...] = (), device: Device | None = None, **more: object
) -> Step:
    return Step(id=id, name=f"I do {id}", channel=channel, device=device, next=next, origin=HERE, **more)  # type: ignore[arg-type]


def journey(*stages: tuple[Step, ...], id: str = "shoes", title: str = "I buy *shoes*") -> Journey:
    named = tuple(
        Stage(id=f"s{number}", name=f"Stage {number}", steps=steps, origin=HERE) for number, steps in enumerate(stages)
    )
    return Journey(id=id, title=title, personas=(ANNA,), goal="Shoes", stages=named, origin=HERE)


def flow(*stages: tuple[Step, ...]) -> FlowChart:
    made = journey(*stages)
    other = journey((step("x"),), id="repair", title="I have them repaired")
    chart = compute(made, Atlas(Site(lang="en", title="T", journeys=(made, other))))
    assert chart is not None
    return chart


def ways(chart: FlowChart, id: str) -> tuple[Way, ...]:
    return next(step.ways for stage in chart.stages for step in stage.steps if step.id == id)


def drawing(chart: FlowChart) -> ElementTree.Element:
    return ElementTree.fromstring(render_svg(choose(), chart.dot, chart.layout, id="flow", title="T", desc="D"))


def classes(chart: FlowChart, word: str) -> list[str]:
    found = [group.get("class") or "" for group in drawing(chart).iter(f"{SVG}g")]
    return [name for name in found if word in name.split()]


def test_one_step_is_no_flow() -> None:
    made = journey((step("a"),))

    assert compute(made, Atlas(Site(lang="en", title="T", journeys=(made,)))) is None


def test_steps_follow_each_other_unless_they_say_otherwise() -> None:
    chart = flow((step("a"), step("b")), (step("c"),))

    assert [way.step for id in "abc" for way in ways(chart, id)] == ["b", "c"]
    assert {way.kind for id in "abc" for way in ways(chart, id)} == {"onward"}
    assert chart.stages[1].steps[0].is_end
    assert not any(step.told for stage in chart.stages for step in stage.steps)


def test_several_ways_on_are_branches_with_condition_and_share() -> None:
    chart = flow(
        (step("a", next=(Next(step="b", share_pct=70), Next(step="c", label="in a hurry"))), step("b"), step("c"))
    )

    assert [(w.kind, w.step, w.label, w.share_pct) for w in ways(chart, "a")] == [
        ("branch", "b", "", 70),
        ("branch", "c", "in a hurry", None),
    ]
    assert chart.branch_count == 1
    shown = [" ".join(text.text.split()) for text in drawing(chart).iter(f"{SVG}text") if text.text]
    assert "70 %" in shown
    assert "in a hurry" in shown


@pytest.mark.parametrize("to", ["a", "b"])
def test_a_way_back_or_to_itself_is_a_dashed_loop(to: str) -> None:
    chart = flow((step("a"), step("b", next=(Next(step="c"), Next(step=to)))), (step("c"),))

    assert [way.kind for way in ways(chart, "b")] == ["branch", "loop"]
    assert chart.loop_count == 1
    [loop] = [g for g in drawing(chart).iter(f"{SVG}g") if "is-loop" in (g.get("class") or "")]
    path = loop.find(f".//{SVG}path")
    assert path is not None
    assert path.get("stroke-dasharray")


def test_an_exit_is_a_node_of_its_own_and_may_lead_to_a_journey() -> None:
    away = (Next(step="b"), Next(exit="Gives up", share_pct=12), Next(exit="Sends them in", journey="repair"))
    chart = flow((step("a", next=away), step("b")))

    assert [(w.kind, w.name, w.leads_to) for w in ways(chart, "a")[1:]] == [
        ("exit", "Gives up", None),
        ("exit", "Sends them in", Target("journey", "repair", "I have them repaired")),
    ]
    assert len(classes(chart, "flow__exit")) == chart.exit_count == 2
    assert "to/journey/repair" in [a.get("href") for a in drawing(chart).iter(f"{SVG}a")]


def test_leaving_the_same_way_from_two_steps_of_a_stage_is_one_node() -> None:
    away = (Next(exit="Gives up"),)
    chart = flow((step("a", next=(Next(step="b"), *away)), step("b", next=(Next(step="c"), *away)), step("c")))

    assert chart.exit_count == 2
    assert len(classes(chart, "flow__exit")) == 1


def test_a_change_of_channel_is_a_hand_over() -> None:
    chart = flow((step("a", WEB, device=LAPTOP), step("b", SHOP, device=PHONE)), (step("c", SHOP), step("d")))

    assert ways(chart, "a")[0].changes == (
        Change(kind="channel", before="Website", after="Our shops"),
        Change(kind="device", before="Laptop", after="Phone"),
    )
    assert [ways(chart, id)[0].is_handover for id in "abc"] == [True, False, False]
    assert chart.handover_count == len(classes(chart, "is-handover")) == 1
    assert [channel.name for channel in chart.channels] == ["Website", "Our shops"]


def test_a_step_shows_its_channel_in_words_and_links_to_the_map() -> None:
    chart = flow((step("kasa-główna", SHOP, device=PHONE), step("b")))
    [link] = [a for a in drawing(chart).iter(f"{SVG}a") if "kasa" in (a.get("href") or "")]

    assert link.get("href") == "to/step/shoes/kasa-g%C5%82%C3%B3wna"
    assert link.findtext(f"{SVG}title") == "I do kasa-główna · Our shops · Phone"
    assert [text.text for text in link.iter(f"{SVG}text")][-1] == "Our shops"
    assert "node flow__step is-shop has-channel" in classes(chart, "flow__step")


def test_a_moment_of_truth_has_a_star() -> None:
    chart = flow((step("a", moment_of_truth=MomentOfTruth(label="Trust is won")), step("b")))

    assert chart.has_truth
    assert [text.text for text in drawing(chart).iter(f"{SVG}text") if "★" in (text.text or "")] == ["★ I do a"]
    assert len(classes(chart, "is-truth")) == 1


def test_markdown_in_names_is_not_drawn() -> None:
    assert flow((step("a"), step("b"))).title == "I buy shoes"


def test_a_stage_without_steps_is_left_out() -> None:
    chart = flow((step("a"),), (), (step("b"),))

    assert [(stage.number, stage.id) for stage in chart.stages] == [(1, "s0"), (2, "s2")]


def test_a_journey_beyond_drawing_is_told_in_words_only() -> None:
    chart = flow(tuple(step(f"s{number}") for number in range(MAX_STEPS + 1)))

    assert chart.too_large
    assert chart.dot == ""
    assert chart.step_count == MAX_STEPS + 1


def test_six_stages_of_eight_steps_keep_their_order() -> None:
    chart = flow(*(tuple(step(f"{stage}-{number}", WEB) for number in range(8)) for stage in range(6)))
    places = {}
    for link in drawing(chart).iter(f"{SVG}a"):
        text = link.find(f"{SVG}text")
        assert text is not None
        places[(link.get("href") or "").rpartition("/")[2]] = (float(text.get("x", "")), float(text.get("y", "")))

    for stage in range(6):
        column = [places[f"{stage}-{number}"] for number in range(8)]
        assert len({x for x, _ in column}) == 1
        assert [y for _, y in column] == sorted(y for _, y in column)
    assert [places[f"{stage}-0"][0] for stage in range(6)] == sorted(places[f"{stage}-0"][0] for stage in range(6))


def test_letters_are_never_smaller_than_twelve_pixels() -> None:
    chart = flow((step("a", WEB, next=(Next(step="b", label="if so", share_pct=3), Next(exit="Leaves"))), step("b")))

    assert min(float(text.get("font-size", "")) for text in drawing(chart).iter(f"{SVG}text")) >= 12


def test_the_same_journey_gives_the_same_picture() -> None:
    steps = (step("a", WEB, next=(Next(step="b"), Next(exit="Leaves"))), step("b", SHOP))

    assert flow(steps) == flow(steps)
