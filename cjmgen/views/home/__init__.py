"""The front page: the whole portfolio in one look.

What the site holds, how the life cycle fares, the journeys with their curves, how well the
maps are kept, what to do first, and who travels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.coverage import LifeCycleSummary, evidence_share, life_cycle_of
from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.gaps import hand_overs_of, is_owned
from cjmgen.analysis.health import SiteHealth, health_of, site_health
from cjmgen.analysis.index import Atlas, PersonaMark, pains_of
from cjmgen.analysis.portfolio import portfolio_order
from cjmgen.analysis.priority import ranked, rice
from cjmgen.analysis.sparkline import Spark, spark_of
from cjmgen.model import Journey, Opportunity, Persona, Picture, Scope, Site, Target, target_of
from cjmgen.views.base import View, always

CARDS = 12
OPPORTUNITIES = 5
DONE = frozenset({"live", "dropped"})
"""Opportunities of these statuses need no one's attention: they are in the list, not among the top."""
PERSONAS = 8
SPARK_WIDTH, SPARK_HEIGHT = 360, 92
PIPS = 12
"""More journeys than this are told as a number alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStage:
    number: int
    name: str
    summary: LifeCycleSummary
    pips: tuple[bool, ...]
    """One a journey of the site, on if it has a stage here; empty if there are too many to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The one thing worth knowing about a journey beside its score."""

    kind: str
    """"future-of", "pains-unowned", "steps-assumed" or "hand-overs"."""
    n: int
    """How many; 0 for "future-of"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    target: Target
    goal: str
    state: str
    steps: int
    reviewed: date | None
    overdue: date | None
    """The day its review was due, if that has passed."""
    marks: tuple[PersonaMark, ...]
    spark: Spark | None
    """``None`` if nobody's emotion is known."""
    score: int
    """Health, 0 .. 100."""
    remark: Remark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthBar:
    """A stretch of the bar: a share of all journeys."""

    kind: str
    """"in-time", "in-review", "overdue", "never" or "unknown"."""
    count: int
    x_pct: float
    width_pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    target: Target
    rank: int
    score: float
    journeys: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaCard:
    mark: PersonaMark
    portrait: Picture | None
    archetype: str | None
    age: str | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    title: str
    """The headline; else the tagline, else the title of the site."""
    description: str | None
    all_journeys: Target
    all_opportunities: Target
    all_personas: Target
    """The lists it leads to."""
    journeys: int
    personas: int
    touchpoints: int
    cycle: tuple[CycleStage, ...]
    cards: tuple[Card, ...]
    health: SiteHealth
    bars: tuple[HealthBar, ...]
    opportunities: tuple[Ranked, ...]
    opportunities_total: int
    people: tuple[PersonaCard, ...]


def compute(site: Site, atlas: Atlas) -> Home:
    health = site_health(atlas)
    journeys = portfolio_order(atlas)
    scored = [(o, score) for o in ranked(o for o in site.opportunities if o.status not in DONE)
              if (score := rice(o)) is not None]  # fmt: skip
    return Home(
        title=site.headline or site.tagline or site.title,
        description=site.description,
        all_journeys=Target("view", "journeys", ""),
        all_opportunities=Target("view", "opportunities", ""),
        all_personas=Target("view", "personas", ""),
        journeys=len(journeys),
        personas=len(site.personas),
        touchpoints=len(site.touchpoints),
        cycle=_cycle(atlas) if journeys else (),
        cards=tuple(_card(journey, atlas) for journey in journeys[:CARDS]),
        health=health,
        bars=_bars(health),
        opportunities=tuple(_ranked(i, o, s, atlas) for i, (o, s) in enumerate(scored[:OPPORTUNITIES], start=1)),
        opportunities_total=len(site.opportunities),
        people=tuple(_person(persona, atlas) for persona in site.personas[:PERSONAS]),
    )


def _cycle(atlas: Atlas) -> tuple[CycleStage, ...]:
    return tuple(
        CycleStage(
            number=number,
            name=summary.stage.name,
            summary=summary,
            pips=tuple(i < summary.journeys.done for i in range(summary.journeys.of))
            if summary.journeys.of <= PIPS
            else (),
        )
        for number, summary in enumerate(life_cycle_of(atlas), start=1)
    )


def _card(journey: Journey, atlas: Atlas) -> Card:
    review = review_of(journey, atlas)
    spark = spark_of(journey, [persona.id for persona in journey.personas], atlas, SPARK_WIDTH, SPARK_HEIGHT)
    return Card(
        target=target_of(journey),
        goal=journey.goal,
        state=journey.state,
        steps=len(journey.steps),
        reviewed=review.reviewed,
        overdue=review.due if review.state == "overdue" else None,
        marks=atlas.marks_of(journey),
        spark=spark if spark.known else None,
        score=health_of(journey, atlas).score,
        remark=_remark(journey, atlas),
    )


def _remark(journey: Journey, atlas: Atlas) -> Remark | None:
    if journey.state == "future":
        return Remark(kind="future-of", n=0) if atlas.partner_of(journey) else None
    unowned = sum(not is_owned(found.pain) for found in pains_of(journey))
    evidence = evidence_share(journey, journey.steps, atlas)
    counts = (
        ("pains-unowned", unowned),
        ("steps-assumed", evidence.of - evidence.done),
        ("hand-overs", hand_overs_of(journey)),
    )
    return next((Remark(kind=kind, n=n) for kind, n in counts if n), None)


def _bars(health: SiteHealth) -> tuple[HealthBar, ...]:
    counts = {
        "in-time": health.in_time,
        "in-review": health.in_review,
        "overdue": health.overdue,
        "never": health.never,
        "unknown": health.unknown,
    }
    bars: list[HealthBar] = []
    before = 0
    for kind, count in counts.items():
        if count:
            x, width = 100 * before / health.journeys, 100 * count / health.journeys
            bars.append(HealthBar(kind=kind, count=count, x_pct=round(x, 2), width_pct=round(width, 2)))
            before += count
    return tuple(bars)


def _ranked(rank: int, opportunity: Opportunity, score: float, atlas: Atlas) -> Ranked:
    named = {ref.journey for ref in opportunity.steps}
    named |= {u.journey.id for u in atlas.uses_of("opportunity", opportunity.id) if u.journey is not None}
    return Ranked(target=target_of(opportunity), rank=rank, score=score, journeys=len(named), status=opportunity.status)


def _person(persona: Persona, atlas: Atlas) -> PersonaCard:
    return PersonaCard(
        mark=atlas.persona_mark(persona.id),
        portrait=persona.portrait,
        archetype=persona.archetype,
        age=next((fact.value for fact in persona.demographics if fact.key == "age"), None),
        basis=persona.basis,
    )


VIEW = View(name="home", scope=Scope.SITE, compute=compute, shows=always)
