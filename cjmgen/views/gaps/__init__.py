"""Gaps: where a journey breaks, kind by kind, worst first, under a strip that shows where they gather.

Worst first means:

- expectations: the lowest mood at the step, among those that fall short; the rest of what was compared follows;
- pains nobody has taken up: the highest severity, then the greatest frequency;
- changes of channel, device and team: most at once at one step, then the deepest fall of mood since it was last known;
- steps without evidence: moments of truth, then the lowest mood.

Equals keep the order of the map.  The mood at a step is that of the persona who feels worst there;
where it is not known a step comes after those where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjmgen.analysis.gaps import Change, Expectation, Gaps, by_severity, gaps_of, has_gaps
from cjmgen.analysis.index import Atlas, PainPlace, PersonaMark, StepPlace, places_of
from cjmgen.analysis.usage import StepLine, step_line
from cjmgen.model import Journey, Scope, Target
from cjmgen.views.base import View
from cjmgen.views.gaps.strip import Mark, Strip, strip_of

__all__ = ["VIEW", "Compared", "GapList", "HandedOver", "Moved", "Open", "Unproven", "compute"]

FREQUENCIES = ("always", "often", "sometimes", "rare", None)
OUTCOMES = ("falls-short", None, "as-expected", "exceeds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An expectation beside what came."""

    anchor: str
    step: StepLine
    expectation: str | None
    actual: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A pain that no opportunity picks up."""

    anchor: str
    step: StepLine
    text: str
    severity: str | None
    frequency: str | None
    by: tuple[PersonaMark, ...]
    """Who suffers; empty: everyone."""
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    kind: str
    """"channel", "device" or "team"."""
    left: Target
    met: Target
    since: Target | None
    """The step at which what is left was last met; ``None`` if it is the step before."""
    since_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A step at which something changes."""

    anchor: str
    step: StepLine
    moves: tuple[Moved, ...]
    fall: float | None
    """How far the mood falls since it was last known, of the persona it falls most for; ``None`` if it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """A step nothing stands behind."""

    anchor: str
    step: StepLine
    statements: int
    """How much the map says there all the same: voices, needs, doubts, pains, gains, emotions, expectation, outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapList:
    is_future: bool
    """What is not evidenced is a wish, not an assumption."""
    strip: Strip | None
    """``None``: there are more stages than a strip can show."""
    falls_short: tuple[Compared, ...]
    """Also what nobody has judged, at the end."""
    met: tuple[Compared, ...]
    """As expected, then better."""
    short: int
    compared: int
    open: tuple[Open, ...]
    pains: int
    """How many there are, taken up or not."""
    handed_over: tuple[HandedOver, ...]
    changes: int
    unproven: tuple[Unproven, ...]
    steps: int
    assumed_personas: tuple[PersonaMark, ...]
    """Of the journey's, those not drawn from research."""
    total: int


def compute(journey: Journey, atlas: Atlas) -> GapList | None:
    if not has_gaps(journey, atlas):
        return None
    gaps = gaps_of(journey, atlas)
    places = places_of(journey)
    lines = {place.number: step_line(place, atlas) for place in places}
    worst = {number: min((mood.emotion for mood in line.moods), default=9.0) for number, line in lines.items()}
    compared = _compared(gaps.expectations, lines, worst)
    return GapList(
        is_future=journey.state == "future",
        strip=strip_of(places, _marks(gaps)),
        falls_short=tuple(row for row in compared if row.outcome in ("falls-short", None)),
        met=tuple(row for row in compared if row.outcome not in ("falls-short", None)),
        short=len(gaps.falls_short),
        compared=len(compared),
        open=_open(gaps.unclaimed, lines, atlas),
        pains=sum(len(step.pains or ()) for step in journey.steps),
        handed_over=_handed_over(gaps.changes, lines),
        changes=len(gaps.changes),
        unproven=_unproven(gaps.assumed, lines, worst),
        steps=len(places),
        assumed_personas=tuple(atlas.persona_mark(p.id) for p in journey.personas if p.basis == "assumed"),
        total=len(gaps.falls_short) + len(gaps.unclaimed) + len(gaps.changes) + len(gaps.assumed),
    )


