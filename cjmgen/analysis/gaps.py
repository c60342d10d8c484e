"""Where a journey comes apart: changes of channel, device and team, expectations, unclaimed pains.

A change is counted against the last step that had a channel (device, team) at all: a step the
persona takes alone does not heal the break between the two around it.  Steps are taken in
reading order; branches are not followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjmgen.analysis.index import Atlas, PainPlace, StepPlace, pains_of, places_of
from cjmgen.model import Journey, Pain, Step, Target, target_of

ChangeKind = Literal["channel", "device", "team"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("channel", "device", "team")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The persona is passed on."""

    kind: ChangeKind
    before: StepPlace
    after: StepPlace
    """The step at which the change is felt."""
    left: Target
    """The channel, device or team left behind."""
    met: Target
    """The one met instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a persona expects of a step, against what happens."""

    place: StepPlace
    expectation: str | None
    actual: str | None
    outcome: str | None
    """"falls-short", "as-expected" or "exceeds"; ``None`` if nobody judged it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """All gaps of one journey."""

    changes: tuple[Change, ...]
    expectations: tuple[Expectation, ...]
    unclaimed: tuple[PainPlace, ...]
    """Pains without an opportunity, worst first."""
    assumed: tuple[StepPlace, ...]
    """Steps nothing stands behind."""

    @property
    def hand_overs(self) -> int:
        """How often the channel changes."""
        return sum(change.kind == "channel" for change in self.changes)

    @property
    def falls_short(self) -> tuple[Expectation, ...]:
        return tuple(e for e in self.expectations if e.outcome == "falls-short")


def gaps_of(journey: Journey, atlas: Atlas) -> Gaps:
    return Gaps(
        changes=changes_of(journey),
        expectations=expectations_of(journey),
        unclaimed=by_severity(tuple(found for found in pains_of(journey) if is_unclaimed(found.pain))),
        assumed=tuple(p for p in places_of(journey) if not atlas.evidence_of_step(journey.id, p.step.id)),
    )


def has_gaps(journey: Journey, atlas: Atlas) -> bool:
    """``gaps_of`` would find something besides what was expected and came."""
    return (
        any(not atlas.evidence_of_step(journey.id, step.id) or step.outcome == "falls-short" for step in journey.steps)
        or any(is_unclaimed(pain) for step in journey.steps for pain in step.pains or ())
        or bool(changes_of(journey))
    )


def changes_of(journey: Journey) -> tuple[Change, ...]:
    """In order of steps; at one step channel, then device, then team."""
    found: list[Change] = []
    last: dict[ChangeKind, tuple[StepPlace, Target]] = {}
    for place in places_of(journey):
        for kind in CHANGE_KINDS:
            met = _met(place.step, kind)
            if met is None:
                continue
            if kind in last and last[kind][1].id != met.id:
                before, left = last[kind]
                found.append(Change(kind=kind, before=before, after=place, left=left, met=met))
            last[kind] = place, met
    return tuple(found)


def hand_overs_of(journey: Journey) -> int:
    """How often the channel changes."""
    return sum(change.kind == "channel" for change in changes_of(journey))


def expectations_of(journey: Journey) -> tuple[Expectation, ...]:
    """Steps that say what was expected, what came, or how the two compare."""
    return tuple(
        Expectation(
            place=place, expectation=place.step.expectation, actual=place.step.actual, outcome=place.step.outcome
        )
        for place in places_of(journey)
        if place.step.expectation or place.step.actual or place.step.outcome
    )


def is_unclaimed(pain: Pain) -> bool:
    """No opportunity picks it up.  A dropped one counts: somebody looked and decided."""
    return not pain.opportunities


def is_owned(pain: Pain) -> bool:
    """Somebody takes care of it: its own owner, or the owner or team of an opportunity that picks it up."""
    return pain.owner is not None or any(o.owner is not None or o.team is not None for o in pain.opportunities)


def by_severity(pains: tuple[PainPlace, ...]) -> tuple[PainPlace, ...]:
    """Worst first; those nobody judged stand last; otherwise in the order of the map."""
    ranks = {"high": 0, "medium": 1, "low": 2, None: 3}
    return tuple(sorted(pains, key=lambda found: ranks[found.pain.severity]))


def _met(step: Step, kind: ChangeKind) -> Target | None:
    if kind == "team":
        team = step.touchpoint.team if step.touchpoint else None
        return target_of(team) if team else None
    entity = step.channel if kind == "channel" else step.device
    return target_of(entity) if entity else None
