"""The lanes of a map: their names, their order, and which of them a journey shows."""

from __future__ import annotations

from cjmgen.model import Journey, Site

LANES = (
    "touchpoint", "place", "actors", "image", "doing", "thinking", "feeling", "quote", "emotion", "effort", "time",
    "expectation", "needs", "doubts", "pains", "gains", "opportunities", "response", "systems", "metrics",
    "evidence", "next",
)  # fmt: skip
"""Every lane there is, in the order they stand in unless somebody chooses."""

DEFAULT_LANES = LANES
"""What a map shows if neither the journey nor the site chooses; lanes with nothing in them are left out."""


def lanes_of(journey: Journey, site: Site, filled: frozenset[str]) -> tuple[str, ...]:
    """The journey's choice with empty lanes kept; else the site's or the default, without the empty ones.

    A name that is no lane is passed over: the loader has said so already.
    """
    if journey.lanes:
        return tuple(dict.fromkeys(lane for lane in journey.lanes if lane in LANES))
    return tuple(dict.fromkeys(lane for lane in site.lanes or DEFAULT_LANES if lane in LANES and lane in filled))
