"""One channel, device, team or system: what it is, and everything that depends on it."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import JourneySteps, Mood, UseGroup, groups_of, moods_of, steps_by_journey
from cjmgen.model import Channel, Device, Link, Scope, System, Target, Team, target_of
from cjmgen.views.base import View, always

Place = Channel | Device | Team | System


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    kind: str
    """"channel", "device", "team" or "system"."""
    name: str
    icon: str | None
    description: str | None
    body: str
    lead: str | None
    vendor: str | None
    team: Target | None
    """Who runs a system."""
    links: tuple[Link, ...]
    touchpoints: tuple[tuple[Target, str], ...]
    """With their status."""
    moods: tuple[Mood, ...]
    """On journeys as they are."""
    journeys: tuple[JourneySteps, ...]
    steps: int
    used: tuple[UseGroup, ...]
    """By what else than touchpoints and steps."""


def channel(subject: Channel, atlas: Atlas) -> PlacePage:
    return _place("channel", subject, atlas)


def device(subject: Device, atlas: Atlas) -> PlacePage:
    return _place("device", subject, atlas)


def team(subject: Team, atlas: Atlas) -> PlacePage:
    return _place("team", subject, atlas)


def system(subject: System, atlas: Atlas) -> PlacePage:
    return _place("system", subject, atlas)


def _place(kind: str, place: Place, atlas: Atlas) -> PlacePage:
    steps = atlas.steps_using(kind, place.id)
    uses = atlas.uses_of(kind, place.id)
    own = {use.target.id for use in uses if use.target.kind == "touchpoint"}
    run_by = place.team if isinstance(place, System) else None
    return PlacePage(
        kind=kind,
        name=place.name,
        icon=place.icon if isinstance(place, Channel | Device) else None,
        description=place.description,
        body=place.body,
        lead=place.lead if isinstance(place, Team) else None,
        vendor=place.vendor if isinstance(place, System) else None,
        team=target_of(run_by) if run_by else None,
        links=place.links if isinstance(place, Team | System) else (),
        touchpoints=tuple((target_of(t), t.status) for t in atlas.site.touchpoints if t.id in own),
        moods=moods_of([step for step in steps if step.journey.state != "future"], atlas),
        journeys=steps_by_journey(steps, atlas),
        steps=len(steps),
        used=groups_of(
            uses,
            skip=("touchpoint", "step"),
            unsaid=(
                "channel",
                "device",
                "team",
                "systems",
            ),
        ),
    )


VIEWS = (
    View(name="channel", scope=Scope.CHANNEL, compute=channel, shows=always, section="touchpoints"),
    View(name="device", scope=Scope.DEVICE, compute=device, shows=always, section="touchpoints"),
    View(name="team", scope=Scope.TEAM, compute=team, shows=always),
    View(name="system", scope=Scope.SYSTEM, compute=system, shows=always, section="teams"),
)
