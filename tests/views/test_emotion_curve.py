"""The large curve: its sentence, its table, and another journey laid over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cjmgen.analysis.emotion import curves_of
from cjmgen.analysis.index import Atlas
from cjmgen.model import Evidence, Feeling, Journey, Persona, Rating, Site, Stage, Step, StepRef
from cjmgen.source import Origin
from cjmgen.views.curve_axes import AXIS_WIDTH
from cjmgen.views.curve_sentence import CurveSentence, sentence_of
from cjmgen.views.emotion_curve import EmotionCurve, compute

HERE = Origin("test")
ANNA = Persona(id="anna", name="Anna", origin=HERE)


def journey(id: str, **stages: list[float | None]) -> Journey:
    """One stage a keyword, one step an emotion."""
    made = tuple(
        Stage(
            id=stage,
            name=stage.title(),
            origin=HERE,
            steps=tuple(
                Step(
                    id=f"{stage}-{i}",
                    name=f"I {stage} {i}",
                    feelings=() if felt is None else (Feeling(persona=None, emotion=felt),),
                    origin=HERE,
                )
                for i, felt in enumerate(emotions)
            ),
        )
        for stage, emotions in stages.items()
    )
    return Journey(id=id, title=id, personas=(ANNA,), goal="Go", stages=made, origin=HERE)


def atlas_of(*journeys: Journey, evidence: tuple[Evidence, ...] = ()) -> Atlas:
    return Atlas(Site(lang="en", title="T", personas=(ANNA,), journeys=journeys, evidence=evidence))


def curve_of(subject: Journey, *others: Journey, evidence: tuple[Evidence, ...] = ()) -> EmotionCurve:
    made = compute(subject, atlas_of(subject, *others, evidence=evidence))
    assert made is not None
    return made


def says(subject: Journey) -> CurveSentence:
    (curve,) = curves_of(subject, atlas_of(subject))
    return sentence_of(curve)


def test_a_journey_nobody_knows_the_feelings_of_has_no_curve() -> None:
    unknown = journey("way", before=[None, None])
    assert compute(unknown, atlas_of(unknown)) is None


def test_the_sentence_names_peak_low_end_trend_and_the_steepest_fall() -> None:
    found = says(journey("way", before=[0.0, 1.7, -1.2], after=[0.5, 1.0]))
    assert (found.kind, found.peak, found.peak_step) == ("level", 1.7, "I before 1")
    assert (found.low, found.low_step, found.end) == (-1.2, "I before 2", 1.0)
    assert (found.drop, found.drop_from, found.drop_to) == (2.9, "I before 1", "I before 2")


def test_sentences_know_flat_lonely_and_unknown_curves() -> None:
    assert says(journey("way", before=[0.5, 0.5])).kind == "flat"
    assert says(journey("way", before=[None, 0.5])).kind == "one"
    assert says(journey("way", before=[None])).kind == "none"
    assert says(journey("way", before=[-1.0, 0.0, 1.0])).kind == "rising"


def test_a_computed_point_is_hollow_and_shows_how_far_it_may_be_off() -> None:
    rating = Rating(step=StepRef(journey="way", step="before-1"), emotion=1.0, n=12)
    survey = Evidence(id="s", title="Survey", kind="survey", date=date(2026, 1, 1), ratings=(rating,), origin=HERE)
    found = curve_of(journey("way", before=[0.0, None]), evidence=(survey,))
    given, computed = found.sketch.picture.lines[0].dots
    assert (given.given, given.doubt) == (True, None)
    assert (computed.given, computed.n, computed.confidence) == (False, 12, "low")
    assert computed.doubt is not None
    assert computed.doubt[0] < computed.y < computed.doubt[1]
    assert found.has_computed


def test_the_bar_of_doubt_does_not_leave_the_scale() -> None:
    rating = Rating(step=StepRef(journey="way", step="before-0"), emotion=1.9, n=1)
    survey = Evidence(id="s", title="S", kind="survey", date=date(2026, 1, 1), ratings=(rating,), origin=HERE)
    (dot,) = curve_of(journey("way", before=[None]), evidence=(survey,)).sketch.picture.lines[0].dots
    top = next(y for y, words in curve_of(journey("way", before=[0.0])).sketch.picture.scale if words == "+2")
    assert dot.doubt is not None
    assert dot.doubt[0] == top


def test_a_partner_is_laid_over_stage_by_stage() -> None:
    now = replace(journey("now", before=[0.0, 0.0], after=[0.0, 0.0]), pairs_with="then")
    then = replace(journey("then", before=[1.0], extra=[2.0], after=[1.0, 1.5, 1.0, 1.0]), state="future")
    found = curve_of(now, then)
    other = next(line for line in found.sketch.picture.lines if line.is_other)
    half = found.sketch.picture.width / 2
    assert found.overlay is not None
    assert found.overlay.left_out == ("Extra",)
    assert [dot.x for dot in other.dots] == [half / 2, *(half + half / 4 * (i + 0.5) for i in range(4))]
    assert [dot.emotion for dot in other.dots if dot.label is not None] == [1.0, 1.5]


def test_stages_of_a_partner_that_stand_for_one_of_ours_share_its_place() -> None:
    now = replace(journey("now", before=[0.0, 0.0], after=[0.0, 0.0]), pairs_with="then")
    then = journey("then", before=[1.0], again=[2.0])
    then = replace(then, state="future", stages=(then.stages[0], replace(then.stages[1], name="Before")))
    found = curve_of(now, then)
    other = next(line for line in found.sketch.picture.lines if line.is_other)
    half = found.sketch.picture.width / 2
    assert [dot.x for dot in other.dots] == [half * 0.25, half * 0.75]
    assert len(other.paths) == 1


def test_a_partner_finds_its_stage_by_life_cycle_or_name_when_ids_differ() -> None:
    now = journey("now", before=[0.0], after=[0.0])
    then = journey("then", first=[1.0], second=[1.0])
    now = replace(now, pairs_with="then", stages=(replace(now.stages[0], life_cycle="buy"), now.stages[1]))
    then = replace(then, stages=(replace(then.stages[0], life_cycle="buy"), replace(then.stages[1], name="AFTER")))
    found = curve_of(now, then)
    assert found.overlay is not None
    assert found.overlay.left_out == ()


def test_names_of_steps_hang_slanted_where_columns_are_narrow() -> None:
    assert not curve_of(journey("way", before=[0.0] * 5)).axes.is_slanted
    narrow = curve_of(journey("way", before=[0.0] * 20))
    assert narrow.axes.is_slanted
    assert not narrow.axes.is_wide
    assert curve_of(journey("way", before=[0.0] * 40)).axes.is_wide


def test_the_picture_and_the_table_tell_the_same() -> None:
    found = curve_of(journey("way", before=[0.0, None], after=[1.0]))
    drawn = [(dot.step, dot.emotion) for dot in found.sketch.picture.lines[0].dots]
    told = [(p.step_id, p.emotion) for row in found.rows for p in row.points if p.emotion is not None]
    assert drawn == told
    assert found.axes.steps[0].x == AXIS_WIDTH + found.sketch.picture.lines[0].dots[0].x
    assert found.means == (0.5,)
