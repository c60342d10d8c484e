"""What stands around a large curve: names of stages above it, names of steps below, and how large the whole is.

All numbers are SVG user units.  Columns are as wide as the page allows; in narrow ones the names of
steps hang slanted, and where even those would touch, the picture keeps its size and is scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cjmgen.diagrams.text_width import wrap
from cjmgen.model import as_foreign, lang_of
from cjmgen.views.curve_shapes import TEXT_SIZE, Frame

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
class Axes:
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


def frame_for(columns: int) -> Frame:
    """The paper for a large curve of so many columns."""
    step_width = round(min(max((WIDTH - AXIS_WIDTH) / columns, NARROWEST), WIDEST), 1)
    return Frame(step_width=step_width, height=360, point=64)


def axes_of(stages: Sequence[tuple[str, int]], steps: Sequence[tuple[str, str]], frame: Frame) -> Axes:
    """``stages``: name and number of columns; ``steps``: what stands before the name of each, and the name."""
    is_slanted = frame.step_width < UPRIGHT
    labels = tuple(_step_label(i, prefix, name, frame) for i, (prefix, name) in enumerate(steps))
    rows = max((len(label.lines) for label in labels), default=1)
    return Axes(
        width=round(frame.step_width * len(steps) + AXIS_WIDTH, 1),
        height=HEAD_HEIGHT + frame.height + (SLANTED_HEIGHT if is_slanted else 24 + LEADING * rows),
        curve_x=AXIS_WIDTH, curve_y=HEAD_HEIGHT, axis_x=AXIS_WIDTH - 10,
        stages=_stage_labels(stages, frame), stage_y=18, steps=labels, steps_y=HEAD_HEIGHT + frame.height + 18,
        is_slanted=is_slanted, is_wide=frame.step_width == NARROWEST,
    )  # fmt: skip


def _stage_labels(stages: Sequence[tuple[str, int]], frame: Frame) -> tuple[StageLabel, ...]:
    borders = (0, *accumulate(size for _, size in stages))
    made: list[StageLabel] = []
    for number, ((name, _), (first, last)) in enumerate(zip(stages, pairwise(borders), strict=True), start=1):
        lines = wrap(name, frame.step_width * (last - first) - 26, TEXT_SIZE, 1, bold=True)
        made.append(
            StageLabel(
                x=round(AXIS_WIDTH + frame.step_width * first + 6, 1), number=number,
                lines=tuple(as_foreign(line, lang_of(name)) for line in lines),
            )
        )  # fmt: skip
    return tuple(made)


def _step_label(column: int, prefix: str, name: str, frame: Frame) -> StepLabel:
    width, most = (SLANTED_WIDTH, 2) if frame.step_width < UPRIGHT else (frame.step_width - 8, 8)
    words = wrap(f"{prefix} {name}", width, TEXT_SIZE, most)
    return StepLabel(
        x=round(AXIS_WIDTH + frame.step_width * (column + 0.5), 1),
        lines=tuple((LEADING * row, as_foreign(line, lang_of(name))) for row, line in enumerate(words)),
    )
