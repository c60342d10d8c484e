"""One persona: who this is, what they want and fear, and how their journeys feel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.sparkline import Spark, spark_of
from cjmgen.analysis.usage import UseGroup, groups_of
from cjmgen.model import Claim, Evidence, Fact, Journey, Persona, Picture, Scope, Target, target_of
from cjmgen.views.base import View, always

LISTS = ("goals", "concerns", "motivations", "needs", "frustrations", "behaviours", "interests", "accessibility")
"""What people say about themselves, in the order of the page."""
SPARK_WIDTH, SPARK_HEIGHT = 240, 84


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    target: Target
    kind: str
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    text: str
    count: int | None
    of: int | None
    """Said by ``count`` of ``of``; ``None`` if not counted."""
    evidence: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    kind: str
    """One of ``LISTS``."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    text: str
    translation: str | None
    source: str | None
    evidence: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitLine:
    low: str
    high: str
    value: float
    value_pct: float
    average: float | None
    """All customers, 0 .. 10; ``None`` if not known."""
    average_pct: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLine:
    target: Target
    icon: str
    share_pct: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    target: Target
    icon: str
    use: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """A journey of the persona."""

    journey: Target
    state: str
    spark: Spark
    """The persona's curve alone."""
    lowest: Target | None
    highest: Target | None
    """The steps at the ends of the curve; ``None`` if nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaPage:
    mark: PersonaMark
    name: str
    role: str | None
    archetype: str | None
    segment: str | None
    portrait: Picture | None
    quote: Quote | None
    facts: tuple[Fact, ...]
    share_pct: float | None
    basis: str
    evidence: tuple[Source, ...]
    owner: str | None
    reviewed: date | None
    overdue: date | None
    """The day the review was due, if that has passed."""
    tags: tuple[str, ...]
    body: str
    sections: tuple[Section, ...]
    traits: tuple[TraitLine, ...]
    has_averages: bool
    channels: tuple[ChannelLine, ...]
    has_shares: bool
    devices: tuple[DeviceLine, ...]
    skill: str | None
    travels: tuple[Travel, ...]
    used: tuple[UseGroup, ...]
    """By what else than journeys and their steps."""


def compute(persona: Persona, atlas: Atlas) -> PersonaPage:
    review = review_of(persona, atlas)
    sections = (Section(kind=kind, lines=tuple(map(_line, getattr(persona, kind)))) for kind in LISTS)
    return PersonaPage(
        mark=atlas.persona_mark(persona.id),
        name=persona.name,
        role=persona.role,
        archetype=persona.archetype,
        segment=persona.segment,
        portrait=persona.portrait,
        quote=_quote(persona),
        facts=persona.demographics,
        share_pct=persona.share_pct,
        basis=persona.basis,
        evidence=tuple(map(_source, persona.evidence)),
        owner=persona.owner,
        reviewed=persona.reviewed,
        overdue=review.due if review.state == "overdue" else None,
        tags=persona.tags,
        body=persona.body,
        sections=tuple(section for section in sections if section.lines),
        traits=tuple(
            TraitLine(
                low=trait.low, high=trait.high, value=trait.value, value_pct=_pct(trait.value),
                average=trait.average, average_pct=None if trait.average is None else _pct(trait.average),
            )
            for trait in persona.traits
        ),
        has_averages=any(trait.average is not None for trait in persona.traits),
        channels=tuple(
            ChannelLine(target=target_of(use.channel), icon=use.channel.icon, share_pct=use.share_pct)
            for use in persona.channels
        ),
        has_shares=any(use.share_pct is not None for use in persona.channels),
        devices=tuple(
            DeviceLine(target=target_of(use.device), icon=use.device.icon, use=use.use) for use in persona.devices
        ),
        skill=persona.skill,
        travels=tuple(_travel(journey, persona, atlas) for journey in atlas.journeys_of(persona.id)),
        used=groups_of(atlas.uses_of("persona", persona.id), skip=("journey", "stage", "step"), unsaid=("personas",)),
    )  # fmt: skip


def _pct(value: float) -> float:
    return round(10 * value, 1)


def _line(claim: Claim) -> Line:
    return Line(text=claim.text, count=claim.count, of=claim.of, evidence=tuple(map(_source, claim.evidence)))


def _source(evidence: Evidence) -> Source:
    return Source(target=target_of(evidence), kind=evidence.kind, n=evidence.n)


def _quote(persona: Persona) -> Quote | None:
    voice = persona.quote
    if voice is None:
        return None
    return Quote(
        text=voice.text,
        translation=voice.translation,
        source=voice.source,
        evidence=target_of(voice.evidence) if voice.evidence else None,
    )


def _travel(journey: Journey, persona: Persona, atlas: Atlas) -> Travel:
    spark = spark_of(journey, [persona.id], atlas, SPARK_WIDTH, SPARK_HEIGHT)

    def step(kind: str) -> Target | None:
        # A level curve has one end only; it is the lowest point as well as the highest.
        end = next((e for e in spark.ends if e.kind == kind), None) or next(iter(spark.ends), None)
        return Target("step", f"{journey.id}/{end.step}", end.step_name) if end else None

    return Travel(
        journey=target_of(journey), state=journey.state, spark=spark, lowest=step("low"), highest=step("peak")
    )


VIEW = View(name="persona", scope=Scope.PERSONA, compute=compute, shows=always)
