"""Emotion curve: how every persona feels along the journey, large, with its sentence and its table.

The horizontal axis is the order of steps, not time.  Where the journey has a partner (the future
of this current map, or the other way round), the partner's curves lie over it: stages that
correspond share their width, and within a stage the partner's steps stand evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cjmgen.analysis.comparison import corresponding
from cjmgen.analysis.emotion import CurvePoint, PersonaCurve, curves_of, is_felt
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Journey, Scope, Stage, Target
from cjmgen.model import target_of as target
from cjmgen.views.base import View
from cjmgen.views.curve_axes import Axes, axes_of, frame_for
from cjmgen.views.curve_picture import Sketch, tracks_of
from cjmgen.views.curve_sentence import CurveSentence, sentence_of
from cjmgen.views.curve_shapes import Frame, Track


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
    sketch: Sketch
    axes: Axes
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
    if not is_felt(journey, atlas):
        return None
    curves = curves_of(journey, atlas)
    stages = tuple(stage for stage in journey.stages if stage.steps)
    sizes = tuple(len(stage.steps) for stage in stages)
    frame = frame_for(sum(sizes))
    partner = atlas.partner_of(journey)
    overlay, others = _overlay(partner, stages, frame, atlas) if partner else (None, ())
    sketch = Sketch(tracks=(*tracks_of(curves, frame), *others), stage_sizes=sizes, frame=frame)
    names = [(str(number), step.name) for number, step in enumerate(journey.steps, start=1)]
    return EmotionCurve(
        state=journey.state, sketch=sketch, axes=axes_of([(s.name, len(s.steps)) for s in stages], names, frame),
        personas=atlas.marks_of(journey), sentences=tuple(sentence_of(curve) for curve in curves), overlay=overlay,
        has_moments=any(step.moment_of_truth for step in journey.steps),
        has_computed=sketch.has_computed,
        has_unknown=sketch.has_unknown, rows=_rows(journey, stages, curves),
        means=tuple(curve.mean for curve in curves),
    )  # fmt: skip


def _overlay(
    partner: Journey, stages: Sequence[Stage], frame: Frame, atlas: Atlas
) -> tuple[Overlay | None, tuple[Track, ...]]:
    """The partner's curves, each of its steps placed in the stage that corresponds; several stages may share one."""
    curves = curves_of(partner, atlas)
    left_out: list[str] = []
    inside: dict[int, list[str]] = {}
    for stage in partner.stages:
        found = corresponding(stage, stages)
        if found is None:
            left_out += [stage.name] if stage.steps else []
        else:
            inside.setdefault(found, []).extend(step.id for step in stage.steps)
    spans = _spans(stages, frame)
    place: dict[str, float] = {}
    for number, steps in inside.items():
        start, end = spans[number]
        width = (end - start) / max(len(steps), 1)
        place |= {step: round(start + width * (i + 0.5), 1) for i, step in enumerate(steps)}
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


def _spans(stages: Sequence[Stage], frame: Frame) -> list[tuple[float, float]]:
    ends = list(accumulate(len(stage.steps) for stage in stages))
    return [
        (frame.step_width * (end - len(stage.steps)), frame.step_width * end)
        for stage, end in zip(stages, ends, strict=True)
    ]


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


VIEW = View(
    name="emotion-curve", scope=Scope.JOURNEY, compute=compute, shows=is_felt, parts=("journey-head",), optional=True
)
