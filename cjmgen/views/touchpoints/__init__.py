"""Every touchpoint, by the channel it lives in."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import mean_mood
from cjmgen.model import Scope, Site, Target, Touchpoint, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import (
    CHANNEL,
    EMOTION,
    NOTHING,
    PERSONA,
    TEAM,
    Bar,
    Facets,
    bar_of,
    entities,
    facets,
    tags,
    worded,
)

KINDS = ("owned", "earned", "paid", "partner")
STATUSES = ("planned", "live", "changing", "retired")
FILTERS = (
    CHANNEL,
    worded("kind", {kind: f"touchpoint-kind.{kind}" for kind in KINDS}),
    worded("status", {status: f"touchpoint-status.{status}" for status in STATUSES}),
    TEAM,
    entities("system", lambda site: site.systems),
    PERSONA,
    EMOTION,
    tags(lambda site: site.touchpoints),
)
SORTS = (
    ("name", "touchpoints.touchpoint"),
    ("team", "list.team"),
    ("used", "list.used"),
    ("emotion", "list.mood"),
    ("satisfaction", "touchpoints.satisfaction"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    description: str | None
    kind: str
    status: str
    team: Target | None
    steps: int
    journeys: int
    mood: float | None
    """Mean over the steps it is met at, -2 .. +2; ``None`` if not known."""
    satisfaction: float | None
    """0 .. 10; ``None`` if nobody asked."""
    satisfaction_pct: float
    """The same as a share of 10; 0 if nobody asked."""
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    channel: Target
    icon: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoints:
    total: int
    groups: tuple[Group, ...]
    bar: Bar | None


def compute(site: Site, atlas: Atlas) -> Touchpoints | None:
    if not site.touchpoints:
        return None
    groups = tuple(
        Group(
            channel=target_of(channel),
            icon=channel.icon,
            rows=tuple(_row(t, atlas) for t in site.touchpoints if t.channel.id == channel.id),
        )
        for channel in site.channels
    )
    return Touchpoints(
        total=len(site.touchpoints),
        groups=tuple(group for group in groups if group.rows),
        bar=bar_of("touchpoints", FILTERS, SORTS, (row.facets for group in groups for row in group.rows), site),
    )


def _row(touchpoint: Touchpoint, atlas: Atlas) -> Row:
    places = atlas.steps_using("touchpoint", touchpoint.id)
    mood = mean_mood(places, atlas)
    return Row(
        target=target_of(touchpoint),
        description=touchpoint.description,
        kind=touchpoint.kind,
        status=touchpoint.status,
        team=target_of(touchpoint.team) if touchpoint.team else None,
        steps=len(places),
        journeys=len({place.journey.id for place in places}),
        mood=mood,
        satisfaction=touchpoint.satisfaction,
        satisfaction_pct=round(10 * (touchpoint.satisfaction or 0), 1),
        facets=facets(
            {
                "channel": touchpoint.channel.id,
                "kind": touchpoint.kind,
                "status": touchpoint.status,
                "team": touchpoint.team.id if touchpoint.team else NOTHING,
                "system": [system.id for system in touchpoint.systems],
                "persona": sorted({persona.id for place in places for persona in place.journey.personas}),
                "emotion": mood,
                "tag": touchpoint.tags,
            },
            {
                "name": touchpoint.name,
                "team": touchpoint.team.name if touchpoint.team else None,
                "used": len(places),
                "emotion": mood,
                "satisfaction": touchpoint.satisfaction,
            },
        ),
    )


VIEW = View(
    name="touchpoints", scope=Scope.SITE, compute=compute, shows=of_some("touchpoints"), filters=FILTERS, sorts=SORTS
)
