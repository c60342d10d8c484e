"""Finding room for words in a picture: boxes, what they cover, and the best of several places.

All numbers are SVG user units.  A *sheet* remembers what already stands where; a label
takes the first of its places at which it covers least.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor, inf

ASCENT, DESCENT = 0.78, 0.24
"""How far type reaches above and below its baseline, in ems."""
TILE = 48.0
"""Side of the squares a sheet is searched by."""


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
        self._taken: dict[tuple[int, int], list[tuple[int, float, float, float, float, float]]] = {}
        """Tile -> number, sides and weight of what touches it."""
        self._count = 0

    def take(self, box: Box, weight: float = 1.0) -> None:
        """Something stands there; covering a unit of it costs ``weight``."""
        self._count += 1
        item = (self._count, box.left, box.top, box.right, box.bottom, weight)
        for tile in _tiles(box):
            self._taken.setdefault(tile, []).append(item)

    def cost(self, box: Box) -> float:
        """What a label here would cover, and how far it would stick out."""
        total = 20 * (box.area - box.covered(self._whole))
        left, top, right, bottom = box.left, box.top, box.right, box.bottom
        seen: set[int] = set()
        for tile in _tiles(box):
            # As ``covered`` says, but without a call for each neighbour: most of the time of a picture goes here.
            for number, its_left, its_top, its_right, its_bottom, weight in self._taken.get(tile, ()):
                width = (right if right < its_right else its_right) - (left if left > its_left else its_left)
                if width > 0 and number not in seen:
                    height = (bottom if bottom < its_bottom else its_bottom) - (top if top > its_top else its_top)
                    if height > 0:
                        seen.add(number)
                        total += weight * width * height
        return total

    def settle(self, places: Sequence[Place], width: float, size: float, lines: int = 1) -> Place:
        """The best place, which is then taken.  Of equals, the first."""
        best, best_cost = places[0], inf
        for place in places:
            if place.cost >= best_cost:
                continue
            cost = self.cost(place.box(width, size, lines)) + place.cost
            if cost < best_cost:
                best, best_cost = place, cost
        self.take(best.box(width, size, lines), 4.0)
        return best


def _tiles(box: Box) -> Iterable[tuple[int, int]]:
    """The parts of a sheet that a box touches."""
    across = range(floor(box.left / TILE), floor(box.right / TILE) + 1)
    down = range(floor(box.top / TILE), floor(box.bottom / TILE) + 1)
    return product(across, down)
