"""The portfolio laid out: its journeys in an order that reads well, and the columns that they share.

The columns are the life cycle of ``site.yaml``.  A site that states none still has columns where
its maps agree: every stage id that at least two journeys use, in the order in which they stand on
average.  Ids are compared, not names: names are translated and may be alike by chance.  Fewer than
two such ids lay nothing out, and then there is no layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cjmgen.analysis.emotion import emotion_at
from cjmgen.analysis.index import Atlas, StepPlace
from cjmgen.analysis.places import stage_target
from cjmgen.model import Journey, Stage, Target

LEAST_COLUMNS = 2
LEAST_JOURNEYS = 2
"""How many journeys must use a stage id before it is a column of its own accord."""
MIDDLE_LEVEL = 2
"""Where a journey stands that does not say its level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    id: str | None
    """``None``: what stands in no other column."""
    number: int
    """From 1; 0 for what stands in no other column."""
    name: str
    """Author's text; "" for what stands in no other column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    columns: tuple[Column, ...]
    """In order; last, if any journey has such stages, the one for what stands in no other."""
    is_life_cycle: bool
    """``False``: made of the stages that journeys have in common."""

    @property
    def stated(self) -> tuple[Column, ...]:
        """All but the one for the rest."""
        return tuple(column for column in self.columns if column.id is not None)

    def column_of(self, stage: Stage) -> str | None:
        """Id of the column a stage stands in."""
        wanted = stage.life_cycle if self.is_life_cycle else stage.id
        return wanted if any(column.id == wanted for column in self.columns) else None

    def stages_in(self, journey: Journey, column: Column) -> tuple[Target, ...]:
        """The journey's stages in a column, in order."""
        return tuple(stage_target(journey, s) for s in journey.stages if self.column_of(s) == column.id)


def layout_of(atlas: Atlas) -> Layout | None:
    """``None`` if there is no journey to lay out, or nothing to lay it out by."""
    journeys = portfolio_order(atlas)
    if not any(journey.stages for journey in journeys):
        return None
    is_life_cycle = bool(atlas.site.life_cycle)
    names = {s.id: s.name for s in atlas.site.life_cycle} if is_life_cycle else _common_stages(journeys)
    if not is_life_cycle and len(names) < LEAST_COLUMNS:
        return None
    columns = tuple(Column(id=id_, number=n, name=name) for n, (id_, name) in enumerate(names.items(), start=1))
    layout = Layout(columns=columns, is_life_cycle=is_life_cycle)
    if all(layout.column_of(stage) is not None for journey in journeys for stage in journey.stages):
        return layout
    return Layout(columns=(*columns, Column(id=None, number=0, name="")), is_life_cycle=is_life_cycle)


def portfolio_order(atlas: Atlas) -> list[Journey]:
    """The widest journeys first; a future one right after the current one it pairs with."""
    active = sorted(
        atlas.active_journeys, key=lambda j: (MIDDLE_LEVEL if j.level is None else j.level, j.state == "future")
    )
    found: dict[str, Journey] = {}
    for journey in active:
        if journey.state == "future" and (now := atlas.partner_of(journey)) and now in active:
            continue
        found[journey.id] = journey
        partner = atlas.partner_of(journey)
        if partner is not None and partner in active:
            found[partner.id] = partner
    return list(found.values())


Cells = Mapping[tuple[str, str | None], tuple[StepPlace, ...]]
"""Id of a journey and of a column -> the journey's steps there; nothing where there are none."""


def cells_of(layout: Layout, atlas: Atlas) -> Cells:
    found: dict[tuple[str, str | None], list[StepPlace]] = {}
    for place in atlas.places:
        found.setdefault((place.journey.id, layout.column_of(place.stage)), []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def mood_at(places: Iterable[StepPlace], atlas: Atlas, persona_id: str | None = None) -> float | None:
    """Mean over every step and persona (or the one persona) of whom it is known, -2 .. +2, one decimal.

    Future journeys count like others: who mixes wishes with facts must leave them out.
    """
    felt = [
        emotion
        for place in places
        for persona in place.journey.personas
        if persona_id is None or persona.id == persona_id
        if (emotion := emotion_at(place.journey, place.step, persona.id, atlas)[0]) is not None
    ]
    return round(sum(felt) / len(felt), 1) + 0.0 if felt else None


def _common_stages(journeys: list[Journey]) -> dict[str, str]:
    """Id -> name as the first journey has it, in the order of their mean place from start (0) to end (1)."""
    stood: dict[str, list[float]] = {}
    names: dict[str, str] = {}
    for journey in journeys:
        last = max(len(journey.stages) - 1, 1)
        for index, stage in enumerate(journey.stages):
            stood.setdefault(stage.id, []).append(index / last)
            names.setdefault(stage.id, stage.name)
    shared = [id_ for id_, at in stood.items() if len(at) >= LEAST_JOURNEYS]
    return {id_: names[id_] for id_ in sorted(shared, key=lambda id_: sum(stood[id_]) / len(stood[id_]))}
