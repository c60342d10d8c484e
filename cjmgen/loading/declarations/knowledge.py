"""What an author may write about evidence and metrics."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from cjmgen.fields import Date, Declaration, Many, Name, Number, Plain, Ref, Text, Title, Whole
from cjmgen.loading.declarations.shared import AudienceDecl, EntityDecl, LinkDecl, VoiceDecl

EvidenceKind = Literal[
    "interview", "survey", "analytics", "ticket", "observation", "document",
    "usability-test", "social", "search-terms", "frontline", "crm",
]  # fmt: skip
MetricKind = Literal[
    "nps", "csat", "ces", "rating", "conversion", "drop-off", "duration", "volume", "share", "revenue", "other",
]  # fmt: skip


def _emotion(value: object, info: ValidationInfo) -> float:
    """A number on the site's input scale, converted to -2 .. +2 and one decimal."""
    low, high = (info.context or {}).get("scale", (-2.0, 2.0))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticCustomError("number_type", "an emotion is a number")
    if not low <= value <= high:
        raise PydanticCustomError("emotion_range", "an emotion runs from {low} to {high}", {"low": low, "high": high})
    return float(round(4 * (value - low) / (high - low) - 2, 1) + 0.0)


Emotion = Annotated[float, BeforeValidator(_emotion, json_schema_input_type=float)]
"""How it feels: -2 (awful) to +2 (delightful), or on the scale `site.yaml` declares."""


class EvidenceVoiceDecl(VoiceDecl):
    """A quote from this evidence."""

    step: Ref | None = None
    """The step it speaks of: `journey/step`."""


class RatingDecl(AudienceDecl):
    """How people said a step felt; emotions are computed from these where none is given."""

    step: Ref
    """Which step: `journey/step`."""
    persona: Ref | None = None
    """Who felt it; everyone asked if not given."""
    emotion: Emotion
    """Mean of the answers."""
    n: Whole = Field(default=1, ge=1)
    """How many answers."""


class EvidenceDecl(EntityDecl):
    """Evidence: `content/evidence/<id>.md`; the Markdown says what was found and how."""

    title: Text | None = None
    """What it is called; made from the id if not given."""
    kind: EvidenceKind
    """What sort of source."""
    date: Date
    """When it was gathered; for a period, its last day."""
    method: Text | None = None
    """How, so that somebody else could do it again."""
    n: Whole | None = Field(default=None, ge=0)
    """How many people, tickets, visits."""
    unit: Text | None = None
    """What `n` counts, if not people."""
    source: Text | None = None
    """Where the originals are."""
    quotes: Many[EvidenceVoiceDecl] = ()
    """What people said."""
    findings: Many[Text] = ()
    """What we learnt, one sentence each."""
    ratings: Many[RatingDecl] = ()
    """How steps felt."""
    confidence: Literal["low", "medium", "high"] | None = None
    """How far to trust it."""
    expires: Date | None = None
    """Not to be relied on after this day."""
    owner: Plain | None = None
    """Who answers for it."""
    links: Many[LinkDecl] = ()
    """Where the originals are, as links."""


class CountsDecl(Declaration):
    """Answers counted; the value is computed from them.

    NPS: per cent of promoters (9, 10) minus per cent of detractors (0 to 6), -100 .. 100
    (Reichheld, Harvard Business Review, December 2003).  Otherwise: `yes` in per cent of `n`.
    """

    promoters: Whole | None = Field(default=None, ge=0)
    """NPS answers of 9 and 10."""
    passives: Whole | None = Field(default=None, ge=0)
    """NPS answers of 7 and 8."""
    detractors: Whole | None = Field(default=None, ge=0)
    """NPS answers of 0 to 6."""
    yes: Whole | None = Field(default=None, ge=0)
    """Cases that count."""
    n: Whole | None = Field(default=None, ge=1)
    """All cases."""


class PointDecl(AudienceDecl):
    """One measurement: a value, or counts it is computed from."""

    date: Date
    """When; for a period, its last day."""
    value: Number | None = None
    """In the metric's unit."""
    counts: CountsDecl | None = None
    """Answers counted, instead of a value."""
    n: Whole | None = Field(default=None, ge=0)
    """How many answers or cases."""
    segment: Text | None = None
    """Whom it was measured on; everyone if not given."""


class AnswerScaleDecl(Declaration):
    """The ends of an answer scale, as numbers; which end is better is `direction`."""

    min: Number
    """The smallest answer."""
    max: Number
    """The largest answer."""


class MetricDecl(EntityDecl):
    """A metric: `content/metrics/<id>.yaml`."""

    name: Title
    """What it is called."""
    kind: MetricKind
    """What sort of number."""
    method: Name
    """How it is measured, so that somebody else could do it again."""
    unit: Text | None = None
    """`%`, `min`, `points` …"""
    direction: Literal["up", "down"] | None = None
    """Which way is better; `down` for drop-off, duration and ces unless given, else `up`."""
    scale: AnswerScaleDecl | None = None
    """The ends of the answer scale, if there is one."""
    target: Number | None = None
    """Where it should be."""
    source: Text | None = None
    """Where the numbers come from."""
    reading: Text | None = None
    """How the number is to be read."""
    evidence: Many[Ref] = ()
    """Research behind it."""
    points: Many[PointDecl] = ()
    """Measurements."""
    owner: Plain | None = None
    """Who answers for it."""
    description: Text | None = None
    """More words."""
