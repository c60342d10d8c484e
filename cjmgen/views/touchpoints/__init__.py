"""Every touchpoint, by the channel it lives in."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import mean_mood
from cjmgen.model import Scope, Site, Target, Touchpoint, target_of
from cjmgen.views.base import View


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    channel: Target
    icon: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoints:
    total: int
    groups: tuple[Group, ...]


def compute(site: Site, atlas: Atlas) -> Touchpoints | None:
    if not site.touchpoints:
        return None
    groups = (
        Group(
            channel=target_of(channel),
            icon=channel.icon,
            rows=tuple(_row(t, atlas) for t in site.touchpoints if t.channel.id == channel.id),
        )
        for channel in site.channels
    )
    return Touchpoints(total=len(site.touchpoints), groups=tuple(group for group in groups if group.rows))


def _row(touchpoint: Touchpoint, atlas: Atlas) -> Row:
    places = atlas.steps_using("touchpoint", touchpoint.id)
    return Row(
        target=target_of(touchpoint),
        description=touchpoint.description,
        kind=touchpoint.kind,
        status=touchpoint.status,
        team=target_of(touchpoint.team) if touchpoint.team else None,
        steps=len(places),
        journeys=len({place.journey.id for place in places}),
        mood=mean_mood(places, atlas),
        satisfaction=touchpoint.satisfaction,
        satisfaction_pct=round(10 * (touchpoint.satisfaction or 0), 1),
    )


VIEW = View(name="touchpoints", scope=Scope.SITE, compute=compute)
