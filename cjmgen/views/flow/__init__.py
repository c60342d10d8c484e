"""Flow: the ways through a journey, with its branches, loops, exits and hand-overs.

Stages are columns, steps stand below each other in them.  The picture is DOT text
(``flow.picture``); the page says the same in words, from the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Channel, Device, Journey, Next, Scope, Step, Target, Team
from cjmgen.views.base import View
from cjmgen.views.flow.picture import LAYOUT, draw
from cjmgen.views.flow.ways import Change, FlowChannel, FlowStage, FlowStep, Way

__all__ = ["VIEW", "Change", "FlowChannel", "FlowChart", "FlowStage", "FlowStep", "Way", "compute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowChart:
    title: str
    """The journey's, in plain words."""
    dot: str
    """"" if ``too_large``."""
    layout: str
    too_large: bool
    """Beyond drawing: the page shows the words alone."""
    stages: tuple[FlowStage, ...]
    channels: tuple[FlowChannel, ...]
    """Those the journey uses, in order of appearance."""
    step_count: int
    branch_count: int
    """Steps with more than one way on."""
    loop_count: int
    exit_count: int
    handover_count: int
    """Ways on which the channel changes."""
    has_truth: bool


def shows(journey: Journey, atlas: Atlas) -> bool:
    return len(journey.steps) > 1


def compute(journey: Journey, atlas: Atlas) -> FlowChart | None:
    steps = journey.steps
    if len(steps) < 2:
        return None
    stages = _stages(journey, atlas)
    flat = tuple(step for stage in stages for step in stage.steps)
    ways = tuple(way for step in flat for way in step.ways)
    dot = draw(stages)
    return FlowChart(
        title=plain_text(journey.title),
        dot=dot or "",
        layout=LAYOUT,
        too_large=dot is None,
        stages=stages,
        channels=tuple(dict.fromkeys(step.channel for step in flat if step.channel)),
        step_count=len(flat),
        branch_count=sum(len(step.ways) > 1 for step in flat),
        loop_count=sum(way.kind == "loop" for way in ways),
        exit_count=sum(way.kind == "exit" for way in ways),
        handover_count=sum(way.is_handover for way in ways),
        has_truth=any(step.truth is not None for step in flat),
    )


@dataclass(frozen=True, slots=True)
class _Map:
    """What the ways of a journey are looked up in."""

    journey: Journey
    steps: tuple[Step, ...]
    places: dict[str, int]
    """Where each step stands among all."""
    atlas: Atlas
    """Of every journey, by id."""

    def step_target(self, step: Step) -> Target:
        return Target("step", f"{self.journey.id}/{step.id}", step.name)

    def journey_target(self, id: str | None) -> Target | None:
        other = self.atlas.journey(id) if id else None
        return Target("journey", id, other.title if other else id) if id else None


def _stages(journey: Journey, atlas: Atlas) -> tuple[FlowStage, ...]:
    steps = journey.steps
    within = _Map(journey, steps, {step.id: place for place, step in enumerate(steps)}, atlas)
    return tuple(
        FlowStage(
            id=stage.id,
            number=number,
            target=Target("stage", f"{journey.id}/{stage.id}", stage.name),
            steps=tuple(_step(step, within) for step in stage.steps),
        )
        for number, stage in enumerate((stage for stage in journey.stages if stage.steps), 1)
    )


def _step(step: Step, within: _Map) -> FlowStep:
    following = within.steps[within.places[step.id] + 1 :][:1]
    ways = step.next or tuple(Next(step=other.id) for other in following)
    channel = step.channel
    return FlowStep(
        id=step.id,
        target=within.step_target(step),
        channel=FlowChannel(id=channel.id, name=channel.name, icon=channel.icon) if channel else None,
        device=step.device.name if step.device else None,
        truth=step.moment_of_truth.label if step.moment_of_truth else None,
        child=within.journey_target(step.journey),
        ways=tuple(_way(step, way, within, is_only=len(ways) == 1) for way in ways),
        is_end=not ways,
    )


def _way(step: Step, way: Next, within: _Map, *, is_only: bool) -> Way:
    place = within.places.get(way.step) if way.step is not None else None
    if place is None:
        leads_to = within.journey_target(way.journey)
        name = way.exit or (leads_to.name if leads_to else "")
        return Way(kind="exit", name=name, leads_to=leads_to, label=way.label or "", share_pct=way.share_pct)
    here, there = within.places[step.id], within.steps[place]
    return Way(
        kind="loop" if place <= here else "onward" if is_only else "branch",
        name=there.name,
        step=there.id,
        target=within.step_target(there),
        label=way.label or "",
        share_pct=way.share_pct,
        is_next=place == here + 1,
        changes=_changes(step, there),
    )


def _changes(here: Step, there: Step) -> tuple[Change, ...]:
    """What is handed over on the way: known on both sides, and not the same."""
    pairs: tuple[tuple[str, Channel | Device | Team | None, Channel | Device | Team | None], ...] = (
        ("channel", here.channel, there.channel),
        ("device", here.device, there.device),
        ("team", _team(here), _team(there)),
    )
    return tuple(
        Change(kind=kind, before=before.name, after=after.name)
        for kind, before, after in pairs
        if before is not None and after is not None and before.id != after.id
    )


def _team(step: Step) -> Team | None:
    return step.touchpoint.team if step.touchpoint else None


VIEW = View(name="flow", scope=Scope.JOURNEY, compute=compute, shows=shows, optional=True)
