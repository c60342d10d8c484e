"""One source of knowledge: what was found, what people said, and everything that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.freshness import is_expired
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.usage import UseGroup, groups_of, users_of
from cjmgen.model import Evidence, Link, Scope, StepRef, Target
from cjmgen.views.base import View, always


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    text: str
    translation: str | None
    mark: PersonaMark | None
    source: str | None
    step: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingLine:
    step: Target
    journey: str
    """Its title."""
    mark: PersonaMark | None
    """``None``: everyone asked."""
    emotion: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    title: str
    kind: str
    body: str
    gathered: date
    expires: date | None
    expired: bool
    method: str | None
    n: int | None
    unit: str | None
    source: str | None
    confidence: str | None
    owner: str | None
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    findings: tuple[str, ...]
    quotes: tuple[Quote, ...]
    ratings: tuple[RatingLine, ...]
    used: tuple[UseGroup, ...]
    used_count: int


def compute(evidence: Evidence, atlas: Atlas) -> EvidencePage:
    return EvidencePage(
        title=evidence.title,
        kind=evidence.kind,
        body=evidence.body,
        gathered=evidence.date,
        expires=evidence.expires,
        expired=is_expired(evidence, atlas) is True,
        method=evidence.method,
        n=evidence.n,
        unit=evidence.unit,
        source=evidence.source,
        confidence=evidence.confidence,
        owner=evidence.owner,
        links=evidence.links,
        tags=evidence.tags,
        findings=evidence.findings,
        quotes=tuple(
            Quote(
                text=voice.text,
                translation=voice.translation,
                mark=_mark(voice.persona, atlas),
                source=voice.source,
                step=_step(voice.step, atlas),
            )
            for voice in evidence.quotes
        ),
        ratings=tuple(
            RatingLine(step=step, journey=journey.title, mark=_mark(rating.persona, atlas),
                       emotion=rating.emotion, n=rating.n)
            for rating in evidence.ratings
            if (step := _step(rating.step, atlas)) and (journey := atlas.journey(rating.step.journey))
        ),
        used=groups_of(atlas.uses_of("evidence", evidence.id), unsaid=("evidence",)),
        used_count=users_of("evidence", evidence.id, atlas),
    )  # fmt: skip


def _mark(persona_id: str | None, atlas: Atlas) -> PersonaMark | None:
    return atlas.persona_mark(persona_id) if persona_id and atlas.persona(persona_id) else None


def _step(ref: StepRef | None, atlas: Atlas) -> Target | None:
    """``None`` also for a step that this edition leaves out."""
    place = atlas.place(ref.journey, ref.step) if ref else None
    return place.target if place else None


VIEW = View(name="evidence-item", scope=Scope.EVIDENCE, compute=compute, shows=always)
