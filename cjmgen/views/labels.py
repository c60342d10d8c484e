"""Finding room for words in a picture: boxes, what they cover, and the best of several places.

All numbers are SVG user units.  A *sheet* remembers what already stands where; a label
takes the first of its places at which it covers least.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

ASCENT, DESCENT = 0.78, 0.24
"""How far type reaches above and below its baseline, in ems."""
BUCKET = 64.0
"""Width of the strips a sheet is searched by."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def covered(self, other: Box) -> float:
        """Area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label may stand."""

    x: float
    y: float
    """Baseline of the first line."""
    anchor: str = "middle"
    """"start", "middle" or "end"."""
    cost: float = 0.0
    """Square units it may cover more elsewhere before this place is worse."""

    def box(self, width: float, size: float, lines: int = 1, leading: float = 1.25) -> Box:
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        bottom = self.y + size * (DESCENT + leading * (lines - 1))
        return Box(left, self.y - size * ASCENT, left + width, bottom)


class Sheet:
    """A picture being filled.  Lives only while one picture is computed."""

    def __init__(self, width: float, height: float) -> None:
        self._whole = Box(0, 0, width, height)
        self._taken: dict[int, list[tuple[Box, float]]] = {}

    def take(self, box: Box, weight: float = 1.0) -> None:
        """Something stands there; covering a unit of it costs ``weight``."""
        for strip in self._strips(box):
            self._taken.setdefault(strip, []).append((box, weight))

    def cost(self, box: Box) -> float:
        """What a label here would cover, and how far it would stick out."""
        beyond = 20 * (box.area - box.covered(self._whole))
        near = {id(item): item for strip in self._strips(box) for item in self._taken.get(strip, ())}
        return beyond + sum(weight * box.covered(other) for other, weight in near.values())

    def settle(self, places: Sequence[Place], width: float, size: float, lines: int = 1) -> Place:
        """The best place, which is then taken.  Of equals, the first."""
        boxes = [place.box(width, size, lines) for place in places]
        costs = [self.cost(box) + place.cost for box, place in zip(boxes, places, strict=True)]
        best = costs.index(min(costs))
        self.take(boxes[best], 4.0)
        return places[best]

    def _strips(self, box: Box) -> Iterable[int]:
        return range(floor(box.left / BUCKET), floor(box.right / BUCKET) + 1)
