"""What pages beyond a journey see of it: its steps, feelings, places and references, and none of its longer words.

Pages of personas, places, evidence and lists look at every journey, so an edit of one would compute
them all.  What they are handed are outlines.  Most edits change words that are in none, and whether an
outline is as it was can be told without computing a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.uses import Use
from cjmgen.digest import digest
from cjmgen.model import Claim, Evidence, Gain, Journey, Rating, Stage, Step, Voice

Told = TypeVar("Told", Voice, Claim, Gain)


class Overview:
    """All journeys of a site in outline."""

    def __init__(self, whole: Atlas) -> None:
        self._whole = whole

    @property
    def journeys(self) -> tuple[Journey, ...]:
        """The whole ones."""
        return self._whole.site.journeys

    @cached_property
    def atlas(self) -> Atlas:
        """What such pages may look at."""
        return _Outlines(self._whole)

    @cached_property
    def about_it(self) -> str:
        """A digest of all that is in it besides the outlines."""
        site, history = self._whole.site, self._whole.history
        ids = tuple(journey.id for journey in site.journeys)
        return digest((self._whole.library_digest, ids, site.translations, site.assets, history))

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Id of a journey -> what its outline is made of; "" if nobody can say how it was written."""
        whole = self._whole
        writings = {journey.id: whole.writing_of((journey,)) for journey in whole.site.journeys}
        return {ident: digest((whole.library_digest, known)) if known else "" for ident, known in writings.items()}


class _Outlines(Atlas):
    def __init__(self, whole: Atlas) -> None:
        journeys = tuple(map(outline_of, whole.site.journeys))
        super().__init__(replace(whole.site, journeys=journeys), whole.today, whole.written, whole.history)
        object.__setattr__(self, "_whole", whole)

    _whole: Atlas

    # What holds no words of journeys, found where it may have been looked up already

    def uses_of(self, kind: str, id: str) -> tuple[Use, ...]:
        return self._whole.uses_of(kind, id)

    def persona_mark(self, persona_id: str) -> PersonaMark:
        return self._whole.persona_mark(persona_id)

    def marks_of(self, journey: Journey) -> tuple[PersonaMark, ...]:
        return self._whole.marks_of(journey)

    def ratings_of(self, journey_id: str, step_id: str) -> tuple[tuple[Evidence, Rating], ...]:
        return self._whole.ratings_of(journey_id, step_id)


def outline_of(journey: Journey) -> Journey:
    """A journey without the words that only its own pages show."""
    return replace(
        journey,
        objective=None,
        scenario=None,
        trigger=None,
        end=None,
        body="",
        stages=tuple(map(_stage, journey.stages)),
    )


def _stage(stage: Stage) -> Stage:
    return replace(
        stage,
        goal=None,
        strategy=None,
        body="",
        expectations=_without_words(stage.expectations),
        steps=tuple(map(_step, stage.steps)),
    )


def _step(step: Step) -> Step:
    return replace(
        step,
        place=None,
        actors=(),
        doing=_without_words(step.doing),
        thinking=_without_words(step.thinking),
        feeling=_without_words(step.feeling),
        quotes=_without_words(step.quotes),
        expectation=None,
        actual=None,
        needs=_without_words(step.needs),
        doubts=_without_words(step.doubts),
        gains=None if step.gains is None else _without_words(step.gains),
    )


def _without_words(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """How many there are, and of whom; what rests on evidence is shown with it, and stays whole."""
    return tuple(one if one.evidence else replace(one, text="") for one in told)
