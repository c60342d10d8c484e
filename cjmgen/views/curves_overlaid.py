"""Both curves of a comparison in one picture: a column a step, and steps of both journeys share theirs.

Of a journey and its future or variant the first is drawn filled, the second hollow; of two versions of one
journey, what holds now is filled and what it was is hollow.  A line passes by the columns of steps its journey
does not have; where a step is there but nobody knows, it breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from cjmgen.analysis.comparison import Comparison, StepPair
from cjmgen.analysis.emotion import CurvePoint, PersonaCurve, curves_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Journey
from cjmgen.views.curve_axes import Axes, axes_of, frame_for
from cjmgen.views.curve_picture import Sketch, tracks_of
from cjmgen.views.curve_shapes import Frame, Track

Side = Callable[[Any], Any]
"""Of a pair of steps or of stages: what the first journey has, or the second."""
SIGNS = {"added": "+", "removed": "−"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    sketch: Sketch
    axes: Axes
    before: tuple[PersonaMark, ...]
    """Whose curves of the first journey are drawn."""
    after: tuple[PersonaMark, ...]
    has_moments: bool
    has_unknown: bool


def overlaid(found: Comparison, shown: frozenset[str], atlas: Atlas, *, was: Atlas | None = None) -> Overlaid | None:
    """The curves of the personas of these ids; ``None`` if on one of the two nobody's feelings are known.

    ``was`` is the atlas of the first journey, if that is of an earlier version of the site.
    """
    first = [curve for curve in curves_of(found.before, was or atlas) if curve.known and curve.persona.id in shown]
    second = [curve for curve in curves_of(found.after, atlas) if curve.known and curve.persona.id in shown]
    if not first or not second:
        return None
    columns, of_before, of_after = found.steps, attrgetter("before"), attrgetter("after")
    frame = frame_for(len(columns))
    if was is None:
        filled, hollow, main = first, second, (of_before, of_after)
    else:
        filled, hollow, main = second, first, (of_after, of_before)
    own = [_filled(curve, main[0], columns, frame) for curve in filled]
    others = [_hollow(curve, main[1], columns, frame, own) for curve in hollow]
    stages = [((main[0](group) or main[1](group))[0].name, len(group.steps)) for group in found.stages]
    in_both = "=" if was is None else ""  # of two versions nearly all steps are in both
    names = [(SIGNS.get(pair.verdict, in_both), (main[0](pair) or main[1](pair)).step.name) for pair in columns]
    starred = found.before if was is None else found.after
    sketch = Sketch(tracks=(*own, *others), stage_sizes=tuple(size for _, size in stages), frame=frame)
    return Overlaid(
        sketch=sketch, axes=axes_of(stages, names, frame),
        before=tuple(curve.persona for curve in first), after=tuple(curve.persona for curve in second),
        has_moments=any(step.moment_of_truth for step in starred.steps), has_unknown=sketch.has_unknown,
    )  # fmt: skip


def side_by_side(journey: Journey, curves: Sequence[PersonaCurve]) -> tuple[Sketch, Axes]:
    """The curves of a journey's personas."""
    frame = frame_for(len(journey.steps))
    stages = [(stage.name, len(stage.steps)) for stage in journey.stages if stage.steps]
    names = [(str(number), step.name) for number, step in enumerate(journey.steps, start=1)]
    return (
        Sketch(tracks=tracks_of(curves, frame), stage_sizes=tuple(size for _, size in stages), frame=frame),
        axes_of(stages, names, frame),
    )


def _filled(curve: PersonaCurve, side: Side, columns: Sequence[StepPair], frame: Frame) -> Track:
    known = {point.step_id: point for point in curve.points}
    points = tuple(
        replace(known[place.step.id], step_index=column)
        if (place := side(pair))
        else CurvePoint(step_index=column, step_id="", name="", stage_index=0)
        for column, pair in enumerate(columns)
    )
    xs = tuple(frame.step_width * (column + 0.5) for column in range(len(columns)))
    return Track(number=curve.persona.number, name=curve.persona.name, points=points, xs=xs)


def _hollow(
    curve: PersonaCurve, side: Side, columns: Sequence[StepPair], frame: Frame, filled: Sequence[Track]
) -> Track:
    known = {point.step_id: point for point in curve.points}
    at = [(column, known[place.step.id]) for column, pair in enumerate(columns) if (place := side(pair))]
    over = {(t.number, column): point.emotion for t in filled for column, point in enumerate(t.points)}
    number = curve.persona.number
    said = frozenset(point.step_id for column, point in at if over.get((number, column)) == point.emotion)
    return Track(
        number=curve.persona.number, name=curve.persona.name, points=tuple(point for _, point in at),
        xs=tuple(frame.step_width * (column + 0.5) for column, _ in at), is_other=True, said=said,
    )  # fmt: skip
