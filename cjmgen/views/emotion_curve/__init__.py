"""Emotion curve: how every persona feels along the journey, large, with its sentence and its table.

The horizontal axis is the order of steps, not time.  Where the journey has a partner (the future
of this current map, or the other way round), the partner's curves lie over it: stages that
correspond share their width, and within a stage the partner's steps stand evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cjmgen.analysis.emotion import CurvePoint, PersonaCurve, curves_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.diagrams.text_width import wrap
from cjmgen.model import Journey, Scope, Stage, Target, as_foreign, lang_of
from cjmgen.model import target_of as target
from cjmgen.views.base import View
from cjmgen.views.curve_picture import TEXT_SIZE, Frame, Picture, Track, picture_of, tracks_of
from cjmgen.views.curve_sentence import CurveSentence, sentence_of

WIDTH = 1180.0
"""The picture fills so many units unless its columns would get too narrow or too wide."""
NARROWEST, WIDEST = 46.0, 220.0
UPRIGHT = 92.0
"""In narrower columns the names of steps are slanted."""
SLANTED_WIDTH, SLANTED_HEIGHT = 128.0, 118.0
LEADING = 15.0
HEAD_HEIGHT = 28.0
"""Row of stage names above the curve."""
AXIS_WIDTH = 96.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLabel:
    x: float
    """Where the stage begins."""
    number: int
    lines: tuple[str, ...]
    """The name; cut where the stage is narrower, the list below the curve has it in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLabel:
    x: float
    lines: tuple[tuple[float, str], ...]
    """Baseline and words; of a slanted label measured from the point it hangs on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """The journey that is laid over."""

    journey: Target
    state: str
    sentences: tuple[CurveSentence, ...]
    left_out: tuple[str, ...]
    """Names of its stages that correspond to none of this journey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    number: int
    step: Target
    stage: str
    moment: str | None
    points: tuple[CurvePoint, ...]
    """One a persona."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionCurve:
    state: str
    picture: Picture
    width: float
    """Of the whole, axis included."""
    height: float
    """Of the whole, names included."""
    curve_x: float
    curve_y: float
    axis_x: float
    """Right end of the words of the axis."""
    stages: tuple[StageLabel, ...]
    stage_y: float
    steps: tuple[StepLabel, ...]
    steps_y: float
    is_slanted: bool
    is_wide: bool
    """Too many steps for a screen: drawn at its natural size, and scrolled."""
    personas: tuple[PersonaMark, ...]
    sentences: tuple[CurveSentence, ...]
    overlay: Overlay | None
    has_moments: bool
    has_computed: bool
    has_unknown: bool
    rows: tuple[Row, ...]
    means: tuple[float | None, ...]
    """One a persona."""


def compute(journey: Journey, atlas: Atlas) -> EmotionCurve | None:
    curves = curves_of(journey, atlas)
    if not any(curve.known for curve in curves):
        return None
    stages = tuple(stage for stage in journey.stages if stage.steps)
    sizes = [len(stage.steps) for stage in stages]
    step_width = round(min(max((WIDTH - AXIS_WIDTH) / sum(sizes), NARROWEST), WIDEST), 1)
    frame = Frame(step_width=step_width, height=360, point=64)
    partner = atlas.partner_of(journey)
    overlay, others = _overlay(partner, stages, frame, atlas) if partner else (None, ())
    picture = picture_of((*tracks_of(curves, frame), *others), sizes, frame)
    labels = _step_labels(journey, frame)
    rows = max((len(label.lines) for label in labels), default=1)
    is_slanted = step_width < UPRIGHT
    return EmotionCurve(
        state=journey.state, picture=picture, width=picture.width + AXIS_WIDTH,
        height=HEAD_HEIGHT + frame.height + (SLANTED_HEIGHT if is_slanted else 24 + LEADING * rows),
        curve_x=AXIS_WIDTH, curve_y=HEAD_HEIGHT,
        axis_x=AXIS_WIDTH - 10, stages=_stage_labels(stages, frame), stage_y=18, steps=labels,
        steps_y=HEAD_HEIGHT + frame.height + 18, is_slanted=is_slanted, is_wide=step_width == NARROWEST,
        personas=atlas.marks_of(journey), sentences=tuple(sentence_of(curve) for curve in curves), overlay=overlay,
        has_moments=any(step.moment_of_truth for step in journey.steps),
        has_computed=any(not dot.given for line in picture.lines for dot in line.dots),
        has_unknown=bool(picture.hatches), rows=_rows(journey, stages, curves),
        means=tuple(curve.mean for curve in curves),
    )  # fmt: skip


def _overlay(
    partner: Journey, stages: Sequence[Stage], frame: Frame, atlas: Atlas
) -> tuple[Overlay | None, tuple[Track, ...]]:
    """The partner's curves, each of its steps placed in the stage that corresponds."""
    curves = curves_of(partner, atlas)
    spans = _spans(stages, frame)
    place: dict[str, float] = {}
    left_out: list[str] = []
    for stage in partner.stages:
        span = _matching(stage, stages, spans)
        if span is None:
            left_out += [stage.name] if stage.steps else []
            continue
        width = (span[1] - span[0]) / max(len(stage.steps), 1)
        place |= {step.id: round(span[0] + width * (i + 0.5), 1) for i, step in enumerate(stage.steps)}
    tracks: list[Track] = []
    for curve in curves:
        points = sorted((p for p in curve.points if p.step_id in place), key=lambda p: place[p.step_id])
        if any(point.emotion is not None for point in points):
            tracks.append(
                Track(
                    number=curve.persona.number, name=curve.persona.name, points=tuple(points),
                    xs=tuple(place[p.step_id] for p in points), is_other=True,
                )
            )  # fmt: skip
    if not tracks:
        return None, ()
    shown = {track.number for track in tracks}
    sentences = tuple(sentence_of(curve) for curve in curves if curve.persona.number in shown)
    overlay = Overlay(journey=target(partner), state=partner.state, sentences=sentences, left_out=tuple(left_out))
    return overlay, tuple(tracks)


