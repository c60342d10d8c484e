"""A metric: a number with a method, a source and a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cjmgen.model.evidence import Evidence
from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One measurement."""

    date: date
    """When; for a period, its last day."""
    value: float
    """In the metric's unit; computed where the author gave counts."""
    n: int | None = None
    """How many answers or cases it rests on; ``None`` if not known."""
    segment: str | None = None
    """Whom it was measured on; ``None`` means everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    id: str
    formerly: tuple[str, ...] = ()
    name: str
    kind: str
    """See ``MetricKind`` of the declarations."""
    method: str
    """How it is measured, so that somebody else could do it again."""
    unit: str | None = None
    """"%", "min", "points" …; ``None`` for a bare number."""
    direction: str = "up"
    """"up" or "down": which way is better."""
    scale_min: float | None = None
    scale_max: float | None = None
    """The ends of the answer scale; ``None`` if the number has none."""
    target: float | None = None
    source: str | None = None
    reading: str | None = None
    """How the number is to be read: "a long visit may mean confusion"."""
    evidence: tuple[Evidence, ...] = ()
    points: tuple[Point, ...] = ()
    """Oldest first."""
    owner: str | None = None
    tags: tuple[str, ...] = ()
    audience: str = "public"
    body: str = ""
    origin: Origin = field(compare=False, repr=False)

    @property
    def latest(self) -> Point | None:
        """The newest point measured on everyone, else the newest of all; ``None`` if there is none."""
        everyone = [p for p in self.points if p.segment is None] or list(self.points)
        return everyone[-1] if everyone else None
