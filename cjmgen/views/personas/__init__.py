"""Everyone who travels, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.emotion import CurvePoint, curve_of, felt
from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Persona, Picture, Scope, Site, Target, Voice
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import (
    CHANNEL,
    LOWEST,
    NOTHING,
    REVIEW,
    Bar,
    Dimension,
    Facets,
    bar_of,
    entities,
    facets,
    owners,
    tags,
    texts,
    worded,
)

FILTERS: tuple[Dimension, ...] = (
    worded("basis", {basis: f"basis.{basis}" for basis in ("researched", "assumed")}),
    texts("segment", lambda site: (str(persona.segment or "") for persona in site.personas)),
    CHANNEL,
    entities("device", lambda site: site.devices),
    owners(lambda site: site.personas),
    REVIEW,
    LOWEST,
    tags(lambda site: site.personas),
)
SORTS = (
    ("name", "list.persona"),
    ("share", "personas.share"),
    ("journeys", "nav.journeys"),
    ("emotion", "personas.lowest"),
)


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
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Personas:
    cards: tuple[Card, ...]
    bar: Bar | None


def compute(site: Site, atlas: Atlas) -> Personas | None:
    if not site.personas:
        return None
    cards = tuple(_card(persona, atlas) for persona in site.personas)
    bar = bar_of("personas", FILTERS, SORTS, (card.facets for card in cards), site)
    return Personas(cards=cards, bar=bar)


def _card(persona: Persona, atlas: Atlas) -> Card:
    quote = persona.quote
    lowest = _lowest(persona, atlas)
    journeys = len(atlas.journeys_of(persona.id))
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
        journeys=journeys,
        lowest=lowest,
        facets=facets(
            {
                "basis": persona.basis,
                "segment": str(persona.segment) if persona.segment else None,
                "channel": [use.channel.id for use in persona.channels],
                "device": [use.device.id for use in persona.devices],
                "owner": persona.owner or NOTHING,
                "freshness": review_of(persona, atlas).state,
                "emotion": lowest.emotion if lowest else None,
                "tag": persona.tags,
            },
            {
                "name": persona.name,
                "share": persona.share_pct,
                "journeys": journeys,
                "emotion": lowest.emotion if lowest else None,
            },
        ),
    )


def _lowest(persona: Persona, atlas: Atlas) -> Lowest | None:
    lows: list[tuple[str, CurvePoint]] = []
    for journey in atlas.journeys_of(persona.id):
        if atlas.is_observed(journey) and (low := curve_of(journey, persona.id, atlas).low):
            lows.append((journey.id, low))
    if not lows:
        return None
    journey_id, low = min(lows, key=lambda found: felt(found[1]))
    if felt(low) >= 0:
        return None
    return Lowest(step=Target("step", f"{journey_id}/{low.step_id}", low.name), emotion=felt(low))


VIEW = View(name="personas", scope=Scope.SITE, compute=compute, shows=of_some("personas"), filters=FILTERS, sorts=SORTS)
