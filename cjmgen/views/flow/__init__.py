"""Flow: the ways through a journey, with its branches, loops, exits and hand-overs.

Stages are columns, steps stand below each other in them.  The picture is DOT text
(``flow.picture``); the page says the same in words, from the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey, Next, Scope, Step, Target
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


def compute(journey: Journey, atlas: Atlas) -> FlowChart | None:
    steps = journey.steps
    if len(steps) < 2:
        return None
    titles = {other.id: other.title for other in atlas.site.journeys}
    stages = _stages(journey, titles)
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


def _stages(journey: Journey, titles: dict[str, str]) -> tuple[FlowStage, ...]:
    steps = journey.steps
    places = {step.id: place for place, step in enumerate(steps)}
    made: list[FlowStage] = []
    place = 0
    for stage in journey.stages:
        inner: list[FlowStep] = []
        for step in stage.steps:
            inner.append(_step(journey, steps, place, places, titles))
            place += 1
        if inner:
            number = len(made) + 1
            target = Target("stage", f"{journey.id}/{stage.id}", stage.name)
            made.append(FlowStage(id=stage.id, number=number, target=target, steps=tuple(inner)))
    return tuple(made)


def _step(
    journey: Journey, steps: tuple[Step, ...], place: int, places: dict[str, int], titles: dict[str, str]
) -> FlowStep:
    step = steps[place]
    following = (Next(step=steps[place + 1].id),) if place + 1 < len(steps) else ()
    ways = tuple(
        _way(journey, steps, place, way, places, titles, is_only=len(step.next) < 2) for way in step.next or following
    )
    child = step.journey
    return FlowStep(
        id=step.id,
        target=Target("step", f"{journey.id}/{step.id}", step.name),
        channel=FlowChannel(id=step.channel.id, name=step.channel.name, icon=step.channel.icon) if step.channel else None,
        device=step.device.name if step.device else None,
        truth=step.moment_of_truth.label if step.moment_of_truth else None,
        child=Target("journey", child, titles.get(child, child)) if child else None,
        ways=ways,
        is_end=not ways,
    )


def _way(
    journey: Journey,
    steps: tuple[Step, ...],
    place: int,
    way: Next,
    places: dict[str, int],
    titles: dict[str, str],
    *,
    is_only: bool,
) -> Way:
    to = places.get(way.step) if way.step is not None else None
    if to is None:
        leads_to = Target("journey", way.journey, titles.get(way.journey, way.journey)) if way.journey else None
        name = way.exit or (leads_to.name if leads_to else "")
        return Way(kind="exit", name=name, leads_to=leads_to, label=way.label or "", share_pct=way.share_pct)
    kind = "loop" if to <= place else "onward" if is_only else "branch"
    here, there = steps[place], steps[to]
    return Way(
        kind=kind,
        name=there.name,
        step=there.id,
        target=Target("step", f"{journey.id}/{there.id}", there.name),
        label=way.label or "",
        share_pct=way.share_pct,
        is_next=to == place + 1,
        changes=_changes(here, there),
    )


def _changes(here: Step, there: Step) -> tuple[Change, ...]:
    """What is handed over on the way: known on both sides, and not the same."""
    teams = [step.touchpoint.team if step.touchpoint else None for step in (here, there)]
    pairs = (("channel", here.channel, there.channel), ("device", here.device, there.device), ("team", *teams))
    return tuple(
        Change(kind=kind, before=before.name, after=after.name)
        for kind, before, after in pairs
        if before is not None and after is not None and before.id != after.id
    )


VIEW = View(name="flow", scope=Scope.JOURNEY, compute=compute)
