"""A site in one language: every entity, checked and joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from cjmgen.model.evidence import Evidence
from cjmgen.model.journey import Journey
from cjmgen.model.metric import Metric
from cjmgen.model.opportunity import Opportunity, Solution
from cjmgen.model.persona import Persona
from cjmgen.model.place import Channel, Device, System, Team, Touchpoint
from cjmgen.model.translation import Translation
from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePage:
    """A page of prose: how to read a map, about, a guide."""

    id: str
    """Its path below ``content/pages/`` without the suffix: "guide/first-map"."""
    title: str
    description: str | None = None
    order: int = 1000
    """Place among its neighbours, lowest first."""
    menu: bool = False
    """Named in the footer of every page."""
    audience: str = "public"
    body: str = ""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycleStage:
    """One stage of the life cycle that the portfolio is laid out by."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A list as somebody wants to see it again."""

    name: str
    list: str
    """Name of the view that lists: "journeys"."""
    query: str
    """As in an address, without the question mark: "freshness=overdue"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All entities of one kind stand in a fixed order: by ``order`` where there is one, else by id."""

    lang: str
    """BCP 47 tag of the edition."""
    title: str
    tagline: str | None = None
    headline: str | None = None
    """The heading of the home page; ``None``: the title."""
    description: str | None = None
    notice: str | None = None
    """Shown at the foot of every page: "All names and figures are invented"."""
    url: str | None = None
    """Where the site is published; ``None`` if nobody said."""
    life_cycle: tuple[LifeCycleStage, ...] = ()
    saved_views: tuple[SavedView, ...] = ()
    lanes: tuple[str, ...] = ()
    """Lanes a map shows unless its journey chooses."""
    badges: bool = False
    """Each journey gets badges, to embed elsewhere."""
    review_days: int = 180
    """A map not reviewed for longer is overdue."""
    personas: tuple[Persona, ...] = ()
    journeys: tuple[Journey, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    channels: tuple[Channel, ...] = ()
    devices: tuple[Device, ...] = ()
    teams: tuple[Team, ...] = ()
    systems: tuple[System, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    solutions: tuple[Solution, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    metrics: tuple[Metric, ...] = ()
    pages: tuple[FreePage, ...] = ()
    assets: tuple[str, ...] = ()
    """Every file below ``content/assets/`` that something refers to, sorted."""
    translations: tuple[Translation, ...] = ()
    """Everything there is to translate, once a language that is not the files'; the same in every edition."""
