"""How a persona feels along a journey: given by the author, or computed from evidence.

For each step and persona, the first that there is:

1. the emotion the author gave for that persona;
2. the one given for everyone;
3. the mean of what was measured, each source weighted by how many answers it rests on:

   - ratings of the step in any evidence: the persona's own, else those of everyone asked.
     (Where one evidence has both, the persona's answers are already part of everyone's.)
   - the latest point of the step's metrics of the kinds csat, ces and rating that have an answer
     scale, and nps.  A metric that does not say how many answered counts as one answer.

An answer scale is stretched linearly onto -2 .. +2: ``4 * (value - worst) / (best - worst) - 2``.
The best answer is ``scale_max``, or ``scale_min`` where less is better (``direction`` "down": a
customer effort score, say); where ``scale_min`` is the larger of the two it is taken at its word
as the worst.  NPS runs from -100 to 100 (F. Reichheld, The One Number You Need to Grow, Harvard
Business Review, December 2003).  A linear stretch keeps order and proportion; that different
questions feel alike at the same place of their scales is an assumption, which is why a computed
point says so and names its sources.

Where nothing is known there is no point: ``None``, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Journey, Metric, Step, Target, target_of

Confidence = Literal["given", "high", "medium", "low"]
Trend = Literal["rising", "falling", "level"]

MINUS = "\N{MINUS SIGN}"

HIGH_CONFIDENCE_N = 100
"""Answers on a five-point scale spread by about one point; the mean of 100 is then good to
±0.2 (95 %), so its first decimal means something."""
MEDIUM_CONFIDENCE_N = 30
"""The mean of 30 is good to about ±0.4: the side of the zero line, not the decimal."""
TREND_THRESHOLD = 0.5
"""A fitted line that changes by less than this from first to last known step is level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One step of a persona's curve."""

    step_index: int
    """Of the step within its journey, from 0."""
    step_id: str
    name: str
    stage_index: int
    """Of the step's stage, from 0."""
    moment: str | None = None
    """Label of the moment of truth; ``None`` if the step is none."""
    emotion: float | None = None
    """-2 .. +2, one decimal; ``None`` if nobody knows."""
    given: bool = False
    """The author said so; ``False``: computed, or not known."""
    confidence: Confidence | None = None
    """"given", or how far the computed number carries; ``None`` if not known."""
    n: int | None = None
    """How many answers a computed number rests on; ``None`` if given or not known."""
    sources: tuple[Target, ...] = ()
    """The evidence and metrics a computed number was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """The steepest way down between two neighbouring known points."""

    before: CurvePoint
    after: CurvePoint
    size: float
    """Above 0, one decimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaCurve:
    persona: PersonaMark
    points: tuple[CurvePoint, ...]
    """One a step, known or not."""

    @property
    def known(self) -> tuple[CurvePoint, ...]:
        return tuple(point for point in self.points if point.emotion is not None)

    @property
    def moments(self) -> tuple[CurvePoint, ...]:
        """Moments of truth, known or not."""
        return tuple(point for point in self.points if point.moment is not None)

    @property
    def peak(self) -> CurvePoint | None:
        """The highest known point, the first of equals."""
        return max(self.known, key=felt, default=None)

    @property
    def low(self) -> CurvePoint | None:
        """The lowest known point, the first of equals."""
        return min(self.known, key=felt, default=None)

    @property
    def end(self) -> CurvePoint | None:
        """The last known point.  Peak and end are what is remembered most (D. Kahneman and others,
        When More Pain Is Preferred to Less, Psychological Science 4, 1993)."""
        return self.known[-1] if self.known else None

    @property
    def mean(self) -> float | None:
        """Of the known points, one decimal."""
        return mean(self.known)

    @property
    def trend(self) -> Trend | None:
        """Which way a line fitted by least squares runs; ``None`` with fewer than two known points."""
        known = self.known
        if len(known) < 2:
            return None
        middle_x = sum(point.step_index for point in known) / len(known)
        middle_y = sum(map(felt, known)) / len(known)
        spread = sum((point.step_index - middle_x) ** 2 for point in known)
        slope = sum((point.step_index - middle_x) * (felt(point) - middle_y) for point in known) / spread
        change = slope * (known[-1].step_index - known[0].step_index)
        return "rising" if change >= TREND_THRESHOLD else "falling" if change <= -TREND_THRESHOLD else "level"

    @property
    def largest_drop(self) -> Drop | None:
        """Unknown steps between two known ones are passed over; ``None`` if it never goes down."""
        pairs = [(a, b) for a, b in pairwise(self.known) if felt(b) < felt(a)]
        drops = [Drop(before=a, after=b, size=round(felt(a) - felt(b), 1)) for a, b in pairs]
        return max(drops, key=lambda drop: drop.size, default=None)


def felt(point: CurvePoint) -> float:
    """The emotion of a point that is known."""
    if point.emotion is None:
        raise ValueError(f'how "{point.step_id}" feels is not known')
    return point.emotion


def mean(points: tuple[CurvePoint, ...]) -> float | None:
    """Of the known ones among the points, one decimal; ``None`` if there is none."""
    emotions = [point.emotion for point in points if point.emotion is not None]
    return _rounded(sum(emotions) / len(emotions)) if emotions else None


def curves_of(journey: Journey, atlas: Atlas) -> tuple[PersonaCurve, ...]:
    """One curve a persona of the journey, the most important first."""
    return tuple(curve_of(journey, persona.id, atlas) for persona in journey.personas)


