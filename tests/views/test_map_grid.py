"""The map: its lanes, its columns, and the curve that meets them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cjmgen.analysis.index import Atlas
from cjmgen.model import (
    Channel,
    Evidence,
    Feeling,
    Gain,
    Journey,
    MomentOfTruth,
    Next,
    Opportunity,
    Pain,
    Persona,
    Site,
    Stage,
    Step,
    Touchpoint,
    Voice,
)
from cjmgen.model.lanes import LANES
from cjmgen.source import Origin
from cjmgen.views.curve_shapes import MAP_FRAME
from cjmgen.views.map_grid import WIDEST, MapGrid, compute
from cjmgen.views.map_grid.columns import FILLED
from cjmgen.views.map_grid.lanes import DEFAULT_LANES

HERE = Origin("test")
ANNA = Persona(id="anna", name="Anna", origin=HERE)
MAREK = Persona(id="marek", name="Marek", origin=HERE)
WEB = Touchpoint(id="list", name="List", channel=Channel(id="web", name="Web", icon="web", origin=HERE), origin=HERE)
SHOP = Touchpoint(
    id="till", name="Till", channel=Channel(id="shop", name="Shop", icon="shop", origin=HERE), origin=HERE
)


def step(id: str, *emotions: float | None, **fields: object) -> Step:
    """Emotions of Anna, then of Marek; ``None`` where nobody knows."""
    people = zip(("anna", "marek"), emotions, strict=False)
    feelings = tuple(Feeling(persona=who, emotion=felt) for who, felt in people if felt is not None)
    return Step(id=id, name=f"I {id}", feelings=feelings, origin=HERE, **fields)  # type: ignore[arg-type]


def journey(*steps: Step, split: int = 1, **fields: object) -> Journey:
    """Two stages, the second beginning at step ``split``."""
    stages = tuple(
        Stage(id=name, name=name.title(), steps=part, origin=HERE)
        for name, part in (("before", steps[:split]), ("after", steps[split:]))
    )
    made = Journey(id="buy", title="I buy", personas=(ANNA, MAREK), goal="Shoes", stages=stages, origin=HERE)
    return replace(made, **fields)  # type: ignore[arg-type]


def map_of(subject: Journey, **site: object) -> MapGrid:
    made = compute(subject, Atlas(Site(lang="en", title="T", personas=(ANNA, MAREK), journeys=(subject,), **site)))  # type: ignore[arg-type]
    assert made is not None
    return made


def test_a_journey_without_steps_has_no_map() -> None:
    empty = journey(split=0)
    assert compute(empty, Atlas(Site(lang="en", title="T", personas=(ANNA, MAREK), journeys=(empty,)))) is None


def test_every_lane_has_a_place_in_the_default_order_and_a_test_for_being_filled() -> None:
    assert set(DEFAULT_LANES) == set(LANES)
    assert {*FILLED, "emotion"} == set(LANES)


def test_a_lane_with_nothing_in_it_is_left_out() -> None:
    found = map_of(journey(step("look", place="At home"), step("pay")))
    assert found.lanes == ("place",)


def test_a_journey_that_chooses_its_lanes_gets_them_in_its_order_empty_or_not() -> None:
    found = map_of(journey(step("look", 1.0), step("pay"), lanes=("pains", "emotion", "pains", "no-lane")))
    assert found.lanes == ("pains", "emotion")


def test_the_site_chooses_lanes_for_all_but_empty_ones_stay_away() -> None:
    found = map_of(journey(step("look", 1.0), step("pay")), lanes=("time", "emotion"))
    assert found.lanes == ("emotion",)


def test_a_dot_stands_in_the_middle_of_its_column() -> None:
    found = map_of(journey(step("look", 1.0), step("pay", -2.0), step("wear", 0.0)))
    (line,) = (line for line in found.sketch.picture.lines if line.name == "Anna")
    assert [dot.x for dot in line.dots] == [92.0, 276.0, 460.0]
    assert [dot.y for dot in line.dots] == [86.0, 224.0, 132.0]
    assert found.sketch.picture.width == 3 * MAP_FRAME.step_width


def test_no_line_crosses_a_step_that_is_not_known() -> None:
    found = map_of(journey(step("a", 1.0), step("b", 1.0), step("c"), step("d", 0.0), step("e", 0.0)))
    anna = next(line for line in found.sketch.picture.lines if line.name == "Anna")
    assert len(anna.paths) == 2
    assert "460" not in "".join(anna.paths)  # the middle of the third column


def test_unknown_columns_are_hatched_in_one_stretch_and_name_who_is_not_known() -> None:
    found = map_of(journey(step("a", 1.0, 1.0), step("b", 1.0, None), step("c", None, None)))
    assert found.sketch.picture.hatches == ((184.0, 368.0),)
    assert [words for note in found.sketch.picture.notes for _, words in note.lines] == ["Marek", ""]


def test_two_who_feel_the_same_stand_side_by_side() -> None:
    found = map_of(journey(step("a", 1.0, 1.0), step("b", 0.5, -0.5)))
    by_name = {line.name: line for line in found.sketch.picture.lines}
    assert by_name["Anna"].dots[0].x < 92 < by_name["Marek"].dots[0].x
    assert by_name["Anna"].dots[1].x == by_name["Marek"].dots[1].x


@pytest.mark.parametrize("marek", [2.0, 1.2, 1.0, 0.9, -2.0])
def test_numbers_do_not_stand_on_each_other(marek: float) -> None:
    found = map_of(journey(step("a", 1.0, marek), step("b", 1.0, marek)))
    boxes = [dot.label.box(28, 12) for line in found.sketch.picture.lines for dot in line.dots if dot.label]
    overlaps = [a.covered(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]]
    assert max(overlaps) == 0
    assert all(box.top >= 0 and box.bottom <= MAP_FRAME.height for box in boxes)


def test_a_moment_of_truth_is_a_star_for_the_most_important_persona_who_is_known() -> None:
    moment = MomentOfTruth(label="Trust is won")
    found = map_of(journey(step("a", None, 1.0, moment_of_truth=moment), step("b", 1.0, 1.0, moment_of_truth=moment)))
    symbols = {line.name: [dot.symbol for dot in line.dots] for line in found.sketch.picture.lines}
    assert symbols == {"Anna": ["i-star"], "Marek": ["i-star", "m-2"]}


def test_a_moment_of_truth_nobody_knows_about_keeps_its_star_on_the_zero_line() -> None:
    found = map_of(journey(step("a", 1.0), step("b", moment_of_truth=MomentOfTruth(label="Here"))))
    assert found.sketch.picture.stars == ((265.0, 121.0),)


def test_a_hand_over_names_the_channel_left_behind() -> None:
    found = map_of(
        journey(
            step("a", touchpoint=WEB, channel=WEB.channel), step("b"), step("c", touchpoint=SHOP, channel=SHOP.channel)
        )
    )
    assert [c.hand_over.left if c.hand_over else None for c in found.columns] == [None, None, "Web"]


def test_pains_nobody_looked_for_differ_from_pains_nobody_reported() -> None:
    found = map_of(journey(step("a", pains=()), step("b", pains=None)))
    assert [column.pains for column in found.columns] == [(), None]


def test_a_pain_is_owned_through_the_opportunity_that_picks_it_up() -> None:
    answer = Opportunity(id="o", title="Help", owner="Ewa", origin=HERE)
    pains = (Pain(id="p", text="Hurts", opportunities=(answer,), origin=HERE), Pain(id="q", text="Too", origin=HERE))
    found = map_of(journey(step("a", pains=pains), step("b")))
    assert [pain.is_owned for pain in found.columns[0].pains or ()] == [True, False]


def test_a_quote_that_step_and_evidence_both_tell_is_printed_once() -> None:
    from datetime import date

    from cjmgen.model import StepRef

    at = StepRef(journey="buy", step="a")
    talks = Evidence(
        id="talks", title="Talks", kind="interview", date=date(2026, 1, 1), origin=HERE,
        quotes=(Voice(text="It fits.", step=at), Voice(text="It pinches.", step=at), Voice(text="Third.", step=at)),
    )  # fmt: skip
    found = map_of(journey(step("a", quotes=(Voice(text="It fits."),)), step("b")), evidence=(talks,))
    assert [said.text for said in found.columns[0].quotes] == ["It fits.", "It pinches."]
    assert found.columns[0].quotes[1].evidence is not None


def test_ways_on_are_told_from_loops_and_exits() -> None:
    ways = (Next(step="c", share_pct=60.0), Next(step="a"), Next(exit="Gives up"), Next(step="gone"))
    found = map_of(journey(step("a"), step("b", next=ways), step("c")))
    assert [(way.kind, way.text) for way in found.columns[1].ways] == [
        ("on", "I c"), ("back", "I a"), ("exit", "Gives up"),
    ]  # fmt: skip


def test_only_a_current_map_calls_steps_assumed() -> None:
    steps = (step("a"), step("b", gains=(Gain(text="Good", origin=HERE),)))
    assert all(column.is_assumed for column in map_of(journey(*steps)).columns)
    assert not any(column.is_assumed for column in map_of(journey(*steps, state="future")).columns)


def test_the_map_says_where_personas_are_furthest_apart() -> None:
    found = map_of(journey(step("a", 0.5, 0.0), step("b", -1.0, 1.0), step("c", 1.0, 0.0)))
    (apart,) = (remark for remark in found.remarks if remark.kind == "apart")
    assert (apart.persona, apart.emotion, apart.other, apart.other_emotion) == ("Marek", 1.0, "Anna", -1.0)
    assert apart.steps[0].id == "buy/b"


def test_the_story_below_the_map_leaves_out_the_paragraph_of_the_head() -> None:
    found = map_of(journey(step("a"), step("b"), body="The lead.\n\nThe rest.\n\nMore."))
    assert found.story == "The rest.\n\nMore."


def test_a_phone_names_personas_whose_dots_are_close_in_rows_of_their_own() -> None:
    found = map_of(journey(step("a", 0.0, 0.1), step("b", -2.0, 2.0)))
    close, apart = found.stages[0].scales[0], found.stages[1].scales[0]
    assert len({mark.label_y for mark in close.marks}) == 2
    assert len({mark.label_y for mark in apart.marks}) == 1
    assert close.height > apart.height


def test_the_stylesheet_knows_every_number_of_columns_a_map_claims() -> None:
    css = (Path(__file__).parents[2] / "cjmgen/views/map_grid/map-grid.css").read_text("utf-8")
    assert all(f".map--n{n} {{ --cjm-steps: {n}; }}" in css for n in range(1, WIDEST + 1))
    many = journey(*(step(f"s{i}") for i in range(WIDEST + 1)))
    assert map_of(many).size_class == "map--many"
