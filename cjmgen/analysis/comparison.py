"""Two journeys side by side: which stages and steps correspond, and what differs between them.

Stages correspond by id, else by their place in the life cycle, else by name; where several of one journey
share a place in the life cycle, they share their counterpart.  Steps correspond by id, or by an id that one of
them had before, else by name, wherever they stand.  Each step has one counterpart at most.

A step is *improved* if the mood of a persona of both journeys rises by a quarter of a point or more and
nobody's falls as much; *worsened* the other way round; *mixed* if one rises and another falls; else *kept*.
Moods are compared where both are known.  A quarter is where a mood stops counting as neutral.

A pain of the first journey is *gone* if no pain of the counterpart has its id, and none among the corresponding
stages its words.  Where nobody looked for pains at the counterpart (as against: none reported), nothing is
known about it, and it counts neither as gone nor as kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cjmgen.analysis.emotion import emotion_at, mean, points_of
from cjmgen.analysis.index import Atlas, PainPlace, PersonaMark, StepPlace, places_of
from cjmgen.model import Journey, Stage

Verdict = Literal["added", "removed", "improved", "worsened", "mixed", "kept"]
VERDICTS: tuple[Verdict, ...] = ("added", "removed", "improved", "worsened", "mixed", "kept")
NOTABLE = 0.25
"""A smaller change of mood is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one persona feels here and there, at a step or on average over a stage or a journey."""

    persona: PersonaMark
    before: float | None
    """-2 .. +2, one decimal; ``None`` if nobody knows, or the persona is not on that journey."""
    after: float | None

    @property
    def change(self) -> float | None:
        """-4 .. +4, one decimal; ``None`` unless both are known."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 1) + 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPair:
    """A step and its counterpart; one of them may be missing."""

    before: StepPlace | None
    after: StepPlace | None
    verdict: Verdict
    moved: bool
    """Both are there, in stages that do not correspond."""
    moods: tuple[Difference, ...]
    gone: tuple[PainPlace, ...]
    new: tuple[PainPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageGroup:
    """Stages that correspond; empty on one side where only the other journey has such a stage."""

    before: tuple[Stage, ...]
    after: tuple[Stage, ...]
    steps: tuple[StepPair, ...]
    """In the order of the first journey; steps only the second has stand after the one they follow there."""
    moods: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    before: Journey
    after: Journey
    personas: tuple[PersonaMark, ...]
    """Of either journey, those of the first first."""
    stages: tuple[StageGroup, ...]
    moods: tuple[Difference, ...]

    @property
    def steps(self) -> tuple[StepPair, ...]:
        return tuple(pair for stage in self.stages for pair in stage.steps)

    def count(self, verdict: Verdict) -> int:
        return sum(pair.verdict == verdict for pair in self.steps)

    @property
    def shared_personas(self) -> frozenset[str]:
        """Ids of those who are on both journeys."""
        return frozenset(p.id for p in self.before.personas) & frozenset(p.id for p in self.after.personas)


def compare(before: Journey, after: Journey, atlas: Atlas, *, was: Atlas | None = None) -> Comparison:
    """``was`` is the atlas of the first journey, if that is of an earlier version of the site."""
    was = was or atlas
    marks = {mark.id: mark for mark in (*was.marks_of(before), *atlas.marks_of(after))}
    personas = tuple(marks.values())
    sides = _Sides(
        before={place.step.id: place for place in places_of(before)},
        after={place.step.id: place for place in places_of(after)},
        pairs=_pairs(before, after),
        personas=personas,
        atlases=(was, atlas),
    )
    return Comparison(
        before=before,
        after=after,
        personas=personas,
        stages=tuple(
            StageGroup(
                before=firsts,
                after=seconds,
                steps=_steps((firsts, seconds), sides),
                moods=_moods((before, firsts), (after, seconds), personas, sides.atlases),
            )
            for firsts, seconds in _groups(before, after)
        ),
        moods=_moods((before, before.stages), (after, after.stages), personas, sides.atlases),
    )


def corresponding(stage: Stage, stages: Sequence[Stage]) -> int | None:
    """Where the counterpart of a stage stands among the stages of another journey; ``None`` if it has none."""
    same_id = [other.id == stage.id for other in stages]
    same_place = [stage.life_cycle is not None and other.life_cycle == stage.life_cycle for other in stages]
    same_name = [other.name.casefold() == stage.name.casefold() for other in stages]
    return next((same.index(True) for same in (same_id, same_place, same_name) if True in same), None)


def closest(journey: Journey, others: Iterable[Journey]) -> Journey | None:
    """The journey most like this one: its first persona travels there, else most of its personas do; then the
    most stages correspond.  At least one persona must be the same, and at least two stages correspond.
    """
    best: tuple[tuple[bool, int, int], Journey] | None = None
    own = [persona.id for persona in journey.personas]
    for other in others:
        theirs = {persona.id for persona in other.personas}
        shared = sum(id in theirs for id in own)
        stages = sum(corresponding(stage, other.stages) is not None for stage in journey.stages)
        likeness = (own[0] in theirs, shared, stages)
        if shared and stages >= 2 and (best is None or likeness > best[0]):
            best = (likeness, other)
    return best[1] if best else None


Group = tuple[tuple[Stage, ...], tuple[Stage, ...]]


def _groups(before: Journey, after: Journey) -> list[Group]:
    """Corresponding stages, in the order of the first journey."""
    firsts = [stage for stage in before.stages if stage.steps]
    members: list[list[Stage]] = [[] for _ in firsts]
    alone: list[tuple[int, Stage]] = []
    """Stages only the second journey has, with the place after which they stand."""
    last = -1
    for stage in after.stages:
        if not stage.steps:
            continue
        place = corresponding(stage, firsts)
        if place is None:
            alone.append((last, stage))
        else:
            members[place].append(stage)
            last = place
    seconds = [stage for stage in after.stages if stage.steps]
    found: list[tuple[list[Stage], list[Stage]]] = []
    for place, stage in enumerate(firsts):
        theirs = members[place]
        at = corresponding(stage, seconds)
        shared = None if theirs or at is None else next((g for g in found if seconds[at] in g[1]), None)
        if shared:
            shared[0].append(stage)
        else:
            found.append(([stage], theirs))
    for place, stage in reversed(alone):
        here = next((i for i, (own, _) in enumerate(found) if place >= 0 and firsts[place] in own), -1)
        found.insert(here + 1, ([], [stage]))
    return [(tuple(own), tuple(theirs)) for own, theirs in found]


def _pairs(before: Journey, after: Journey) -> dict[str, str]:
    """Id of a step of the first journey -> id of its counterpart."""
    pairs: dict[str, str] = {}
    free = {step.id: step for step in after.steps}
    for step in before.steps:
        if step.id in free:
            pairs[step.id] = step.id
            del free[step.id]
    for step in before.steps:
        if step.id in pairs:
            continue
        formerly = (o.id for o in free.values() if step.id in o.formerly or o.id in step.formerly)
        same_name = (o.id for o in free.values() if o.name.casefold() == step.name.casefold())
        found = next(formerly, None) or next(same_name, None)
        if found is not None:
            pairs[step.id] = found
            del free[found]
    return pairs


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both journeys, and what is looked up in them."""

    before: dict[str, StepPlace]
    after: dict[str, StepPlace]
    pairs: dict[str, str]
    personas: tuple[PersonaMark, ...]
    atlases: tuple[Atlas, Atlas]


def _steps(group: Group, sides: _Sides) -> tuple[StepPair, ...]:
    firsts = [sides.before[step.id] for stage in group[0] for step in stage.steps]
    seconds = [sides.after[step.id] for stage in group[1] for step in stage.steps]
    said = _words(firsts), _words(seconds)
    ids = {place.step.id for place in firsts}, {place.step.id for place in seconds}
    anchors = {id: other for id, other in sides.pairs.items() if id in ids[0] and other in ids[1]}
    rows: list[StepPair] = []
    followers = _runs(seconds, set(anchors.values()), set(sides.pairs.values()))
    for anchor, run in _runs(firsts, set(anchors), set()).items():
        if anchor is not None:
            rows.append(_pair(sides.before[anchor], sides.after[anchors[anchor]], sides, said, moved=False))
        for before_alone, after_alone in _merged(run, followers[anchors[anchor] if anchor else None]):
            away = sides.pairs.get(before_alone.step.id) if before_alone else None
            after = sides.after[away] if away is not None else after_alone
            rows.append(_pair(before_alone, after, sides, said, moved=away is not None))
    return tuple(rows)


def _runs(places: Iterable[StepPlace], anchors: set[str], left_out: set[str]) -> dict[str | None, list[StepPlace]]:
    """Steps that follow each anchor, up to the next; those before the first one follow ``None``."""
    runs: dict[str | None, list[StepPlace]] = {None: []}
    anchor: str | None = None
    for place in places:
        if place.step.id in anchors:
            anchor = place.step.id
            runs[anchor] = []
        elif place.step.id not in left_out:
            runs[anchor].append(place)
    return runs


def _merged(
    firsts: Sequence[StepPlace], seconds: Sequence[StepPlace]
) -> list[tuple[StepPlace | None, StepPlace | None]]:
    """Two runs in one, each spread evenly over it, so that neither stands before the other as a whole."""
    spread: list[tuple[float, int, StepPlace]] = [
        *(((i + 0.5) / len(firsts), 0, place) for i, place in enumerate(firsts)),
        *(((i + 0.5) / len(seconds), 1, place) for i, place in enumerate(seconds)),
    ]
    ordered = sorted(spread, key=lambda item: item[:2])
    return [(None, place) if is_second else (place, None) for _, is_second, place in ordered]


def _pair(
    before: StepPlace | None, after: StepPlace | None, sides: _Sides, said: tuple[set[str], set[str]], *, moved: bool
) -> StepPair:  # fmt: skip
    moods = tuple(
        Difference(
            persona=mark, before=_felt(before, mark.id, sides.atlases[0]), after=_felt(after, mark.id, sides.atlases[1])
        )
        for mark in sides.personas
    )  # fmt: skip
    return StepPair(
        before=before, after=after, verdict=_verdict(before, after, moods), moved=moved, moods=moods,
        gone=_missing(before, after, said[1]), new=_missing(after, before, said[0]),
    )  # fmt: skip


def _verdict(before: StepPlace | None, after: StepPlace | None, moods: Iterable[Difference]) -> Verdict:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    changes = [mood.change for mood in moods if mood.change is not None]
    rises, falls = any(c >= NOTABLE for c in changes), any(c <= -NOTABLE for c in changes)
    return "mixed" if rises and falls else "improved" if rises else "worsened" if falls else "kept"


def _missing(here: StepPlace | None, there: StepPlace | None, said_there: set[str]) -> tuple[PainPlace, ...]:
    """Pains of a step that its counterpart has not; none if nobody looked for them there."""
    if here is None or (there is not None and there.step.pains is None):
        return ()
    ids = {pain.id for pain in there.step.pains or ()} if there else set()
    said = said_there | (_words([there]) if there else set())
    return tuple(
        PainPlace(place=here, pain=pain)
        for pain in here.step.pains or ()
        if pain.id not in ids and pain.text.casefold() not in said
    )


def _words(places: Iterable[StepPlace]) -> set[str]:
    return {pain.text.casefold() for place in places for pain in place.step.pains or ()}


def _felt(place: StepPlace | None, persona_id: str, atlas: Atlas) -> float | None:
    if place is None or all(persona.id != persona_id for persona in place.journey.personas):
        return None
    return emotion_at(place.journey, place.step, persona_id, atlas)[0]


def _moods(
    before: tuple[Journey, Sequence[Stage]], after: tuple[Journey, Sequence[Stage]],
    personas: Iterable[PersonaMark], atlases: tuple[Atlas, Atlas],
) -> tuple[Difference, ...]:  # fmt: skip
    return tuple(
        Difference(persona=mark, before=_mean(*before, mark.id, atlases[0]), after=_mean(*after, mark.id, atlases[1]))
        for mark in personas
    )


def _mean(journey: Journey, stages: Sequence[Stage], persona_id: str, atlas: Atlas) -> float | None:
    if all(persona.id != persona_id for persona in journey.personas):
        return None
    ids = {step.id for stage in stages for step in stage.steps}
    return mean(tuple(point for point in points_of(journey, persona_id, atlas) if point.step_id in ids))
