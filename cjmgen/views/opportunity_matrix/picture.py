"""The two pictures of the matrix: impact against effort, and satisfaction against importance.

All numbers are SVG user units, one of them a CSS pixel.  A mark is a number in a circle; no two
overlap, and one that had to give way keeps a line to the place it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, cos, floor, hypot, log2, pi, sin

from cjmgen.analysis.priority import HIGH_IMPACT, LOW_EFFORT, MUCH_UNDERSERVED, UNDERSERVED
from cjmgen.model import Target

RADIUS = 12.0
ROOM = 2 * RADIUS + 3
"""Between the middles of two marks."""
IMPACTS = (3.0, 2.0, 1.0, 0.5, 0.25)
WIDTH = 620.0
LEFT, RIGHT = 92.0, 604.0
"""Ends of the plot, from left to right."""
STRIP = 30.0
"""Above and below the rows, for the names of the quadrants."""
TOP = 8.0

SMALL_RADIUS = 10.0
"""Of a mark among many that stand close."""
SIDE = 476.0
"""Of the square of importance and satisfaction."""
SQUARE_LEFT, SQUARE_TOP = 56.0, 14.0
MARGIN = 88.0
"""Right of the square, for the names of its zones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    number: int
    target: Target
    x: float
    y: float
    """Middle of the circle."""
    home: tuple[float, float] | None
    """The place it belongs to, if it had to give way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    at: float
    value: float
    label_at: float
    """Where its number stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrant:
    name: str
    """"quick-win", "big-bet", "fill-in" or "thankless"."""
    x: float
    y: float
    """Where its name stands."""
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Impact in rows, its five steps equally high; effort from left to right, each line twice the one before."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    radius: float
    divider_x: float
    divider_y: float
    corner_width: float
    corner_height: float
    """Of the quadrant to begin with: much impact, little effort."""
    tick_bottom: float
    impact_x: float
    """Right end of the numbers of impact."""
    name_y: float
    """Baseline of what they are."""
    efforts: tuple[Tick, ...]
    impacts: tuple[Tick, ...]
    rows: tuple[float, ...]
    """y of the lines between rows, without the divider."""
    effort_y: float
    """Baseline of the numbers of effort."""
    caption_y: float
    """Baseline of what they are."""
    quadrants: tuple[Quadrant, ...]
    marks: tuple[Mark, ...]


Estimate = tuple[int, Target, float, float]
"""Number, opportunity, impact, effort; or number, opportunity, importance, satisfaction."""


def draw_matrix(estimates: Sequence[Estimate]) -> Matrix:
    """Every estimate as a mark.  Impact is one of the five steps (others join the nearest below)."""
    low = min(0.0, log2(min(effort for *_, effort in estimates)))
    high = max(2.0, log2(max(effort for *_, effort in estimates)))
    inner_left, inner_right = LEFT + RADIUS + 8, RIGHT - RADIUS - 8

    def across(effort: float) -> float:
        return inner_left + (log2(effort) - low) / (high - low) * (inner_right - inner_left)

    divider_x = across(LOW_EFFORT) + RADIUS + 3
    rows: dict[float, list[tuple[float, int, Target]]] = {impact: [] for impact in IMPACTS}
    for number, target, impact, effort in estimates:
        x = across(effort)
        # A mark stands on its own side of the line, however near.
        x = min(x, divider_x - RADIUS - 2) if effort <= LOW_EFFORT else max(x, divider_x + RADIUS + 2)
        rows[_step(impact)].append((x, number, target))
    marks: list[Mark] = []
    impacts: list[Tick] = []
    lines: list[float] = []
    divider_y = y = TOP + STRIP
    for impact in IMPACTS:
        lanes = _lanes(rows[impact])
        height = max(1, len(lanes)) * ROOM + 12
        if impact < HIGH_IMPACT <= _before(impact):
            divider_y = y
        elif impact != IMPACTS[0]:
            lines.append(y)
        middle = y + height / 2
        impacts.append(Tick(at=middle, value=impact, label_at=round(middle + 4.5, 1)))
        first = middle - (len(lanes) - 1) * ROOM / 2
        for lane, items in enumerate(lanes):
            marks += [
                Mark(number=number, target=target, x=round(x, 1), y=round(first + lane * ROOM, 1), home=None)
                for x, number, target in items
            ]
        y += height
    bottom = y + STRIP
    return Matrix(
        width=WIDTH,
        height=bottom + 46,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=bottom,
        radius=RADIUS,
        divider_x=round(divider_x, 1),
        divider_y=round(divider_y, 1),
        corner_width=round(divider_x - LEFT, 1),
        corner_height=round(divider_y - TOP, 1),
        tick_bottom=bottom + 4,
        impact_x=LEFT - 8,
        name_y=TOP + 20,
        efforts=tuple(
            Tick(at=round(across(2.0**power), 1), value=2.0**power, label_at=round(across(2.0**power), 1))
            for power in range(ceil(low), floor(high) + 1)
        ),
        impacts=tuple(impacts),
        rows=tuple(round(line, 1) for line in lines),
        effort_y=bottom + 18,
        caption_y=bottom + 38,
        quadrants=(
            Quadrant(name="quick-win", x=LEFT + 8, y=TOP + 20, anchor="start"),
            Quadrant(name="big-bet", x=RIGHT - 8, y=TOP + 20, anchor="end"),
            Quadrant(name="fill-in", x=LEFT + 8, y=bottom - 10, anchor="start"),
            Quadrant(name="thankless", x=RIGHT - 8, y=bottom - 10, anchor="end"),
        ),
        marks=tuple(sorted(marks, key=lambda mark: mark.number)),
    )


