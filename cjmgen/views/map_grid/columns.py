"""A column of the map: everything one step says, ready to be printed in any lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cjmgen.analysis.gaps import changes_of, is_owned
from cjmgen.analysis.index import Atlas, PersonaMark, StepPlace, places_of
from cjmgen.model import Action, Claim, Evidence, Journey, Metric, MomentOfTruth, Pain, Picture, Step, Target, Voice
from cjmgen.model import target_of as target

QUOTES_SHOWN = 2
"""More than so many voices make a cell nobody reads; the evidence's own page has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """Where the persona meets the organisation."""

    name: str
    target: Target | None
    """The touchpoint's page; ``None``: only a channel or a device is named."""
    icon: str | None
    channel: str | None
    device: str | None
    status: str | None
    """Of the touchpoint, unless it is simply live."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    kind: str
    """"channel", "device" or "team"."""
    left: str
    """Name of what is left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    text: str
    translation: str | None
    by: PersonaMark | None
    """``None`` if everyone's, or if the journey has a single persona."""
    source: str | None
    evidence: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A need, a doubt or a gain."""

    text: str
    count: int | None
    of: int | None
    by: tuple[PersonaMark, ...]
    evidence: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPoint:
    id: str
    text: str
    severity: str | None
    frequency: str | None
    by: tuple[PersonaMark, ...]
    is_owned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    target: Target
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    text: str
    by: tuple[Target, ...]
    """Team, then systems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the organisation does, on one side of the line of visibility or the other."""

    frontstage: tuple[Act, ...]
    backstage: tuple[Act, ...]
    support: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    target: Target
    kind: str
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    target: Target
    value: float | None
    """The latest; ``None`` if never measured."""
    unit: str | None
    n: int | None
    date: date | None
    goal: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where the persona goes on."""

    kind: str
    """"on", "back" (a loop), "exit"."""
    target: Target | None
    text: str
    """Name of the step, or how they leave."""
    label: str | None
    share_pct: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    id: str
    number: int
    """From 1, through the whole journey."""
    name: str
    target: Target
    starts_stage: bool
    moment: MomentOfTruth | None
    child: Target | None
    """The journey that opens from here."""
    touch: Touch | None
    hand_over: HandOver | None
    """The gravest change since the step before: of channel, else of device, else of team."""
    place: str | None
    actors: tuple[str, ...]
    doing: tuple[Said, ...]
    thinking: tuple[Said, ...]
    feeling: tuple[Said, ...]
    quotes: tuple[Said, ...]
    effort: int | None
    expectation: str | None
    actual: str | None
    outcome: str | None
    needs: tuple[Point, ...]
    doubts: tuple[Point, ...]
    pains: tuple[PainPoint, ...] | None
    """Empty: none reported; ``None``: nobody looked."""
    gains: tuple[Point, ...] | None
    ideas: tuple[Idea, ...]
    answer: Answer | None
    systems: tuple[Target, ...]
    duration_min: float | None
    wait_min: float | None
    image: Picture | None
    evidence: tuple[Source, ...]
    is_assumed: bool
    """Nothing stands behind it; not said of a future map, which is a wish."""
    metrics: tuple[Number, ...]
    ways: tuple[Way, ...]


FILLED: dict[str, Callable[[Column], object]] = {
    "touchpoint": lambda c: c.touch, "place": lambda c: c.place, "actors": lambda c: c.actors,
    "image": lambda c: c.image, "doing": lambda c: c.doing, "thinking": lambda c: c.thinking,
    "feeling": lambda c: c.feeling, "quote": lambda c: c.quotes, "effort": lambda c: c.effort,
    "time": lambda c: c.duration_min is not None or c.wait_min is not None,
    "expectation": lambda c: c.expectation or c.actual or c.outcome,
    "needs": lambda c: c.needs, "doubts": lambda c: c.doubts, "pains": lambda c: c.pains, "gains": lambda c: c.gains,
    "opportunities": lambda c: c.ideas, "response": lambda c: c.answer, "systems": lambda c: c.systems,
    "metrics": lambda c: c.metrics, "evidence": lambda c: c.evidence, "next": lambda c: c.ways,
}  # fmt: skip
"""For each lane but "emotion": whether a column has something in it."""


def columns_of(journey: Journey, atlas: Atlas) -> tuple[Column, ...]:
    hand_overs: dict[str, HandOver] = {}
    for change in changes_of(journey):
        hand_overs.setdefault(change.after.step.id, HandOver(kind=change.kind, left=change.left.name))
    places = places_of(journey)
    numbers = {place.step.id: place for place in places}
    return tuple(_column(place, hand_overs.get(place.step.id), numbers, atlas) for place in places)


