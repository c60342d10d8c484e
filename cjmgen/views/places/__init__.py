"""Four plain lists of where a touchpoint lives: channels, devices, teams, systems."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import mean_mood
from cjmgen.model import Channel, Device, Scope, Site, System, Target, Team, target_of
from cjmgen.views.base import View

Place = Channel | Device | Team | System


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    icon: str | None
    description: str | None
    lead: str | None
    """Who leads a team; ``None`` for other kinds, or if nobody said."""
    vendor: str | None
    """Who makes a system; ``None`` for other kinds, or if nobody said."""
    team: Target | None
    """Who runs a system."""
    touchpoints: int
    steps: int
    journeys: int
    personas: int
    """How many name it as theirs."""
    mood: float | None
    """Mean over its steps, -2 .. +2; ``None`` if not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    kind: str
    """"channel", "device", "team" or "system"."""
    rows: tuple[Row, ...]


def channels(site: Site, atlas: Atlas) -> Places | None:
    return _places("channel", site.channels, atlas)


def devices(site: Site, atlas: Atlas) -> Places | None:
    return _places("device", site.devices, atlas)


def teams(site: Site, atlas: Atlas) -> Places | None:
    return _places("team", site.teams, atlas)


def systems(site: Site, atlas: Atlas) -> Places | None:
    return _places("system", site.systems, atlas)


def _places(kind: str, places: tuple[Place, ...], atlas: Atlas) -> Places | None:
    if not places:
        return None
    return Places(
        kind=kind,
        rows=tuple(_row(kind, place, atlas) for place in places),
    )


def _row(kind: str, place: Place, atlas: Atlas) -> Row:
    steps = atlas.steps_using(kind, place.id)
    users = {use.target for use in atlas.uses_of(kind, place.id)}
    team = place.team if isinstance(place, System) else None
    return Row(
        target=target_of(place),
        icon=place.icon if isinstance(place, Channel | Device) else None,
        description=place.description,
        lead=place.lead if isinstance(place, Team) else None,
        vendor=place.vendor if isinstance(place, System) else None,
        team=target_of(team) if team else None,
        touchpoints=sum(user.kind == "touchpoint" for user in users),
        steps=len(steps),
        journeys=len({step.journey.id for step in steps}),
        personas=sum(user.kind == "persona" for user in users),
        mood=mean_mood(steps, atlas),
    )


VIEWS = (
    View(name="channels", scope=Scope.SITE, compute=channels, section="touchpoints"),
    View(name="devices", scope=Scope.SITE, compute=devices, section="touchpoints"),
    View(name="teams", scope=Scope.SITE, compute=teams),
    View(name="systems", scope=Scope.SITE, compute=systems, section="teams"),
)