def _step(impact: float) -> float:
    return next((step for step in IMPACTS if impact >= step), IMPACTS[-1])


def _before(impact: float) -> float:
    """The step above."""
    place = IMPACTS.index(impact)
    return IMPACTS[place - 1] if place else float("inf")


def _lanes(items: Sequence[tuple[float, int, Target]]) -> list[list[tuple[float, int, Target]]]:
    """Marks of one row, below each other where they would meet."""
    lanes: list[list[tuple[float, int, Target]]] = []
    for item in sorted(items, key=lambda item: item[:2]):
        free = next((lane for lane in lanes if lane[-1][0] + ROOM <= item[0]), None)
        if free is None:
            lanes.append([item])
        else:
            free.append(item)
    return lanes


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    name: str
    """"much-room" or "room"."""
    scores: str
    """Which scores it holds."""
    x: float
    y: float
    """Where its scores stand."""
    name_y: float
    """Where its name stands, below them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """Importance from left to right, satisfaction from bottom to top, both 0 .. 10."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    radius: float
    satisfaction_x: float
    """Right end of the numbers of satisfaction."""
    name_x: float
    name_y: float
    """Where it says what they are."""
    importances: tuple[Tick, ...]
    satisfactions: tuple[Tick, ...]
    room: str
    much_room: str
    """SVG path data of the areas above a score of 10, and above 15."""
    importance_y: float
    caption_y: float
    zones: tuple[Zone, ...]
    marks: tuple[Mark, ...]


def draw_landscape(answers: Sequence[Estimate]) -> Landscape:
    right, bottom = SQUARE_LEFT + SIDE, SQUARE_TOP + SIDE

    def across(importance: float) -> float:
        return round(SQUARE_LEFT + importance / 10 * SIDE, 1)

    def up(satisfaction: float) -> float:
        return round(bottom - satisfaction / 10 * SIDE, 1)

    def area(score: float) -> str:
        """Where importance is at least (score + satisfaction) / 2."""
        return f"M{across(score / 2)} {bottom}L{right} {up(20 - score)}V{bottom}Z"

    homes = [(across(importance), up(satisfaction)) for *_, importance, satisfaction in answers]
    places = settled(homes, (SQUARE_LEFT, SQUARE_TOP, right, bottom))
    ticks = range(0, 11, 2)
    return Landscape(
        width=right + MARGIN,
        height=bottom + 46,
        left=SQUARE_LEFT,
        right=right,
        top=SQUARE_TOP,
        bottom=bottom,
        radius=SMALL_RADIUS,
        satisfaction_x=SQUARE_LEFT - 8,
        name_x=SQUARE_LEFT + 8,
        name_y=SQUARE_TOP + 18,
        importances=tuple(Tick(at=across(t), value=t, label_at=across(t)) for t in ticks),
        satisfactions=tuple(Tick(at=up(t), value=t, label_at=up(t) + 4.5) for t in ticks),
        room=area(UNDERSERVED),
        much_room=area(MUCH_UNDERSERVED),
        importance_y=bottom + 18,
        caption_y=bottom + 38,
        zones=(
            _zone("much-room", f"{MUCH_UNDERSERVED}–20", right, up(2.5)),
            _zone("room", f"{UNDERSERVED}–{MUCH_UNDERSERVED}", right, up(7)),
        ),
        marks=tuple(
            Mark(
                number=number,
                target=target,
                x=x,
                y=y,
                home=home if hypot(x - home[0], y - home[1]) > 2 * RADIUS / 3 else None,
            )
            for (number, target, *_), (x, y), home in zip(answers, places, homes, strict=True)
        ),
    )


def _zone(name: str, scores: str, right: float, y: float) -> Zone:
    return Zone(name=name, scores=scores, x=right + 10, y=y, name_y=y + 16)


def settled(
    homes: Sequence[tuple[float, float]], frame: tuple[float, float, float, float]
) -> list[tuple[float, float]]:
    """A place for each mark: its home if it is free, else the nearest free one around it, in growing rings."""
    taken: list[tuple[float, float]] = []
    left, top, right, bottom = frame

    def is_free(x: float, y: float) -> bool:
        is_inside = (
            left + SMALL_RADIUS <= x <= right - SMALL_RADIUS and top + SMALL_RADIUS <= y <= bottom - SMALL_RADIUS
        )
        return is_inside and all(hypot(x - a, y - b) >= 2 * SMALL_RADIUS + 1 for a, b in taken)

    for home_x, home_y in homes:
        x = min(max(home_x, left + SMALL_RADIUS), right - SMALL_RADIUS)
        y = min(max(home_y, top + SMALL_RADIUS), bottom - SMALL_RADIUS)
        taken.append((x, y) if is_free(x, y) else _around(x, y, is_free))
    return taken


def _is_away(place: tuple[float, float], home: tuple[float, float]) -> bool:
    """Far enough that a reader needs a line."""
    return hypot(place[0] - home[0], place[1] - home[1]) > SMALL_RADIUS / 2


def _around(x: float, y: float, is_free: Callable[[float, float], bool]) -> tuple[float, float]:
    """The first free place on rings around a point.  There is one: marks are fewer than the frame holds."""
    for ring in count(1):
        distance = ring * SMALL_RADIUS / 4
        turns = 8 + 4 * ring
        for turn in range(turns):
            angle = 2 * pi * turn / turns
            tried = round(x + distance * cos(angle), 1), round(y + distance * sin(angle), 1)
            if is_free(*tried):
                return tried
    raise AssertionError("rings have no end")
