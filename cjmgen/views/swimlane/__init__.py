"""Swimlane: which channel, device or team carries each step, and where people are handed over.

One section for each kind of lane of which the journey names at least two.  The picture is DOT
text (``swimlane.picture``); the page says the same in words, from the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey, Scope
from cjmgen.views.base import View
from cjmgen.views.swimlane.lanes import KINDS, HandOver, Lane, Lanes, LaneStep, LaneWay, has_lanes, lanes_of
from cjmgen.views.swimlane.picture import LAYOUT, Head, LanePicture, draw

__all__ = ["VIEW", "HandOver", "Head", "Lane", "LanePicture", "LaneStep", "LaneWay", "Lanes", "Swimlanes", "compute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The lanes of one kind."""

    kind: str
    """"channel", "device" or "team"."""
    lanes: tuple[Lane, ...]
    lane_count: int
    """Of those with a name."""
    handover_count: int
    loop_count: int
    """Ways back that are drawn dashed."""
    picture: LanePicture | None
    """``None``: beyond drawing; the page shows the words alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swimlanes:
    title: str
    """The journey's, in plain words."""
    layout: str
    sections: tuple[Section, ...]
    step_count: int
    has_truth: bool


def shows(journey: Journey, atlas: Atlas) -> bool:
    return any(has_lanes(journey, kind) for kind in KINDS)


def compute(journey: Journey, atlas: Atlas) -> Swimlanes | None:
    found = [lanes for kind in KINDS if (lanes := lanes_of(journey, kind)) is not None]
    if not found:
        return None
    return Swimlanes(
        title=plain_text(journey.title),
        layout=LAYOUT,
        sections=tuple(
            Section(
                kind=lanes.kind,
                lanes=lanes.lanes,
                lane_count=lanes.named_count,
                handover_count=lanes.handover_count,
                loop_count=sum(way.is_back for way in lanes.ways),
                picture=draw(lanes),
            )
            for lanes in found
        ),
        step_count=len(journey.steps),
        has_truth=any(step.moment_of_truth for step in journey.steps),
    )


VIEW = View(name="swimlane", scope=Scope.JOURNEY, compute=compute, shows=shows, parts=("journey-head",), optional=True)
