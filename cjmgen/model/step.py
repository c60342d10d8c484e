"""A step: one thing that happens to the persona within a stage; the column of a map."""

from __future__ import annotations

from dataclasses import dataclass, field

from cjmgen.model.evidence import Claim, Evidence, Picture, Voice
from cjmgen.model.metric import Metric
from cjmgen.model.opportunity import Opportunity
from cjmgen.model.place import Channel, Device, System, Team, Touchpoint
from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """An emotion an author gave by hand."""

    persona: str | None
    """Id of the persona; ``None`` means every persona of the journey."""
    emotion: float
    """-2 (awful) .. 0 (neutral) .. +2 (delightful), one decimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """What hurts at a step."""

    id: str
    """Unique within its step."""
    text: str
    severity: str | None = None
    """"low", "medium" or "high"; ``None`` if nobody judged it."""
    frequency: str | None = None
    """"rare", "sometimes", "often" or "always"; ``None`` if not known."""
    personas: tuple[str, ...] = ()
    """Ids of who suffers; empty means every persona of the journey."""
    owner: str | None = None
    evidence: tuple[Evidence, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    """Every opportunity that picks it up, whichever side said so."""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What delights at a step."""

    text: str
    personas: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentOfTruth:
    """Why a step decides."""

    label: str
    """A few words that stand beside the star: "Trust is won"."""
    kind: str | None = None
    """"zero", "first", "second" or "ultimate"; ``None`` if it has no place in that scheme."""
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the organisation does."""

    text: str
    team: Team | None = None
    systems: tuple[System, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What the organisation does at a step, by how far the persona can see it."""

    frontstage: tuple[Action, ...] = ()
    backstage: tuple[Action, ...] = ()
    support: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Where the persona goes from a step."""

    step: str | None = None
    """Id of a step of the same journey; ``None`` if they leave it."""
    exit: str | None = None
    """How they leave: "Gives up"; ``None`` if they go on."""
    journey: str | None = None
    """Id of the journey they change to when they leave; ``None`` if they just go."""
    label: str | None = None
    """On what condition."""
    share_pct: float | None = None
    """How many of those at the step, 0 .. 100; ``None`` if nobody counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Valid by construction: only the loader makes one, after checking every field."""

    id: str
    """Unique within its journey."""
    formerly: tuple[str, ...] = ()
    name: str
    touchpoint: Touchpoint | None = None
    """Where the persona meets the organisation; ``None`` if the step is theirs alone."""
    channel: Channel | None = None
    """The step's own, else its touchpoint's; ``None`` if it has neither."""
    device: Device | None = None
    place: str | None = None
    """A physical place: "in the shop, before the shelf"."""
    actors: tuple[str, ...] = ()
    """Others who take part, in words."""
    doing: tuple[Voice, ...] = ()
    thinking: tuple[Voice, ...] = ()
    feeling: tuple[Voice, ...] = ()
    quotes: tuple[Voice, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    """Emotions given by hand; what else is known is computed in ``analysis.emotion``."""
    effort: int | None = None
    """How hard it is for the persona: 1 (no effort) .. 5 (very hard); ``None`` if not known."""
    expectation: str | None = None
    actual: str | None = None
    outcome: str | None = None
    """"falls-short", "as-expected" or "exceeds"; ``None`` if nobody judged it."""
    needs: tuple[Claim, ...] = ()
    doubts: tuple[Claim, ...] = ()
    pains: tuple[Pain, ...] | None = None
    """Most painful first; empty: none reported; ``None``: nobody looked."""
    gains: tuple[Gain, ...] | None = None
    """Empty: none reported; ``None``: nobody looked."""
    moment_of_truth: MomentOfTruth | None = None
    response: Response | None = None
    systems: tuple[System, ...] = ()
    duration_min: float | None = None
    """Active time the persona spends here, in minutes; ``None`` if nobody measured it."""
    wait_min: float | None = None
    """Time the persona waits before this step, in minutes; ``None`` if nobody measured it."""
    image: Picture | None = None
    evidence: tuple[Evidence, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    """Every opportunity that names the step or one of its pains, whichever side said so."""
    metrics: tuple[Metric, ...] = ()
    next: tuple[Next, ...] = ()
    """Where to go on; empty means the following step."""
    journey: str | None = None
    """Id of the child journey that opens from here."""
    origin: Origin = field(compare=False, repr=False)
