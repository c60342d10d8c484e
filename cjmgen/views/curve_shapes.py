"""What an emotion curve is drawn of: the paper, the track of each persona, and the shapes of the finished picture.

All numbers are SVG user units.  ``curve_picture`` says where everything stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.emotion import CurvePoint
from cjmgen.views.labels import Place

TEXT_SIZE = 12.0
"""Type in the picture; the theme's stylesheet says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The paper to draw on; 0 is in the middle of its height."""

    step_width: float
    height: float
    point: float
    """Height of one point of emotion."""

    @property
    def zero_y(self) -> float:
        return self.height / 2

    def y(self, emotion: float) -> float:
        return round(self.zero_y - self.point * emotion, 1)


MAP_FRAME = Frame(step_width=184, height=264, point=46)
"""The curve inside the map: one unit is one pixel at 16 px a rem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """What is to be drawn of one persona."""

    number: int
    """Which of the theme's persona looks."""
    name: str
    points: tuple[CurvePoint, ...]
    """One a column.  One without a step id: the journey has no step there, and the line passes by."""
    xs: tuple[float, ...]
    """Where each point stands."""
    is_other: bool = False
    """Of the journey that is laid over for comparison."""
    said: frozenset[str] = frozenset()
    """Steps whose emotion another track says at the same place: a number beside it would say it twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    x: float
    y: float
    symbol: str
    """Id of a symbol of the sprite."""
    size: float
    mark_x: float
    mark_y: float
    """Upper left corner of the symbol."""
    step: str
    """Id of the step."""
    step_name: str
    emotion: float
    given: bool
    confidence: str | None
    n: int | None
    doubt: tuple[float, float] | None
    """Top and bottom of the bar that shows how far a computed number may be off; ``None`` for a given one."""
    label: Place | None
    """``None`` in a picture without words; of a curve laid over, only the highest and the lowest point are labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    number: int
    name: str
    is_other: bool
    paths: tuple[str, ...]
    """SVG path data, one for each run of known steps."""
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words at a step: the name of a moment of truth, or who is not known."""

    kind: str
    """"moment" or "unknown"."""
    x: float
    lines: tuple[tuple[float, str], ...]
    """Baseline and words of each line; of "unknown" the name of who is not known, "" if nobody is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    width: float
    height: float
    zero_y: float
    scale: tuple[tuple[float, str], ...]
    """y and number of each mark of the axis, from +2 down; the minus is a real one."""
    rules: tuple[tuple[float, bool], ...]
    """x of the border between two steps, and whether a stage begins there."""
    hatches: tuple[tuple[float, float], ...]
    """Left end and width of each stretch where something is not known."""
    hatch_y: float
    hatch_height: float
    stars: tuple[tuple[float, float], ...]
    """Upper left corner of the star of each moment of truth at which nobody's emotion is known."""
    star_size: float
    lines: tuple[Line, ...]
    """In drawing order: the most important last, on top."""
    notes: tuple[Note, ...]
