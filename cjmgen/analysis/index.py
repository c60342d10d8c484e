"""An atlas: a site, the day it is looked at, and every reverse look-up of its entities.

Look-ups are built on first use and kept: an atlas is made once a build and never changes.
An id the site does not know gives an empty answer (or ``None``): entities left out of a
public edition may still be named by those that stayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from cjmgen.analysis.history import History
from cjmgen.analysis.places import PainPlace, StepPlace, pains_of, places_of
from cjmgen.analysis.uses import Use, uses_by_entity
from cjmgen.digest import digest
from cjmgen.model import Evidence, Journey, Opportunity, Persona, Rating, Site, Solution, Step, Target

__all__ = ["Atlas", "PainPlace", "PersonaMark", "StepPlace", "Use", "pains_of", "places_of"]

PERSONA_COLOURS = 8
"""How many markers a theme draws."""


@dataclass(frozen=True, slots=True)
class PersonaMark:
    """How a persona is told apart everywhere on the site."""

    id: str
    name: str
    number: int
    """Which of the theme's persona colours and markers, 1 .. 8."""

    @property
    def target(self) -> Target:
        return Target("persona", self.id, self.name)


@dataclass(frozen=True)
class Atlas:
    site: Site
    today: date | None = None
    """The day freshness is judged on; ``None``: nobody can say (no commit, no ``SOURCE_DATE_EPOCH``)."""
    written: Mapping[str, str] = field(default_factory=dict)
    """Path of a file -> digest of what is written in it and its translations; empty if nobody can say."""
    history: History | None = None
    """What is known of earlier versions; ``None``: nobody keeps them, or nobody asked."""

    @cached_property
    def library(self) -> Site:
        """The site without its journeys, and without what is only told of it as a whole."""
        return replace(self.site, journeys=(), translations=(), assets=())

    @cached_property
    def library_digest(self) -> str:
        """Of all a journey's views may look at besides journeys."""
        settings = tuple((path, found) for path, found in self.written.items() if path.startswith("site."))
        return digest((self.library, self.today, settings))

    def writing_of(self, journeys: Iterable[Journey]) -> tuple[tuple[str, str], ...] | None:
        """The files that journeys are written in, each with the digest of what is written there; ``None`` if nobody
        can say."""
        paths = [path for one in journeys for path in (one.origin.path, *(stage.origin.path for stage in one.stages))]
        return tuple((path, self.written[path]) for path in paths) if self.written.keys() >= {*paths} else None

    # Entities by id

    def journey(self, journey_id: str) -> Journey | None:
        return self._journeys.get(journey_id)

    def persona(self, persona_id: str) -> Persona | None:
        return self._personas.get(persona_id)

    def step(self, journey_id: str, step_id: str) -> Step | None:
        place = self.place(journey_id, step_id)
        return place.step if place else None

    def place(self, journey_id: str, step_id: str) -> StepPlace | None:
        return self._places.get((journey_id, step_id))

    # Journeys and their relations

    @cached_property
    def active_journeys(self) -> tuple[Journey, ...]:
        """All but the archived ones."""
        return tuple(journey for journey in self.site.journeys if journey.status != "archived")

    @cached_property
    def observed_journeys(self) -> tuple[Journey, ...]:
        """Those that say how it is: neither archived nor wished for.  Facts are counted over these."""
        return tuple(journey for journey in self.active_journeys if journey.state != "future")

    def is_observed(self, journey: Journey) -> bool:
        return journey.state != "future" and journey.status != "archived"

    @cached_property
    def _by_persona(self) -> Mapping[str, tuple[Journey, ...]]:
        pairs = {(persona.id, journey.id): journey for journey in self.site.journeys for persona in journey.personas}
        return _grouped((persona, journey) for (persona, _), journey in pairs.items())

    def journeys_of(self, persona_id: str) -> tuple[Journey, ...]:
        return self._by_persona.get(persona_id, ())

    def children_of(self, journey_id: str) -> tuple[Journey, ...]:
        """Journeys that name it as their parent, or that one of its steps opens."""
        own = self.journey(journey_id)
        opened = {step.journey for step in own.steps} if own else set()
        found = {journey.id for journey in self.parts_of(journey_id)} | opened
        return tuple(journey for ident in self.in_order(found - {journey_id}) if (journey := self.journey(ident)))

    @cached_property
    def _by_parent(self) -> Mapping[str, tuple[Journey, ...]]:
        return _grouped((journey.parent, journey) for journey in self.site.journeys if journey.parent)

    def variants_of(self, journey_id: str) -> tuple[Journey, ...]:
        """Journeys that name it as what they are a variant of."""
        return self._by_original.get(journey_id, ())

    @cached_property
    def _by_original(self) -> Mapping[str, tuple[Journey, ...]]:
        return _grouped((journey.variant_of, journey) for journey in self.site.journeys if journey.variant_of)

    def parts_of(self, journey_id: str) -> tuple[Journey, ...]:
        """Journeys that name it as their parent."""
        return self._by_parent.get(journey_id, ())

    @cached_property
    def _place_of(self) -> Mapping[str, int]:
        return {journey.id: place for place, journey in enumerate(self.site.journeys)}

    def in_order(self, idents: Iterable[str | None]) -> list[str]:
        """Ids of journeys there are, in the site's order."""
        there = [ident for ident in idents if ident is not None and ident in self._place_of]
        return sorted(there, key=self._place_of.__getitem__)

    @cached_property
    def _named_by(self) -> Mapping[str, tuple[Journey, ...]]:
        return _grouped((journey.pairs_with, journey) for journey in self.site.journeys if journey.pairs_with)

    def partner_of(self, journey: Journey) -> Journey | None:
        """The other of a current/future pair, whichever side says so."""
        if journey.pairs_with is not None:
            return self.journey(journey.pairs_with)
        return next(iter(self._named_by.get(journey.id, ())), None)

    # Uses

    def uses_of(self, kind: str, id: str) -> tuple[Use, ...]:
        """Everything that refers to an entity, in the site's order; also to a step ("step", "journey/step")."""
        return self._uses.get((kind, id), ())

    def steps_using(self, kind: str, id: str) -> tuple[StepPlace, ...]:
        """Steps that refer to an entity; a team or a system also through the step's touchpoint."""
        uses = self.uses_of(kind, id)
        if kind in ("team", "system"):
            touchpoints = [use.target.id for use in uses if use.target.kind == "touchpoint"]
            uses += tuple(use for touchpoint in touchpoints for use in self.uses_of("touchpoint", touchpoint))
        numbers = {self._numbers[use.target.id] for use in uses if use.target.kind == "step"}
        return tuple(self.places[number] for number in sorted(numbers))

    @cached_property
    def places(self) -> tuple[StepPlace, ...]:
        """Every step of the site, in order."""
        return tuple(place for journey in self.site.journeys for place in places_of(journey))

    def pains(self) -> tuple[PainPlace, ...]:
        """Every pain of the site with its place, in order."""
        return self._pains

    # Evidence, opportunities, solutions

    def ratings_of(self, journey_id: str, step_id: str) -> tuple[tuple[Evidence, Rating], ...]:
        """Every rating of a step, anywhere in the site."""
        return self._ratings.get((journey_id, step_id), ())

    def evidence_of_step(self, journey_id: str, step_id: str) -> tuple[Evidence, ...]:
        """What stands behind a step: evidence it, its pains, gains, claims, voices or metrics name,
        and evidence that quotes or rates it."""
        return self._step_evidence.get((journey_id, step_id), ())

    def opportunities_of(self, journey_id: str) -> tuple[Opportunity, ...]:
        """Opportunities that speak to a step of the journey."""
        journey = self.journey(journey_id)
        steps = journey.steps if journey else ()
        named = {o.id for step in steps for o in step.opportunities}
        named |= {o.id for step in steps for pain in step.pains or () for o in pain.opportunities}
        return tuple(
            opportunity
            for opportunity in self.site.opportunities
            if opportunity.id in named or any(ref.journey == journey_id for ref in opportunity.steps)
        )

    def solutions_of(self, opportunity_id: str) -> tuple[Solution, ...]:
        return tuple(s for s in self.site.solutions if any(o.id == opportunity_id for o in s.opportunities))

    # Personas' marks

    def persona_mark(self, persona_id: str) -> PersonaMark:
        """The same all over the site.  ``KeyError`` for an id that is no persona's."""
        return self._marks[persona_id]

    def marks_of(self, journey: Journey) -> tuple[PersonaMark, ...]:
        """Of the journey's personas, the most important first."""
        return tuple(self._marks[persona.id] for persona in journey.personas)

    # What the look-ups stand on

    @cached_property
    def _journeys(self) -> dict[str, Journey]:
        return {journey.id: journey for journey in self.site.journeys}

    @cached_property
    def _personas(self) -> dict[str, Persona]:
        return {persona.id: persona for persona in self.site.personas}

    @cached_property
    def _places(self) -> dict[tuple[str, str], StepPlace]:
        return {(place.journey.id, place.step.id): place for place in self.places}

    @cached_property
    def _pains(self) -> tuple[PainPlace, ...]:
        return tuple(pain for journey in self.site.journeys for pain in pains_of(journey))

    @cached_property
    def _uses(self) -> dict[tuple[str, str], tuple[Use, ...]]:
        return uses_by_entity(self.site)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Where each step, by "journey/step", stands in ``places``."""
        return {place.target.id: number for number, place in enumerate(self.places)}

    @cached_property
    def _ratings(self) -> dict[tuple[str, str], tuple[tuple[Evidence, Rating], ...]]:
        found: dict[tuple[str, str], tuple[tuple[Evidence, Rating], ...]] = {}
        for evidence in self.site.evidence:
            for rating in evidence.ratings:
                key = (rating.step.journey, rating.step.step)
                found[key] = (*found.get(key, ()), (evidence, rating))
        return found

    @cached_property
    def _step_evidence(self) -> dict[tuple[str, str], tuple[Evidence, ...]]:
        found: dict[tuple[str, str], dict[str, Evidence]] = {}

        def note(step_id: str, evidence: Evidence) -> None:
            journey, _, step = step_id.partition("/")
            found.setdefault((journey, step), {})[evidence.id] = evidence

        for evidence in self.site.evidence:
            for use in self.uses_of("evidence", evidence.id):
                if use.target.kind == "step":
                    note(use.target.id, evidence)
            for ref in (*(v.step for v in evidence.quotes if v.step), *(r.step for r in evidence.ratings)):
                note(f"{ref.journey}/{ref.step}", evidence)
        for metric in self.site.metrics:
            for use in self.uses_of("metric", metric.id):
                if use.target.kind == "step":
                    for evidence in metric.evidence:
                        note(use.target.id, evidence)
        order = {evidence.id: number for number, evidence in enumerate(self.site.evidence)}
        return {key: tuple(sorted(kept.values(), key=lambda e: order.get(e.id, -1))) for key, kept in found.items()}

    @cached_property
    def _marks(self) -> dict[str, PersonaMark]:
        numbers = [persona.colour for persona in self.site.personas]
        taken = [number for number in numbers if number is not None]
        marks: dict[str, PersonaMark] = {}
        for persona in self.site.personas:
            number = persona.colour
            if number is None:
                # The least used, and of those the lowest: free ones first, then round again.
                number = min(range(1, PERSONA_COLOURS + 1), key=taken.count)
                taken.append(number)
            marks[persona.id] = PersonaMark(persona.id, persona.name, number)
        return marks


def _grouped(pairs: Iterable[tuple[str, Journey]]) -> Mapping[str, tuple[Journey, ...]]:
    """Journeys by a key, in their order."""
    found: dict[str, list[Journey]] = {}
    for key, journey in pairs:
        found.setdefault(key, []).append(journey)
    return {key: tuple(journeys) for key, journeys in found.items()}
