"""Every place in a site that refers to an entity, and by which field.

The model points downwards only; this is the one module that walks it and turns each
reference round.  A new reference in the model is one line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cjmgen.analysis.places import stage_target, step_target
from cjmgen.model import Claim, Evidence, Journey, Opportunity, Persona, Site, Solution, Step, StepRef, Target, Voice
from cjmgen.model import target_of as target


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One reference to an entity."""

    target: Target
    """What refers to it."""
    role: str
    """The field that does: "touchpoint", "evidence", "frontstage" …"""
    journey: Target | None = None
    """The journey it happens in; ``None`` outside journeys."""
    stage: str | None = None
    """Name of the stage it happens in; ``None`` outside stages."""


Reference = tuple[str, str, str]
"""Kind and id of what is referred to, and the field that does."""


def uses_by_entity(site: Site) -> dict[tuple[str, str], tuple[Use, ...]]:
    """Kind and id of every entity referred to -> its uses, each once, in the site's order."""
    found: dict[tuple[str, str], dict[Use, None]] = {}
    for kind, id_, use in _uses(site):
        found.setdefault((kind, id_), {})[use] = None
    return {key: tuple(uses) for key, uses in found.items()}


def _uses(site: Site) -> Iterator[tuple[str, str, Use]]:
    for journey in site.journeys:
        yield from _in_journey(journey)
    for persona in site.personas:
        yield from _plain(target(persona), _persona(persona))
    for touchpoint in site.touchpoints:
        references = [*_one("channel", touchpoint.channel), *_one("team", touchpoint.team)]
        yield from _plain(target(touchpoint), [*references, *_many("systems", touchpoint.systems)])
    for system in site.systems:
        yield from _plain(target(system), _one("team", system.team))
    for opportunity in site.opportunities:
        yield from _plain(target(opportunity), _opportunity(opportunity))
    for solution in site.solutions:
        yield from _plain(target(solution), _solution(solution))
    for evidence in site.evidence:
        yield from _plain(target(evidence), _evidence(evidence))
    for metric in site.metrics:
        yield from _plain(target(metric), _many("evidence", metric.evidence))


def _plain(source: Target, references: Iterable[Reference]) -> Iterator[tuple[str, str, Use]]:
    for kind, id_, role in references:
        yield kind, id_, Use(target=source, role=role)


def _in_journey(journey: Journey) -> Iterator[tuple[str, str, Use]]:
    here = target(journey)
    for kind, id_, role in _journey(journey):
        yield kind, id_, Use(target=here, role=role, journey=here)
    for stage in journey.stages:
        stage_references = [*_many("metrics", stage.metrics), *_claims("expectations", stage.expectations)]
        for kind, id_, role in stage_references:
            yield kind, id_, Use(target=stage_target(journey, stage), role=role, journey=here, stage=stage.name)
        for step in stage.steps:
            source = step_target(journey, step)
            for kind, id_, role in _step(step):
                yield kind, id_, Use(target=source, role=role, journey=here, stage=stage.name)


def _journey(journey: Journey) -> Iterator[Reference]:
    yield from _many("personas", journey.personas)
    yield from _one("team", journey.team)
    yield from _many("metrics", journey.metrics)
    yield from _many("evidence", journey.evidence)
    yield from _ids("journey", "parent", journey.parent)
    yield from _ids("journey", "pairs_with", journey.pairs_with)
    yield from _ids("journey", "variant_of", journey.variant_of)


def _step(step: Step) -> Iterator[Reference]:
    yield from _one("touchpoint", step.touchpoint)
    yield from _one("channel", step.channel)
    yield from _one("device", step.device)
    yield from _voices("doing", step.doing)
    yield from _voices("thinking", step.thinking)
    yield from _voices("feeling", step.feeling)
    yield from _voices("quotes", step.quotes)
    yield from _ids("persona", "feelings", *(feeling.persona for feeling in step.feelings))
    yield from _claims("needs", step.needs)
    yield from _claims("doubts", step.doubts)
    for pain in step.pains or ():
        yield from _ids("persona", "pains", *pain.personas)
        yield from _many("pains", pain.evidence)
        yield from _many("pains", pain.opportunities)
    for gain in step.gains or ():
        yield from _ids("persona", "gains", *gain.personas)
        yield from _many("gains", gain.evidence)
    if step.response:
        for lane in ("frontstage", "backstage", "support"):
            for action in getattr(step.response, lane):
                yield from _one(lane, action.team)
                yield from _many(lane, action.systems)
    yield from _many("systems", step.systems)
    yield from _many("evidence", step.evidence)
    yield from _many("opportunities", step.opportunities)
    yield from _many("metrics", step.metrics)
    yield from _ids("journey", "next", *(way.journey for way in step.next))
    yield from _ids("journey", "journey", step.journey)


def _persona(persona: Persona) -> Iterator[Reference]:
    if persona.quote:
        yield from _voices("quote", (persona.quote,))
    for role in (
        "interests", "goals", "needs", "motivations", "concerns", "frustrations", "behaviours", "accessibility",
    ):  # fmt: skip
        yield from _claims(role, getattr(persona, role))
    yield from _many("devices", (use.device for use in persona.devices))
    yield from _many("channels", (use.channel for use in persona.channels))
    yield from _many("evidence", persona.evidence)


def _opportunity(opportunity: Opportunity) -> Iterator[Reference]:
    yield from _steps("steps", opportunity.steps)
    yield from _one("team", opportunity.team)
    yield from _ids("opportunity", "parent", opportunity.parent)
    yield from _many("evidence", opportunity.evidence)


def _solution(solution: Solution) -> Iterator[Reference]:
    yield from _many("opportunities", solution.opportunities)
    yield from _one("team", solution.team)
    yield from _many("expected", (effect.metric for effect in solution.expected))


def _evidence(evidence: Evidence) -> Iterator[Reference]:
    for voice in evidence.quotes:
        yield from _ids("persona", "quotes", voice.persona)
        yield from _steps("quotes", (voice.step,) if voice.step else ())
    for rating in evidence.ratings:
        yield from _ids("persona", "ratings", rating.persona)
        yield from _steps("ratings", (rating.step,))


def _one(role: str, entity: object | None) -> Iterator[Reference]:
    if entity is not None:
        at = target(entity)
        yield at.kind, at.id, role


def _many(role: str, entities: Iterable[object]) -> Iterator[Reference]:
    for entity in entities:
        yield from _one(role, entity)


def _ids(kind: str, role: str, *ids: str | None) -> Iterator[Reference]:
    for id_ in ids:
        if id_ is not None:
            yield kind, id_, role


def _steps(role: str, refs: Iterable[StepRef]) -> Iterator[Reference]:
    for ref in refs:
        yield "step", f"{ref.journey}/{ref.step}", role


def _claims(role: str, claims: Iterable[Claim]) -> Iterator[Reference]:
    for claim in claims:
        yield from _many(role, claim.evidence)


def _voices(role: str, voices: Iterable[Voice]) -> Iterator[Reference]:
    for voice in voices:
        yield from _ids("persona", role, voice.persona)
        yield from _one(role, voice.evidence)
