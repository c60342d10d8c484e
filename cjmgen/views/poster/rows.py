"""The rows of a poster below its steps' names: how high they are, and what fits into them.

What is known of a step gets as much room as it wants while there is room for all; then the higher
row is made lower, line by line, and the curve keeps its share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjmgen.diagrams import text_width
from cjmgen.views.poster.facts import Fact, Hurt
from cjmgen.views.poster.paper import Block, Type, lines_of, set_words

PADDING = 5.0
"""Between a column's edge and its words; this and other lengths grow with ``Type.unit``."""
GAP = 5.0
"""Between rows."""
INDENT = 16.0
"""Room for a mark before words."""
BETWEEN = 0.35
"""Between two items, in lines."""
MAX_LINES = 4
"""Of one pain, and of what is done."""
MAX_LETTERS = 2
"""At one pain."""
LEAST_LINES = 2
"""Fewer say nothing: what would have to be cut to one line is counted instead."""
LEAST_CURVE, CURVE_SHARE = 78.0, 0.36


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """An opportunity's letter in a box."""

    letter: str
    x: float
    y: float
    width: float
    height: float
    text_x: float
    text_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A pain."""

    block: Block
    severity: str | None
    mark: tuple[float, float]
    """Upper left corner of its bars."""
    badges: tuple[Badge, ...]
    """Of the opportunities that take it up, below the bars."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Steps that stand side by side, on one kind of paper."""

    facts: tuple[Fact, ...]
    type: Type
    width: float
    """Of a column."""

    @property
    def unit(self) -> float:
        """What lengths grow by from one kind of paper to another."""
        return self.type.unit

    @property
    def room(self) -> float:
        """For the words of a column."""
        return self.width - 2 * PADDING * self.unit

    @property
    def item_room(self) -> float:
        """For the words after a mark."""
        return self.room - INDENT * self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """Of the rows, without the gaps between them; 0: there is no such row."""

    doing: float
    curve: float
    pains: float


def heights_of(setting: Setting, room: float, *, has_curve: bool) -> Heights:
    """Share out ``room``, gaps included."""
    type, unit, line = setting.type, setting.unit, setting.type.line
    doing = max(lines_of(fact.doing, setting.room, type.body, MAX_LINES) for fact in setting.facts) * line
    pains = max(_wish(setting, fact) for fact in setting.facts)
    wishes = [doing, pains]
    least = [min(doing, 2 * line), min(pains, 3.6 * line)]
    fixed = GAP * unit * (sum(wish > 0 for wish in wishes) + has_curve)
    curve = max(LEAST_CURVE * unit, room * CURVE_SHARE) if has_curve else 0.0
    while sum(wishes) + fixed + curve > room:
        spare = [wish - floor for wish, floor in zip(wishes, least, strict=True)]
        if max(spare) <= 0:
            break
        # What is done gives way first: it is the longest, and stands on the map.
        highest = max((i for i in range(len(wishes)) if spare[i] > 0), key=lambda i: wishes[i] * (2 - i))
        wishes[highest] = max(wishes[highest] - line, least[highest])
    left = max(room - sum(wishes) - fixed, 30 * unit) if has_curve else 0.0
    return Heights(doing=wishes[0], curve=left, pains=wishes[1])


def badges_of(type: Type, letters: Sequence[str], x: float, top: float, *, down: bool = False) -> tuple[Badge, ...]:
    """Letters side by side, or below each other."""
    made: list[Badge] = []
    for letter in letters:
        width = badge_width(type, letter)
        made.append(
            Badge(
                letter=letter, x=round(x, 2), y=round(top, 2), width=round(width, 2), height=round(type.line, 2),
                text_x=round(x + width / 2, 2), text_y=round(top + type.line / 2 + type.small * 0.36, 2),
            )
        )  # fmt: skip
        x, top = (x, top + type.line * 1.15) if down else (x + width + 2 * type.unit, top)
    return tuple(made)


def badge_width(type: Type, letter: str) -> float:
    return max(type.line, text_width(letter, type.small, bold=True) + 4 * type.unit)


def pains_in(
    setting: Setting, fact: Fact, x: float, top: float, height: float
) -> tuple[tuple[Item, ...], tuple[Badge, ...], float, int]:
    """The pains that fit, the letters that stand at none of them, where those end, and how many do not fit."""
    type, line = setting.type, setting.type.line
    items, bottom = _filled(setting, fact, x, top, height - (line if _beside(fact, fact.pains) else 0.0))
    if len(items) < len(fact.pains):  # "+2" stands in the line of the letters
        items, bottom = _filled(setting, fact, x, top, height - line)
    shown, hidden = fact.pains[: len(items)], len(fact.pains) - len(items)
    at = x + (text_width(f"+{hidden}", type.body, bold=True) + 3 * setting.unit if hidden else 0.0)
    return items, badges_of(type, _fitting(setting, _beside(fact, shown), at - x), at, bottom), bottom, hidden


def _filled(setting: Setting, fact: Fact, x: float, top: float, height: float) -> tuple[tuple[Item, ...], float]:
    """As many pains as there is room for, and where the next thing may stand."""
    type, line, unit = setting.type, setting.type.line, setting.unit
    y, bottom = top, top + height + 0.01
    items: list[Item] = []
    for hurt in fact.pains:
        room = (bottom - y) / line
        lines = min(MAX_LINES, int(room))
        wanted = lines_of(hurt.text, setting.item_room, type.body, MAX_LINES)
        is_poor = lines < min(wanted, LEAST_LINES) or room < _lines(hurt, 1)
        if is_poor and items:
            break
        lines = max(lines, 1)
        block = set_words(hurt.text, x + INDENT * unit, y, setting.item_room, type.body, lines)
        items.append(
            Item(
                block=block, severity=hurt.severity, mark=(round(x, 2), round(y + type.body * 0.1, 2)),
                badges=badges_of(type, hurt.letters[:MAX_LETTERS], x, y + line * 1.15, down=True),
            )
        )  # fmt: skip
        y += (_lines(hurt, len(block.lines)) + BETWEEN) * line
    return tuple(items), y


def _lines(hurt: Hurt, lines: int) -> float:
    """How many lines a pain takes whose words take ``lines``: its letters stand below its bars."""
    return max(lines, 1 + 1.15 * len(hurt.letters[:MAX_LETTERS]))


def _wish(setting: Setting, fact: Fact) -> float:
    """Height of all pains of a step."""
    lines = [_lines(h, lines_of(h.text, setting.item_room, setting.type.body, MAX_LINES)) for h in fact.pains]
    letters = 1 if _beside(fact, fact.pains) else 0
    return (sum(lines) + BETWEEN * len(lines) + letters) * setting.type.line


def _beside(fact: Fact, shown: Sequence[Hurt]) -> tuple[str, ...]:
    """Letters of opportunities that speak to the step, and stand at none of the pains that are shown."""
    at_pains = {letter for hurt in shown for letter in hurt.letters[:MAX_LETTERS]}
    return tuple(idea.letter for idea in fact.ideas if idea.letter not in at_pains)


def _fitting(setting: Setting, letters: tuple[str, ...], used: float) -> tuple[str, ...]:
    fits = max(1, int((setting.room - used) / (badge_width(setting.type, "WW") + 2 * setting.unit)))
    return letters if len(letters) <= fits else (*letters[: fits - 1], "…")
