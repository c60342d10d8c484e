"""Why we believe it: evidence, and the voices, claims, links and pictures it is made of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from cjmgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way out of the site."""

    label: str
    url: str
    """http, https or mailto."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    src: str
    """Path below ``content/assets/``."""
    alt: str = ""
    """What the picture shows; empty only if the words beside it say the same."""
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One source of knowledge: an interview round, a survey, a report."""

    id: str
    formerly: tuple[str, ...] = ()
    title: str
    kind: str
    """See ``EvidenceKind`` of the declarations."""
    date: datetime.date
    """When it was gathered; for a period, its last day."""
    method: str | None = None
    n: int | None = None
    """How many people, tickets, visits …; ``None`` if it was not counted."""
    unit: str | None = None
    """What ``n`` counts, "visits" for example; ``None`` means people."""
    source: str | None = None
    quotes: tuple[Voice, ...] = ()
    findings: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()
    confidence: str | None = None
    """"low", "medium" or "high"; ``None`` if nobody judged it."""
    expires: datetime.date | None = None
    """After this day it should not be relied on; ``None`` means it does not age by date."""
    owner: str | None = None
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    audience: str = "public"
    body: str = ""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How people said a step felt; the raw material of a computed emotion."""

    step: StepRef
    persona: str | None = None
    """Id of the persona who felt it; ``None`` means everyone asked."""
    emotion: float
    """-2 (awful) .. +2 (delightful), the mean of the answers."""
    n: int
    """How many answers the mean is made of; at least 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRef:
    """The address of a step, or of one pain in it, by ids."""

    journey: str
    step: str
    pain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Words of a person: a quote, a thought, something done or felt."""

    text: str
    """As it was said; ``Foreign`` if not in the edition's language."""
    translation: str | None = None
    """The same in the edition's language; ``None`` where none is needed or given."""
    persona: str | None = None
    """Id of the persona who says it; ``None`` means all of them, or nobody in particular."""
    evidence: Evidence | None = None
    """Where it was heard."""
    source: str | None = None
    """Who said it and when, in words: "Interview 4, September 2026"."""
    step: StepRef | None = None
    """The step it speaks of; only in an evidence's quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement about people, with what it rests on."""

    text: str
    count: int | None = None
    """How many said so; ``None`` if not counted."""
    of: int | None = None
    """Out of how many; ``None`` if not counted."""
    evidence: tuple[Evidence, ...] = ()
