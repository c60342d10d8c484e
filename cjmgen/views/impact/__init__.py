"""Impact: if this changes, what is touched?  One more tab of every entity's page.

One view a kind, all alike; a page is absent where nothing refers to the entity.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cjmgen.analysis.impact import Entity, Impact, Touched, has_impact, impact_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.analysis.usage import KINDS
from cjmgen.model import Scope, Target, target_of
from cjmgen.views.base import View
from cjmgen.views.impact.picture import LAYOUT, Neighbourhood, draw

__all__ = ["VIEWS", "ImpactPage", "JourneyLines", "KindLines", "compute"]

SUBJECTS = {
    Scope.PERSONA: "persona",
    Scope.TOUCHPOINT: "touchpoint",
    Scope.CHANNEL: "channel",
    Scope.DEVICE: "device",
    Scope.TEAM: "team",
    Scope.SYSTEM: "system",
    Scope.OPPORTUNITY: "opportunity",
    Scope.SOLUTION: "solution",
    Scope.EVIDENCE: "evidence",
    Scope.METRIC: "metric",
}
SECTIONS = {Scope.CHANNEL: "touchpoints", Scope.DEVICE: "touchpoints", Scope.SYSTEM: "teams"}
"""Navigation entries of kinds that have none of their own."""
COUNTED = ("step", "journey", "persona", "touchpoint", "system", "opportunity", "solution", "metric", "evidence")

UNSAID = frozenset({
    "personas", "touchpoint", "channel", "channels", "device", "devices", "team", "systems", "opportunities", "metrics",
    "evidence",
})  # fmt: skip
"""Fields that go without saying on the page of what they refer to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyLines:
    """A journey and what of it is touched."""

    journey: Target
    state: str
    roles: tuple[str, ...]
    via: tuple[Target, ...]
    marks: tuple[PersonaMark, ...]
    steps: tuple[Touched, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLines:
    """Everything else of one kind that is touched."""

    kind: str
    lines: tuple[Touched, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactPage:
    subject: Target
    counts: tuple[tuple[str, int], ...]
    """Kind and how many are touched; none is 0."""
    picture: Neighbourhood | None
    layout: str
    journeys: tuple[JourneyLines, ...]
    personas: tuple[PersonaMark, ...]
    """Touched directly or as travellers of a touched journey."""
    kinds: tuple[KindLines, ...]
    rests_on: tuple[Target, ...]


def compute(entity: Entity, atlas: Atlas) -> ImpactPage | None:
    impact = impact_of(entity, atlas)
    if impact is None:
        return None
    own = target_of(entity)
    others = [touched for touched in impact.others if touched.target.kind != "persona"]
    return ImpactPage(
        subject=own,
        counts=_counts(impact),
        picture=draw(own, impact, atlas),
        layout=LAYOUT,
        journeys=tuple(
            JourneyLines(
                journey=found.journey,
                state=found.state,
                roles=_said(found.roles),
                via=found.via,
                marks=tuple(atlas.persona_mark(id_) for id_ in found.personas if id_ != own.id),
                steps=tuple(replace(step, roles=_said(step.roles)) for step in found.steps),
            )
            for found in impact.journeys
        ),
        personas=tuple(atlas.persona_mark(id_) for id_ in impact.personas),
        kinds=tuple(
            KindLines(kind=kind, lines=lines)
            for kind in KINDS
            if (lines := tuple(replace(o, roles=_said(o.roles)) for o in others if o.target.kind == kind))
        ),
        rests_on=impact.rests_on,
    )


def _said(roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(role for role in roles if role not in UNSAID)


def _counts(impact: Impact) -> tuple[tuple[str, int], ...]:
    counts = dict.fromkeys(COUNTED, 0)
    counts |= {"step": impact.step_count, "journey": len(impact.journeys), "persona": len(impact.personas)}
    for touched in impact.others:
        if touched.target.kind != "persona":
            counts[touched.target.kind] = counts.get(touched.target.kind, 0) + 1
    return tuple((kind, count) for kind, count in counts.items() if count)


VIEWS = tuple(
    View(
        name=f"{name}-impact",
        scope=scope,
        compute=compute,
        shows=has_impact,
        section=SECTIONS.get(scope, ""),
        optional=True,
    )
    for scope, name in SUBJECTS.items()
)
