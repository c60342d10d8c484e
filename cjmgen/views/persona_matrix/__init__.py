"""Who is met where: persona × stage of the life cycle × journey.

A row a persona, a column a stage of the life cycle (see ``analysis.portfolio`` for sites that
state none); in each cell the journeys that bring the persona there, each with how the persona
feels there.  An empty cell is a hole: nobody has mapped what this persona goes through there.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.coverage import Share
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.portfolio import Cells, Column, Layout, cells_of, layout_of, mood_at, portfolio_order
from cjmgen.model import Journey, Persona, Picture, Scope, Site, Target
from cjmgen.views.base import View

ROWS = 100
"""Of more personas, the first in the site's order are shown and the others counted."""
STAYS = 12
"""Of more journeys in one cell, the widest are named and the others counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One journey in one cell."""

    journey: str
    """Its title, which leads to the first of ``stages``."""
    at: Target
    stages: tuple[Target, ...]
    """The journey's own stages there, if there is more than one."""
    state: str
    mood: float | None
    """Of the persona over its steps there, -2 .. +2; ``None`` if nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    stays: tuple[Stay, ...]
    """None: a hole."""
    left_out: int
    mood: float | None
    """Of the persona over all journeys as they are, -2 .. +2; ``None`` if nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    mark: PersonaMark
    portrait: Picture | None
    archetype: str | None
    cells: tuple[Cell, ...]
    """One a head."""
    mapped: Share
    """Stages of the life cycle in which it is met."""
    holes: tuple[str, ...]
    """Names of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    number: int
    """From 1; 0 for what stands in no stage of the life cycle."""
    name: str
    personas: Share
    """Who is met here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaMatrix:
    is_life_cycle: bool
    """``False``: the columns are the stages that journeys have in common."""
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    left_out: int
    """How many personas have no row."""
    mapped: Share
    """Cells with a journey, of all in stages of the life cycle."""


def compute(site: Site, atlas: Atlas) -> PersonaMatrix | None:
    layout = layout_of(atlas)
    if layout is None or not site.personas:
        return None
    cells, journeys = cells_of(layout, atlas), portfolio_order(atlas)
    rows = [_row(persona, journeys, layout, cells, atlas) for persona in site.personas]
    return PersonaMatrix(
        is_life_cycle=layout.is_life_cycle,
        heads=tuple(
            Head(
                number=column.number,
                name=column.name,
                personas=Share(sum(bool(row.cells[index].stays) for row in rows), len(rows)),
            )
            for index, column in enumerate(layout.columns)
        ),
        rows=tuple(rows[:ROWS]),
        left_out=max(0, len(rows) - ROWS),
        mapped=Share(sum(row.mapped.done for row in rows), sum(row.mapped.of for row in rows)),
    )


def _row(persona: Persona, journeys: list[Journey], layout: Layout, cells: Cells, atlas: Atlas) -> Row:
    own = [journey for journey in journeys if any(p.id == persona.id for p in journey.personas)]
    found = tuple(_cell(persona, column, own, layout, cells, atlas) for column in layout.columns)
    holes = tuple(c.name for c, cell in zip(layout.columns, found, strict=True) if c.id is not None and not cell.stays)
    return Row(
        mark=atlas.persona_mark(persona.id),
        portrait=persona.portrait,
        archetype=persona.archetype,
        cells=found,
        mapped=Share(len(layout.stated) - len(holes), len(layout.stated)),
        holes=holes,
    )


def _cell(persona: Persona, column: Column, own: list[Journey], layout: Layout, cells: Cells, atlas: Atlas) -> Cell:
    here = [journey for journey in own if layout.stages_in(journey, column)]
    observed = [p for j in here if j.state != "future" for p in cells.get((j.id, column.id), ())]
    return Cell(
        stays=tuple(_stay(persona, journey, column, layout, cells, atlas) for journey in here[:STAYS]),
        left_out=max(0, len(here) - STAYS),
        mood=mood_at(observed, atlas, persona.id),
    )


def _stay(persona: Persona, journey: Journey, column: Column, layout: Layout, cells: Cells, atlas: Atlas) -> Stay:
    stages = layout.stages_in(journey, column)
    return Stay(
        journey=journey.title,
        at=stages[0],
        stages=stages if len(stages) > 1 else (),
        state=journey.state,
        mood=mood_at(cells.get((journey.id, column.id), ()), atlas, persona.id),
    )


VIEW = View(name="persona-matrix", scope=Scope.SITE, compute=compute, section="home", optional=True)
