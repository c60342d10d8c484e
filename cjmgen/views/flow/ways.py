"""The facts of a flow: stages, their steps, and the ways on from each."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.model import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowChannel:
    id: str
    name: str
    icon: str
    """Name of an icon; also the CSS class that gives the colour."""

    @property
    def target(self) -> Target:
        return Target("channel", self.id, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is another after the way than before it."""

    kind: str
    """"channel", "device" or "team"."""
    before: str
    after: str
    """Their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way on from a step."""

    kind: str
    """"onward" (the only one), "branch" (one of several), "loop" (back) or "exit"."""
    name: str
    """The step it leads to, or how the persona leaves; "" if they just leave."""
    step: str | None = None
    """Id of the step it leads to; ``None`` for an exit."""
    target: Target | None = None
    """The step on the map; ``None`` for an exit."""
    leads_to: Target | None = None
    """The journey an exit leads to."""
    label: str = ""
    """On what condition; "" if none was given."""
    share_pct: float | None = None
    """How many of those at the step, 0 .. 100; ``None`` if nobody counted."""
    is_next: bool = False
    """Leads to the step that stands next anyway."""
    changes: tuple[Change, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Simply on to the next step."""
        is_bare = not self.label and not self.changes and self.share_pct is None
        return self.kind == "onward" and self.is_next and is_bare

    @property
    def icon(self) -> str:
        return {"onward": "forward"}.get(self.kind, self.kind)

    @property
    def is_handover(self) -> bool:
        """The channel changes on the way."""
        return any(change.kind == "channel" for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep:
    id: str
    target: Target
    """The step on the map."""
    channel: FlowChannel | None
    device: str | None
    truth: str | None
    """The moment of truth it is; ``None`` if it is none."""
    child: Target | None
    """The journey that opens from here."""
    ways: tuple[Way, ...]
    is_end: bool
    """The journey ends here: no way leads on."""

    @property
    def meta(self) -> tuple[str, ...]:
        """Channel and device, as far as known."""
        return tuple(name for name in (self.channel.name if self.channel else None, self.device) if name)

    @property
    def told(self) -> tuple[Way, ...]:
        """The ways that the order of the list does not already tell."""
        return tuple(way for way in self.ways if not way.is_plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStage:
    id: str
    number: int
    """Counts from 1."""
    target: Target
    """The stage on the map."""
    steps: tuple[FlowStep, ...]
