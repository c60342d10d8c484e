"""Every journey, by what kind of map it is, children below their parents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.health import health_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.sparkline import Spark, spark_of
from cjmgen.model import Journey, Scope, Site, Target, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import (
    CHANNEL,
    LOWEST,
    NOTHING,
    PERSONA,
    REVIEW,
    STAGE,
    TEAM,
    Bar,
    Facets,
    bar_of,
    facets,
    owners,
    tags,
    worded,
)

STATES = ("current", "future", "day-in-the-life")
DEEPEST = 3
"""Deeper rows are drawn as deep as this."""
SPARK_WIDTH, SPARK_HEIGHT = 208, 76
STATUSES = ("draft", "in-review", "approved", "live", "archived")
FILTERS = (
    worded("state", {state: f"state.{state}" for state in STATES}),
    PERSONA,
    STAGE,
    CHANNEL,
    TEAM,
    owners(lambda site: site.journeys),
    worded("status", {status: f"status.{status}" for status in STATUSES}),
    REVIEW,
    LOWEST,
    tags(lambda site: site.journeys),
)
SORTS = (
    ("name", "list.journey"),
    ("emotion", "filters.emotion"),
    ("steps", "journeys.steps"),
    ("owner", "list.owner"),
    ("reviewed", "fact.reviewed"),
    ("health", "journeys.health"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    goal: str
    depth: int
    """How many parents stand above it in its group, 0 .. ``DEEPEST``."""
    level: int | None
    marks: tuple[PersonaMark, ...]
    spark: Spark | None
    """``None`` if nobody's emotion is known."""
    steps: int
    owner: str | None
    team: Target | None
    status: str
    reviewed: date | None
    overdue: date | None
    """The day its review was due, if that has passed."""
    score: int
    """Health, 0 .. 100."""
    partner: Target | None
    """The other of a current/future pair."""
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    state: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    total: int
    groups: tuple[Group, ...]
    bar: Bar | None


def compute(site: Site, atlas: Atlas) -> Journeys | None:
    if not site.journeys:
        return None
    groups = tuple(
        Group(state=state, rows=tuple(_row(journey, depth, atlas) for journey, depth in _tree(state, site)))
        for state in STATES
    )
    rows = (row.facets for group in groups for row in group.rows)
    return Journeys(
        total=len(site.journeys),
        groups=tuple(group for group in groups if group.rows),
        bar=bar_of("journeys", FILTERS, SORTS, rows, site),
    )


def _tree(state: str, site: Site) -> Iterator[tuple[Journey, int]]:
    """Journeys of one state, each right below its parent if that is of the same state."""
    here = sorted(
        (journey for journey in site.journeys if journey.state == state),
        key=lambda journey: (journey.status == "archived", 2 if journey.level is None else journey.level),
    )
    ids = {journey.id for journey in here}

    def below(parent: str | None, depth: int) -> Iterator[tuple[Journey, int]]:
        for journey in here:
            if (journey.parent if journey.parent in ids else None) == parent:
                yield journey, min(depth, DEEPEST)
                yield from below(journey.id, depth + 1)

    return below(None, 0)


def _row(journey: Journey, depth: int, atlas: Atlas) -> Row:
    review = review_of(journey, atlas)
    spark = spark_of(journey, [persona.id for persona in journey.personas], atlas, SPARK_WIDTH, SPARK_HEIGHT)
    partner = atlas.partner_of(journey)
    score = health_of(journey, atlas).score
    return Row(
        target=target_of(journey),
        goal=journey.goal,
        depth=depth,
        level=journey.level,
        marks=atlas.marks_of(journey),
        spark=spark if spark.known else None,
        steps=len(journey.steps),
        owner=journey.owner,
        team=target_of(journey.team) if journey.team else None,
        status=journey.status,
        reviewed=journey.reviewed,
        overdue=review.due if review.state == "overdue" else None,
        score=score,
        partner=target_of(partner) if partner else None,
        facets=_facets(journey, review.state, score, spark, atlas),
    )


def _facets(journey: Journey, review: str, score: int, spark: Spark, atlas: Atlas) -> Facets:
    lowest = spark.ends[0].emotion if spark.ends else None
    channels = {step.channel.id for step in journey.steps if step.channel}
    return facets(
        {
            "state": journey.state,
            "persona": [persona.id for persona in journey.personas],
            "stage": sorted({stage.life_cycle for stage in journey.stages if stage.life_cycle}),
            "channel": sorted(channels),
            "team": journey.team.id if journey.team else NOTHING,
            "owner": journey.owner or NOTHING,
            "status": journey.status,
            "freshness": review,
            "emotion": lowest,
            "tag": journey.tags,
        },
        {
            "name": journey.title,
            "emotion": lowest,
            "steps": len(journey.steps),
            "owner": journey.owner or (journey.team.name if journey.team else None),
            "reviewed": journey.reviewed,
            "health": score,
        },
    )


VIEW = View(name="journeys", scope=Scope.SITE, compute=compute, shows=of_some("journeys"), filters=FILTERS, sorts=SORTS)
