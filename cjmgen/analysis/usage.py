"""Where an entity is used, in the order and the groups in which a page tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from cjmgen.analysis.emotion import emotion_at
from cjmgen.analysis.index import Atlas, PersonaMark, StepPlace, Use
from cjmgen.model import Target, target_of

KINDS = (
    "journey", "step", "persona", "touchpoint", "opportunity", "solution", "metric", "evidence", "system",
)  # fmt: skip
"""Kinds of user, in the order of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    target: Target
    roles: tuple[str, ...]
    """The fields that refer to the entity: "pains", "quotes" …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseGroup:
    """Users of one kind; stages and steps stand together, by journey."""

    kind: str
    """"step" for the stages and steps of a journey."""
    journey: Target | None
    """Whose stages or steps they are; ``None`` for other kinds."""
    lines: tuple[UseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How a persona feels somewhere."""

    mark: PersonaMark
    emotion: float
    """-2 .. +2, one decimal."""
    count: int
    """How many steps it is the mean of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step, as a list of them tells it."""

    target: Target
    number: int
    """Within its journey, from 1."""
    stage: str
    moment: str | None
    """Label of its moment of truth."""
    moods: tuple[Mood, ...]
    """Of the journey's personas for whom it is known."""
    pains: int | None
    """How many; ``None``: nobody looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneySteps:
    """Steps of one journey."""

    journey: Target
    state: str
    steps: tuple[StepLine, ...]


def groups_of(uses: Iterable[Use], skip: Iterable[str] = (), unsaid: Iterable[str] = ()) -> tuple[UseGroup, ...]:
    """Uses by kind of user, each user once, with every role it has but those that go without saying."""
    skipped = set(skip)
    kept = [use for use in uses if use.target.kind not in skipped]
    silent = set(unsaid)
    keys = dict.fromkeys((_kind_of(use), _journey_of(use)) for use in kept)
    return tuple(
        UseGroup(
            kind=kind,
            journey=journey,
            lines=_lines((use for use in kept if (_kind_of(use), _journey_of(use)) == (kind, journey)), silent),
        )
        for kind, journey in sorted(keys, key=lambda key: _rank(key[0]))
    )


def users_of(kind: str, id: str, atlas: Atlas) -> int:
    """How many things refer to an entity; a thing that does so twice counts once."""
    return len({(use.target.kind, use.target.id) for use in atlas.uses_of(kind, id)})


def steps_by_journey(places: Iterable[StepPlace], atlas: Atlas) -> tuple[JourneySteps, ...]:
    """Steps in the site's order, under the journeys they belong to."""
    runs = (list(run) for _, run in groupby(places, key=lambda place: place.journey.id))
    return tuple(
        JourneySteps(
            journey=target_of(run[0].journey),
            state=run[0].journey.state,
            steps=tuple(step_line(place, atlas) for place in run),
        )
        for run in runs
    )


def step_line(place: StepPlace, atlas: Atlas) -> StepLine:
    step = place.step
    return StepLine(
        target=place.target,
        number=place.number,
        stage=place.stage.name,
        moment=step.moment_of_truth.label if step.moment_of_truth else None,
        moods=moods_of([place], atlas),
        pains=None if step.pains is None else len(step.pains),
    )


def moods_of(places: Iterable[StepPlace], atlas: Atlas) -> tuple[Mood, ...]:
    """How each persona feels on average over some steps; those for whom nothing is known are left out."""
    felt: dict[str, list[float]] = {}
    for place in places:
        for persona in place.journey.personas:
            emotion, *_ = emotion_at(place.journey, place.step, persona.id, atlas)
            if emotion is not None:
                felt.setdefault(persona.id, []).append(emotion)
    return tuple(
        Mood(mark=atlas.persona_mark(id_), emotion=round(sum(known) / len(known), 1) + 0.0, count=len(known))
        for id_, known in felt.items()
    )


def mean_mood(places: Iterable[StepPlace], atlas: Atlas) -> float | None:
    """Of all personas at all the steps of journeys as they are, one decimal; ``None`` if nothing is known."""
    felt = [
        emotion
        for place in places
        if place.journey.state != "future"
        for persona in place.journey.personas
        if (emotion := emotion_at(place.journey, place.step, persona.id, atlas)[0]) is not None
    ]
    return round(sum(felt) / len(felt), 1) + 0.0 if felt else None


def _lines(uses: Iterable[Use], unsaid: set[str]) -> tuple[UseLine, ...]:
    roles: dict[Target, dict[str, None]] = {}
    for use in uses:
        roles.setdefault(use.target, {})[use.role] = None
    return tuple(
        UseLine(target=target, roles=tuple(r for r in said if r not in unsaid)) for target, said in roles.items()
    )


def _kind_of(use: Use) -> str:
    return "step" if use.target.kind == "stage" else use.target.kind


def _journey_of(use: Use) -> Target | None:
    return use.journey if use.target.kind in ("stage", "step") else None


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
