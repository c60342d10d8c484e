"""The strip: a column a step, a row a kind of gap, a mark where there is one, and how many there are in all.

A journey too long for that gets a column a stage with numbers; one with too many stages gets none,
since the lists below say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cjmgen.analysis.places import StepPlace, stage_target
from cjmgen.model import Stage, Target

KINDS = ("expectation", "pain", "channel", "device", "team", "evidence")
"""Rows, top down."""
MOST_COLUMNS = 48
"""More stand too close to tell apart, and too far apart to see together."""
BAR_HEIGHT = 28.0


class Mark(NamedTuple):
    kind: str
    step: int
    """Number of the step, from 1."""
    anchor: str
    """Of its row in the lists below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A stage above its columns."""

    number: int
    target: Target
    span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A step, or a stage of a long journey."""

    number: int
    target: Target
    starts_stage: bool
    count: int
    """Gaps in all."""
    bar_y: float
    """Upper end of the bar that shows the same."""
    bar_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    count: int
    anchor: str
    """Of the first of its gaps in the lists; "" if there is none."""
    column: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    kind: str
    count: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    by_stage: bool
    heads: tuple[Head, ...]
    """Empty if the columns are stages themselves."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    """Only kinds there are."""
    count: int
    most: int
    """Gaps of the fullest column."""
    bar_height: float


def strip_of(places: Sequence[StepPlace], marks: Sequence[Mark]) -> Strip | None:
    by_stage = len(places) > MOST_COLUMNS
    ordinals = {stage.id: ordinal for ordinal, (stage, _) in enumerate(_stages(places), start=1)}
    numbers = {place.number: ordinals[place.stage.id] if by_stage else place.number for place in places}
    width = len(set(numbers.values()))
    if width > MOST_COLUMNS:
        return None
    at = [(mark.kind, numbers[mark.step], mark.anchor) for mark in marks]
    counts = [sum(number == column for _, number, _ in at) for column in range(1, width + 1)]
    most = max(counts, default=0)
    columns = _columns(places, by_stage=by_stage, counts=counts, most=most)
    rows = []
    for kind in KINDS:
        found = [[anchor for k, number, anchor in at if k == kind and number == c.number] for c in columns]
        if any(found):
            cells = tuple(
                Cell(count=len(anchors), anchor=anchors[0] if anchors else "", column=column)
                for column, anchors in zip(columns, found, strict=True)
            )
            rows.append(Row(kind=kind, count=sum(map(len, found)), cells=cells))
    return Strip(
        by_stage=by_stage, heads=() if by_stage else _heads(places), columns=columns, rows=tuple(rows),
        count=len(marks), most=most, bar_height=BAR_HEIGHT,
    )  # fmt: skip


def _stages(places: Sequence[StepPlace]) -> list[tuple[Stage, StepPlace]]:
    """Stages that have steps, each with its first."""
    firsts: dict[str, tuple[Stage, StepPlace]] = {}
    for place in places:
        firsts.setdefault(place.stage.id, (place.stage, place))
    return list(firsts.values())


def _heads(places: Sequence[StepPlace]) -> tuple[Head, ...]:
    return tuple(
        Head(number=number, target=stage_target(first.journey, stage), span=len(stage.steps))
        for number, (stage, first) in enumerate(_stages(places), start=1)
    )


def _columns(places: Sequence[StepPlace], *, by_stage: bool, counts: Sequence[int], most: int) -> tuple[Column, ...]:
    stages = _stages(places)
    firsts = {first.number for _, first in stages}
    of_stages = [stage_target(first.journey, stage) for stage, first in stages]
    targets = of_stages if by_stage else [place.target for place in places]
    made: list[Column] = []
    for number, (target, count) in enumerate(zip(targets, counts, strict=True), start=1):
        height = round(BAR_HEIGHT * count / most, 1) if most else 0.0
        made.append(
            Column(
                number=number, target=target, starts_stage=by_stage or number in firsts, count=count,
                bar_y=round(BAR_HEIGHT - height, 1), bar_height=height,
            )
        )  # fmt: skip
    return tuple(made)
