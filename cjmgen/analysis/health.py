"""How well a map is kept: a score of cjmgen's own, and the site's counts.

The score of a journey is the mean of a few plain shares, times 100.  It says how much work has
gone into the map, not how well customers fare.  A share of nothing (no pains, so none picked up)
is left out rather than counted as done.

- ``evidence``: steps with evidence (not asked of a future map, which is a wish)
- ``pains``: pains that an opportunity picks up
- ``emotion``: steps of which somebody's emotion is known
- ``review``: reviewed in time (left out if there is no day to judge on)
- ``basics``: an owner, a goal and a scope are stated
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.coverage import Share, evidence_share, site_coverage
from cjmgen.analysis.emotion import curves_of
from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.gaps import is_owned, is_unclaimed
from cjmgen.analysis.index import Atlas, pains_of
from cjmgen.model import Journey


@dataclass(frozen=True, slots=True)
class HealthPart:
    name: str
    """"evidence", "pains", "emotion", "review" or "basics"."""
    done: int
    total: int
    """At least 1."""


@dataclass(frozen=True, slots=True)
class Health:
    score: int
    """0 .. 100."""
    parts: tuple[HealthPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHealth:
    """Every journey that is not archived is counted in exactly one of the first five."""

    in_time: int
    in_review: int
    """By their status, whatever their dates."""
    overdue: int
    never: int
    unknown: int
    """There is no day to judge on."""
    journeys: int
    pains_owned: Share
    """Over journeys that say how it is."""
    evidence: Share
    """Steps with evidence, over the same."""


def health_of(journey: Journey, atlas: Atlas) -> Health:
    pains = pains_of(journey)
    parts = [
        HealthPart("pains", sum(not is_unclaimed(found.pain) for found in pains), len(pains)),
        HealthPart("emotion", _steps_felt(journey, atlas), len(journey.steps)),
        HealthPart("basics", _basics(journey), 3),
    ]
    if journey.state != "future":
        share = evidence_share(journey, journey.steps, atlas)
        parts.insert(0, HealthPart("evidence", share.done, share.of))
    if (state := review_of(journey, atlas).state) != "unknown":
        parts.insert(-1, HealthPart("review", int(state in ("in-time", "due")), 1))
    asked = tuple(part for part in parts if part.total)
    return Health(round(100 * sum(part.done / part.total for part in asked) / len(asked)), asked)


def site_health(atlas: Atlas) -> SiteHealth:
    journeys = atlas.active_journeys
    states = ["in-review" if j.status == "in-review" else review_of(j, atlas).state for j in journeys]
    pains = [found.pain for journey in atlas.observed_journeys for found in pains_of(journey)]
    return SiteHealth(
        in_time=states.count("in-time") + states.count("due"),
        in_review=states.count("in-review"),
        overdue=states.count("overdue"),
        never=states.count("never"),
        unknown=states.count("unknown"),
        journeys=len(journeys),
        pains_owned=Share(sum(map(is_owned, pains)), len(pains)),
        evidence=site_coverage(atlas),
    )


def _steps_felt(journey: Journey, atlas: Atlas) -> int:
    return len({point.step_id for curve in curves_of(journey, atlas) for point in curve.known})


def _basics(journey: Journey) -> int:
    has_owner = journey.owner is not None or journey.team is not None
    has_scope = bool(journey.scope_in or journey.scope_out)
    return has_owner + bool(journey.goal) + has_scope
