"""A journey: one persona's (or several personas') way to a goal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cjmgen.model.approval import Approval
from cjmgen.model.evidence import Claim, Evidence
from cjmgen.model.metric import Metric
from cjmgen.model.persona import Persona
from cjmgen.model.place import Team
from cjmgen.model.step import Step
from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of the journey."""

    id: str
    """Unique within its journey."""
    formerly: tuple[str, ...] = ()
    name: str
    goal: str | None = None
    expectations: tuple[Claim, ...] = ()
    strategy: str | None = None
    """What the organisation sets out to do here."""
    life_cycle: str | None = None
    """Id of the life-cycle stage of ``site.yaml`` it belongs to; ``None`` if to none."""
    colour: int | None = None
    """Which of the theme's colours, 1 .. 8; ``None`` means plain."""
    metrics: tuple[Metric, ...] = ()
    steps: tuple[Step, ...] = ()
    body: str = ""
    """The narrative, Markdown."""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    id: str
    formerly: tuple[str, ...] = ()
    title: str
    personas: tuple[Persona, ...]
    """In order of importance; at least one."""
    goal: str
    """What the persona wants."""
    objective: str | None = None
    """Why this map exists."""
    scenario: str | None = None
    scope_in: tuple[str, ...] = ()
    scope_out: tuple[str, ...] = ()
    state: str = "current"
    """"current", "future" or "day-in-the-life"."""
    level: int | None = None
    """0 (life cycle) .. 3 (detail); ``None`` if not placed."""
    parent: str | None = None
    """Id of the journey this one is a part of."""
    trigger: str | None = None
    end: str | None = None
    pairs_with: str | None = None
    """Id of the other of a current/future pair, whichever side said so."""
    variant_of: str | None = None
    """Id of the journey this one is a variant of."""
    lanes: tuple[str, ...] = ()
    """Names of the lanes its map shows, in order; empty means the site's."""
    metrics: tuple[Metric, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    owner: str | None = None
    team: Team | None = None
    status: str = "draft"
    """"draft", "in-review", "approved", "live" or "archived"."""
    approved_by: str | None = None
    approval: Approval | None = None
    """Whether it still says what they approved; ``None`` if nobody did."""
    reviewed: date | None = None
    review_by: date | None = None
    tags: tuple[str, ...] = ()
    audience: str = "public"
    stages: tuple[Stage, ...] = ()
    body: str = ""
    """The story, Markdown; its first paragraph stands in the map's header."""
    origin: Origin = field(compare=False, repr=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order."""
        return tuple(step for stage in self.stages for step in stage.steps)
