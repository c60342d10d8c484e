"""How a list can be filtered and sorted: what there is to choose from, and what each row says of itself.

Rows carry plain values; choosing among them happens in the reader's browser, with the
same names in the page's address: ``?state=future&persona=anna&sort=-steps``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from cjmgen.model import SavedView, Site, target_of

NOTHING = "-"
"""Says that a row has no value, where that is worth asking for.  No id is written like this."""
SORT = "sort"
"""The name in the address that holds a column's; with a hyphen before it, largest first."""
EMOTIONS = (0.0, -0.5, -1.0, -1.5)

Value = str | float


@dataclass(frozen=True, slots=True)
class Facets:
    """What one row says of itself."""

    filters: tuple[tuple[str, tuple[Value, ...]], ...]
    """Name of a filter -> the row's values; a filter it has no value for is left out."""
    sorts: tuple[tuple[str, Value], ...]
    """Name of a column -> what it is sorted by; a column that says nothing is left out and comes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value to filter by."""

    value: str
    """As it stands in the address."""
    label: str = ""
    """The author's text; "" where the interface has words."""
    words: str = ""
    """Key of the interface's words."""
    below: float | None = None
    """The value as a number, where rows lower than it are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Something a list can be filtered by."""

    name: str
    """In the address."""
    words: str
    """Key of its label."""
    choices: Callable[[Site], tuple[Choice, ...]]
    """Everything that could be asked for, in the order in which it is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A dimension as a list offers it."""

    name: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Everything the filter bar of a list shows."""

    total: int
    filters: tuple[Filter, ...]
    sorts: tuple[tuple[str, str], ...]
    """Names of columns, and the keys of their words."""
    saved: tuple[SavedView, ...]


def facets(filters: Mapping[str, Sequence[Value] | Value | None], sorts: Mapping[str, Any]) -> Facets:
    """Values as they come: ``None`` is left out, a single value stands for itself, a day becomes text."""
    return Facets(
        tuple((name, values) for name, given in filters.items() if (values := _many(given))),
        tuple((name, _plain(value)) for name, value in sorts.items() if value is not None),
    )


def _many(given: Sequence[Value] | Value | None) -> tuple[Value, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str | float | int) else tuple(given)


def _plain(value: Any) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else float(value)


def bar_of(
    name: str,
    dimensions: Sequence[Dimension],
    sorts: Sequence[tuple[str, str]],
    rows: Iterable[Facets],
    site: Site,
) -> Bar | None:
    """The bar of the list ``name``; ``None`` for a list too short to need one, if nobody saved a view of it."""
    all_rows = tuple(rows)
    saved = tuple(view for view in site.saved_views if view.list == name)
    if len(all_rows) < 2 and not saved:
        return None
    asked = {pair for view in saved for pair in parse_qsl(view.query)}
    filters = (Filter(name=d.name, words=d.words, choices=_offered(d, all_rows, asked, site)) for d in dimensions)
    return Bar(
        total=len(all_rows),
        filters=tuple(found for found in filters if found.choices),
        sorts=tuple(sorts) if len(all_rows) > 1 else (),
        saved=saved,
    )


def _offered(
    dimension: Dimension, rows: Sequence[Facets], asked: set[tuple[str, str]], site: Site
) -> tuple[Choice, ...]:
    """What at least one row or saved view has.  A choice that leaves every row is no choice."""
    held = [dict(row.filters).get(dimension.name, ()) for row in rows]
    counted = [(choice, sum(_is_met(choice, values) for values in held)) for choice in dimension.choices(site)]
    decides = any(0 < count < len(rows) for _, count in counted)
    return tuple(choice for choice, count in counted if (count and decides) or (dimension.name, choice.value) in asked)


def _is_met(choice: Choice, values: tuple[Value, ...]) -> bool:
    if choice.below is not None:
        return any(isinstance(value, float | int) and value < choice.below for value in values)
    return choice.value in values


def complaints(
    query: str, dimensions: Sequence[Dimension], sorts: Sequence[tuple[str, str]], site: Site
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What a query asks for and the list does not have: the message, what was written, what could be."""
    columns = tuple(name for name, _ in sorts)
    known = {dimension.name: tuple(c.value for c in dimension.choices(site)) for dimension in dimensions}
    seen: set[str] = set()
    pairs = parse_qsl(query, keep_blank_values=True)
    if not pairs:
        yield "a saved view asks for something: state=future", query, ()
    for name, value in pairs:
        if name in seen:
            yield f'"{name}" is asked for twice', name, ()
        elif name == SORT:
            if value.removeprefix("-") not in columns:
                yield f'the list has no column "{value.removeprefix("-")}"', value.removeprefix("-"), columns
        elif name not in known:
            yield f'the list has no filter "{name}"', name, (*known, SORT)
        elif value not in known[name]:
            yield f'"{name}" has no value "{value}"', value, known[name]
        seen.add(name)


# Dimensions that several lists have


def worded(name: str, keys: Mapping[str, str]) -> Dimension:
    """Values of a fixed vocabulary: value -> key of its words."""
    choices = tuple(Choice(value=value, words=key) for value, key in keys.items())
    return Dimension(name=name, words=f"filters.{name}", choices=lambda site: choices)


def entities(name: str, of: Callable[[Site], Iterable[Any]], *, none: bool = False) -> Dimension:
    """Ids of entities with a name; with ``none``, those rows that have none can be asked for."""

    def choices(site: Site) -> tuple[Choice, ...]:
        found = tuple(Choice(value=entity.id, label=target_of(entity).name) for entity in of(site))
        return (*found, *_nobody(none and bool(found)))

    return Dimension(name=name, words=f"filters.{name}", choices=choices)


def texts(name: str, of: Callable[[Site], Iterable[str | None]], *, none: bool = False) -> Dimension:
    """Whatever authors wrote, in the order of the alphabet."""

    def choices(site: Site) -> tuple[Choice, ...]:
        found = sorted({text for text in of(site) if text})
        return (*(Choice(value=text, label=text) for text in found), *_nobody(none and bool(found)))

    return Dimension(name=name, words=f"filters.{name}", choices=choices)


def _nobody(wanted: bool) -> tuple[Choice, ...]:
    return (Choice(value=NOTHING, words="filters.none"),) if wanted else ()


def owners(of: Callable[[Site], Iterable[Any]]) -> Dimension:
    return texts("owner", lambda site: (entity.owner for entity in of(site)), none=True)


def tags(of: Callable[[Site], Iterable[Any]]) -> Dimension:
    return texts("tag", lambda site: (tag for entity in of(site) for tag in entity.tags))


PERSONA = entities("persona", lambda site: site.personas)
STAGE = entities("stage", lambda site: site.life_cycle)
CHANNEL = entities("channel", lambda site: site.channels)
TEAM = entities("team", lambda site: site.teams, none=True)


def _emotions(site: Site) -> tuple[Choice, ...]:
    return tuple(Choice(value=f"{limit:g}", below=limit) for limit in EMOTIONS)


EMOTION = Dimension(name="emotion", words="filters.mood", choices=_emotions)
LOWEST = Dimension(name="emotion", words="filters.emotion", choices=_emotions)
REVIEW = worded("freshness", {state: f"filters.{state}" for state in ("in-time", "due", "overdue", "never")})
PROGRESS = worded(
    "status", {status: f"progress.{status}" for status in ("idea", "planned", "in-progress", "live", "dropped")}
)
