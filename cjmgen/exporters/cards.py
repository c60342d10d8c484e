"""The picture shown where a journey's address is shared: its emotion curves, 1200 by 630, without words.

A card has to be a PNG (services that show one take no SVG), and words would need a font; so it is
drawn here, line by line, and the journey's title stands beside it in the page's own metadata.
There are cards only on a site that says where it is: their addresses must be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, sqrt
from typing import Final

from cjmgen.analysis.curve_path import monotone_path
from cjmgen.analysis.emotion import curves_of, felt, segments
from cjmgen.analysis.index import Atlas
from cjmgen.engine import Later
from cjmgen.exporters.base import Export, Exporter, Published
from cjmgen.exporters.png import Colour, Row, png
from cjmgen.model import Journey

WIDTH: Final = 1200
HEIGHT: Final = 630
EDGE: Final = 60
TOP: Final = 100
"""Where +2 is."""
BOTTOM: Final = 530
"""Where -2 is."""
STROKE: Final = 9.0
DOT: Final = 14.0
RING: Final = 19.0
SHADES: Final = 8
"""Steps from paper to ink, for smooth edges."""

PAPER: Final[Colour] = (0xFB, 0xF8, 0xF2)
BAND: Final[Colour] = (0xF1, 0xEB, 0xDF)
RULE: Final[Colour] = (0xC9, 0xBF, 0xAE)
INKS: Final[tuple[Colour, ...]] = (
    (0xB8, 0x43, 0x0C), (0x1D, 0x57, 0x9B), (0x6F, 0x3A, 0x8A), (0x4C, 0x61, 0x10),
    (0xA3, 0x19, 0x5B), (0x06, 0x65, 0x6F), (0x77, 0x53, 0x00), (0x4A, 0x53, 0x66),
)  # fmt: skip
"""Personas' colours as the default theme has them on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    colour: int
    """Of the persona, 1 .. 8."""
    runs: tuple[tuple[tuple[int, float], ...], ...]
    """Neighbouring known points: number of the step, emotion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    stages: tuple[int, ...]
    """How many steps each has."""
    lines: tuple[Line, ...]
    """The most important persona first."""


def card_path(journey_id: str) -> str:
    """One for every language: there are no words on it."""
    return f"journeys/{journey_id}/card.png"


def exports(published: Published) -> Iterable[Export]:
    if published.url is None:
        return
    atlas = next(iter(published.atlases.values()))
    for journey in atlas.site.journeys:
        yield Export(path=card_path(journey.id), value=Later(partial(_card, journey, atlas)), write=write)


def _card(journey: Journey, atlas: Atlas) -> Card:
    lines = [
        Line(
            colour=curve.persona.number,
            runs=tuple(tuple((point.step_index, felt(point)) for point in run) for run in segments(curve.points)),
        )
        for curve in curves_of(journey, atlas)
    ]
    return Card(stages=tuple(len(stage.steps) for stage in journey.stages), lines=tuple(lines))


def write(card: Card) -> bytes:
    palette = [PAPER, BAND, RULE]
    for ink in INKS:
        palette += [_mixed(ink, shade / SHADES) for shade in range(1, SHADES + 1)]
    rows = _paper(card)
    for line in reversed(card.lines):
        _draw(line, sum(card.stages), rows)
    return png(WIDTH, rows, palette)


def _mixed(ink: Colour, share: float) -> Colour:
    red, green, blue = (round(paper + (own - paper) * share) for own, paper in zip(ink, PAPER, strict=True))
    return red, green, blue


def _paper(card: Card) -> list[Row]:
    """Every second stage on a darker band, and a line where nobody feels anything."""
    row, start, steps = bytearray(WIDTH), 0, sum(card.stages)
    for number, size in enumerate(card.stages):
        left, right = (_edge(at, steps) for at in (start, start + size))
        if number % 2:
            row[left:right] = b"\x01" * (right - left)
        start += size
    rows = [bytearray(row) for _ in range(HEIGHT)]
    middle = round(_height(0))
    for y in (middle - 1, middle):
        rows[y] = bytearray(b"\x02" * WIDTH)
    return rows


def _edge(step: int, steps: int) -> int:
    """Where a step begins; bands run to the edges of the card."""
    return {0: 0, steps: WIDTH}.get(step, round(EDGE + step * (WIDTH - 2 * EDGE) / max(steps, 1)))


def _height(emotion: float) -> float:
    return (TOP + BOTTOM) / 2 - emotion * (BOTTOM - TOP) / 4


def _draw(line: Line, steps: int, rows: list[Row]) -> None:
    base = 2 + (line.colour - 1) % len(INKS) * SHADES
    width = (WIDTH - 2 * EDGE) / max(steps, 1)
    for run in line.runs:
        xs = [EDGE + (number + 0.5) * width for number, _ in run]
        ys = [_height(emotion) for _, emotion in run]
        for x, y, slope in _columns(monotone_path(xs, ys)):
            half = STROKE / 2 * sqrt(1 + slope * slope)
            _column(rows, x, y - half, y + half, base)
        for across, down in zip(xs, ys, strict=True):
            _disc(rows, across, down, RING, None)
            _disc(rows, across, down, DOT, base)


_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


def _columns(path: str) -> Iterator[tuple[int, float, float]]:
    """Column, height and slope of a path whose control points stand at thirds of each stretch."""
    numbers = [float(text) for text in _NUMBER.findall(path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    for (x0, y0), (_, y1), (_, y2), (x3, y3) in zip(
        points[:-1:3], points[1::3], points[2::3], points[3::3], strict=True
    ):
        for x in range(round(x0), round(x3)):
            t = (x - x0) / (x3 - x0)
            u = 1 - t
            height = u**3 * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3
            slope = 3 * (u * u * (y1 - y0) + 2 * u * t * (y2 - y1) + t * t * (y3 - y2)) / (x3 - x0)
            yield x, height, slope


def _column(rows: Sequence[Row], x: int, top: float, bottom: float, base: int) -> None:
    for y in range(max(0, int(top)), min(HEIGHT, int(bottom) + 1)):
        _ink(rows[y], x, min(bottom, y + 1) - max(top, y), base)


def _disc(rows: Sequence[Row], x: float, y: float, radius: float, base: int | None) -> None:
    """Of ink, or (``None``) of paper: line by line, with shades where a line ends."""
    for row in range(max(0, int(y - radius)), min(HEIGHT, int(y + radius) + 1)):
        half = sqrt(max(0.0, radius * radius - (row + 0.5 - y) ** 2))
        left, right = max(0.0, x - half), min(float(WIDTH), x + half)
        first, last = ceil(left), int(right)
        if last <= first:
            continue
        rows[row][first:last] = bytes((0 if base is None else base + SHADES,)) * (last - first)
        if base is not None:
            _ink(rows[row], first - 1, first - left, base)
            _ink(rows[row], last, right - last, base)


def _ink(row: Row, x: int, share: float, base: int) -> None:
    """A darker shade of the same ink stays; another ink is drawn over."""
    shade = base + round(share * SHADES)
    is_darker_already = shade <= row[x] <= base + SHADES
    if shade > base and not is_darker_already:
        row[x] = shade


EXPORTER = Exporter(name="cards", exports=exports)
