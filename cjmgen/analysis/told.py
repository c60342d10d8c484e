"""Changes as lines: for a terminal, a comment, a page and a feed alike.

Values that the interface has words for are their keys; who shows the lines knows the language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cjmgen.model import Target

Tone = Literal["lost", "worse", "better", ""]
TONES: tuple[Tone, ...] = ("lost", "worse", "better")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value as it is shown: a text, a key of the interface's words, a language, a number, an emotion or a day."""

    text: str = ""
    word: str = ""
    language: str = ""
    """Its tag."""
    number: float | None = None
    unit: str = ""
    """Of a number: "min" or "pct"; "": it is told without one."""
    emotion: float | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change."""

    where: tuple[str, ...]
    """Names from the outside in: the journey, the step."""
    where_kind: str
    """Key of the word for the innermost."""
    kind: str
    """"added", "removed", "moved", "placed", "renamed", "come", "gone" or "changed"."""
    field: str
    """Key of the word for the field; "" if the whole is meant."""
    item: Said | None
    aspect: str
    """Key of the word for what about the item; "" if the item itself is meant."""
    before: Said | None
    after: Said | None
    tone: Tone
    root: Target
    """The entity it belongs to."""
    persona: str
    """Id of the persona whose mood it is; "" of all else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The entity itself, a stage or a step, with what changed about it."""

    id: str
    """Of a stage or a step "journey/step"."""
    name: str
    kind: str
    """Key of its word."""
    is_root: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    root: Target
    kind: str
    """Key of its word."""
    count: int
    tones: tuple[tuple[Tone, int], ...]
    """How many of each tone, those there are."""
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that changed between two versions."""

    count: int
    tones: tuple[tuple[Tone, int], ...]
    notable: tuple[Line, ...]
    """The worst first, then the best."""
    more: int
    """How many more point somewhere."""
    groups: tuple[Group, ...]
