"""Storyboard: the journey as pictures in a row, one frame a step, grouped by stage.

A step's own picture is its frame.  One without gets a frame drawn from what the map says of it, so that no
frame is empty.  A frame is told by one voice: a quote, else what goes through the persona's head.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from cjmgen.analysis.emotion import emotion_at
from cjmgen.analysis.index import Atlas, PersonaMark, StepPlace, places_of
from cjmgen.analysis.places import stage_target
from cjmgen.model import Journey, Picture, Scope, Step, Target, Voice, target_of
from cjmgen.views.base import View
from cjmgen.views.storyboard.scene import Scene, scene_of

__all__ = ["VIEW", "Felt", "Frame", "Storyboard", "StoryStage", "Told", "compute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    mark: PersonaMark
    emotion: float | None
    """-2 .. +2; ``None`` if nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words of a frame."""

    text: str
    translation: str | None
    by: PersonaMark | None
    """``None`` if everyone's, or if the journey has a single persona."""
    is_thought: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    id: str
    number: int
    target: Target
    image: Picture | None
    scene: Scene | None
    """What is drawn where there is no image."""
    mood: str
    """"high", "low", "neutral" or "unknown", of the persona who feels worst."""
    felt: tuple[Felt, ...]
    moment: str | None
    told: Told | None
    place: str | None
    touchpoint: Target | None
    channel: Target | None
    device: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryStage:
    number: int
    target: Target
    goal: str | None
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    stages: tuple[StoryStage, ...]
    frames: int
    drawn: int
    """How many frames are drawn from the map."""


def shows(journey: Journey, atlas: Atlas) -> bool:
    return any(_can_be_seen(step) for step in journey.steps)


def compute(journey: Journey, atlas: Atlas) -> Storyboard | None:
    if not shows(journey, atlas):
        return None
    frames = tuple(_frame(place, atlas) for place in places_of(journey))
    stages: list[StoryStage] = []
    start = 0
    for number, stage in enumerate((stage for stage in journey.stages if stage.steps), start=1):
        end = start + len(stage.steps)
        stages.append(
            StoryStage(
                number=number, target=stage_target(journey, stage), goal=stage.goal, frames=frames[start:end]
            )
        )  # fmt: skip
        start = end
    return Storyboard(stages=tuple(stages), frames=len(frames), drawn=sum(frame.image is None for frame in frames))


def _can_be_seen(step: Step) -> bool:
    return any((step.image, step.channel, step.device, step.place, step.quotes, step.thinking))


def _frame(place: StepPlace, atlas: Atlas) -> Frame:
    journey, step = place.journey, place.step
    felt = tuple(
        Felt(mark=mark, emotion=emotion_at(journey, step, mark.id, atlas)[0]) for mark in atlas.marks_of(journey)
    )
    scene = scene_of(
        step.channel.icon if step.channel else None,
        step.device.icon if step.device else None,
        step.place,
        [(one.mark, one.emotion) for one in felt],
    )
    return Frame(
        id=step.id, number=place.number, target=place.target, image=step.image,
        scene=None if step.image else scene, mood=_mood(felt), felt=felt,
        moment=step.moment_of_truth.label if step.moment_of_truth else None,
        told=_told(place, atlas), place=step.place,
        touchpoint=target_of(step.touchpoint) if step.touchpoint else None,
        channel=target_of(step.channel) if step.channel else None,
        device=target_of(step.device) if step.device else None,
    )  # fmt: skip


def _mood(felt: tuple[Felt, ...]) -> str:
    known = [one.emotion for one in felt if one.emotion is not None]
    if not known:
        return "unknown"
    return "high" if min(known) >= 0.25 else "low" if min(known) <= -0.25 else "neutral"


def _told(place: StepPlace, atlas: Atlas) -> Told | None:
    """A quote of the step, else one that evidence places here, else a thought."""
    journey, step = place.journey, place.step
    heard = (
        voice
        for evidence in atlas.evidence_of_step(journey.id, step.id)
        for voice in evidence.quotes
        if voice.step and (voice.step.journey, voice.step.step) == (journey.id, step.id)
    )
    quote = next(chain(step.quotes, heard), None)
    voice = quote or next(iter(step.thinking), None)
    return None if voice is None else _said(voice, journey, atlas, is_thought=quote is None)


def _said(voice: Voice, journey: Journey, atlas: Atlas, *, is_thought: bool) -> Told:
    is_one_of_many = voice.persona is not None and len(journey.personas) > 1 and atlas.persona(voice.persona)
    return Told(
        text=voice.text, translation=voice.translation, is_thought=is_thought,
        by=atlas.persona_mark(voice.persona) if voice.persona and is_one_of_many else None,
    )  # fmt: skip


VIEW = View(
    name="storyboard", scope=Scope.JOURNEY, compute=compute, shows=shows, parts=("journey-head",), optional=True
)
