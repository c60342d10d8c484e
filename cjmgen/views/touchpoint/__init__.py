"""One touchpoint: what it is, how it feels there, and every step that meets it."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import JourneySteps, Mood, UseGroup, groups_of, moods_of, steps_by_journey
from cjmgen.model import Picture, Scope, Target, Touchpoint, target_of
from cjmgen.views.base import View, always


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A judgement on the scale 0 .. 10."""

    kind: str
    """"satisfaction", "importance-customer" or "importance-organisation"."""
    value: float
    pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A pain that is felt here."""

    text: str
    severity: str | None
    step: Target
    answered: bool
    """An opportunity picks it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointPage:
    name: str
    description: str | None
    body: str
    channel: Target
    icon: str
    kind: str
    status: str
    team: Target | None
    systems: tuple[Target, ...]
    url: str | None
    screenshot: Picture | None
    accessibility: tuple[str, ...]
    tags: tuple[str, ...]
    scores: tuple[Score, ...]
    """Those that somebody asked about."""
    moods: tuple[Mood, ...]
    pains: tuple[Need, ...]
    """Of journeys as they are."""
    journeys: tuple[JourneySteps, ...]
    steps: int
    used: tuple[UseGroup, ...]
    """By what else than steps."""


def compute(touchpoint: Touchpoint, atlas: Atlas) -> TouchpointPage:
    places = atlas.steps_using("touchpoint", touchpoint.id)
    observed = [place for place in places if place.journey.state != "future"]
    judged = (
        ("satisfaction", touchpoint.satisfaction),
        ("importance-customer", touchpoint.importance_customer),
        ("importance-organisation", touchpoint.importance_organisation),
    )
    return TouchpointPage(
        name=touchpoint.name,
        description=touchpoint.description,
        body=touchpoint.body,
        channel=target_of(touchpoint.channel),
        icon=touchpoint.channel.icon,
        kind=touchpoint.kind,
        status=touchpoint.status,
        team=target_of(touchpoint.team) if touchpoint.team else None,
        systems=tuple(target_of(system) for system in touchpoint.systems),
        url=touchpoint.url,
        screenshot=touchpoint.screenshot,
        accessibility=touchpoint.accessibility,
        tags=touchpoint.tags,
        scores=tuple(Score(kind=k, value=v, pct=round(10 * v, 1)) for k, v in judged if v is not None),
        moods=moods_of(observed, atlas),
        pains=tuple(
            Need(text=pain.text, severity=pain.severity, step=place.target, answered=bool(pain.opportunities))
            for place in observed
            for pain in place.step.pains or ()
        ),
        journeys=steps_by_journey(places, atlas),
        steps=len(places),
        used=groups_of(atlas.uses_of("touchpoint", touchpoint.id), skip=("step",), unsaid=("touchpoint",)),
    )


VIEW = View(name="touchpoint", scope=Scope.TOUCHPOINT, compute=compute, shows=always)
