"""Which parts of the life cycle are mapped, by which journey, and which by nobody.

A row a journey, a column a stage of the life cycle; see ``analysis.portfolio`` for sites that
state none.  In each cell the number of the journey's steps there, a bar for how each of them
feels, and their mean.  Archived journeys are left out; the moods of whole columns are facts, so
wishes (future journeys) do not count in them.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.coverage import Share
from cjmgen.analysis.index import Atlas, PersonaMark, StepPlace
from cjmgen.analysis.portfolio import Cells, Column, Layout, cells_of, layout_of, mood_at, portfolio_order
from cjmgen.model import Journey, Scope, Site, Target, target_of
from cjmgen.views.base import View

ROWS = 200
"""Of more journeys, the widest are shown and the others counted."""
BARS = 20
"""More steps than this are told as a number alone."""
BAR_WIDTH, BAR_PITCH, ZERO_Y = 6.0, 9.0, 17.0
"""Units of the picture of a cell, in which +2 is ``ZERO_Y - 1`` high."""

NEUTRAL = 0.25
"""Nearer to 0 than this is neither good nor bad, as for the sign beside a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How one step feels: up from the middle line if well, down if not, a hollow square if not known."""

    kind: str
    """"high", "low", "neutral" or "unknown"."""
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    width: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    stages: tuple[Target, ...]
    """The journey's own stages here, in order; none: it is not mapped."""
    steps: int
    mood: float | None
    """Mean over steps and personas, -2 .. +2; ``None`` if nobody knows."""
    picture: Bars | None
    """``None`` without steps, or with too many to draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    journey: Target
    state: str
    marks: tuple[PersonaMark, ...]
    cells: tuple[Cell, ...]
    """One a head."""
    mapped: Share
    """Stages of the life cycle it maps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One stage of the life cycle over all journeys."""

    number: int
    """From 1; 0 for what stands in no stage of the life cycle."""
    name: str
    standing: str
    """"unmapped": no journey has a stage here; "wished": only future ones; "once": a single one; "mapped"."""
    journeys: Share
    steps: int
    """Of journeys as they are and as they are wished for."""
    mood: float | None
    """Mean over steps and personas of journeys as they are, -2 .. +2; ``None`` if nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A stage that is mapped thinly, or not at all."""

    standing: str
    """"unmapped", "wished" or "once"."""
    number: int
    stage: str
    journeys: tuple[Target, ...]
    """Those that do map it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycle:
    is_life_cycle: bool
    """``False``: the columns are the stages that journeys have in common."""
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    left_out: int
    """How many journeys have no row."""
    zero_y: float
    height: float
    """Of the picture of a cell."""
    unmapped: int
    """How many stages nobody has mapped."""
    remarks: tuple[Remark, ...]


def compute(site: Site, atlas: Atlas) -> LifeCycle | None:
    layout = layout_of(atlas)
    if layout is None:
        return None
    cells, journeys = cells_of(layout, atlas), portfolio_order(atlas)
    heads = tuple(_head(column, journeys, layout, cells, atlas) for column in layout.columns)
    return LifeCycle(
        is_life_cycle=layout.is_life_cycle,
        heads=heads,
        rows=tuple(_row(journey, layout, cells, atlas) for journey in journeys[:ROWS]),
        left_out=max(0, len(journeys) - ROWS),
        zero_y=ZERO_Y,
        height=2 * ZERO_Y,
        unmapped=sum(head.standing == "unmapped" for head in heads),
        remarks=tuple(
            Remark(
                standing=head.standing,
                number=column.number,
                stage=column.name,
                journeys=tuple(target_of(j) for j in journeys if layout.stages_in(j, column)),
            )
            for column, head in zip(layout.columns, heads, strict=True)
            if column.id is not None and head.standing != "mapped"
        ),
    )


def _head(column: Column, journeys: list[Journey], layout: Layout, cells: Cells, atlas: Atlas) -> Head:
    here = [journey for journey in journeys if layout.stages_in(journey, column)]
    places = [place for journey in here for place in cells.get((journey.id, column.id), ())]
    is_wished = all(journey.state == "future" for journey in here)
    return Head(
        number=column.number,
        name=column.name,
        standing="unmapped" if not here else "wished" if is_wished else "once" if len(here) == 1 else "mapped",
        journeys=Share(len(here), len(journeys)),
        steps=len(places),
        mood=mood_at((place for place in places if place.journey.state != "future"), atlas),
    )


def _row(journey: Journey, layout: Layout, cells: Cells, atlas: Atlas) -> Row:
    stated = [bool(layout.stages_in(journey, column)) for column in layout.stated]
    return Row(
        journey=target_of(journey),
        state=journey.state,
        marks=atlas.marks_of(journey),
        cells=tuple(
            _cell(layout.stages_in(journey, column), cells.get((journey.id, column.id), ()), atlas)
            for column in layout.columns
        ),
        mapped=Share(sum(stated), len(stated)),
    )


def _cell(stages: tuple[Target, ...], places: tuple[StepPlace, ...], atlas: Atlas) -> Cell:
    return Cell(
        stages=stages,
        steps=len(places),
        mood=mood_at(places, atlas),
        picture=_picture(places, atlas) if 0 < len(places) <= BARS else None,
    )


def _picture(places: tuple[StepPlace, ...], atlas: Atlas) -> Bars:
    return Bars(
        width=len(places) * BAR_PITCH - (BAR_PITCH - BAR_WIDTH),
        bars=tuple(_bar(number * BAR_PITCH, mood_at((place,), atlas)) for number, place in enumerate(places)),
    )


def _bar(x: float, emotion: float | None) -> Bar:
    if emotion is None:
        return Bar(kind="unknown", x=x, y=ZERO_Y - BAR_WIDTH / 2, height=BAR_WIDTH)
    length = round(max(1.0, abs(emotion) / 2 * (ZERO_Y - 1)), 1)
    kind = "neutral" if abs(emotion) < NEUTRAL else "high" if emotion > 0 else "low"
    return Bar(kind=kind, x=x, y=ZERO_Y if emotion < 0 else round(ZERO_Y - length, 1), height=length)


VIEW = View(name="life-cycle", scope=Scope.SITE, compute=compute, section="home", optional=True)
