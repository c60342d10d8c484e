"""Compare: a journey beside its future (or its present), beside its variants, and its personas beside each other.

At most three comparisons, in this order: with the other of a current/future pair, always read from how it is to
how it should be; with the journey it is a variant of, or with its variants; with nothing of that kind, with the
journey most like it among those of the same parent, stage by stage.  Last, the personas of the journey itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.comparison import closest, compare
from cjmgen.analysis.index import Atlas
from cjmgen.model import Journey, Scope
from cjmgen.views.base import View
from cjmgen.views.compare.journeys import Pair, pair_of
from cjmgen.views.compare.people import People, people_of

__all__ = ["VIEW", "Compared", "Pair", "People", "compute"]

MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    pairs: tuple[Pair, ...]
    people: People | None
    has_several: bool


def shows(journey: Journey, atlas: Atlas) -> bool:
    return bool(journey.steps) and (bool(_chosen(journey, atlas)) or people_of(journey, atlas) is not None)


def compute(journey: Journey, atlas: Atlas) -> Compared | None:
    if not journey.steps:
        return None
    people = people_of(journey, atlas)
    chosen = _chosen(journey, atlas)[: MOST - 1 if people else MOST]
    pairs = tuple(_pair(journey, other, relation, atlas) for relation, other in chosen)
    if not pairs and people is None:
        return None
    return Compared(pairs=pairs, people=people, has_several=len(pairs) + (people is not None) > 1)


def _chosen(journey: Journey, atlas: Atlas) -> list[tuple[str, Journey]]:
    partner = atlas.partner_of(journey)
    original = atlas.journey(journey.variant_of) if journey.variant_of else None
    variants = [other for other in atlas.variants_of(journey.id) if other.status != "archived"]
    found = [("pair", partner), *(("variant", other) for other in (original, *variants))]
    usable = {other.id: (relation, other) for relation, other in reversed(found) if other and other.steps}
    usable.pop(journey.id, None)
    if usable:
        return list(reversed(usable.values()))
    relative = closest(journey, _siblings(journey, atlas))
    return [("relative", relative)] if relative else []


def _siblings(journey: Journey, atlas: Atlas) -> list[Journey]:
    """Parts of the same journey; what is is not measured against what another should be."""
    return [
        other
        for other in (atlas.parts_of(journey.parent) if journey.parent is not None else ())
        if other.id != journey.id
        and other.status != "archived"
        and other.steps
        and (other.state == "future") == (journey.state == "future")
    ]


def _pair(journey: Journey, other: Journey, relation: str, atlas: Atlas) -> Pair:
    is_backwards = relation == "pair" and journey.state == "future" and other.state != "future"
    before, after = (other, journey) if is_backwards else (journey, other)
    return pair_of(compare(before, after, atlas), relation, atlas)


VIEW = View(name="compare", scope=Scope.JOURNEY, compute=compute, shows=shows, parts=("journey-head",), optional=True)
