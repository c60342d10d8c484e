"""The ways of a journey: from which step people go on to which.

A step that names no way leads to the one after it, in the journey's order.  Ways that leave
the journey, and ways to steps it does not have, are not among these.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.places import StepPlace, places_of
from cjmgen.model import Journey


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWay:
    before: StepPlace
    after: StepPlace

    @property
    def is_back(self) -> bool:
        """It leads to an earlier step, or to the same."""
        return self.after.number <= self.before.number


def ways_between_steps(journey: Journey) -> tuple[StepWay, ...]:
    """In order of the steps they start from; two ways between the same steps count once."""
    places = places_of(journey)
    by_id = {place.step.id: place for place in places}
    found: list[StepWay] = []
    for place in places:
        step = place.step
        following = (way.step for way in step.next) if step.next else (p.step.id for p in places[place.number :][:1])
        reached = dict.fromkeys(id for id in following if id in by_id)
        found.extend(StepWay(before=place, after=by_id[id]) for id in reached if id is not None)
    return tuple(found)