def _matching(
    stage: Stage, stages: Sequence[Stage], spans: Sequence[tuple[float, float]]
) -> tuple[float, float] | None:
    """Where a stage of the partner belongs: the same id, else the same place in the life cycle, else the same name."""
    same_id = [other.id == stage.id for other in stages]
    same_place = [stage.life_cycle is not None and other.life_cycle == stage.life_cycle for other in stages]
    same_name = [other.name.casefold() == stage.name.casefold() for other in stages]
    for same in (same_id, same_place, same_name):
        if True in same:
            return spans[same.index(True)]
    return None


def _spans(stages: Sequence[Stage], frame: Frame) -> list[tuple[float, float]]:
    ends = list(accumulate(len(stage.steps) for stage in stages))
    return [
        (frame.step_width * (end - len(stage.steps)), frame.step_width * end)
        for stage, end in zip(stages, ends, strict=True)
    ]


def _stage_labels(stages: Sequence[Stage], frame: Frame) -> tuple[StageLabel, ...]:
    return tuple(
        StageLabel(
            x=round(AXIS_WIDTH + start + 6, 1),
            number=number,
            lines=tuple(
                as_foreign(line, lang_of(stage.name))
                for line in wrap(stage.name, end - start - 26, TEXT_SIZE, 1, bold=True)
            ),
        )
        for number, (stage, (start, end)) in enumerate(zip(stages, _spans(stages, frame), strict=True), start=1)
    )


def _step_labels(journey: Journey, frame: Frame) -> tuple[StepLabel, ...]:
    labels: list[StepLabel] = []
    is_slanted = frame.step_width < UPRIGHT
    for i, step in enumerate(journey.steps):
        width, most = (SLANTED_WIDTH, 2) if is_slanted else (frame.step_width - 8, 8)
        words = wrap(f"{i + 1} {step.name}", width, TEXT_SIZE, most)
        lines = tuple((LEADING * row, as_foreign(line, lang_of(step.name))) for row, line in enumerate(words))
        labels.append(StepLabel(x=round(AXIS_WIDTH + frame.step_width * (i + 0.5), 1), lines=lines))
    return tuple(labels)


def _rows(journey: Journey, stages: Sequence[Stage], curves: Sequence[PersonaCurve]) -> tuple[Row, ...]:
    names = [stage.name for stage in stages for _ in stage.steps]
    return tuple(
        Row(
            number=i + 1,
            step=Target("step", f"{journey.id}/{step.id}", step.name),
            stage=names[i],
            moment=step.moment_of_truth.label if step.moment_of_truth else None,
            points=tuple(curve.points[i] for curve in curves),
        )
        for i, step in enumerate(journey.steps)
    )


VIEW = View(name="emotion-curve", scope=Scope.JOURNEY, compute=compute, parts=("journey-head",), optional=True)