def signed(emotion: float) -> str:
    """In signs every language reads: "+0.8", "−1.5", "0"."""
    return f"{emotion:+.1f}".replace("-", MINUS) if emotion else "0"


def is_felt(journey: Journey, atlas: Atlas) -> bool:
    """Something is known of how a persona feels somewhere."""
    return any(
        emotion_at(journey, step, persona.id, atlas)[0] is not None
        for persona in journey.personas
        for step in journey.steps
    )


def curve_of(journey: Journey, persona_id: str, atlas: Atlas) -> PersonaCurve:
    return PersonaCurve(persona=atlas.persona_mark(persona_id), points=points_of(journey, persona_id, atlas))


def points_of(
    journey: Journey, persona_id: str, atlas: Atlas, life_cycle_id: str | None = None
) -> tuple[CurvePoint, ...]:
    """The points of a persona's curve; only those in one stage of the life cycle if that is given."""
    steps = [(index, stage, step) for index, stage in enumerate(journey.stages) for step in stage.steps]
    return tuple(
        _point(journey, step, persona_id, atlas, step_index=number, stage_index=index)
        for number, (index, stage, step) in enumerate(steps)
        if life_cycle_id is None or stage.life_cycle == life_cycle_id
    )


def segments(points: tuple[CurvePoint, ...]) -> tuple[tuple[CurvePoint, ...], ...]:
    """Runs of known points: a line is drawn within each, and never across unknown steps."""
    runs: list[list[CurvePoint]] = [[]]
    for point in points:
        if point.emotion is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return tuple(tuple(run) for run in runs if run)


def lowest_emotion(journey: Journey, step: Step, atlas: Atlas) -> tuple[float, str] | None:
    """How the persona feels who feels worst at a step, and the persona's id; ``None`` if nobody knows."""
    felt_by = [(emotion_at(journey, step, persona.id, atlas)[0], persona.id) for persona in journey.personas]
    known = [(emotion, persona_id) for emotion, persona_id in felt_by if emotion is not None]
    return min(known, key=lambda pair: pair[0], default=None)


def emotion_at(
    journey: Journey, step: Step, persona_id: str, atlas: Atlas
) -> tuple[float | None, bool, int | None, tuple[Target, ...]]:
    """Emotion, whether it was given, the number of answers behind it, and its sources."""
    given = {feeling.persona: feeling.emotion for feeling in step.feelings}
    if (emotion := given.get(persona_id, given.get(None))) is not None:
        return emotion, True, None, ()
    measured = [*_rated(journey, step, persona_id, atlas), *_measured(step)]
    if not measured:
        return None, False, None, ()
    n = sum(weight for _, weight, _ in measured)
    emotion = _rounded(sum(value * weight for value, weight, _ in measured) / n)
    return emotion, False, n, tuple(dict.fromkeys(source for *_, source in measured))


def confidence_of(n: int) -> Confidence:
    """How far a mean of ``n`` answers carries."""
    return "high" if n >= HIGH_CONFIDENCE_N else "medium" if n >= MEDIUM_CONFIDENCE_N else "low"


def emotion_of_metric(metric: Metric) -> float | None:
    """The latest point of a metric on -2 .. +2; ``None`` if it does not say how people feel."""
    if metric.latest is None:
        return None
    if metric.kind == "nps":
        worst, best = -100.0, 100.0
    elif metric.kind in ("csat", "ces", "rating") and metric.scale_min is not None and metric.scale_max is not None:
        worst, best = metric.scale_min, metric.scale_max
        if worst < best and metric.direction == "down":
            worst, best = best, worst
    else:
        return None
    if worst == best:
        return None
    return min(2.0, max(-2.0, 4 * (metric.latest.value - worst) / (best - worst) - 2))


def _point(
    journey: Journey, step: Step, persona_id: str, atlas: Atlas, *, step_index: int, stage_index: int
) -> CurvePoint:
    emotion, given, n, sources = emotion_at(journey, step, persona_id, atlas)
    return CurvePoint(
        step_index=step_index,
        step_id=step.id,
        name=step.name,
        stage_index=stage_index,
        moment=step.moment_of_truth.label if step.moment_of_truth else None,
        emotion=emotion,
        given=given,
        confidence="given" if given else None if n is None else confidence_of(n),
        n=n,
        sources=sources,
    )


Measured = tuple[float, int, Target]
"""An emotion, how many answers it rests on, and what it comes from."""


def _rated(journey: Journey, step: Step, persona_id: str, atlas: Atlas) -> list[Measured]:
    ratings = atlas.ratings_of(journey.id, step.id)
    asked_themselves = {evidence.id for evidence, rating in ratings if rating.persona == persona_id}
    return [
        (rating.emotion, rating.n, target_of(evidence))
        for evidence, rating in ratings
        if rating.persona == (persona_id if evidence.id in asked_themselves else None)
    ]


def _measured(step: Step) -> list[Measured]:
    found: list[Measured] = []
    for metric in step.metrics:
        emotion = emotion_of_metric(metric)
        if emotion is not None and metric.latest is not None and metric.latest.n != 0:
            found.append((emotion, metric.latest.n or 1, target_of(metric)))
    return found


def _rounded(emotion: float) -> float:
    return round(emotion, 1) + 0.0
