"""Both curves of a comparison in one picture: a column a step, and steps of both journeys share theirs.

The first journey is drawn filled, the second hollow.  A line passes by the columns of steps its journey
does not have; where a step is there but nobody knows, it breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjmgen.analysis.comparison import Comparison, StepPair
from cjmgen.analysis.emotion import CurvePoint, PersonaCurve, curves_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Journey
from cjmgen.views.curve_axes import Axes, axes_of, frame_for
from cjmgen.views.curve_picture import Sketch, tracks_of
from cjmgen.views.curve_shapes import Frame, Track

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
    columns = found.steps
    frame = frame_for(len(columns))
    own = [_own(curve, columns, frame) for curve in first]
    others = [_other(curve, columns, frame) for curve in second]
    stages = [((group.before or group.after)[0].name, len(group.steps)) for group in found.stages]
    sketch = Sketch(tracks=(*own, *others), stage_sizes=tuple(size for _, size in stages), frame=frame)
    return Overlaid(
        sketch=sketch, axes=axes_of(stages, [_label(pair) for pair in columns], frame),
        before=tuple(curve.persona for curve in first), after=tuple(curve.persona for curve in second),
        has_moments=any(step.moment_of_truth for step in found.before.steps), has_unknown=sketch.has_unknown,
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


def _label(pair: StepPair) -> tuple[str, str]:
    place = pair.after if pair.before is None else pair.before
    return SIGNS.get(pair.verdict, "="), place.step.name if place else ""


def _own(curve: PersonaCurve, columns: Sequence[StepPair], frame: Frame) -> Track:
    known = {point.step_id: point for point in curve.points}
    points = tuple(
        replace(known[pair.before.step.id], step_index=column)
        if pair.before
        else CurvePoint(step_index=column, step_id="", name="", stage_index=0)
        for column, pair in enumerate(columns)
    )
    xs = tuple(frame.step_width * (column + 0.5) for column in range(len(columns)))
    return Track(number=curve.persona.number, name=curve.persona.name, points=points, xs=xs)


def _other(curve: PersonaCurve, columns: Sequence[StepPair], frame: Frame) -> Track:
    known = {point.step_id: point for point in curve.points}
    at = [(column, known[pair.after.step.id]) for column, pair in enumerate(columns) if pair.after]
    return Track(
        number=curve.persona.number, name=curve.persona.name, points=tuple(point for _, point in at),
        xs=tuple(frame.step_width * (column + 0.5) for column, _ in at), is_other=True,
    )  # fmt: skip
