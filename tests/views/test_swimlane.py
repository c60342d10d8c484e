"""Swimlanes put each step into the lane of its channel, device or team, and mark what is handed over."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from cjmgen.analysis.index import Atlas
from cjmgen.diagrams import choose, render_svg
from cjmgen.model import Channel, Device, Journey, MomentOfTruth, Next, Persona, Site, Stage, Step, Team, Touchpoint
from cjmgen.source import Origin
from cjmgen.views.swimlane import Section, Swimlanes, compute
from cjmgen.views.swimlane.lanes import lanes_of
from cjmgen.views.swimlane.picture import MAX_STEPS, LanePicture, columns_of

HERE = Origin("x")
SVG = "{http://www.w3.org/2000/svg}"
ANNA = Persona(id="anna", name="Anna", origin=HERE)
WEB = Channel(id="web", name="Website", icon="web", origin=HERE)
SHOP = Channel(id="store", name="Our shops", icon="shop", origin=HERE)
APP = Channel(id="app", name="App", icon="app", origin=HERE)
PHONE = Device(id="phone", name="Phone", icon="device-phone", origin=HERE)
LAPTOP = Device(id="laptop", name="Laptop", icon="device-laptop", origin=HERE)
RETAIL = Team(id="retail", name="Retail", origin=HERE)
ONLINE = Team(id="online", name="Online", origin=HERE)


def step(id: str, channel: Channel | None = None, next: tuple[Next, ...] = (), **more: object) -> Step:
    return Step(id=id, name=f"I do {id}", channel=channel, next=next, origin=HERE, **more)  # type: ignore[arg-type]


def journey(*stages: tuple[Step, ...]) -> Journey:
    named = tuple(
        Stage(id=f"s{number}", name=f"Stage {number}", steps=steps, origin=HERE) for number, steps in enumerate(stages)
    )
    return Journey(id="shoes", title="I buy *shoes*", personas=(ANNA,), goal="Shoes", stages=named, origin=HERE)


def lanes(*stages: tuple[Step, ...]) -> Swimlanes | None:
    made = journey(*stages)
    return compute(made, Atlas(Site(lang="en", title="T", journeys=(made,))))


def by(kind: str, *stages: tuple[Step, ...]) -> Section:
    found = lanes(*stages)
    assert found is not None
    return next(section for section in found.sections if section.kind == kind)


def picture(section: Section) -> LanePicture:
    assert section.picture is not None
    return section.picture


def drawing(section: Section) -> ElementTree.Element:
    return ElementTree.fromstring(render_svg(choose(), picture(section).dot, "nop", id="lanes", title="T", desc="D"))


def columns(*stages: tuple[Step, ...]) -> dict[str, int]:
    found = lanes_of(journey(*stages), "channel")
    assert found is not None
    return columns_of(found)


def test_one_channel_and_nothing_else_is_no_swimlane() -> None:
    assert lanes((step("a", WEB), step("b"), step("c", WEB))) is None


def test_each_kind_stands_alone_and_only_with_two_lanes() -> None:
    found = lanes((step("a", WEB, device=PHONE), step("b", WEB, device=LAPTOP)))

    assert found is not None
    assert [section.kind for section in found.sections] == ["device"]


def test_the_team_of_a_step_is_that_of_its_touchpoint() -> None:
    desk = Touchpoint(id="desk", name="Desk", channel=SHOP, team=RETAIL, origin=HERE)
    page = Touchpoint(id="page", name="Page", channel=SHOP, team=ONLINE, origin=HERE)

    section = by("team", (step("a", SHOP, touchpoint=desk), step("b", SHOP, touchpoint=page)))

    assert [lane.target and lane.target.id for lane in section.lanes] == ["retail", "online"]


def test_steps_that_name_none_have_the_last_lane_and_are_no_hand_over() -> None:
    section = by("channel", (step("a"), step("b", WEB), step("c", SHOP), step("d")))

    assert [[s.id for s in lane.steps] for lane in section.lanes] == [["b"], ["c"], ["a", "d"]]
    assert section.lanes[-1].target is None
    assert section.lane_count == 2
    assert section.handover_count == 1


def test_a_lane_says_who_hands_over_to_it_and_to_whom_it_hands_over() -> None:
    section = by("channel", (step("a", WEB), step("b", SHOP, next=(Next(step="a"), Next(step="c"))), step("c", APP)))
    web, shop, app = section.lanes

    assert [(hand.before.id, hand.after.id, hand.left.name) for hand in shop.ins] == [("a", "b", "Website")]
    assert [(hand.after.id, hand.met.name, hand.is_back) for hand in shop.outs] == [
        ("a", "Website", True),
        ("c", "App", False),
    ]
    assert [hand.is_back for hand in web.ins] == [True]
    assert not app.outs
    assert section.handover_count == 3


def test_hand_overs_are_marked_and_ways_back_are_dashed() -> None:
    section = by("channel", (step("a", WEB), step("b", WEB), step("c", SHOP, next=(Next(step="a"),))))
    ways = [g for g in drawing(section).iter(f"{SVG}g") if "swimlane__way" in (g.get("class") or "")]
    told = [(g.get("class") or "").split()[2:] for g in ways]
    dashed = [any(path.get("stroke-dasharray") for path in g.iter(f"{SVG}path")) for g in ways]

    assert told == [["is-onward"], ["is-onward", "is-handover"], ["is-loop", "is-handover"]]
    assert dashed == [False, False, True]
    assert [g.find(f".//{SVG}ellipse") is not None for g in ways] == [False, True, True]


def test_an_exit_or_a_way_to_nowhere_is_not_drawn() -> None:
    section = by("channel", (step("a", WEB, next=(Next(exit="Gives up"), Next(step="gone"))), step("b", SHOP)))

    assert section.handover_count == 0
    assert not [g for g in drawing(section).iter(f"{SVG}g") if "swimlane__way" in (g.get("class") or "")]


def test_steps_share_a_column_while_they_go_one_way() -> None:
    assert columns((step("a", WEB), step("b", SHOP), step("c", APP), step("d", SHOP))) == {
        "a": 0, "b": 0, "c": 0, "d": 1,
    }  # fmt: skip


def test_the_same_lane_and_a_new_stage_begin_a_column() -> None:
    assert columns((step("a", WEB), step("b", WEB)), (step("c", SHOP),)) == {"a": 0, "b": 1, "c": 2}


def test_a_step_links_to_the_map_and_carries_number_name_and_channel() -> None:
    truth = MomentOfTruth(label="Trust is won")
    section = by("device", (step("kasa-główna", SHOP, device=PHONE, moment_of_truth=truth), step("b", device=LAPTOP)))
    [link] = [a for a in drawing(section).iter(f"{SVG}a") if "kasa" in (a.get("href") or "")]

    assert link.get("href") == "to/step/shoes/kasa-g%C5%82%C3%B3wna"
    assert link.findtext(f"{SVG}title") == "1 · I do kasa-główna · Our shops · Trust is won"
    words = [text.text or "" for text in link.iter(f"{SVG}text")]
    assert words[0].startswith("1 ★ ")
    assert words[-1] == "Our shops"


def crossing(rows: int) -> tuple[tuple[Step, ...], ...]:
    channels = [Channel(id=f"c{n}", name=f"Channel {n}", icon="web", origin=HERE) for n in range(rows)]
    ids = [f"s{n}" for n in range(rows * 3)]
    steps = [
        step(id, channels[n * 7 % rows], tuple(Next(step=ids[(n + jump) % len(ids)]) for jump in (0, 1, 4, 9, -3)))
        for n, id in enumerate(ids)
    ]
    return tuple(steps[: rows * 2]), tuple(steps[rows * 2 :])


@pytest.mark.parametrize("rows", [2, 5, 9])
def test_the_picture_keeps_its_frame_so_that_the_heads_laid_over_it_fit(rows: int) -> None:
    section = by("channel", *crossing(rows))
    made, drawn = picture(section), drawing(section)
    lane_boxes = [
        [tuple(map(float, point.split(","))) for point in (polygon.get("points") or "").split()]
        for g in drawn.iter(f"{SVG}g")
        if "swimlane__lane" in (g.get("class") or "").split()
        for polygon in g.findall(f"{SVG}polygon")
    ]
    [shift] = [
        float(found.group(1))
        for g in drawn.iter(f"{SVG}g")
        if (found := re.search(r"translate\([\d.-]+[ ,]([\d.-]+)\)", g.get("transform") or ""))
    ]

    assert [float(n) for n in (drawn.get("viewBox") or "").split()] == [0, 0, made.width, made.height]
    assert [min(y for _, y in box) + shift for box in lane_boxes] == pytest.approx([h.y for h in made.heads], abs=0.6)


@pytest.mark.parametrize("name", ['a\\N "q" <b>x</b> &amp; \x07', "Zażółć gęślą jaźń " * 40, "我" * 5000, ""])
def test_hostile_names_are_words_within_their_boxes(name: str) -> None:
    channel = Channel(id="x", name=name or " ", icon="web", origin=HERE)
    section = by("channel", (step("a", channel), step("b", SHOP)))

    assert "<b>" not in picture(section).dot
    assert all(len(head.lines) <= 3 for head in picture(section).heads)
    assert drawing(section) is not None


def test_a_journey_beyond_drawing_is_told_in_words_only() -> None:
    found = lanes(tuple(step(f"s{n}", (WEB, SHOP)[n % 2]) for n in range(MAX_STEPS + 1)))

    assert found is not None
    assert found.sections[0].picture is None
    assert sum(len(lane.steps) for lane in found.sections[0].lanes) == MAX_STEPS + 1


def test_the_largest_journey_that_is_drawn_has_its_lines_in_time() -> None:
    steps = tuple(step(f"s{n}", (WEB, SHOP, APP)[n * 2 % 3]) for n in range(MAX_STEPS))

    assert len([g for g in drawing(by("channel", steps)).iter(f"{SVG}g") if g.get("class", "").startswith("edge")]) == (
        MAX_STEPS - 1
    )
