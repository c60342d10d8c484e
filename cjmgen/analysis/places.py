"""Where on a map something stands: a step or a pain, with the stage and journey around it."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.model import Journey, Pain, Stage, Step, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlace:
    journey: Journey
    stage: Stage
    step: Step
    number: int
    """Of the step within its journey, from 1."""

    @property
    def target(self) -> Target:
        return step_target(self.journey, self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPlace:
    place: StepPlace
    pain: Pain

    @property
    def id(self) -> str:
        """Unique within the site: "journey/step/pain"."""
        return f"{self.place.target.id}/{self.pain.id}"


def step_target(journey: Journey, step: Step) -> Target:
    return Target("step", f"{journey.id}/{step.id}", step.name)


def stage_target(journey: Journey, stage: Stage) -> Target:
    return Target("stage", f"{journey.id}/{stage.id}", stage.name)


def places_of(journey: Journey) -> tuple[StepPlace, ...]:
    """Every step of a journey with its place, in order."""
    pairs = [(stage, step) for stage in journey.stages for step in stage.steps]
    return tuple(
        StepPlace(journey=journey, stage=stage, step=step, number=number)
        for number, (stage, step) in enumerate(pairs, start=1)
    )


def pains_of(journey: Journey) -> tuple[PainPlace, ...]:
    """Every pain of a journey with its place, in order."""
    return tuple(PainPlace(place=place, pain=pain) for place in places_of(journey) for pain in place.step.pains or ())