def _marks(gaps: Gaps) -> tuple[Mark, ...]:
    """Every gap as a kind, the number of its step and the anchor of its row."""
    return (
        *(Mark("expectation", e.place.number, _anchor("expectation", e.place)) for e in gaps.falls_short),
        *(Mark("pain", p.place.number, _anchor("pain", p.place, p.pain.id)) for p in gaps.unclaimed),
        *(Mark(c.kind, c.after.number, _anchor("change", c.after)) for c in gaps.changes),
        *(Mark("evidence", p.number, _anchor("evidence", p)) for p in gaps.assumed),
    )


def _anchor(kind: str, place: StepPlace, inner: str = "") -> str:
    return f"gaps-{kind}-{place.step.id}" + (f"-{inner}" if inner else "")


def _compared(
    found: Sequence[Expectation], lines: Mapping[int, StepLine], worst: Mapping[int, float]
) -> tuple[Compared, ...]:
    ordered = sorted(found, key=lambda e: (OUTCOMES.index(e.outcome), worst[e.place.number]))
    return tuple(
        Compared(
            anchor=_anchor("expectation", e.place), step=lines[e.place.number],
            expectation=e.expectation, actual=e.actual, outcome=e.outcome,
        )
        for e in ordered
    )  # fmt: skip


def _open(found: Sequence[PainPlace], lines: Mapping[int, StepLine], atlas: Atlas) -> tuple[Open, ...]:
    ordered = by_severity(tuple(sorted(found, key=lambda p: FREQUENCIES.index(p.pain.frequency))))
    return tuple(
        Open(
            anchor=_anchor("pain", p.place, p.pain.id), step=lines[p.place.number], text=p.pain.text,
            severity=p.pain.severity, frequency=p.pain.frequency,
            by=tuple(atlas.persona_mark(id) for id in p.pain.personas if atlas.persona(id)), owner=p.pain.owner,
        )
        for p in ordered
    )  # fmt: skip


def _handed_over(changes: Sequence[Change], lines: Mapping[int, StepLine]) -> tuple[HandedOver, ...]:
    at: dict[int, list[Change]] = {}
    for change in changes:
        at.setdefault(change.after.number, []).append(change)
    falls = _falls(lines)
    made = (
        HandedOver(
            anchor=_anchor("change", found[0].after), step=lines[number],
            moves=tuple(_moved(change) for change in found), fall=falls.get(number),
        )
        for number, found in at.items()
    )  # fmt: skip
    return tuple(sorted(made, key=lambda step: (-len(step.moves), -(step.fall or 0))))


def _moved(change: Change) -> Moved:
    is_just_before = change.before.number == change.after.number - 1
    return Moved(
        kind=change.kind, left=change.left, met=change.met,
        since=None if is_just_before else change.before.target, since_number=change.before.number,
    )  # fmt: skip


def _falls(lines: Mapping[int, StepLine]) -> dict[int, float]:
    """How far the mood falls at each step at which it does, of the persona it falls most for."""
    last: dict[str, float] = {}
    falls: dict[int, float] = {}
    for number, line in lines.items():
        known = {mood.mark.id: mood.emotion for mood in line.moods}
        deepest = max((last[id] - emotion for id, emotion in known.items() if id in last), default=0.0)
        if deepest > 0:
            falls[number] = round(deepest, 1)
        last |= known
    return falls


def _unproven(
    found: Sequence[StepPlace], lines: Mapping[int, StepLine], worst: Mapping[int, float]
) -> tuple[Unproven, ...]:
    ordered = sorted(found, key=lambda p: (p.step.moment_of_truth is None, worst[p.number]))
    return tuple(
        Unproven(anchor=_anchor("evidence", p), step=lines[p.number], statements=_statements(p)) for p in ordered
    )


def _statements(place: StepPlace) -> int:
    step = place.step
    said = (
        step.doing, step.thinking, step.feeling, step.quotes, step.feelings, step.needs, step.doubts,
        step.pains or (), step.gains or (),
    )  # fmt: skip
    return sum(map(len, said)) + sum(text is not None for text in (step.expectation, step.actual))


VIEW = View(name="gaps", scope=Scope.JOURNEY, compute=compute, shows=has_gaps, parts=("journey-head",), optional=True)
