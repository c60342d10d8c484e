"""What a comparison of two journeys shows: figures, stages, and under each the steps that differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from cjmgen.analysis.comparison import VERDICTS, Comparison, Difference, StageGroup, StepPair
from cjmgen.analysis.gaps import hand_overs_of
from cjmgen.analysis.index import Atlas, PainPlace, StepPlace
from cjmgen.analysis.places import stage_target
from cjmgen.model import Channel, Device, Journey, Stage, Step, Target, Touchpoint, lang_of, target_of
from cjmgen.views.curves_overlaid import Overlaid, overlaid

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    text: str
    severity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A touchpoint, channel or device there is only on one side, or another on each."""

    kind: str
    before: Target | None
    after: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    verdict: str
    before: Target | None
    before_number: int
    """0 if there is none."""
    after: Target | None
    after_number: int
    is_renamed: bool
    moved_to: str | None
    """Name of the stage its counterpart stands in, if that is another."""
    moods: tuple[Difference, ...]
    """Of those known on one side at least."""
    swaps: tuple[Swap, ...]
    outcome: tuple[str, str] | None
    """Of expectation against actual, where both are judged and not alike."""
    effort: tuple[int, int] | None
    """1 .. 5 each, where both are known and not alike."""
    minutes: tuple[float, float] | None
    """Time spent and waited, where both are known and not alike."""
    gone: tuple[Hurt, ...]
    new: tuple[Hurt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    before: tuple[Target, ...]
    after: tuple[Target, ...]
    has_one_name: bool
    steps: tuple[int, int]
    pains: tuple[int | None, int | None]
    """``None``: nobody looked for any."""
    moods: tuple[Difference, ...]
    channels_gone: tuple[Target, ...]
    channels_new: tuple[Target, ...]
    rows: tuple[Row, ...]
    """Empty in a comparison by stages alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    kind: str
    """"change": from how it is to how it should be; "contrast": two journeys beside each other."""
    relation: str
    """"pair", "variant" or "relative"."""
    before: Target
    before_state: str
    after: Target
    after_state: str
    overlaid: Overlaid | None
    verdicts: tuple[tuple[str, int], ...]
    """What happened to how many steps; empty in a comparison by stages alone."""
    steps: tuple[int, int]
    hand_overs: tuple[int, int]
    pains: tuple[int | None, int | None]
    """``None``: nobody looked for any."""
    gone: int
    new: int
    moods: tuple[Difference, ...]
    by_stage: bool
    """Too little in common to compare step by step: personas of both alone, stage by stage."""
    stages: tuple[StageRow, ...]


def pair_of(found: Comparison, relation: str, atlas: Atlas) -> Pair:
    by_stage = relation == "relative"
    shown = found.shared_personas if by_stage else frozenset(mark.id for mark in found.personas)
    counts = [(verdict, found.count(verdict)) for verdict in VERDICTS]
    return Pair(
        kind="change" if relation == "pair" else "contrast", relation=relation,
        before=target_of(found.before), before_state=found.before.state,
        after=target_of(found.after), after_state=found.after.state,
        overlaid=overlaid(found, shown, atlas),
        verdicts=() if by_stage else tuple((verdict, count) for verdict, count in counts if count),
        steps=(len(found.before.steps), len(found.after.steps)),
        hand_overs=(hand_overs_of(found.before), hand_overs_of(found.after)),
        pains=(_pains(found.before.stages), _pains(found.after.stages)),
        gone=sum(len(pair.gone) for pair in found.steps), new=sum(len(pair.new) for pair in found.steps),
        moods=_known(found.moods, shown), by_stage=by_stage,
        stages=tuple(_stage(group, found, shown, by_stage=by_stage) for group in found.stages),
    )  # fmt: skip


def _stage(group: StageGroup, found: Comparison, shown: frozenset[str], *, by_stage: bool) -> StageRow:
    channels = [
        {s.channel.id: target_of(s.channel) for stage in stages for s in stage.steps if s.channel}
        for stages in (group.before, group.after)
    ]
    return StageRow(
        before=_targets(found.before, group.before), after=_targets(found.after, group.after),
        has_one_name=len(group.before) == len(group.after) == 1
        and not _is_renamed(group.before[0], group.after[0]),
        steps=(_steps(group.before), _steps(group.after)), pains=(_pains(group.before), _pains(group.after)),
        moods=_known(group.moods, shown),
        channels_gone=tuple(target for id, target in channels[0].items() if id not in channels[1]),
        channels_new=tuple(target for id, target in channels[1].items() if id not in channels[0]),
        rows=() if by_stage else tuple(_row(pair, shown) for pair in group.steps),
    )  # fmt: skip


def _row(pair: StepPair, shown: frozenset[str]) -> Row:
    before, after = pair.before, pair.after
    both = (before.step, after.step) if before and after else None
    return Row(
        verdict=pair.verdict,
        before=before.target if before else None, before_number=before.number if before else 0,
        after=after.target if after else None, after_number=after.number if after else 0,
        is_renamed=both is not None and _is_renamed(*both),
        moved_to=after.stage.name if pair.moved and after else None,
        moods=_known(pair.moods, shown), swaps=_swaps(before, after),
        outcome=_unlike(both[0].outcome, both[1].outcome) if both else None,
        effort=_unlike(both[0].effort, both[1].effort) if both else None,
        minutes=_unlike(_minutes(both[0]), _minutes(both[1])) if both else None,
        gone=_hurts(pair.gone), new=_hurts(pair.new),
    )  # fmt: skip


def _swaps(before: StepPlace | None, after: StepPlace | None) -> tuple[Swap, ...]:
    """What another touchpoint, channel or device takes the place of; of a lonely step, where it happens."""
    if before is None or after is None:
        first, second = _met(before), _met(after)
        return (Swap(kind="touchpoint", before=first, after=second),) if first or second else ()
    kinds: tuple[tuple[str, Touchpoint | Channel | Device | None, Touchpoint | Channel | Device | None], ...] = (
        ("touchpoint", before.step.touchpoint, after.step.touchpoint),
        ("channel", before.step.channel, after.step.channel),
        ("device", before.step.device, after.step.device),
    )
    return tuple(
        Swap(kind=kind, before=target_of(first) if first else None, after=target_of(second) if second else None)
        for kind, first, second in kinds
        if (first.id if first else None) != (second.id if second else None)
    )


def _met(place: StepPlace | None) -> Target | None:
    met = place and (place.step.touchpoint or place.step.channel)
    return target_of(met) if met else None


def _is_renamed(before: Stage | Step, after: Stage | Step) -> bool:
    """Another name; of the same thing, one in another language is only a translation that is missing."""
    is_untranslated = before.id == after.id and lang_of(before.name) != lang_of(after.name)
    return before.name != after.name and not is_untranslated


def _unlike(first: T | None, second: T | None) -> tuple[T, T] | None:
    return None if first is None or second is None or first == second else (first, second)


def _minutes(step: Step) -> float | None:
    known = [minutes for minutes in (step.duration_min, step.wait_min) if minutes is not None]
    return sum(known) if known else None


def _known(moods: tuple[Difference, ...], shown: frozenset[str]) -> tuple[Difference, ...]:
    return tuple(m for m in moods if m.persona.id in shown and (m.before is not None or m.after is not None))


def _hurts(found: tuple[PainPlace, ...]) -> tuple[Hurt, ...]:
    return tuple(Hurt(text=place.pain.text, severity=place.pain.severity) for place in found)


def _targets(journey: Journey, stages: tuple[Stage, ...]) -> tuple[Target, ...]:
    return tuple(stage_target(journey, stage) for stage in stages)


def _steps(stages: tuple[Stage, ...]) -> int:
    return sum(len(stage.steps) for stage in stages)


def _pains(stages: tuple[Stage, ...]) -> int | None:
    known = [step.pains for stage in stages for step in stage.steps if step.pains is not None]
    return sum(map(len, known)) if known else None
