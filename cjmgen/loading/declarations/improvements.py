"""What an author may write about opportunities and solutions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cjmgen.fields import Date, Many, Name, Number, Percent, Plain, Ref, Score10, Title
from cjmgen.loading.declarations.shared import AudienceDecl, EntityDecl, LinkDecl

IMPACTS = (0.25, 0.5, 1, 2, 3)


def _impact(value: float) -> float:
    if value not in IMPACTS:
        raise PydanticCustomError("literal_error", "not an impact", {"expected": "0.25, 0.5, 1, 2 or 3"})
    return value


Progress = Literal["idea", "planned", "in-progress", "live", "dropped"]
Impact = Annotated[float, Field(strict=True), AfterValidator(_impact), WithJsonSchema({"enum": [*IMPACTS]})]
Kano = Literal["must-be", "one-dimensional", "attractive", "indifferent", "reverse"]


class OpportunityDecl(EntityDecl):
    """An opportunity: `content/opportunities/<id>.md`."""

    title: Title
    """Best begun with “How might we”."""
    pains: Many[Ref] = ()
    """Pains it answers: `journey/step/pain`, or `journey/step` for all of a step."""
    steps: Many[Ref] = ()
    """Steps it would change: `journey/step`."""
    owner: Plain | None = None
    """Who answers for it."""
    team: Ref | None = None
    """Which team."""
    status: Progress = "idea"
    """How far it is."""
    reach: Number | None = Field(default=None, ge=0)
    """People a quarter whom it would touch."""
    impact: Impact | None = None
    """How much it helps each: 0.25 minimal, 0.5 low, 1 medium, 2 high, 3 massive."""
    confidence: Percent | None = None
    """How sure the estimates are, per cent."""
    effort: Number | None = Field(default=None, gt=0)
    """Person-months."""
    importance: Score10 | None = None
    """To customers, 0 to 10."""
    satisfaction: Score10 | None = None
    """With what there is today, 0 to 10."""
    kano: Kano | None = None
    """Kano category, if it was surveyed."""
    parent: Ref | None = None
    """The wider opportunity."""
    evidence: Many[Ref] = ()
    """What it rests on."""
    links: Many[LinkDecl] = ()
    """Tickets, documents."""


class EffectDecl(AudienceDecl):
    """What a solution is expected to change."""

    metric: Ref
    """Which number."""
    change: Name
    """By how much, in words and numbers."""


class SolutionDecl(EntityDecl):
    """A solution: `content/solutions/<id>.md`."""

    title: Title
    """What will be done."""
    opportunities: Many[Ref] = ()
    """Opportunities it answers."""
    owner: Plain | None = None
    """Who answers for it."""
    team: Ref | None = None
    """Which team."""
    status: Progress = "idea"
    """How far it is."""
    effort: Number | None = Field(default=None, gt=0)
    """Person-months."""
    target: Date | None = None
    """When it should be live."""
    expected: Many[EffectDecl] = ()
    """Metrics it should move."""
    links: Many[LinkDecl] = ()
    """Tickets, documents."""
