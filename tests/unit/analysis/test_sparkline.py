"""Where the small curves of lists are drawn."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as some

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.sparkline import Spark, spark_of
from cjmgen.model import Feeling, Journey, Persona, Site, Stage, Step
from cjmgen.source import Origin

HERE = Origin("x")
ANNA = Persona(id="anna", name="Anna", colour=3, origin=HERE)


def step(number: int, emotion: float | None) -> Step:
    felt = () if emotion is None else (Feeling(persona=None, emotion=emotion),)
    return Step(id=f"s{number}", name=f"Step {number}", feelings=felt, origin=HERE)


def spark(*stages: tuple[float | None, ...]) -> Spark:
    numbered = count()
    made = tuple(
        Stage(id=f"t{i}", name="T", steps=tuple(step(next(numbered), e) for e in stage), origin=HERE)
        for i, stage in enumerate(stages)
    )
    journey = Journey(id="j", title="J", personas=(ANNA,), goal="g", stages=made, origin=HERE)
    return spark_of(
        journey, ["anna"], Atlas(Site(lang="en", title="T", personas=(ANNA,), journeys=(journey,))), 228, 96
    )


def test_good_is_above_the_zero_line_and_bad_below() -> None:
    drawn = spark((2, -2))

    assert (drawn.zero_y, drawn.peak and drawn.peak.y, drawn.low and drawn.low.y) == (48, 20, 76)


def test_of_more_steps_than_can_be_drawn_the_line_shows_some() -> None:
    drawn = spark(tuple((-1) ** i * 1.5 for i in range(3000)))

    assert len(drawn.lines[0].paths) == 1
    assert drawn.lines[0].paths[0].startswith("M")


def test_no_line_crosses_a_step_of_which_nothing_is_known() -> None:
    [line] = spark((1, 0.5, None, -1, None, 1)).lines

    assert len(line.paths) == 1
    assert [x for x, _ in line.dots] == [134, 214]


def test_a_tick_stands_between_two_stages() -> None:
    assert spark((1, 1), (0, 0, 0)).ticks == (89,)


def test_a_level_curve_has_one_label() -> None:
    assert [end.kind for end in spark((1, 1, 1)).ends] == ["peak"]


def test_where_nothing_is_known_nothing_is_drawn() -> None:
    drawn = spark((None, None))

    assert (drawn.known, drawn.steps, drawn.ends, drawn.lines[0].paths, drawn.lines[0].dots) == (0, 2, (), (), ())


def test_a_single_step_stands_in_the_middle() -> None:
    assert spark((1,)).lines[0].dots == ((114, 34),)


def test_the_persona_keeps_its_look() -> None:
    assert spark((1, 2)).lines[0].number == 3


@given(some.lists(some.floats(-2, 2).map(lambda e: round(e, 1)), min_size=1, max_size=30))
def test_labels_stay_inside_and_never_meet(emotions: list[float]) -> None:
    drawn = spark(tuple(emotions))

    assert all(8 <= end.label_y <= drawn.height for end in drawn.ends)
    if drawn.low and drawn.peak:
        assert drawn.low.label_y - drawn.peak.label_y > 16
