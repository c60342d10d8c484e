"""The facts of swimlanes: lanes of one kind, the steps in them, and what is handed from lane to lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjmgen.analysis.places import StepPlace, places_of
from cjmgen.analysis.ways import StepWay, ways_between_steps
from cjmgen.model import Channel, Device, Journey, Step, Target, Team, target_of

KINDS = ("channel", "device", "team")
OF: dict[str, Callable[[Step], Channel | Device | Team | None]] = {
    "channel": lambda step: step.channel,
    "device": lambda step: step.device,
    "team": lambda step: step.touchpoint.team if step.touchpoint else None,
}
"""What a step's lane is; ``None``: it has none of that kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneStep:
    id: str
    number: int
    """Within the journey, from 1."""
    target: Target
    """The step on the map."""
    stage: int
    """Which of the stages that have steps, from 0."""
    channel: str | None
    icon: str | None
    """Of its channel."""
    truth: str | None
    """The moment of truth it is; ``None`` if it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A way from a step in one lane to a step in another."""

    before: LaneStep
    after: LaneStep
    left: Target
    """The lane it comes from."""
    met: Target
    """The lane it leads to."""
    is_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    target: Target | None
    """The channel, device or team; ``None`` for the steps that name none."""
    icon: str
    """"" for those."""
    steps: tuple[LaneStep, ...]
    """In the journey's order."""
    ins: tuple[HandOver, ...]
    outs: tuple[HandOver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneWay:
    before: LaneStep
    after: LaneStep
    is_back: bool
    is_handover: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """All of one journey, of one kind."""

    kind: str
    lanes: tuple[Lane, ...]
    """In order of appearance; last, if there are any, the steps that name none."""
    ways: tuple[LaneWay, ...]
    stages: tuple[str, ...]
    """Names of the stages that have steps."""

    @property
    def handover_count(self) -> int:
        return sum(way.is_handover for way in self.ways)

    @property
    def named_count(self) -> int:
        return sum(lane.target is not None for lane in self.lanes)


def has_lanes(journey: Journey, kind: str) -> bool:
    """The steps name two at least."""
    return len({met.id for step in journey.steps if (met := OF[kind](step)) is not None}) > 1


def lanes_of(journey: Journey, kind: str) -> Lanes | None:
    """``None`` where the steps name fewer than two."""
    places, of = places_of(journey), OF[kind]
    stages = [stage for stage in journey.stages if stage.steps]
    steps = {place.step.id: _step(place, stages.index(place.stage)) for place in places}
    found = {met.id: met for place in places if (met := of(place.step)) is not None}
    if len(found) < 2:
        return None
    ways = tuple(_way(way, steps, of) for way in ways_between_steps(journey))
    passed = [_handed(way, of, steps) for way in ways_between_steps(journey)]
    handed = [one for one in passed if one is not None]
    members: dict[str | None, list[LaneStep]] = {id: [] for id in found} | {None: []}
    for place in places:
        met = of(place.step)
        members[met.id if met else None].append(steps[place.step.id])
    lanes = [
        Lane(
            target=target_of(found[id]) if id is not None else None,
            icon=_icon(found[id]) if id is not None else "",
            steps=tuple(inside),
            ins=tuple(one for one in handed if one.met.id == id),
            outs=tuple(one for one in handed if one.left.id == id),
        )
        for id, inside in members.items()
        if inside
    ]
    return Lanes(kind=kind, lanes=tuple(lanes), ways=ways, stages=tuple(stage.name for stage in stages))


def _step(place: StepPlace, stage: int) -> LaneStep:
    step, channel = place.step, place.step.channel
    return LaneStep(
        id=step.id,
        number=place.number,
        target=place.target,
        stage=stage,
        channel=channel.name if channel else None,
        icon=channel.icon if channel else None,
        truth=step.moment_of_truth.label if step.moment_of_truth else None,
    )


def _icon(met: Channel | Device | Team) -> str:
    return "team" if isinstance(met, Team) else met.icon


_Of = Callable[[Step], Channel | Device | Team | None]


def _way(way: StepWay, steps: dict[str, LaneStep], of: _Of) -> LaneWay:
    return LaneWay(
        before=steps[way.before.step.id],
        after=steps[way.after.step.id],
        is_back=way.is_back,
        is_handover=_handed(way, of, steps) is not None,
    )


def _handed(way: StepWay, of: _Of, steps: dict[str, LaneStep]) -> HandOver | None:
    left, met = of(way.before.step), of(way.after.step)
    if left is None or met is None or left.id == met.id:
        return None
    return HandOver(
        before=steps[way.before.step.id],
        after=steps[way.after.step.id],
        left=target_of(left),
        met=target_of(met),
        is_back=way.is_back,
    )
