"""A band of a poster: some steps side by side, with what is known of them below each other.

A sheet has one band or two, each of its A4 pages has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cjmgen.analysis.emotion import PersonaCurve
from cjmgen.model import Journey, Stage, Target
from cjmgen.views.curve_shapes import Picture
from cjmgen.views.poster.curve import Lead, curve_of_band
from cjmgen.views.poster.facts import Fact
from cjmgen.views.poster.paper import LEADING, Block, Type, largest, lines_of, set_words
from cjmgen.views.poster.rows import GAP, PADDING, Badge, Item, Setting, heights_of, pains_in

AXIS = 20.0
"""Room for the numbers beside the curve."""
MAX_COLUMN = 300.0
MAX_NAME_LINES = 3
NAME_LEADING = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHead:
    target: Target
    colour: int | None
    x: float
    y: float
    width: float
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    target: Target
    x: float
    is_first: bool
    """Of its stage."""
    name: Block
    icon: str | None
    """Of its channel."""
    icon_at: tuple[float, float]
    channel: Block | None
    doing: Block
    pains: tuple[Item, ...]
    badges: tuple[Badge, ...]
    """Of the opportunities that speak to the step and to none of its pains."""
    more: tuple[float, float, str] | None
    """Where, and how many pains there was no room for: "+2"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    x: float
    """Where the first column begins."""
    right: float
    top: float
    bottom: float
    type: Type
    stages: tuple[StageHead, ...]
    columns: tuple[Column, ...]
    picture: Picture | None
    """``None``: nobody's emotion is known anywhere in the journey."""
    leads: tuple[Lead, ...]
    curve_y: float
    axis: tuple[tuple[float, str], ...]
    axis_x: float
    pains_y: float | None
    """Middle of the row of pains; ``None`` without one."""
    mark_size: float


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where each row of the band begins."""

    name: float
    name_size: float
    name_lines: int
    channel: float
    doing: float
    curve: float
    pains: float


def band_of(
    journey: Journey, facts: Sequence[Fact], curves: Sequence[PersonaCurve], type: Type, area: Area,
    *, with_stages: bool,
) -> Band:  # fmt: skip
    """Some neighbouring steps of a journey, set into an area."""
    unit = type.unit
    x = area.left + AXIS * unit
    width = min((area.right - x) / len(facts), MAX_COLUMN)
    setting = Setting(tuple(facts), type, width)
    heads, below = _stage_heads(setting, journey, x, area.top) if with_stages else ((), area.top)

    name_size, name_lines = _names(setting)
    channel = below + 2 * unit + name_lines * name_size * NAME_LEADING + 2 * unit
    doing = channel + (type.line + GAP * unit if any(fact.channel for fact in facts) else 2 * unit)
    has_curve = any(point.emotion is not None for curve in curves for point in curve.points)
    heights = heights_of(setting, area.bottom - doing, has_curve=has_curve)
    curve = doing + (heights.doing + GAP * unit if heights.doing else 0)
    pains = curve + (heights.curve + GAP * unit if heights.curve else 0)
    rows = _Rows(below + 2 * unit, name_size, name_lines, channel, doing, curve, pains)

    columns = tuple(_column(setting, i, x + width * i, rows, (heights.doing, heights.pains)) for i in range(len(facts)))
    picture, leads = curve_of_band(facts, curves, type.curve, width, heights.curve) if has_curve else (None, ())
    scale = picture.scale if picture else ()
    is_fine = picture is not None and (picture.scale[1][0] - picture.scale[0][0]) * type.curve > type.small * 1.1
    axis = tuple((round(curve + y * type.curve + type.small * 0.35, 2), n) for y, n in scale[:: 1 if is_fine else 2])
    return Band(
        x=round(x, 2), right=round(x + width * len(facts), 2), top=round(area.top, 2), bottom=round(area.bottom, 2),
        type=type, stages=heads, columns=columns, picture=picture, leads=leads, curve_y=round(curve, 2),
        axis=axis,
        axis_x=round(x - 4 * unit, 2), pains_y=round(pains + heights.pains / 2, 2) if heights.pains else None,
        mark_size=round(11 * unit, 2),
    )  # fmt: skip


def _names(setting: Setting) -> tuple[float, int]:
    """The largest size at which the names of steps break no word and take few lines, and how many that are."""
    sizes = setting.type.name
    widest = largest(sizes, (fact.target.name for fact in setting.facts), setting.room)
    for size in sizes[sizes.index(widest) :]:
        lines = max(lines_of(f.heading, setting.room, size, MAX_NAME_LINES + 1, bold=True) for f in setting.facts)
        if lines <= MAX_NAME_LINES:
            break
    return size, min(lines, MAX_NAME_LINES)


def _stage_heads(setting: Setting, journey: Journey, x: float, top: float) -> tuple[tuple[StageHead, ...], float]:
    """The names of the stages over their steps, and where the next row begins."""
    unit = setting.unit
    stages = [stage for stage in journey.stages if stage.steps]
    spans: list[tuple[int, Stage, float, float]] = []
    for at, group in groupby(setting.facts, key=lambda fact: fact.stage):
        width = len(list(group)) * setting.width
        spans.append((at + 1, stages[at], x, width))
        x += width
    room = [width - 2 * PADDING * unit for *_, width in spans]
    sizes = [largest(setting.type.stage, (s.name,), width) for (_, s, _, _), width in zip(spans, room, strict=True)]
    size = min(sizes)
    heads = tuple(
        StageHead(
            target=Target("stage", f"{journey.id}/{stage.id}", stage.name), colour=stage.colour,
            x=round(left, 2), y=round(top, 2), width=round(width - 4 * unit, 2),
            block=set_words(f"{number} {stage.name}", left + PADDING * unit, top + 5 * unit, inner, size, 2, bold=True),
        )
        for (number, stage, left, width), inner in zip(spans, room, strict=True)
    )  # fmt: skip
    rows = max(len(head.block.lines) for head in heads)
    return heads, top + 8 * unit + rows * size * LEADING


def _column(setting: Setting, index: int, x: float, rows: _Rows, heights: tuple[float, float]) -> Column:
    type, unit, room = setting.type, setting.unit, setting.room
    fact, left = setting.facts[index], x + PADDING * unit
    doing, pain_height = heights
    pains, badges, below, hidden = pains_in(setting, fact, left, rows.pains, pain_height)
    return Column(
        target=fact.target, x=round(x, 2),
        is_first=index == 0 or setting.facts[index - 1].stage != fact.stage,
        name=set_words(fact.heading, left, rows.name, room, rows.name_size, rows.name_lines, bold=True,
                       leading=NAME_LEADING),
        icon=fact.channel[0] if fact.channel else None, icon_at=(round(left, 2), round(rows.channel, 2)),
        channel=set_words(fact.channel[1], left + 15 * unit, rows.channel + 1.6 * unit, room - 15 * unit, type.small, 1)
        if fact.channel else None,
        doing=set_words(fact.doing, left, rows.doing, room, type.body, round(doing / type.line)),
        pains=pains, badges=badges,
        more=(round(left, 2), round(below + type.body * 0.8, 2), f"+{hidden}") if hidden else None,
    )  # fmt: skip
