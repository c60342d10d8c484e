"""The ecosystem: who meets us, where, and who stands behind it.

Three layers, personas, touchpoints by channel, teams and systems, joined by what the maps
and the touchpoints say.  Many touchpoints are first shown by channel; with too many to read,
that picture and the table stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.model import Scope, Site, Target
from cjmgen.views.base import View
from cjmgen.views.ecosystem.picture import LAYOUT, draw_channels, draw_touchpoints
from cjmgen.views.ecosystem.ties import ChannelContacts, Contact, Meeting, contacts_by_channel

__all__ = ["VIEW", "ChannelContacts", "Contact", "Ecosystem", "Leaning", "Meeting", "compute"]

MOST_LEANED_ON = 4
MANY_TOUCHPOINTS = 16
"""From here on a picture by channel goes before the one by touchpoint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """Something that many touchpoints stand on."""

    target: Target
    touchpoints: int
    share_pct: float
    """Of all touchpoints, 0 .. 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecosystem:
    overview: str
    """DOT text with channels in the middle; "" if there is no need for it, or too much to draw."""
    detail: str
    """DOT text with touchpoints in the middle; "" if there is too much to draw."""
    layout: str
    channels: tuple[ChannelContacts, ...]
    touchpoints: int
    teams: int
    systems: int
    """How many stand behind a touchpoint."""
    leanings: tuple[Leaning, ...]
    """The teams and systems most touchpoints stand on, the most first."""
    unmet: tuple[Target, ...]
    """Touchpoints that no step of a map of how it is leads to; without planned and retired ones."""
    unowned: tuple[Target, ...]
    """Touchpoints without a team; without planned and retired ones."""
    has_wishes: bool


def compute(site: Site, atlas: Atlas) -> Ecosystem | None:
    channels = contacts_by_channel(atlas)
    contacts = tuple(contact for channel in channels for contact in channel.contacts)
    marks = tuple(atlas.persona_mark(persona.id) for persona in site.personas)
    met = {meeting.mark for contact in contacts for meeting in contact.meetings}
    behind = _leanings(contacts)
    if len(contacts) < 2 or not (met or behind):
        return None
    detail = draw_touchpoints(channels, marks)
    wants_overview = not detail or (len(contacts) >= MANY_TOUCHPOINTS and len(channels) > 1)
    current = [contact for contact in contacts if contact.status not in ("planned", "retired")]
    return Ecosystem(
        overview=draw_channels(channels, marks) if wants_overview else "",
        detail=detail,
        layout=LAYOUT,
        channels=channels,
        touchpoints=len(contacts),
        teams=sum(leaning.target.kind == "team" for leaning in behind),
        systems=sum(leaning.target.kind == "system" for leaning in behind),
        leanings=tuple(leaning for leaning in behind if leaning.touchpoints > 1)[:MOST_LEANED_ON],
        unmet=tuple(c.target for c in current if all(meeting.is_wish for meeting in c.meetings)),
        unowned=tuple(c.target for c in current if c.team is None),
        has_wishes=any(meeting.is_wish for contact in contacts for meeting in contact.meetings),
    )


def _leanings(contacts: tuple[Contact, ...]) -> tuple[Leaning, ...]:
    counts: dict[Target, int] = {}
    for contact in contacts:
        for target in (*((contact.team,) if contact.team else ()), *contact.systems):
            counts[target] = counts.get(target, 0) + 1
    return tuple(
        Leaning(target=target, touchpoints=count, share_pct=round(100 * count / len(contacts), 1))
        for target, count in sorted(counts.items(), key=lambda item: -item[1])
    )


VIEW = View(name="ecosystem", scope=Scope.SITE, compute=compute, section="home", optional=True)
