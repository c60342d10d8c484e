"""What is touched if an entity changes, and what it stands on itself.

Touched *directly* is whatever refers to it; for a solution, whose references point the other way,
the opportunities it answers and the metrics it should move.  One thing may carry the change on:
a system to the touchpoints it runs, a touchpoint to its steps, and so on (``CARRIED``).  A change
never goes further than one such carrier; from steps it reaches their journey, and from journeys
their personas.  It says where to look, not that something breaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cjmgen.analysis.index import Atlas, Use
from cjmgen.model import (
    Channel,
    Device,
    Evidence,
    Metric,
    Opportunity,
    Persona,
    Solution,
    System,
    Target,
    Team,
    Touchpoint,
    target_of,
)

Entity = Persona | Touchpoint | Channel | Device | Team | System | Opportunity | Solution | Evidence | Metric

CARRIED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "channel": {"touchpoint": ("step",)},
    "team": {"touchpoint": ("step",), "system": ("touchpoint", "step")},
    "system": {"touchpoint": ("step",)},
    "solution": {"opportunity": ("step",)},
    "evidence": {"metric": ("step", "stage", "journey", "solution"), "opportunity": ("solution",)},
}
"""Kind of what changes -> kind of what is touched directly -> kinds of its users that are touched through it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    target: Target
    roles: tuple[str, ...] = ()
    """Fields that refer to what changes; empty if it is touched through something else."""
    via: tuple[Target, ...] = ()
    """Through what else it is touched; empty if directly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedJourney:
    """A journey with its stages and steps that are touched."""

    journey: Target
    state: str
    roles: tuple[str, ...]
    via: tuple[Target, ...]
    steps: tuple[Touched, ...]
    """In the order of the map; empty if only the journey as a whole is touched."""
    personas: tuple[str, ...]
    """Ids of who travels it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    rests_on: tuple[Target, ...]
    """What the entity itself refers to."""
    others: tuple[Touched, ...]
    """Neither journeys nor parts of them nor personas reached only through journeys."""
    journeys: tuple[TouchedJourney, ...]
    """In the site's order."""
    personas: tuple[str, ...]
    """Ids of every persona touched, directly or through a journey, in the site's order."""

    @property
    def step_count(self) -> int:
        return sum(touched.target.kind == "step" for journey in self.journeys for touched in journey.steps)


def impact_of(entity: Entity, atlas: Atlas) -> Impact | None:
    """``None`` if nothing is touched."""
    own = target_of(entity)
    direct = _directly(entity, atlas)
    found: dict[Target, tuple[dict[str, None], dict[Target, None]]] = {}
    for target, role in direct:
        found.setdefault(target, ({}, {}))[0][role] = None
    for target, via in _further(entity, tuple(dict.fromkeys(target for target, _ in direct)), atlas):
        roles, through = found.setdefault(target, ({}, {}))
        if not roles:
            through[via] = None
    found.pop(own, None)
    if not found:
        return None
    touched = tuple(Touched(target=t, roles=tuple(roles), via=tuple(via)) for t, (roles, via) in found.items())
    journeys = tuple(_journeys(touched, atlas))
    named = {t.target.id for t in touched if t.target.kind == "persona"}
    travelling = set() if isinstance(entity, Persona) else {id_ for journey in journeys for id_ in journey.personas}
    return Impact(
        rests_on=tuple(dict.fromkeys(_rests_on(entity, atlas))),
        others=tuple(t for t in touched if t.target.kind not in ("journey", "stage", "step")),
        journeys=journeys,
        personas=tuple(p.id for p in atlas.site.personas if p.id in named | travelling),
    )


def has_impact(entity: Entity, atlas: Atlas) -> bool:
    """``impact_of`` would find something."""
    own = target_of(entity)
    direct = tuple(dict.fromkeys(target for target, _ in _directly(entity, atlas)))
    return any(target != own for target in direct) or any(t != own for t, _ in _further(entity, direct, atlas))


def _directly(entity: Entity, atlas: Atlas) -> list[tuple[Target, str]]:
    own = target_of(entity)
    found = [(use.target, use.role) for use in atlas.uses_of(own.kind, own.id)]
    if isinstance(entity, Solution):
        found += [(target_of(opportunity), "opportunities") for opportunity in entity.opportunities]
        found += [(target_of(effect.metric), "expected") for effect in entity.expected]
    return found


def _further(entity: Entity, direct: Iterable[Target], atlas: Atlas) -> Iterator[tuple[Target, Target]]:
    """What is touched through something else, with that."""
    own = target_of(entity)
    carriers = CARRIED.get(own.kind, {})
    solutions = {solution.id: solution for solution in atlas.site.solutions}
    for target in direct:
        carried = carriers.get(target.kind, ())
        uses: tuple[Use, ...] = atlas.uses_of(target.kind, target.id) if carried else ()
        for use in uses:
            if use.target.kind in carried:
                yield use.target, target
        if isinstance(entity, Metric) and target.id in solutions and target.kind == "solution":
            for opportunity in solutions[target.id].opportunities:
                yield target_of(opportunity), target
        if isinstance(entity, Opportunity) and target.id in solutions and target.kind == "solution":
            for effect in solutions[target.id].expected:
                yield target_of(effect.metric), target
        journey = atlas.journey(target.id) if isinstance(entity, Persona) and target.kind == "journey" else None
        for step in journey.steps if journey else ():
            if step.touchpoint:
                yield target_of(step.touchpoint), target


def _journeys(touched: tuple[Touched, ...], atlas: Atlas) -> Iterator[TouchedJourney]:
    whole = {t.target.id: t for t in touched if t.target.kind == "journey"}
    parts: dict[str, list[Touched]] = {}
    for part in touched:
        if part.target.kind in ("step", "stage"):
            parts.setdefault(part.target.id.partition("/")[0], []).append(part)
    for journey in atlas.site.journeys:
        if journey.id in whole or journey.id in parts:
            order = {f"{journey.id}/{step.id}": number for number, step in enumerate(journey.steps)}
            own = sorted(parts.get(journey.id, ()), key=lambda part: order.get(part.target.id, -1))
            yield TouchedJourney(
                journey=target_of(journey),
                state=journey.state,
                roles=whole[journey.id].roles if journey.id in whole else (),
                via=whole[journey.id].via if journey.id in whole else (),
                steps=tuple(own),
                personas=tuple(persona.id for persona in journey.personas),
            )


def _rests_on(entity: Entity, atlas: Atlas) -> Iterator[Target]:
    """What the entity refers to; not what it is about (steps, quotes)."""
    referred: list[object] = []
    if isinstance(entity, Persona):
        referred += [use.channel for use in entity.channels]
        referred += [use.device for use in entity.devices]
    if isinstance(entity, Touchpoint):
        referred.append(entity.channel)
    if isinstance(entity, Touchpoint | System | Opportunity | Solution) and entity.team:
        referred.append(entity.team)
    if isinstance(entity, Touchpoint):
        referred += entity.systems
    if isinstance(entity, Opportunity):
        referred += [other for other in atlas.site.opportunities if other.id == entity.parent]
    if isinstance(entity, Persona | Opportunity | Metric):
        referred += entity.evidence
    yield from (target_of(other) for other in referred)
