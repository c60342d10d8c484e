"""The piece of the emotion curves that belongs to a band, and how it leads on to both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cjmgen.analysis.emotion import CurvePoint, PersonaCurve
from cjmgen.views.curve_picture import Sketch, tracks_of
from cjmgen.views.curve_shapes import Dot, Frame, Picture
from cjmgen.views.poster.facts import Fact

HEADROOM = 34.0
"""Above +2 and below -2, for numbers and names; in units of the curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A line to a step that stands on another band or page, up to the edge."""

    number: int
    """Of the persona's look."""
    path: str


def curve_of_band(
    facts: Sequence[Fact], curves: Sequence[PersonaCurve], scale: float, step_width: float, height: float
) -> tuple[Picture, tuple[Lead, ...]]:
    """In units of its own: ``scale`` of a unit of the sheet each."""
    tall = round(height / scale, 2)
    frame = Frame(step_width=round(step_width / scale, 3), height=tall, point=max(tall - HEADROOM, 24.0) / 4)
    first, last = facts[0].number - 1, facts[-1].number
    parts = [
        replace(c, points=tuple(replace(p, step_index=i) for i, p in enumerate(c.points[first:last]))) for c in curves
    ]
    sizes = tuple(len(list(group)) for _, group in groupby(facts, key=lambda fact: fact.stage))
    picture = Sketch(tracks=tracks_of(parts, frame), stage_sizes=sizes, frame=frame).picture
    leads: list[Lead] = []
    for line, curve in zip(picture.lines, reversed(curves), strict=True):
        whole = curve.points
        for beyond, step, edge in ((first - 1, first, 0.0), (last, last - 1, round(picture.width, 2))):
            dot = next((dot for dot in line.dots if dot.step == whole[step].step_id), None)
            if dot is not None and 0 <= beyond < len(whole):
                leads += _lead(line.number, dot, whole[beyond], edge, frame)
    return picture, tuple(leads)


def _lead(number: int, dot: Dot, beyond: CurvePoint, edge: float, frame: Frame) -> tuple[Lead, ...]:
    """Half of the way to a known step."""
    if beyond.emotion is None:
        return ()
    middle = (dot.y + frame.y(beyond.emotion)) / 2
    gone = min(1.0, dot.size / max(abs(edge - dot.x), 1.0))
    x, y = dot.x + (edge - dot.x) * gone, dot.y + (middle - dot.y) * gone
    return (Lead(number=number, path=f"M{x:.1f} {y:.1f}L{edge:.1f} {middle:.1f}"),)
