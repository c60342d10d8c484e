"""The opportunities of a sheet, each with its letter, in columns at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjmgen.model import Target
from cjmgen.views.poster.facts import Fact, Idea
from cjmgen.views.poster.paper import Block, Type, lines_of, set_words
from cjmgen.views.poster.rows import BETWEEN, INDENT, Badge, badges_of

COLUMN = 215.0
"""Least width of a column; grows with ``Type.unit``."""
SPACE = 14.0
"""Between columns."""
MOST = 0.2
"""Share of the paper's height the opportunities may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLine:
    target: Target
    badge: Badge
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    top: float
    caption: tuple[float, float]
    """Where the row's name stands."""
    lines: tuple[IdeaLine, ...]
    more: tuple[float, float, str] | None
    """Where, and how many there was no room for: "+2"."""


def ideas_of(facts: Sequence[Fact], type: Type, left: float, right: float, bottom: float, most: float) -> Ideas | None:
    """The opportunities of some steps, standing on ``bottom``; ``None`` if there are none."""
    ideas = list({idea.letter: idea for fact in facts for idea in fact.ideas}.values())
    if not ideas:
        return None
    count = max(1, int((right - left) / (COLUMN * type.unit)))
    width = (right - left - SPACE * (count - 1)) / count
    room = width - INDENT * type.unit
    caption = type.small * 1.7
    for limit in (3, 2, 1):
        columns = _columns(ideas, room, type, count, limit)
        height = max(sum(lines + BETWEEN for _, lines in column) for column in columns) * type.line
        if height + caption <= most:
            break
    shown, hidden = _cut(columns, int((most - caption) / (1 + BETWEEN) / type.line))
    height = max(sum(lines + BETWEEN for _, lines in column) for column in shown) * type.line
    top = bottom - height - caption
    placed: list[IdeaLine] = []
    for i, column in enumerate(shown):
        x, y = left + (width + SPACE) * i, top + caption
        for idea, lines in column:
            block = set_words(idea.target.name, x + INDENT * type.unit, y, room, type.body, lines)
            [badge] = badges_of(type, (idea.letter,), x, y)
            placed.append(IdeaLine(target=idea.target, badge=badge, block=block))
            y += (lines + BETWEEN) * type.line
    more = (right, round(top + type.small, 2), f"+{hidden}") if hidden else None
    return Ideas(top=round(top, 2), caption=(left, round(top + type.small, 2)), lines=tuple(placed), more=more)


_Set = list[tuple[Idea, int]]
"""Opportunities below each other, with the lines each takes."""


def _columns(ideas: Sequence[Idea], room: float, type: Type, count: int, limit: int) -> list[_Set]:
    """In order of letters, down the first column, then the next; the columns as equal as they get."""
    sized = [(idea, lines_of(idea.target.name, room, type.body, limit)) for idea in ideas]
    heights = [lines + BETWEEN for _, lines in sized]
    low, high = max(heights), sum(heights)
    for _ in range(20):  # the lowest height at which all fit
        middle = (low + high) / 2
        low, high = (low, middle) if len(_flow(sized, middle)) <= count else (middle, high)
    return _flow(sized, high + 1e-6)


def _flow(sized: _Set, height: float) -> list[_Set]:
    columns: list[_Set] = [[]]
    used = 0.0
    for idea, lines in sized:
        if used + lines + BETWEEN > height + 1e-9 and columns[-1]:
            columns.append([])
            used = 0.0
        columns[-1].append((idea, lines))
        used += lines + BETWEEN
    return columns


def _cut(columns: list[_Set], most: int) -> tuple[list[_Set], int]:
    """At most so many in a column, where they are cut to a line each already."""
    if all(len(column) <= most or max(lines for _, lines in column) > 1 for column in columns):
        return columns, 0
    return [column[:most] for column in columns], sum(max(0, len(column) - most) for column in columns)
