"""Who meets what, and who stands behind it: the facts of the ecosystem.

Personas meet a touchpoint at the steps of their journeys; archived journeys are past.  A tie
that only a future map knows is a wish.  A team stands behind the touchpoints it owns, a system
behind those it runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Target, Touchpoint, target_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A persona at a touchpoint, or in a channel."""

    mark: PersonaMark
    steps: int
    """At how many steps."""
    is_wish: bool
    """Only on maps of the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A touchpoint between those who meet it and those who run it."""

    target: Target
    status: str
    meetings: tuple[Meeting, ...]
    """In the order of the personas; empty: nobody's map leads here."""
    team: Target | None
    systems: tuple[Target, ...]

    @property
    def steps(self) -> int:
        """The steps that happen here, a step once for each persona."""
        return sum(meeting.steps for meeting in self.meetings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelContacts:
    """A channel with its touchpoints."""

    target: Target
    icon: str
    contacts: tuple[Contact, ...]
    meetings: tuple[Meeting, ...]
    """Over all its touchpoints."""

    @property
    def owners(self) -> tuple[tuple[Target, int], ...]:
        """Teams, and for how many of the channel's touchpoints each answers."""
        return _counted(contact.team for contact in self.contacts if contact.team)

    @property
    def systems(self) -> tuple[tuple[Target, int], ...]:
        return _counted(system for contact in self.contacts for system in contact.systems)


def contacts_by_channel(atlas: Atlas) -> tuple[ChannelContacts, ...]:
    """Every channel that has touchpoints, in the site's order."""
    meetings = _meetings(atlas)
    found: list[ChannelContacts] = []
    for channel in atlas.site.channels:
        touchpoints = [t for t in atlas.site.touchpoints if t.channel.id == channel.id]
        if touchpoints:
            own = [meetings.get(touchpoint.id, {}) for touchpoint in touchpoints]
            found.append(
                ChannelContacts(
                    target=target_of(channel),
                    icon=channel.icon,
                    contacts=tuple(_contact(t, met, atlas) for t, met in zip(touchpoints, own, strict=True)),
                    meetings=_told([item for met in own for item in met.items()], atlas),
                )
            )
    return tuple(found)


Met = dict[str, tuple[int, bool]]
"""Persona -> at how many steps, and whether some of them are on a map of how it is."""


def _meetings(atlas: Atlas) -> dict[str, Met]:
    """Touchpoint -> who meets it."""
    found: dict[str, Met] = {}
    for journey in atlas.active_journeys:
        is_real = journey.state != "future"
        for step in journey.steps:
            if step.touchpoint is None:
                continue
            met = found.setdefault(step.touchpoint.id, {})
            for persona in journey.personas:
                count, was_real = met.get(persona.id, (0, False))
                met[persona.id] = count + 1, was_real or is_real
    return found


def _contact(touchpoint: Touchpoint, met: Met, atlas: Atlas) -> Contact:
    return Contact(
        target=target_of(touchpoint),
        status=touchpoint.status,
        meetings=_told(list(met.items()), atlas),
        team=target_of(touchpoint.team) if touchpoint.team else None,
        systems=tuple(target_of(system) for system in touchpoint.systems),
    )


def _told(met: list[tuple[str, tuple[int, bool]]], atlas: Atlas) -> tuple[Meeting, ...]:
    steps: dict[str, int] = {}
    real: set[str] = set()
    for persona, (count, is_real) in met:
        steps[persona] = steps.get(persona, 0) + count
        if is_real:
            real.add(persona)
    return tuple(
        Meeting(mark=atlas.persona_mark(persona.id), steps=steps[persona.id], is_wish=persona.id not in real)
        for persona in atlas.site.personas
        if persona.id in steps
    )


def _counted(targets: Iterable[Target]) -> tuple[tuple[Target, int], ...]:
    counts: dict[Target, int] = {}
    for target in targets:
        counts[target] = counts.get(target, 0) + 1
    return tuple(counts.items())
