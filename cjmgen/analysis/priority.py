"""Which opportunity first: four well-known measures, each ``None`` where an input is missing.

None of them decides.  They put opinions on one scale so that people can disagree about the inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from cjmgen.model import Opportunity

Quadrant = Literal["quick-win", "big-bet", "fill-in", "thankless"]

HIGH_IMPACT = 2
"""From here on an opportunity helps much."""
LOW_EFFORT = 2
"""Person-months; up to here an effort is small."""

UNDERSERVED, MUCH_UNDERSERVED = 10, 15
"""Opportunity scores above which there is room, and much of it."""

ICE_IMPACT = {0.25: 1, 0.5: 3, 1: 5, 2: 8, 3: 10}
"""RICE's steps of impact on ICE's scale of 1 to 10."""


def rice(opportunity: Opportunity) -> float | None:
    """reach x impact x confidence / effort: people a quarter, weighted, per person-month; 0 or more, no upper end.

    S. McBride, RICE: Simple prioritization for product managers, Intercom, 2018.  Confidence is a share, 0 .. 1.
    """
    reach, impact = opportunity.reach, opportunity.impact
    confidence_pct, effort = opportunity.confidence_pct, opportunity.effort
    if reach is None or impact is None or confidence_pct is None or not effort:
        return None
    return round(reach * impact * confidence_pct / 100 / effort, 1)


def ice(opportunity: Opportunity) -> float | None:
    """impact x confidence x ease, each up to 10; 0 .. 1000.

    S. Ellis, M. Brown, Hacking Growth, 2017.  Their three scores are judged from 1 to 10; ours are derived, so that
    nobody estimates twice: impact from RICE's steps (``ICE_IMPACT``), confidence as a tenth of its per cent,
    ease as 10 / effort, 10 up to one person-month and 1 from ten on.  The derivation is cjmgen's own.
    """
    if opportunity.impact is None or opportunity.confidence_pct is None or not opportunity.effort:
        return None
    ease = min(10.0, max(1.0, 10 / opportunity.effort))
    impact = ICE_IMPACT.get(opportunity.impact)
    return None if impact is None else round(impact * opportunity.confidence_pct / 10 * ease, 1)


def opportunity_score(opportunity: Opportunity) -> float | None:
    """importance + max(importance - satisfaction, 0), each 0 .. 10; 0 .. 20.  Above
    ``UNDERSERVED`` there is room, above ``MUCH_UNDERSERVED`` much.

    A. W. Ulwick, Turn Customer Input into Innovation, Harvard Business Review, January 2002.
    """
    if opportunity.importance is None or opportunity.satisfaction is None:
        return None
    return round(opportunity.importance + max(opportunity.importance - opportunity.satisfaction, 0), 1)


def quadrant(opportunity: Opportunity) -> Quadrant | None:
    """Its corner of the impact-effort matrix: a common workshop tool without a single author.

    The lines are cjmgen's own: impact from ``HIGH_IMPACT`` on is high, effort up to ``LOW_EFFORT`` is low.
    """
    if opportunity.impact is None or opportunity.effort is None:
        return None
    is_small = opportunity.effort <= LOW_EFFORT
    if opportunity.impact >= HIGH_IMPACT:
        return "quick-win" if is_small else "big-bet"
    return "fill-in" if is_small else "thankless"


def ranked(
    opportunities: Iterable[Opportunity], score: Callable[[Opportunity], float | None] = rice
) -> tuple[Opportunity, ...]:
    """Highest score first, then those that cannot be scored; otherwise as they came."""

    def place(opportunity: Opportunity) -> tuple[bool, float]:
        value = score(opportunity)
        return value is None, -(value or 0)

    return tuple(sorted(opportunities, key=place))
