"""Places of contact: channels, devices, teams, systems, and the touchpoints that join them."""

from __future__ import annotations

from dataclasses import dataclass, field

from cjmgen.model.evidence import Link, Picture
from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The medium a touchpoint lives in."""

    id: str
    name: str
    icon: str
    """Name of an icon of the theme; also the CSS class that gives the colour."""
    description: str | None = None
    body: str = ""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What a touchpoint is met with."""

    id: str
    name: str
    icon: str
    description: str | None = None
    body: str = ""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who owns a touchpoint or answers for a map."""

    id: str
    name: str
    lead: str | None = None
    description: str | None = None
    links: tuple[Link, ...] = ()
    body: str = ""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What runs a touchpoint behind the scenes."""

    id: str
    name: str
    vendor: str | None = None
    team: Team | None = None
    """Who runs it; ``None`` if nobody said."""
    description: str | None = None
    links: tuple[Link, ...] = ()
    body: str = ""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A reusable place of contact; steps refer to it."""

    id: str
    formerly: tuple[str, ...] = ()
    name: str
    channel: Channel
    kind: str = "owned"
    """"owned", "earned", "paid" or "partner"."""
    team: Team | None = None
    systems: tuple[System, ...] = ()
    description: str | None = None
    url: str | None = None
    screenshot: Picture | None = None
    status: str = "live"
    """"planned", "live", "changing" or "retired"."""
    satisfaction: float | None = None
    """How content customers are with it: 0 .. 10; ``None`` if nobody asked."""
    importance_customer: float | None = None
    """How much it matters to customers: 0 .. 10; ``None`` if nobody asked."""
    importance_organisation: float | None = None
    """How much it matters to the organisation: 0 .. 10; ``None`` if nobody said."""
    accessibility: tuple[str, ...] = ()
    """What is known about reaching it with a disability."""
    tags: tuple[str, ...] = ()
    audience: str = "public"
    body: str = ""
    origin: Origin = field(compare=False, repr=False)
