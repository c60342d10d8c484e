"""Everyone who travels, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.emotion import CurvePoint, curve_of, felt
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Persona, Picture, Scope, Site, Target, Voice
from cjmgen.views.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowest:
    """The worst moment of a persona, on the journeys as they are."""

    step: Target
    emotion: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    mark: PersonaMark
    portrait: Picture | None
    role: str | None
    archetype: str | None
    age: str | None
    quote: Voice | None
    basis: str
    share_pct: float | None
    journeys: int
    lowest: Lowest | None
    """``None`` if nothing is known, or nothing is bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Personas:
    cards: tuple[Card, ...]


def compute(site: Site, atlas: Atlas) -> Personas | None:
    if not site.personas:
        return None
    return Personas(cards=tuple(_card(persona, atlas) for persona in site.personas))


def _card(persona: Persona, atlas: Atlas) -> Card:
    quote = persona.quote
    return Card(
        mark=atlas.persona_mark(persona.id),
        portrait=persona.portrait,
        role=persona.role,
        archetype=persona.archetype,
        age=next((fact.value for fact in persona.demographics if fact.key == "age"), None),
        # Only the words: what the evidence says besides is not on this page.
        quote=Voice(text=quote.text, translation=quote.translation) if quote else None,
        basis=persona.basis,
        share_pct=persona.share_pct,
        journeys=len(atlas.journeys_of(persona.id)),
        lowest=_lowest(persona, atlas),
    )


def _lowest(persona: Persona, atlas: Atlas) -> Lowest | None:
    lows: list[tuple[str, CurvePoint]] = []
    for journey in atlas.journeys_of(persona.id):
        if journey in atlas.observed_journeys and (low := curve_of(journey, persona.id, atlas).low):
            lows.append((journey.id, low))
    if not lows:
        return None
    journey_id, low = min(lows, key=lambda found: felt(found[1]))
    if felt(low) >= 0:
        return None
    return Lowest(step=Target("step", f"{journey_id}/{low.step_id}", low.name), emotion=felt(low))


VIEW = View(name="personas", scope=Scope.SITE, compute=compute)
