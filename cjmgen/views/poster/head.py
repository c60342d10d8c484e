"""The head of a sheet: whose journey it is, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.diagrams import fit, text_width
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey
from cjmgen.views.poster.paper import LEADING, MARGIN, WIDTH, Block, Type, set_words

PERSONA_WIDTH = 250.0
"""Of one persona; two stand side by side where there are more than two."""
MAX_PERSONAS = 4
TITLE_LEADING = 1.14
GOAL_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """A persona: a piece of its line with its marker, its name, and what it stands for."""

    mark: PersonaMark
    x: float
    y: float
    """Upper left corner of its line, which is 40 by 16."""
    name: Block
    role: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    over: str
    """What stands above the title: on a page the journey, as far as it fits."""
    over_y: float
    title: Block
    goal: Block
    travellers: tuple[Traveller, ...]
    others: tuple[float, float, str] | None
    """Where, and how many personas there is no room for: "+2"."""
    bottom: float


def head_of(journey: Journey, atlas: Atlas, type: Type, over: str, title: str, goal: str) -> Head:
    people = journey.personas[:MAX_PERSONAS]
    columns = 1 if len(people) <= 2 else 2
    left, x = MARGIN, WIDTH - MARGIN - PERSONA_WIDTH * columns
    room = x - left - 24
    size = next((s for s in type.title if text_width(plain_text(title)[:300], s, bold=True) <= room), type.title[-1])
    top = MARGIN + type.small * LEADING + 5
    heading = set_words(title, left, top, room, size, 2, bold=True, leading=TITLE_LEADING)
    below = top + len(heading.lines) * size * TITLE_LEADING + 4
    aim = set_words(goal, left, below, room, type.goal, GOAL_LINES)
    name = type.small * 1.25
    pitch = name * 1.2 + type.small * 1.7
    travellers = []
    for i, persona in enumerate(people):
        at, y = x + PERSONA_WIDTH * (i % columns), MARGIN + pitch * (i // columns)
        inner = PERSONA_WIDTH - 46 - 8
        about = persona.archetype or persona.role or ""
        travellers.append(
            Traveller(
                mark=atlas.persona_mark(persona.id), x=round(at, 2), y=round(y + name * 0.5 - 8, 2),
                name=set_words(persona.name, at + 46, y, inner, name, 1, bold=True),
                role=set_words(about, at + 46, y + name * 1.2, inner, type.small, 1),
            )
        )  # fmt: skip
    hidden = len(journey.personas) - len(people)
    rows = -(-len(people) // columns)
    people_end = MARGIN + pitch * rows + (type.small * LEADING if hidden else 0)
    return Head(
        over=fit(plain_text(over), 450, type.small, bold=True), over_y=round(MARGIN + type.small * 0.8, 2),
        title=heading, goal=aim, travellers=tuple(travellers),
        others=(x + 46, round(MARGIN + pitch * rows + type.small * 0.8, 2), f"+{hidden}") if hidden else None,
        bottom=max(below + len(aim.lines) * type.goal * LEADING, people_end),
    )  # fmt: skip
