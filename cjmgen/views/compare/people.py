"""Personas of one journey beside each other: where they feel alike, and where they part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjmgen.analysis.emotion import PersonaCurve, curves_of
from cjmgen.analysis.index import Atlas, PersonaMark, StepPlace, places_of
from cjmgen.analysis.places import stage_target
from cjmgen.model import Journey, Target
from cjmgen.views.curve_axes import Axes
from cjmgen.views.curve_picture import Sketch
from cjmgen.views.curves_overlaid import side_by_side

FARTHEST_SHOWN = 3
PARTED = 1.0
"""Personas this far apart at a step, in points, are said to part there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPain:
    text: str
    severity: str | None
    by: tuple[PersonaMark, ...]
    """Not everybody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    number: int
    target: Target
    moment: str | None
    emotions: tuple[float | None, ...]
    """One a persona."""
    distance: float | None
    """From the one who feels worst to the one who feels best, 0 .. 4; ``None`` unless two are known."""
    width_pct: float
    """The same on a bar that is full at 4."""
    best: PersonaMark | None
    """Who feels best; ``None`` if all feel alike or nobody knows."""
    pains: tuple[OwnPain, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageApart:
    number: int
    target: Target
    rows: tuple[Apart, ...]
    means: tuple[float | None, ...]
    """One a persona."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    personas: tuple[PersonaMark, ...]
    sketch: Sketch
    axes: Axes
    has_moments: bool
    has_computed: bool
    has_unknown: bool
    means: tuple[float | None, ...]
    compared: int
    """Steps at which two are known."""
    parted: int
    """Those at which they are a point or more apart."""
    farthest: tuple[Apart, ...]
    """The largest distances, largest first."""
    stages: tuple[StageApart, ...]


def people_of(journey: Journey, atlas: Atlas) -> People | None:
    """``None`` unless two personas are known at one step at least."""
    curves = curves_of(journey, atlas)
    rows = tuple(_apart(place, curves, atlas) for place in places_of(journey))
    compared = [row for row in rows if row.distance is not None]
    if not compared:
        return None
    sketch, axes = side_by_side(journey, curves)
    parted = [row for row in compared if (row.distance or 0) > 0]
    return People(
        personas=atlas.marks_of(journey), sketch=sketch, axes=axes,
        has_moments=any(step.moment_of_truth for step in journey.steps),
        has_computed=sketch.has_computed,
        has_unknown=sketch.has_unknown, means=tuple(curve.mean for curve in curves),
        compared=len(compared), parted=sum((row.distance or 0) >= PARTED for row in compared),
        farthest=tuple(sorted(parted, key=lambda row: -(row.distance or 0))[:FARTHEST_SHOWN]),
        stages=_stages(journey, rows, curves),
    )  # fmt: skip


def _apart(place: StepPlace, curves: Sequence[PersonaCurve], atlas: Atlas) -> Apart:
    emotions = tuple(curve.points[place.number - 1].emotion for curve in curves)
    known = [(emotion, curve.persona) for emotion, curve in zip(emotions, curves, strict=True) if emotion is not None]
    values = [emotion for emotion, _ in known]
    distance = round(max(values) - min(values), 1) if len(values) > 1 else None
    everyone = {persona.id for persona in place.journey.personas}
    step = place.step
    return Apart(
        number=place.number, target=place.target,
        moment=step.moment_of_truth.label if step.moment_of_truth else None,
        emotions=emotions, distance=distance, width_pct=round((distance or 0) * 25, 1),
        best=max(known, key=lambda one: one[0])[1] if distance else None,
        pains=tuple(
            OwnPain(
                text=pain.text, severity=pain.severity,
                by=tuple(curve.persona for curve in curves if curve.persona.id in pain.personas),
            )
            for pain in step.pains or ()
            if pain.personas and not everyone <= set(pain.personas)
        ),
    )  # fmt: skip


def _stages(journey: Journey, rows: Sequence[Apart], curves: Sequence[PersonaCurve]) -> tuple[StageApart, ...]:
    made: list[StageApart] = []
    start = 0
    for number, stage in enumerate((stage for stage in journey.stages if stage.steps), start=1):
        end = start + len(stage.steps)
        made.append(
            StageApart(
                number=number, target=stage_target(journey, stage), rows=tuple(rows[start:end]),
                means=tuple(PersonaCurve(persona=c.persona, points=c.points[start:end]).mean for c in curves),
            )
        )  # fmt: skip
        start = end
    return tuple(made)
