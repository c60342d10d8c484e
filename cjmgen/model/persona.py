"""A persona: who travels, drawn from research."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cjmgen.model.evidence import Claim, Evidence, Picture, Voice
from cjmgen.model.place import Channel, Device
from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One demographic line: what it is called and what it says."""

    key: str
    """"age", "location" …, or "" where the author gave a label of their own."""
    label: str | None
    """The author's own label; ``None`` for the keys the interface has words for."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """Where a persona stands between two opposites."""

    low: str
    high: str
    value: float
    """0 (all ``low``) .. 10 (all ``high``)."""
    average: float | None = None
    """Where customers stand on average, same scale; ``None`` if not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceUse:
    device: Device
    use: str | None = None
    """When or how, "all day" for example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUse:
    channel: Channel
    share_pct: float | None = None
    """Share of this persona who choose it first or second, 0 .. 100; ``None`` if not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    id: str
    formerly: tuple[str, ...] = ()
    name: str
    role: str | None = None
    """One line: "The first-time runner: wants a sore knee to stop"."""
    archetype: str | None = None
    """Two or three words: "First-time runner"."""
    segment: str | None = None
    portrait: Picture | None = None
    colour: int | None = None
    """Which of the theme's persona colours, 1 .. 8; ``None`` lets the site choose."""
    quote: Voice | None = None
    demographics: tuple[Fact, ...] = ()
    interests: tuple[Claim, ...] = ()
    goals: tuple[Claim, ...] = ()
    needs: tuple[Claim, ...] = ()
    motivations: tuple[Claim, ...] = ()
    """Why they buy."""
    concerns: tuple[Claim, ...] = ()
    """What they doubt or fear."""
    frustrations: tuple[Claim, ...] = ()
    behaviours: tuple[Claim, ...] = ()
    traits: tuple[Trait, ...] = ()
    devices: tuple[DeviceUse, ...] = ()
    skill: str | None = None
    """At home with technology?  In words: "at ease"."""
    channels: tuple[ChannelUse, ...] = ()
    """Preferred channels, the dearest first."""
    accessibility: tuple[Claim, ...] = ()
    share_pct: float | None = None
    """Share of customers, 0 .. 100; ``None`` if not known."""
    basis: str = "assumed"
    """"assumed" or "researched"."""
    evidence: tuple[Evidence, ...] = ()
    owner: str | None = None
    reviewed: date | None = None
    review_by: date | None = None
    tags: tuple[str, ...] = ()
    audience: str = "public"
    body: str = ""
    origin: Origin = field(compare=False, repr=False)
