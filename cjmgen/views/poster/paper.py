"""The paper of a poster: its units, its type sizes, and words set in blocks.

A sheet is ``WIDTH`` by ``HEIGHT`` user units; on A0 in landscape one unit is one
millimetre, on every other A size the whole shrinks in proportion.

**To be read from two metres.**  An eye of normal acuity (1.0) tells letters apart from
five minutes of arc on.  Our smallest type has capitals of at least ten minutes, twice
that, when an A0 sheet hangs two metres away: ``2 * 2000 mm * tan(10' / 2)`` = 5.8 mm.
Capitals are 0.716 of a type's size in Helvetica, and about that in the faces of the
theme, so the smallest type is 8.2 mm or more; on A3 that is 2.9 mm (8 points).  The pages of a poster in
A4 pieces are held in the hand: their smallest type is 3 mm (8.5 points).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cjmgen.diagrams import text_width, wrap
from cjmgen.markup.markdown import plain_text
from cjmgen.model import as_foreign, lang_of

WIDTH = 1189.0
HEIGHT = 838.0
"""A0 is 841 mm high; the rest is slack, so that no rounding by a printer makes a second page."""
A4_WIDTH_MM = 297.0
MARGIN = 28.0
"""7 mm on A4: more than the edge most printers cannot reach."""

DISTANCE_MM = 2000.0
LEAST_ANGLE_MINUTES = 10.0
CAPITAL = 0.716
"""Height of a capital, in ems."""
LEAST_SIZE_MM = 2 * DISTANCE_MM * math.tan(math.radians(LEAST_ANGLE_MINUTES / 60) / 2) / CAPITAL
"""Of any type on an A0 sheet."""
LEADING = 1.27
MAX_TEXT = 1000
"""Characters of one text that are set at all: nothing of a poster holds more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """Sizes of type on one kind of sheet, in its units."""

    title: tuple[float, ...]
    """The largest that lets the title stand on one line; the last may take two."""
    goal: float
    stage: tuple[float, ...]
    """The largest at which no word is broken; so for ``name``."""
    name: tuple[float, ...]
    body: float
    small: float
    curve: float
    """How much larger than on screen the curve is drawn, whose type is 12 there."""

    @property
    def smallest(self) -> float:
        return min(*self.title, self.goal, *self.stage, *self.name, self.body, self.small, 12 * self.curve)

    @property
    def unit(self) -> float:
        """What lengths grow by from one kind of paper to another."""
        return self.body / 9

    @property
    def line(self) -> float:
        """From one line of ``body`` to the next."""
        return self.body * LEADING


SHEET_TYPE = Type(
    title=(44, 38, 32), goal=14, stage=(16, 14, 12, 10.5), name=(12, 11, 10, 9), body=9, small=8.4, curve=0.8
)
PAGE_TYPE = Type(
    title=(52, 44, 36), goal=19, stage=(20, 17, 14), name=(17, 15.5, 14, 13), body=13.2, small=12.2, curve=1.15
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words in lines."""

    x: float
    size: float
    lines: tuple[tuple[float, str], ...]
    """Baseline and words of each."""


def set_words(
    text: str, x: float, top: float, width: float, size: float, lines: int, *, bold: bool = False,
    leading: float = LEADING,
) -> Block:  # fmt: skip
    """An author's text in at most so many lines; what does not fit is cut, and ends with "…"."""
    set_lines = _wrapped(str(text), round(width, 2), size, lines, bold) if lines > 0 else ()
    lang = lang_of(text)
    return Block(
        x=round(x, 2), size=size,
        lines=tuple(
            (round(top + size * 0.8 + size * leading * row, 2), as_foreign(line, lang))
            for row, line in enumerate(set_lines)
        ),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float, size: float, lines: int, bold: bool) -> tuple[str, ...]:
    """Words are measured first and set later: once is enough."""
    return wrap(plain_text(text)[:MAX_TEXT], width, size, lines, bold=bold)


def lines_of(text: str, width: float, size: float, most: int, *, bold: bool = False) -> int:
    """How many lines a text takes, at most ``most``."""
    return len(_wrapped(str(text), round(width, 2), size, most, bold))


def largest(sizes: tuple[float, ...], texts: Iterable[str], width: float) -> float:
    """The largest size at which no word of the texts is wider than a line."""
    words = [word for text in texts for word in plain_text(text)[:400].split()]
    widest = max((text_width(word, 1.0, bold=True) for word in words if word.isascii() or word.isalpha()), default=0.0)
    return next((size for size in sizes if widest * size <= width), sizes[-1])
