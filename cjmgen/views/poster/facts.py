"""What a poster tells of each step, before anything is placed."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.emotion import PersonaCurve
from cjmgen.analysis.index import PersonaMark
from cjmgen.model import Journey, Pain, Step, Target, as_foreign, lang_of, target_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """An opportunity, and the letter it is known by on the sheet."""

    letter: str
    target: Target
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """A pain."""

    text: str
    severity: str | None
    letters: tuple[str, ...]
    """Of the opportunities that take it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """How one persona feels at a step."""

    persona: PersonaMark
    emotion: float | None
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One step."""

    number: int
    target: Target
    stage: int
    """Of the stages that have steps, counted from 0."""
    channel: tuple[str, str] | None
    """Icon and name."""
    moment: str | None
    doing: str
    """"" if nobody said."""
    felt: tuple[Felt, ...]
    pains: tuple[Hurt, ...]
    """Most painful first."""
    ideas: tuple[Idea, ...]
    """Every opportunity that speaks to the step."""

    @property
    def heading(self) -> str:
        """Number and name."""
        return as_foreign(f"{self.number} {self.target.name}", lang_of(self.target.name))


def facts_of(journey: Journey, curves: tuple[PersonaCurve, ...]) -> tuple[Fact, ...]:
    """The steps in order; opportunities get their letters in the order they are met, dropped ones none."""
    letters: dict[str, str] = {}
    facts: list[Fact] = []
    stages = [stage for stage in journey.stages if stage.steps]
    for at, step in ((at, step) for at, stage in enumerate(stages) for step in stage.steps):
        number = len(facts)
        ideas = _ideas(step, letters)
        facts.append(
            Fact(
                number=number + 1,
                target=Target("step", f"{journey.id}/{step.id}", step.name),
                stage=at,
                channel=(step.channel.icon, step.channel.name) if step.channel else None,
                moment=step.moment_of_truth.label if step.moment_of_truth else None,
                doing=step.doing[0].text if step.doing else "",
                felt=tuple(
                    Felt(persona=c.persona, emotion=c.points[number].emotion, given=c.points[number].given)
                    for c in curves
                ),
                pains=tuple(_hurt(pain, letters) for pain in step.pains or ()),
                ideas=ideas,
            )
        )
    return tuple(facts)


def _ideas(step: Step, letters: dict[str, str]) -> tuple[Idea, ...]:
    """The opportunities of a step; those not met before get the next letters."""
    found = (*step.opportunities, *(o for pain in step.pains or () for o in pain.opportunities))
    ideas: list[Idea] = []
    for opportunity in {o.id: o for o in found if o.status != "dropped"}.values():
        letter = letters.setdefault(opportunity.id, letter_of(len(letters)))
        ideas.append(Idea(letter=letter, target=target_of(opportunity), status=opportunity.status))
    return tuple(ideas)


def _hurt(pain: Pain, letters: dict[str, str]) -> Hurt:
    taken_up = tuple(letters[o.id] for o in pain.opportunities if o.id in letters)
    return Hurt(text=pain.text, severity=pain.severity, letters=taken_up)


def letter_of(number: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
