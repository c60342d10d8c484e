"""How much of a site rests on evidence, and how the life cycle fares.

A step has evidence if at least one evidence file stands behind it: named by the step, by one of
its pains, gains, claims, voices or metrics, or itself quoting or rating the step.  A step without
is *assumed*.

Facts (emotion, pains, evidence) are counted over journeys that say how it is: future maps are
wishes, archived ones are past.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cjmgen.analysis.emotion import mean, points_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Evidence, Journey, LifeCycleStage, Persona, Stage, Step, Target, target_of

Basis = Literal["assumed", "mixed", "researched"]

NUMBER_KINDS = frozenset({"survey", "analytics", "search-terms", "crm"})
"""Evidence that counts."""
VOICE_KINDS = frozenset({"interview", "observation", "usability-test", "social", "frontline", "ticket"})
"""Evidence in which a person can be heard or seen."""


@dataclass(frozen=True, slots=True)
class Share:
    done: int
    of: int

    @property
    def pct(self) -> float | None:
        """0 .. 100, one decimal; ``None`` if there is nothing to share."""
        return round(100 * self.done / self.of, 1) if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCoverage:
    id: str
    name: str
    steps: Share
    """Steps with evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyCoverage:
    journey: Target
    steps: Share
    """Steps with evidence."""
    stages: tuple[StageCoverage, ...]
    basis: Basis | None
    """"researched": every step has evidence; "assumed": none has; ``None`` without steps."""
    has_numbers: bool
    """Evidence that counts, or a metric that was measured."""
    has_voices: bool
    """Evidence in which people are heard, or a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycleSummary:
    """One stage of the life cycle over all journeys."""

    stage: LifeCycleStage
    emotion: float | None
    """Mean over every known point of every persona, -2 .. +2, one decimal; ``None`` if nobody knows."""
    journeys: Share
    """Journeys, future ones too, with a stage here, of all that are not archived."""
    pains: int
    evidence: Share
    """Steps with evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaStage:
    """One persona in one stage of the life cycle."""

    persona: PersonaMark
    stage: LifeCycleStage
    journeys: tuple[Target, ...]
    """Journeys of the persona, future ones too, that have a stage here."""
    steps: int
    emotion: float | None
    """Mean of the known points, -2 .. +2, one decimal; ``None`` if nobody knows."""
    pains: int
    """Pains of everyone or of this persona."""
    evidence: Share
    """Steps with evidence."""


def coverage_of(journey: Journey, atlas: Atlas) -> JourneyCoverage:
    steps = evidence_share(journey, journey.steps, atlas)
    basis: Basis | None = None
    if steps.of:
        basis = "researched" if steps.done == steps.of else "mixed" if steps.done else "assumed"
    evidence = evidence_of(journey, atlas)
    return JourneyCoverage(
        journey=target_of(journey),
        steps=steps,
        stages=tuple(
            StageCoverage(id=stage.id, name=stage.name, steps=evidence_share(journey, stage.steps, atlas))
            for stage in journey.stages
        ),
        basis=basis,
        has_numbers=any(e.kind in NUMBER_KINDS for e in evidence) or _is_measured(journey),
        has_voices=any(e.kind in VOICE_KINDS or e.quotes for e in evidence) or any(s.quotes for s in journey.steps),
    )


def site_coverage(atlas: Atlas) -> Share:
    """Steps with evidence, over the journeys that say how it is."""
    return _sum(evidence_share(journey, journey.steps, atlas) for journey in atlas.observed_journeys)


def evidence_share(journey: Journey, steps: tuple[Step, ...], atlas: Atlas) -> Share:
    return Share(sum(bool(atlas.evidence_of_step(journey.id, step.id)) for step in steps), len(steps))


def evidence_of(journey: Journey, atlas: Atlas) -> tuple[Evidence, ...]:
    """Everything a journey rests on, its own first, then in order of steps."""
    found = {evidence.id: evidence for evidence in journey.evidence}
    for stage in journey.stages:
        for claim in stage.expectations:
            found |= {evidence.id: evidence for evidence in claim.evidence}
        for step in stage.steps:
            found |= {evidence.id: evidence for evidence in atlas.evidence_of_step(journey.id, step.id)}
    return tuple(found.values())


def life_cycle_of(atlas: Atlas) -> tuple[LifeCycleSummary, ...]:
    """One summary a stage of the site's life cycle, in order."""
    return tuple(_summary(stage, atlas) for stage in atlas.site.life_cycle)


def persona_stages(atlas: Atlas) -> tuple[tuple[PersonaStage, ...], ...]:
    """A row a persona, a cell a stage of the life cycle, both in the site's order."""
    return tuple(
        tuple(_persona_stage(persona, stage, atlas) for stage in atlas.site.life_cycle)
        for persona in atlas.site.personas
    )


def stages_in(journey: Journey, life_cycle_id: str) -> tuple[Stage, ...]:
    return tuple(stage for stage in journey.stages if stage.life_cycle == life_cycle_id)


def _summary(stage: LifeCycleStage, atlas: Atlas) -> LifeCycleSummary:
    touching = [journey for journey in atlas.active_journeys if stages_in(journey, stage.id)]
    observed = [(j, s) for j in atlas.observed_journeys for s in stages_in(j, stage.id)]
    points = [
        point
        for journey in atlas.observed_journeys
        for persona in journey.personas
        for point in points_of(journey, persona.id, atlas, stage.id)
    ]
    return LifeCycleSummary(
        stage=stage,
        emotion=mean(tuple(points)),
        journeys=Share(len(touching), len(atlas.active_journeys)),
        pains=sum(len(step.pains or ()) for _, found in observed for step in found.steps),
        evidence=_sum(evidence_share(journey, found.steps, atlas) for journey, found in observed),
    )


def _persona_stage(persona: Persona, stage: LifeCycleStage, atlas: Atlas) -> PersonaStage:
    journeys = [j for j in atlas.journeys_of(persona.id) if j.status != "archived" and stages_in(j, stage.id)]
    observed = [journey for journey in journeys if journey.state != "future"]
    steps = [(journey, step) for journey in observed for found in stages_in(journey, stage.id) for step in found.steps]
    pains = [pain for _, step in steps for pain in step.pains or ()]
    return PersonaStage(
        persona=atlas.persona_mark(persona.id),
        stage=stage,
        journeys=tuple(target_of(journey) for journey in journeys),
        steps=len(steps),
        emotion=mean(tuple(p for journey in observed for p in points_of(journey, persona.id, atlas, stage.id))),
        pains=sum(not pain.personas or persona.id in pain.personas for pain in pains),
        evidence=_sum(evidence_share(journey, (step,), atlas) for journey, step in steps),
    )


def _is_measured(journey: Journey) -> bool:
    metrics = [*journey.metrics, *(m for stage in journey.stages for m in stage.metrics)]
    return any(metric.points for metric in [*metrics, *(m for step in journey.steps for m in step.metrics)])


def _sum(shares: Iterable[Share]) -> Share:
    parts = tuple(shares)
    return Share(sum(part.done for part in parts), sum(part.of for part in parts))
