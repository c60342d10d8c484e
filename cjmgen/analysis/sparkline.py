"""The small emotion curves of lists: where to draw what, in SVG user units.

A sparkline shows every persona's curve of one journey, the borders of its stages and
two labelled ends: the highest and the lowest point of all.  Nothing is drawn above
the highest point nor below the lowest, so a label above the one and below the other
never meets a line or the other label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from cjmgen.analysis.curve_path import monotone_path
from cjmgen.analysis.emotion import curve_of
from cjmgen.analysis.index import Atlas
from cjmgen.model import Journey

SIDE = 14.0
"""Room left and right of the first and last step, for their labels."""
LABEL_ROOM = 20.0
"""Room above the best and below the worst possible emotion, for a label."""
ABOVE, BELOW = 9.0, 17.0
"""From a point up to the baseline of its label, and down to it."""
MARK = 4.5
"""Half the size of a persona's marker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkLine:
    """One persona's curve."""

    number: int
    """Which of the theme's persona looks."""
    paths: tuple[str, ...]
    """SVG path data, one path for each run of known steps."""
    dots: tuple[tuple[float, float], ...]
    """Known steps between unknown ones, which no line can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkEnd:
    """The highest or the lowest point."""

    kind: str
    """"peak" or "low"."""
    number: int
    persona: str
    """The persona's name."""
    step: str
    """Id of the step."""
    step_name: str
    emotion: float
    """-2 .. +2."""
    x: float
    y: float
    mark_x: float
    mark_y: float
    mark_size: float
    """The square of the persona's marker: its upper left corner and its side."""
    label_y: float
    """Baseline of the label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    width: float
    height: float
    zero_y: float
    tick_top: float
    tick_bottom: float
    ticks: tuple[float, ...]
    """x of the border between one stage and the next."""
    lines: tuple[SparkLine, ...]
    """Later ones are drawn below earlier ones."""
    ends: tuple[SparkEnd, ...]
    """The low, then the peak; one if all points are equal; none if no step is known."""
    was: tuple[SparkLine, ...] = ()
    """An earlier curve, drawn pale behind."""
    known: int
    """Steps at which at least one persona's emotion is known."""
    steps: int

    @property
    def low(self) -> SparkEnd | None:
        return next((end for end in self.ends if end.kind == "low"), None)

    @property
    def peak(self) -> SparkEnd | None:
        return next((end for end in self.ends if end.kind == "peak"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """One persona's feelings along a journey, to be drawn."""

    number: int
    name: str
    emotions: tuple[float | None, ...]
    """At each step; ``None`` where nobody knows."""


def spark_of(journey: Journey, persona_ids: Sequence[str], atlas: Atlas, width: float, height: float) -> Spark:
    """The sparkline of some personas on a journey; those of them that travel it not are left out."""
    wanted = set(persona_ids)
    felt = tuple(
        Felt(
            number=atlas.persona_mark(persona.id).number,
            name=persona.name,
            emotions=tuple(point.emotion for point in curve_of(journey, persona.id, atlas).points),
        )
        for persona in journey.personas
        if persona.id in wanted
    )
    steps = tuple((step.id, step.name) for step in journey.steps)
    return spark_from(felt, steps, tuple(len(stage.steps) for stage in journey.stages), width, height)


def spark_from(
    felt: Sequence[Felt],
    steps: Sequence[tuple[str, str]],
    stages: Sequence[int],
    width: float,
    height: float,
    was: Sequence[Felt] = (),
) -> Spark:
    """The sparkline of what was felt at steps (id and name), so many in each stage; ``was``: before."""
    zero_y = height / 2
    scale = (zero_y - LABEL_ROOM) / 2
    xs = tuple(_x(i, len(steps), width) for i in range(len(steps)))
    lines, earlier = (
        tuple(_line(one.number, xs, [None if e is None else zero_y - e * scale for e in one.emotions]) for one in many)
        for many in (felt, was)
    )
    known: list[tuple[float, int, int, str]] = []
    for one in felt:
        known += [(e, i, one.number, one.name) for i, e in enumerate(one.emotions) if e is not None]

    def end(kind: str, at: tuple[float, int, int, str]) -> SparkEnd:
        emotion, i, number, name = at
        y = round(zero_y - emotion * scale, 1)
        return SparkEnd(
            kind=kind, number=number, persona=name, step=steps[i][0], step_name=steps[i][1], emotion=emotion,
            x=xs[i], y=y, mark_x=round(xs[i] - MARK, 1), mark_y=round(y - MARK, 1), mark_size=2 * MARK,
            label_y=round(y - ABOVE if kind == "peak" else y + BELOW, 1),
        )  # fmt: skip

    ends: tuple[SparkEnd, ...] = ()
    if known:
        low, peak = min(known, key=lambda k: k[0]), max(known, key=lambda k: k[0])
        ends = (end("low", low), end("peak", peak)) if low[0] < peak[0] else (end("peak", peak),)
    return Spark(
        width=width, height=height, zero_y=zero_y, tick_top=6, tick_bottom=height - 6,
        ticks=_borders(stages, width), lines=lines, was=earlier, ends=ends,
        known=len({i for _, i, _, _ in known}), steps=len(steps),
    )  # fmt: skip


def _x(place: float, count: int, width: float) -> float:
    """x of a step; a place between two steps is a half."""
    return round(SIDE + place * (width - 2 * SIDE) / (count - 1), 1) if count > 1 else round(width / 2, 1)


def _borders(stages: Sequence[int], width: float) -> tuple[float, ...]:
    count = sum(stages)
    ends = accumulate(stages)
    return tuple(dict.fromkeys(_x(end - 0.5, count, width) for end in ends if 0 < end < count))


def _line(number: int, xs: tuple[float, ...], ys: list[float | None]) -> SparkLine:
    paths: list[str] = []
    dots: list[tuple[float, float]] = []
    for known, run in groupby(zip(xs, ys, strict=True), key=lambda at: at[1] is not None):
        # Of steps that stand nearer to each other than can be drawn, the first is.
        at = list({x: (x, round(y, 1)) for x, y in reversed(list(run)) if y is not None}.values())[::-1]
        if known and len(at) > 1:
            paths.append(monotone_path([x for x, _ in at], [y for _, y in at]))
        elif known:
            dots += at
    return SparkLine(number=number, paths=tuple(paths), dots=tuple(dots))
