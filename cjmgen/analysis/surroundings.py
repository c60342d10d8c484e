"""What the views of one journey may look at: the journey, those it is related to, and all that is no journey.

So an edit of one journey cannot reach the views of a thousand others, and whether anything they look at
changed can be told without computing them.  Asked for more than that, the surroundings refuse: a view
that looks further is a mistake in our code, and every test that builds a site would show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import NoReturn

from cjmgen.analysis.index import Atlas, PersonaMark, StepPlace
from cjmgen.analysis.uses import Use
from cjmgen.digest import digest
from cjmgen.model import Evidence, Journey, Persona, Rating


class OutOfSight(LookupError):
    """A journey's view asked for something of journeys it is not related to.  A bug in our code."""


class Surroundings(Atlas):
    """An atlas in which there are no journeys but one and its relations."""

    def __init__(self, journey: Journey, whole: Atlas) -> None:
        near = {journey.id, *(other.id for other in _relations(journey, whole))}
        journeys = tuple(found for ident in whole.in_order(near) if (found := whole.journey(ident)))
        super().__init__(replace(whole.library, journeys=journeys), whole.today, whole.written, whole.history)
        object.__setattr__(self, "_journey", journey.id)
        object.__setattr__(self, "_path", journey.origin.path)
        object.__setattr__(self, "_whole", whole)

    _journey: str
    _path: str
    _whole: Atlas

    @cached_property
    def key(self) -> str:
        """A digest of everything in here; "" if nobody can say how it was written."""
        writing = self.writing_of(self.site.journeys)
        if writing is None:
            return ""
        past = self.history.about_journey(self._journey, self._path) if self.history else None
        return digest((self._whole.library_digest, writing, past))

    # The journey's own relations: those of the others are not all here

    def children_of(self, journey_id: str) -> tuple[Journey, ...]:
        self._refuse_unless_own(journey_id)
        return super().children_of(journey_id)

    def variants_of(self, journey_id: str) -> tuple[Journey, ...]:
        self._refuse_unless_own(journey_id)
        return super().variants_of(journey_id)

    def parts_of(self, journey_id: str) -> tuple[Journey, ...]:
        own = self.journey(self._journey)
        if own is None or journey_id != own.parent:
            self._refuse_unless_own(journey_id)
        return super().parts_of(journey_id)

    def partner_of(self, journey: Journey) -> Journey | None:
        self._refuse_unless_own(journey.id)
        return super().partner_of(journey)

    # Of everybody, found where it has been looked up already

    def persona(self, persona_id: str) -> Persona | None:
        return self._whole.persona(persona_id)

    def persona_mark(self, persona_id: str) -> PersonaMark:
        return self._whole.persona_mark(persona_id)

    def marks_of(self, journey: Journey) -> tuple[PersonaMark, ...]:
        return self._whole.marks_of(journey)

    def ratings_of(self, journey_id: str, step_id: str) -> tuple[tuple[Evidence, Rating], ...]:
        self._refuse_unless_near(journey_id)
        return self._whole.ratings_of(journey_id, step_id)

    def evidence_of_step(self, journey_id: str, step_id: str) -> tuple[Evidence, ...]:
        self._refuse_unless_near(journey_id)
        return self._whole.evidence_of_step(journey_id, step_id)

    # What takes all journeys to answer

    def uses_of(self, kind: str, id: str) -> tuple[Use, ...]:
        self._refuse("who uses it")

    def steps_using(self, kind: str, id: str) -> tuple[StepPlace, ...]:
        self._refuse("which steps use it")

    @property
    def active_journeys(self) -> tuple[Journey, ...]:
        self._refuse("all journeys")

    @property
    def observed_journeys(self) -> tuple[Journey, ...]:
        self._refuse("all journeys")

    def journeys_of(self, persona_id: str) -> tuple[Journey, ...]:
        self._refuse("all journeys of a persona")

    def pains(self) -> NoReturn:
        self._refuse("all pains")

    def _refuse_unless_own(self, journey_id: str) -> None:
        if journey_id != self._journey:
            self._refuse(f"the relations of {journey_id}")

    def _refuse_unless_near(self, journey_id: str) -> None:
        if self.journey(journey_id) is None:
            self._refuse(f"the journey {journey_id}")

    def _refuse(self, what: str) -> NoReturn:
        raise OutOfSight(f"the view of a journey asks for {what}")


def _relations(journey: Journey, whole: Atlas) -> Iterator[Journey]:
    """All that a view of a journey may speak of: its pair, its family, and where its steps lead."""
    named = {step.journey for step in journey.steps} | {way.journey for step in journey.steps for way in step.next}
    for ident in (journey.parent, journey.variant_of, *named):
        if ident is not None and (other := whole.journey(ident)):
            yield other
    if partner := whole.partner_of(journey):
        yield partner
    yield from whole.children_of(journey.id)
    yield from whole.variants_of(journey.id)
    if journey.parent is not None:
        yield from whole.parts_of(journey.parent)