def _column(place: StepPlace, hand_over: HandOver | None, places: dict[str, StepPlace], atlas: Atlas) -> Column:
    step, journey = place.step, place.journey
    evidence = atlas.evidence_of_step(journey.id, step.id)
    many = len(journey.personas) > 1

    def marks(ids: tuple[str, ...]) -> tuple[PersonaMark, ...]:
        return tuple(atlas.persona_mark(id_) for id_ in ids if many and atlas.persona(id_))

    def said(voices: tuple[Voice, ...]) -> tuple[Said, ...]:
        return tuple(
            Said(
                text=voice.text,
                translation=voice.translation,
                by=next(iter(marks((voice.persona,) if voice.persona else ())), None),
                source=voice.source,
                evidence=target(voice.evidence) if voice.evidence else None,
            )
            for voice in voices
        )

    return Column(
        id=step.id, number=place.number, name=step.name, target=place.target,
        starts_stage=place.number > 1 and place.stage.steps[0] is step,
        moment=step.moment_of_truth,
        child=target(child) if step.journey and (child := atlas.journey(step.journey)) else None,
        touch=_touch(step), hand_over=hand_over, place=step.place, actors=step.actors,
        doing=said(step.doing), thinking=said(step.thinking), feeling=said(step.feeling),
        quotes=said(_quotes(journey.id, step, evidence)),
        effort=step.effort, expectation=step.expectation, actual=step.actual, outcome=step.outcome,
        needs=_points(step.needs), doubts=_points(step.doubts),
        pains=None if step.pains is None else tuple(_pain(pain, marks(pain.personas)) for pain in step.pains),
        gains=None if step.gains is None else tuple(
            Point(text=g.text, count=None, of=None, by=marks(g.personas), evidence=tuple(map(target, g.evidence)))
            for g in step.gains
        ),
        ideas=tuple(Idea(target=target(o), status=o.status) for o in step.opportunities),
        answer=_answer(step), systems=tuple(map(target, step.systems)),
        duration_min=step.duration_min, wait_min=step.wait_min, image=step.image,
        evidence=tuple(Source(target=target(e), kind=e.kind, n=e.n) for e in evidence),
        is_assumed=not evidence and journey.state != "future",
        metrics=tuple(map(number_of, step.metrics)),
        ways=_ways(place, places, atlas),
    )  # fmt: skip


def _touch(step: Step) -> Touch | None:
    if step.touchpoint is None and step.channel is None and step.device is None:
        return None
    channel = step.channel.name if step.channel else None
    device = step.device.name if step.device else None
    icon = step.channel.icon if step.channel else None
    if step.touchpoint is None:
        return Touch(
            name=channel or device or "", target=None, icon=icon,
            channel=None, device=device if channel else None, status=None,
        )  # fmt: skip
    status = step.touchpoint.status
    return Touch(
        name=step.touchpoint.name, target=target(step.touchpoint), icon=icon, channel=channel, device=device,
        status=None if status == "live" else status,
    )  # fmt: skip


def _quotes(journey_id: str, step: Step, evidence: tuple[Evidence, ...]) -> tuple[Voice, ...]:
    """The step's own, and up to so many in all of those that evidence itself places here."""
    told = {voice.text for voice in step.quotes}
    heard = [
        replace(voice, evidence=voice.evidence or source)
        for source in evidence
        for voice in source.quotes
        if voice.step and (voice.step.journey, voice.step.step) == (journey_id, step.id) and voice.text not in told
    ]
    return (*step.quotes, *heard[: max(QUOTES_SHOWN - len(step.quotes), 0)])


def _points(claims: tuple[Claim, ...]) -> tuple[Point, ...]:
    return tuple(
        Point(text=c.text, count=c.count, of=c.of, by=(), evidence=tuple(map(target, c.evidence))) for c in claims
    )


def _pain(pain: Pain, by: tuple[PersonaMark, ...]) -> PainPoint:
    return PainPoint(
        id=pain.id, text=pain.text, severity=pain.severity, frequency=pain.frequency, by=by, is_owned=is_owned(pain)
    )


def _answer(step: Step) -> Answer | None:
    if step.response is None:
        return None

    def acts(actions: tuple[Action, ...]) -> tuple[Act, ...]:
        return tuple(
            Act(text=a.text, by=(*((target(a.team),) if a.team else ()), *map(target, a.systems))) for a in actions
        )

    found = step.response
    return Answer(frontstage=acts(found.frontstage), backstage=acts(found.backstage), support=acts(found.support))


def number_of(metric: Metric) -> Number:
    latest = metric.latest
    return Number(
        target=target(metric), value=latest.value if latest else None, unit=metric.unit,
        n=latest.n if latest else None, date=latest.date if latest else None, goal=metric.target,
    )  # fmt: skip


def _ways(place: StepPlace, places: dict[str, StepPlace], atlas: Atlas) -> tuple[Way, ...]:
    made: list[Way] = []
    for way in place.step.next:
        if way.step is not None and way.step in places:
            there = places[way.step]
            kind = "back" if there.number <= place.number else "on"
            made.append(
                Way(kind=kind, target=there.target, text=there.step.name, label=way.label, share_pct=way.share_pct)
            )
        elif way.step is None:
            journey = atlas.journey(way.journey) if way.journey else None
            text = way.exit or (journey.title if journey else "")
            made.append(
                Way(
                    kind="exit", target=target(journey) if journey else None, text=text, label=way.label,
                    share_pct=way.share_pct,
                )
            )  # fmt: skip
    return tuple(made)
