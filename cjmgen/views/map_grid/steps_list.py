"""The map on a phone: the whole curve in one small picture, and a scale for each step.

All numbers are SVG user units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cjmgen.analysis.emotion import PersonaCurve
from cjmgen.diagrams.text_width import text_width
from cjmgen.model import Stage
from cjmgen.views.curve_picture import Sketch, tracks_of
from cjmgen.views.curve_shapes import Frame

WIDTH = 358.0
"""Of a phone's column: a screen of 390 less the gutters."""
TEXT_SIZE, ROW = 12.0, 16.0
BAND = 20.0
OVERVIEW_HEIGHT = 140.0
EDGE = 19.0
"""From the end of the scale to -2 and +2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleMark:
    """One persona on a step's scale."""

    number: int
    name: str
    emotion: float | None
    given: bool
    symbol: str
    size: float
    mark_x: float
    mark_y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    width: float
    height: float
    band_y: float
    band_height: float
    zero_x: float
    zero_y: float
    words_y: float
    """Baseline of "awful" and "delighted"."""
    marks: tuple[ScaleMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageName:
    x: float
    number: int
    name: str
    """"" if there is no room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    sketch: Sketch
    height: float
    """With the row of names."""
    words_y: float
    names: tuple[StageName, ...]


def overview_of(curves: Sequence[PersonaCurve], stages: Sequence[Stage]) -> Overview:
    sizes = tuple(len(stage.steps) for stage in stages)
    step_width = round(WIDTH / max(sum(sizes), 1), 3)
    frame = Frame(step_width=step_width, height=OVERVIEW_HEIGHT, point=OVERVIEW_HEIGHT / 4 - 6)
    ends = list(accumulate(sizes))
    names = tuple(
        StageName(
            x=round(step_width * (end - size / 2), 1),
            number=number,
            name=stage.name if text_width(f"{number} {stage.name}", TEXT_SIZE) < step_width * size else "",
        )
        for number, (stage, size, end) in enumerate(zip(stages, sizes, ends, strict=True), start=1)
    )
    return Overview(
        sketch=Sketch(tracks=tracks_of(curves, frame), stage_sizes=sizes, frame=frame, has_words=False),
        height=OVERVIEW_HEIGHT + 20,
        words_y=OVERVIEW_HEIGHT + 15, names=names,
    )  # fmt: skip


def scale_of(curves: Sequence[PersonaCurve], step_index: int) -> Scale:
    """Known personas stand on the scale with their names above; the unknown ones are named at its end."""
    zero_x, reach = WIDTH / 2, WIDTH / 2 - EDGE
    points = [(curve, curve.points[step_index]) for curve in curves]
    starred = next((c for c, p in points if p.moment and p.emotion is not None), None)
    ordered = sorted(points, key=lambda at: (at[1].emotion is None, at[1].emotion or 0.0))
    rows: list[float] = []
    """Right end of the last name of each row."""
    placed: list[tuple[PersonaCurve, float, float, int, str]] = []
    for curve, point in ordered:
        width = text_width(f"{curve.persona.name} +0.0", TEXT_SIZE, bold=True)
        x = zero_x + reach * (point.emotion or 0.0) / 2
        left = min(max(x - width / 2, 0.0), WIDTH - width)
        if point.emotion is None:
            width += 50
            left = WIDTH - width
        row = next((i for i, right in enumerate(rows) if right + 10 <= left), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = left + width
        placed.append((curve, x, left + width / 2 if point.emotion is not None else WIDTH, row, "middle"))
    top = ROW * max(len(rows), 1) + 4
    marks: list[ScaleMark] = []
    for curve, x, label_x, row, _ in placed:
        point = curve.points[step_index]
        size = 22.0 if curve is starred else 14.0
        marks.append(
            ScaleMark(
                number=curve.persona.number, name=curve.persona.name, emotion=point.emotion, given=point.given,
                symbol="i-star" if curve is starred else f"m-{curve.persona.number}", size=size,
                mark_x=round(x - size / 2, 1), mark_y=top + BAND / 2 - size / 2, label_x=round(label_x, 1),
                label_y=ROW * (max(len(rows), 1) - row) - 4, anchor="middle" if point.emotion is not None else "end",
            )
        )  # fmt: skip
    return Scale(
        width=WIDTH, height=top + BAND + 20, band_y=top, band_height=BAND, zero_x=zero_x, zero_y=top + BAND / 2,
        words_y=top + BAND + 16, marks=tuple(marks),
    )  # fmt: skip
