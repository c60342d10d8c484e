"""Poster: the journey as a picture for the wall, on one sheet from A3 to A0, or on A4 pages, one a stage.

Everything is drawn: whatever the size of the paper, it stands where it was placed, and prints as it
looks on screen.  What does not fit is cut, and told in full in the words below, which are not printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.emotion import curves_of
from cjmgen.analysis.index import Atlas
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey, Scope, Target, target_of
from cjmgen.views.base import View, with_steps
from cjmgen.views.poster.facts import Fact, facts_of
from cjmgen.views.poster.sheet import Sheet, pages_of, sheet_of

__all__ = ["VIEW", "Poster", "StageWords", "compute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    number: int
    target: Target
    goal: str | None
    steps: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    journey: Target
    title: str
    """In plain words."""
    state: str
    sheet: Sheet | None
    """``None``: too many steps for one sheet."""
    pages: tuple[Sheet, ...]
    """Empty: too many pages to hang up."""
    step_count: int
    stages: tuple[StageWords, ...]
    """The same in words."""


def compute(journey: Journey, atlas: Atlas) -> Poster | None:
    if not journey.steps:
        return None
    curves = curves_of(journey, atlas)
    facts = facts_of(journey, curves)
    stages = [stage for stage in journey.stages if stage.steps]
    return Poster(
        journey=target_of(journey),
        title=plain_text(journey.title),
        state=journey.state,
        sheet=sheet_of(journey, facts, curves, atlas),
        pages=pages_of(journey, facts, curves, atlas),
        step_count=len(facts),
        stages=tuple(
            StageWords(
                number=at + 1,
                target=Target("stage", f"{journey.id}/{stage.id}", stage.name),
                goal=stage.goal,
                steps=tuple(fact for fact in facts if fact.stage == at),
            )
            for at, stage in enumerate(stages)
        ),
    )


VIEW = View(
    name="poster", scope=Scope.JOURNEY, compute=compute, shows=with_steps, parts=("journey-head",), optional=True
)
