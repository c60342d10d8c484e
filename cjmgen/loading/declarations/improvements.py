"""What an author may write about opportunities and solutions."""

from __future__ import annotations

from pydantic import Field

from cjmgen.fields import Choice, Date, Declaration, Many, Name, Number, Percent, Plain, Ref, Score10, Text
from cjmgen.loading.declarations.shared import EntityDecl, LinkDecl

Progress = Choice["idea", "planned", "in-progress", "live", "dropped"]
Kano = Choice["must-be", "one-dimensional", "attractive", "indifferent", "reverse"]


class OpportunityDecl(EntityDecl):
    """An opportunity: `content/opportunities/<id>.md`."""

    title: Name
    """Best begun with “How might we”."""
    pains: Many[Ref["pain"]] = ()
    """Pains it answers: `journey/step/pain`, or `journey/step` for all of a step."""
    steps: Many[Ref["step"]] = ()
    """Steps it would change: `journey/step`."""
    owner: Plain | None = None
    """Who answers for it."""
    team: Ref["team"] | None = None
    """Which team."""
    status: Progress = "idea"
    """How far it is."""
    reach: Number | None = Field(default=None, ge=0)
    """People a quarter whom it would touch."""
    impact: Choice[0.25, 0.5, 1, 2, 3] | None = None
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
    parent: Ref["opportunity"] | None = None
    """The wider opportunity."""
    evidence: Many[Ref["evidence"]] = ()
    """What it rests on."""
    links: Many[LinkDecl] = ()
    """Tickets, documents."""


class EffectDecl(Declaration):
    """What a solution is expected to change."""

    metric: Ref["metric"]
    """Which number."""
    change: Name
    """By how much, in words and numbers."""


class SolutionDecl(EntityDecl):
    """A solution: `content/solutions/<id>.md`."""

    title: Name
    """What will be done."""
    opportunities: Many[Ref["opportunity"]] = ()
    """Opportunities it answers."""
    owner: Plain | None = None
    """Who answers for it."""
    team: Ref["team"] | None = None
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
