"""Where contact happens: channels by stage of the life cycle, by number of steps and mood.

Steps are counted over journeys as they are, wishes (future journeys) and archived ones left out;
a step is in the channel it names, else in its touchpoint's.  The shade of a cell is its count in
fifths of the largest one: ``ceil(5 * steps / largest)``, so 1 .. 5, and 0 where there are none.
The mood is the mean over steps and personas of whom it is known, -2 .. +2.  Both measures are
cjmgen's own.  See ``analysis.portfolio`` for the columns of sites that state no life cycle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjmgen.analysis.index import Atlas, StepPlace
from cjmgen.analysis.portfolio import layout_of, mood_at
from cjmgen.model import Scope, Site, Target, target_of
from cjmgen.views.base import View

LEVELS = 5
LEAST_STEPS = 2
"""A cell of fewer steps is not called the best or the worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    steps: int
    level: int
    """Shade: 0 (no steps) .. 5 (as many as in the fullest cell)."""
    mood: float | None
    """-2 .. +2; ``None`` if nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    channel: Target | None
    """``None``: steps that name no channel."""
    icon: str
    cells: tuple[Cell, ...]
    """One a head."""
    total: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    number: int
    """From 1; 0 for what stands in no stage of the life cycle."""
    name: str
    total: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a shade stands for."""

    level: int
    first: int
    last: int
    """Numbers of steps, both included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    kind: str
    """"busiest", "worst" or "best"."""
    channel: Target
    number: int
    stage: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHeat:
    is_life_cycle: bool
    """``False``: the columns are the stages that journeys have in common."""
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    """The channels with most steps first; last, if there are any, the steps that name none."""
    total: Cell
    journeys: int
    bands: tuple[Band, ...]
    remarks: tuple[Remark, ...]
    unused: tuple[Target, ...]
    """Channels in which no step happens."""


def compute(site: Site, atlas: Atlas) -> ChannelHeat | None:
    layout = layout_of(atlas)
    observed = {journey.id for journey in atlas.observed_journeys}
    places = [place for place in atlas.places if place.journey.id in observed]
    if layout is None or not any(place.step.channel for place in places):
        return None
    found: dict[tuple[str | None, str | None], list[StepPlace]] = {}
    for place in places:
        channel_id = place.step.channel.id if place.step.channel else None
        found.setdefault((channel_id, layout.column_of(place.stage)), []).append(place)
    largest = max(map(len, found.values()))

    def cell(steps: Iterable[StepPlace], *, is_total: bool = False) -> Cell:
        inside = tuple(steps)
        level = 0 if is_total else -(-LEVELS * len(inside) // largest)
        return Cell(steps=len(inside), level=level, mood=mood_at(inside, atlas))

    def row(channel_id: str | None, channel: Target | None, icon: str) -> Row:
        return Row(
            channel=channel,
            icon=icon,
            cells=tuple(cell(found.get((channel_id, column.id), ())) for column in layout.columns),
            total=cell((p for (at, _), inside in found.items() if at == channel_id for p in inside), is_total=True),
        )

    used = [row(c.id, target_of(c), c.icon) for c in site.channels if any(at == c.id for at, _ in found)]
    rows = sorted(used, key=lambda one: -one.total.steps)
    if any(at is None for at, _ in found):
        rows.append(row(None, None, ""))
    heads = tuple(
        Head(
            number=column.number,
            name=column.name,
            total=cell((p for (_, at), inside in found.items() if at == column.id for p in inside), is_total=True),
        )
        for column in layout.columns
    )
    return ChannelHeat(
        is_life_cycle=layout.is_life_cycle,
        heads=heads,
        rows=tuple(rows),
        total=cell(places, is_total=True),
        journeys=len({place.journey.id for place in places}),
        bands=bands_of(largest),
        remarks=_remarks(rows, heads),
        unused=tuple(target_of(c) for c in site.channels if not any(at == c.id for at, _ in found)),
    )


def bands_of(largest: int) -> tuple[Band, ...]:
    """The numbers of steps that share a shade, palest first; a shade for which there is no number is left out."""
    edges = [largest * level // LEVELS for level in range(LEVELS + 1)]
    return tuple(
        Band(level=level, first=edges[level - 1] + 1, last=edges[level])
        for level in range(1, LEVELS + 1)
        if edges[level - 1] < edges[level]
    )


def _remarks(rows: Iterable[Row], heads: tuple[Head, ...]) -> tuple[Remark, ...]:
    """The fullest cell, and of those with enough steps the ones that feel worst and best."""
    cells = [
        (cell, row.channel, head)
        for row in rows
        if row.channel is not None
        for cell, head in zip(row.cells, heads, strict=True)
        if head.number and cell.steps
    ]
    felt = [
        (cell.mood, at) for at, (cell, *_) in enumerate(cells) if cell.mood is not None if cell.steps >= LEAST_STEPS
    ]
    picked: dict[str, int] = {}
    if cells:
        picked["busiest"] = max(range(len(cells)), key=lambda at: cells[at][0].steps)
    if felt and min(felt)[0] < max(felt)[0]:
        picked["worst"] = min(felt)[1]
        picked["best"] = max(felt)[1]
    return tuple(
        Remark(kind=kind, channel=channel, number=head.number, stage=head.name, cell=cell)
        for kind, at in picked.items()
        for cell, channel, head in [cells[at]]
    )


VIEW = View(name="channel-heat", scope=Scope.SITE, compute=compute, section="home", optional=True)
