"""Blueprint: what stands behind each step, from what the persona touches to what runs in the cellar.

The picture is a table whose rows are the five of a service blueprint (Shostack 1984; Bitner,
Ostrom and Morgan 2008): physical evidence, customer actions, frontstage, backstage, support
processes.  The lines of interaction, visibility and internal interaction follow from the rows.
On a phone and on paper the same stands stage by stage.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.places import StepPlace, places_of, stage_target
from cjmgen.analysis.ways import ways_between_steps
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Action, Journey, Scope, Step, Target, target_of
from cjmgen.views.base import View
from cjmgen.views.blueprint.rows import INNER, Act, Column, Contact, Line, Row, Said, lines_of, rows_of

__all__ = ["MAX_COLUMNS", "VIEW", "Act", "Blueprint", "Column", "Contact", "Line", "Row", "Said", "Stage", "compute"]

MAX_COLUMNS = 60
"""More, and the table is left out: the stages below say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    id: str
    number: int
    """Counts from 1."""
    target: Target
    columns: tuple[Column, ...]
    span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A team or system, and the steps it works at in each of the organisation's rows."""

    target: Target | None
    """``None``: what is done without a name to it."""
    icon: str
    steps: tuple[tuple[str, tuple[Column, ...]], ...]
    """For each row of the blueprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    title: str
    """The journey's, in plain words."""
    too_large: bool
    has_evidence: bool
    has_truth: bool
    stages: tuple[Stage, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    """Those of the organisation that have something in them; evidence and customer stand above."""
    lines: tuple[Line, ...]
    workers: tuple[Worker, ...]
    step_count: int


def shows(journey: Journey, atlas: Atlas) -> bool:
    said = (step.response for step in journey.steps if step.response)
    return any(response.frontstage or response.backstage or _has_words(_acts(response.support)) for response in said)


def compute(journey: Journey, atlas: Atlas) -> Blueprint | None:
    """``None`` if no step says what the organisation does."""
    if not shows(journey, atlas):
        return None
    columns = _columns(journey, atlas)
    by_id = {column.id: column for column in columns}
    rows = rows_of(columns)
    return Blueprint(
        title=plain_text(journey.title),
        too_large=len(columns) > MAX_COLUMNS,
        has_evidence=any(column.contact for column in columns),
        has_truth=any(column.truth is not None for column in columns),
        stages=tuple(
            Stage(
                id=stage.id,
                number=number,
                target=stage_target(journey, stage),
                columns=tuple(by_id[step.id] for step in stage.steps),
                span=len(stage.steps),
            )
            for number, stage in enumerate((stage for stage in journey.stages if stage.steps), 1)
        ),
        columns=columns,
        rows=rows,
        lines=lines_of(rows, columns),
        workers=_workers(columns, tuple(row.kind for row in rows)),
        step_count=len(columns),
    )


def _has_words(acts: tuple[Act, ...]) -> bool:
    return any(act.text for act in acts)


def _columns(journey: Journey, atlas: Atlas) -> tuple[Column, ...]:
    onward = {way.before.number for way in ways_between_steps(journey) if way.after.number == way.before.number + 1}
    many = len(journey.personas) > 1

    def mark(persona: str | None) -> PersonaMark | None:
        return atlas.persona_mark(persona) if many and persona and atlas.persona(persona) else None

    def column(place: StepPlace) -> Column:
        step = place.step
        response = step.response
        return Column(
            id=step.id,
            number=place.number,
            target=place.target,
            starts_stage=place.number > 1 and place.stage.steps[0] is step,
            truth=step.moment_of_truth.label if step.moment_of_truth else None,
            contact=_contact(step),
            doing=tuple(Said(text=voice.text, by=mark(voice.persona)) for voice in step.doing),
            goes_on=place.number in onward,
            frontstage=_acts(response.frontstage if response else ()),
            backstage=_acts(response.backstage if response else ()),
            support=(*_acts(response.support if response else ()), *_running(step)),
        )

    return tuple(map(column, places_of(journey)))


def _contact(step: Step) -> Contact | None:
    if step.touchpoint is None and step.channel is None and step.device is None and step.place is None:
        return None
    return Contact(
        target=target_of(step.touchpoint) if step.touchpoint else None,
        icon=step.channel.icon if step.channel else None,
        channel=step.channel.name if step.channel else None,
        device=step.device.name if step.device else None,
        place=step.place,
    )


def _acts(actions: tuple[Action, ...]) -> tuple[Act, ...]:
    return tuple(
        Act(
            text=action.text,
            team=target_of(action.team) if action.team else None,
            systems=tuple(map(target_of, action.systems)),
        )
        for action in actions
    )


def _running(step: Step) -> tuple[Act, ...]:
    """The step's systems that no action names: they run here, in support of what is done."""
    response = step.response
    actions = (*response.frontstage, *response.backstage, *response.support) if response else ()
    named = {system.id for action in actions for system in action.systems}
    rest = tuple(target_of(system) for system in step.systems if system.id not in named)
    return (Act(text="", team=None, systems=rest),) if rest else ()


def _workers(columns: tuple[Column, ...], rows: tuple[str, ...]) -> tuple[Worker, ...]:
    """Teams, then systems, in order of appearance; last what nobody is named for."""
    found: dict[tuple[str, str], Target | None] = {}
    at: dict[tuple[str, str], dict[str, dict[int, Column]]] = {}
    for column in columns:
        for row in INNER:
            for act in column.acts(row):
                for target in (act.team, *act.systems) if act.team or act.systems else (None,):
                    key = (target.kind, target.id) if target else ("", "")
                    found.setdefault(key, target)
                    at.setdefault(key, {}).setdefault(row, {})[column.number] = column
    order = sorted(found, key=lambda key: ("team", "system", "").index(key[0]))
    return tuple(
        Worker(
            target=found[key],
            icon=key[0],
            steps=tuple((row, tuple(at[key].get(row, {}).values())) for row in rows),
        )
        for key in order
    )


VIEW = View(name="blueprint", scope=Scope.JOURNEY, compute=compute, shows=shows, parts=("journey-head",), optional=True)
