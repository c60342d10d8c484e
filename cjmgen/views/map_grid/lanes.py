"""Which lanes a map shows, and in what order."""

from __future__ import annotations

from cjmgen.model import Journey, Site
from cjmgen.model.lanes import LANES

DEFAULT_LANES = (
    "touchpoint", "doing", "thinking", "emotion", "quote", "feeling", "expectation", "needs", "doubts", "pains",
    "gains", "opportunities", "response", "image", "place", "actors", "time", "effort", "systems", "metrics",
    "evidence", "next",
)  # fmt: skip
"""What a map shows if neither the journey nor the site chooses: the curve high up, the details below."""


def lanes_of(journey: Journey, site: Site, filled: frozenset[str]) -> tuple[str, ...]:
    """The journey's own choice, empty lanes included; else the site's or the default, without the empty ones.

    A name that is no lane is passed over: the loader has said so already.
    """
    if journey.lanes:
        return tuple(dict.fromkeys(lane for lane in journey.lanes if lane in LANES))
    return tuple(dict.fromkeys(lane for lane in site.lanes or DEFAULT_LANES if lane in LANES and lane in filled))
