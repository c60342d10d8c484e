"""What could be better, and what we do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cjmgen.model.evidence import Evidence, Link, StepRef
from cjmgen.model.metric import Metric
from cjmgen.model.place import Team
from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    id: str
    formerly: tuple[str, ...] = ()
    title: str
    steps: tuple[StepRef, ...] = ()
    """Every step (or pain of a step) it speaks to, whichever side said so."""
    owner: str | None = None
    team: Team | None = None
    status: str = "idea"
    """"idea", "planned", "in-progress", "live" or "dropped"."""
    reach: float | None = None
    """People a quarter; ``None`` if not estimated."""
    impact: float | None = None
    """How much it helps each: 0.25, 0.5, 1, 2 or 3; ``None`` if not estimated."""
    confidence_pct: float | None = None
    """How sure we are of the estimates, 0 .. 100; ``None`` if not said."""
    effort: float | None = None
    """Person-months, above 0; ``None`` if not estimated."""
    importance: float | None = None
    """To customers, 0 .. 10; ``None`` if nobody asked."""
    satisfaction: float | None = None
    """With what there is today, 0 .. 10; ``None`` if nobody asked."""
    kano: str | None = None
    """"must-be", "one-dimensional", "attractive", "indifferent" or "reverse"; ``None`` if nobody asked."""
    parent: str | None = None
    """Id of the wider opportunity."""
    evidence: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    audience: str = "public"
    body: str = ""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a solution is expected to change."""

    metric: Metric
    change: str
    """In words and numbers: "from 18 % to 9 %"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    id: str
    formerly: tuple[str, ...] = ()
    title: str
    opportunities: tuple[Opportunity, ...] = ()
    owner: str | None = None
    team: Team | None = None
    status: str = "idea"
    """"idea", "planned", "in-progress", "live" or "dropped"."""
    effort: float | None = None
    """Person-months, above 0; ``None`` if not estimated."""
    target: date | None = None
    """When it should be live."""
    expected: tuple[Effect, ...] = ()
    links: tuple[Link, ...] = ()
    """Tickets, documents."""
    tags: tuple[str, ...] = ()
    audience: str = "public"
    body: str = ""
    origin: Origin = field(compare=False, repr=False)
