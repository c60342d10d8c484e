"""Journey head: what stands above every view of a journey: title, goal, story in a sentence, and who answers for it.

A part of pages, never a page of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.emotion import curves_of
from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.gaps import is_owned
from cjmgen.analysis.health import health_of
from cjmgen.analysis.index import Atlas, PersonaMark, pains_of
from cjmgen.model import Journey, Scope, Target, target_of
from cjmgen.views.base import View, always
from cjmgen.views.curve_sentence import CurveSentence, sentence_of
from cjmgen.views.story import split_story

METER_BOXES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyHead:
    title: str
    goal: str
    lead: str | None
    """First paragraph of the story; ``None``: ``sentence`` is shown instead."""
    sentence: CurveSentence | None
    """Of the persona with the most known steps; ``None`` if no step of anybody is known."""
    personas: tuple[PersonaMark, ...]
    state: str
    level: int | None
    owner: str | None
    team: Target | None
    status: str
    approval: str
    """"approved", "changed" since or "unproven"; "" if nobody approved it."""
    reviewed: date | None
    review: str
    """"in-time", "due", "overdue", "never" or "unknown"."""
    review_is_late: bool
    due: date | None
    health: int
    """0 .. 100."""
    meter: tuple[bool, ...]
    """Boxes of the meter, filled ones first."""
    pains_without_owner: int


def compute(journey: Journey, atlas: Atlas) -> JourneyHead:
    lead, _ = split_story(journey.body)
    curves = curves_of(journey, atlas)
    best = max(curves, key=lambda curve: len(curve.known), default=None)
    review = review_of(journey, atlas)
    score = health_of(journey, atlas).score
    return JourneyHead(
        title=journey.title,
        goal=journey.goal,
        lead=lead,
        sentence=sentence_of(best) if best and best.known else None,
        personas=atlas.marks_of(journey),
        state=journey.state,
        level=journey.level,
        owner=journey.owner,
        team=target_of(journey.team) if journey.team else None,
        status=journey.status,
        approval=journey.approval.state if journey.approval else "",
        reviewed=journey.reviewed,
        review=review.state,
        review_is_late=review.state in ("due", "overdue"),
        due=review.due,
        health=score,
        meter=tuple(score * METER_BOXES >= 100 * box for box in range(1, METER_BOXES + 1)),
        pains_without_owner=sum(not is_owned(found.pain) for found in pains_of(journey)),
    )


VIEW = View(name="journey-head", scope=Scope.JOURNEY, compute=compute, shows=always, page=False)
