"""The rows of a service blueprint: what each step shows, who does what, and which lines lie between.

The lines are not drawn by an author; they follow from which rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import PersonaMark
from cjmgen.model import Target

INNER = ("frontstage", "backstage", "support")
"""The organisation's rows, from what the persona sees to what nobody outside does."""
LINES = {"interaction": INNER, "visibility": ("backstage", "support"), "internal": ("support",)}
"""For each line the rows below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody does."""

    text: str
    by: PersonaMark | None
    """``None`` if everyone's, or if the journey has a single persona."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What the persona sees or touches."""

    target: Target | None
    """The touchpoint; ``None`` if none is named."""
    icon: str | None
    """Of the channel."""
    channel: str | None
    device: str | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something the organisation does; without words it is only what runs here."""

    text: str
    team: Target | None
    systems: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One step."""

    id: str
    number: int
    target: Target
    """The step on the map."""
    starts_stage: bool
    """It is the first of a stage that is not the first."""
    truth: str | None
    contact: Contact | None
    doing: tuple[Said, ...]
    goes_on: bool
    """A way leads to the next step."""
    frontstage: tuple[Act, ...]
    backstage: tuple[Act, ...]
    support: tuple[Act, ...]

    def acts(self, row: str) -> tuple[Act, ...]:
        return {"frontstage": self.frontstage, "backstage": self.backstage, "support": self.support}[row]

    @property
    def deepest(self) -> int:
        """The last of ``INNER`` with something in it, counted from 1; 0: the persona is alone."""
        return max((number for number, row in enumerate(INNER, 1) if self.acts(row)), default=0)

    @property
    def answers(self) -> tuple[tuple[str, tuple[Act, ...]], ...]:
        """The rows with something in them."""
        return tuple((row, acts) for row in INNER if (acts := self.acts(row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a step's column meets a row of the organisation."""

    starts_stage: bool
    acts: tuple[Act, ...]
    is_through: bool
    """The way from the persona leads on to something below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Where a step's column meets a line."""

    starts_stage: bool
    is_crossed: bool
    is_arrival: bool
    """Something stands just below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    kind: str
    """"frontstage", "backstage" or "support"."""
    lines: tuple[str, ...]
    """The lines just above it: "interaction", "visibility", "internal"."""
    crossings: tuple[Crossing, ...]
    cells: tuple[Cell, ...]
    depth: int
    """Which of the three, from 1."""
    is_seen: bool
    """Above the line of visibility."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of the three, in words."""

    kind: str
    crossed: int
    """At how many steps something is done beyond it."""
    alone: tuple[Column, ...]
    """The steps at which nothing is."""


def rows_of(columns: tuple[Column, ...]) -> tuple[Row, ...]:
    kinds = [row for row in INNER if any(column.acts(row) for column in columns)]
    return tuple(_row(kind, kinds[:place], columns) for place, kind in enumerate(kinds))


def _row(kind: str, above: list[str], columns: tuple[Column, ...]) -> Row:
    depth = INNER.index(kind) + 1
    return Row(
        kind=kind,
        lines=lines_above(kind, above),
        crossings=tuple(
            Crossing(starts_stage=c.starts_stage, is_crossed=c.deepest >= depth, is_arrival=bool(c.acts(kind)))
            for c in columns
        ),
        cells=tuple(
            Cell(
                starts_stage=c.starts_stage,
                acts=c.acts(kind),
                is_through=c.deepest > depth,
            )
            for c in columns
        ),
        depth=depth,
        is_seen=kind == "frontstage",
    )


def lines_above(kind: str, above: list[str]) -> tuple[str, ...]:
    """The lines between a row of the organisation and the row above it.

    The line of interaction lies above the first of them, the line of visibility above the first
    the persona does not see, the line of internal interaction between backstage and support.
    Where a row is missing, two may fall together.
    """
    lines = []
    if not above:
        lines.append("interaction")
    if kind != "frontstage" and not {"backstage", "support"} & set(above):
        lines.append("visibility")
    if kind == "support" and "backstage" in above:
        lines.append("internal")
    return tuple(lines)


def lines_of(rows: tuple[Row, ...], columns: tuple[Column, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(
            kind=kind,
            crossed=sum(any(column.acts(row) for row in LINES[kind]) for column in columns),
            alone=tuple(column for column in columns if not any(column.acts(row) for row in LINES[kind])),
        )
        for row in rows
        for kind in row.lines
    )
