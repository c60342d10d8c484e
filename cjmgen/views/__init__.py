"""Every view, in the order of their tabs and pages.

The first view of a scope that has a page is the subject's own page.
"""

from __future__ import annotations

from cjmgen.views import (
    emotion_curve,
    evidence,
    evidence_item,
    flow,
    free_page,
    home,
    journey_head,
    journeys,
    map_grid,
    metric,
    metrics,
    not_found,
    opportunities,
    opportunity,
    persona,
    personas,
    place,
    places,
    solution,
    solutions,
    touchpoint,
    touchpoints,
)
from cjmgen.views.base import View

VIEWS: tuple[View, ...] = (
    home.VIEW,
    journeys.VIEW,
    journey_head.VIEW,
    map_grid.VIEW,
    emotion_curve.VIEW,
    flow.VIEW,
    personas.VIEW,
    persona.VIEW,
    touchpoints.VIEW,
    touchpoint.VIEW,
    *places.VIEWS,
    *place.VIEWS,
    opportunities.VIEW,
    opportunity.VIEW,
    solutions.VIEW,
    solution.VIEW,
    evidence.VIEW,
    evidence_item.VIEW,
    metrics.VIEW,
    metric.VIEW,
    free_page.VIEW,
    not_found.VIEW,
)
