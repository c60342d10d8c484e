"""Four plain lists of where a touchpoint lives: channels, devices, teams, systems."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import mean_mood
from cjmgen.model import Channel, Device, Scope, Site, System, Target, Team, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import EMOTION, NOTHING, TEAM, Bar, Facets, bar_of, facets

Place = Channel | Device | Team | System

FILTERS = {"channel": (EMOTION,), "device": (EMOTION,), "team": (EMOTION,), "system": (TEAM, EMOTION)}
_COUNTS = (("steps", "use.step"), ("journeys", "nav.journeys"), ("emotion", "list.mood"))
SORTS = {
    kind: (("name", f"places.{kind}"), *((("touchpoints", "nav.touchpoints"),) if kind != "device" else ()), *_COUNTS)
    for kind in FILTERS
}


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
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    kind: str
    """"channel", "device", "team" or "system"."""
    rows: tuple[Row, ...]
    bar: Bar | None


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
    rows = tuple(_row(kind, place, atlas) for place in places)
    bar = bar_of(f"{kind}s", FILTERS[kind], SORTS[kind], (row.facets for row in rows), atlas.site)
    return Places(kind=kind, rows=rows, bar=bar)


def _row(kind: str, place: Place, atlas: Atlas) -> Row:
    steps = atlas.steps_using(kind, place.id)
    users = {use.target for use in atlas.uses_of(kind, place.id)}
    team = place.team if isinstance(place, System) else None
    touchpoints = sum(user.kind == "touchpoint" for user in users)
    journeys = len({step.journey.id for step in steps})
    mood = mean_mood(steps, atlas)
    return Row(
        target=target_of(place),
        icon=place.icon if isinstance(place, Channel | Device) else None,
        description=place.description,
        lead=place.lead if isinstance(place, Team) else None,
        vendor=place.vendor if isinstance(place, System) else None,
        team=target_of(team) if team else None,
        touchpoints=touchpoints,
        steps=len(steps),
        journeys=journeys,
        personas=sum(user.kind == "persona" for user in users),
        mood=mood,
        facets=facets(
            {"team": team.id if team else NOTHING, "emotion": mood},
            {
                "name": place.name,
                "touchpoints": touchpoints,
                "steps": len(steps),
                "journeys": journeys,
                "emotion": mood,
            },
        ),
    )


VIEWS = (
    View(
        name="channels",
        scope=Scope.SITE,
        compute=channels,
        shows=of_some("channels"),
        filters=FILTERS["channel"],
        sorts=SORTS["channel"],
        section="touchpoints",
    ),
    View(
        name="devices",
        scope=Scope.SITE,
        compute=devices,
        shows=of_some("devices"),
        filters=FILTERS["device"],
        sorts=SORTS["device"],
        section="touchpoints",
    ),
    View(
        name="teams",
        scope=Scope.SITE,
        compute=teams,
        shows=of_some("teams"),
        filters=FILTERS["team"],
        sorts=SORTS["team"],
    ),
    View(
        name="systems",
        scope=Scope.SITE,
        compute=systems,
        shows=of_some("systems"),
        filters=FILTERS["system"],
        sorts=SORTS["system"],
        section="teams",
    ),
)
