"""Collect units: the built-in ones and those installed packages offer by entry point.

Installed is not enabled: ``site.yaml`` lists the views it wants beyond our own.  Two
units of one name are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points
from typing import Protocol, TypeVar


class Named(Protocol):
    @property
    def name(self) -> str: ...


U = TypeVar("U", bound=Named)


class DuplicateUnit(Exception):
    """Two units of a kind have one name; the message names both."""


def collect(built_in: Sequence[U], group: str, wanted: Iterable[str] = ()) -> tuple[U, ...]:
    """The built-in units, then those of ``wanted`` that an installed package offers under ``group``."""
    units = list(built_in)
    names = {unit.name for unit in units}
    foreign = [name for name in wanted if name not in names]
    if foreign:
        offered: dict[str, list[str]] = {}
        for point in entry_points(group=group):
            offered.setdefault(point.name, []).append(point.value)
            if point.name in foreign:
                if len(offered[point.name]) > 1:
                    raise DuplicateUnit(f'{" and ".join(offered[point.name])} both offer "{point.name}"')
                units.append(point.load())
    return tuple(units)
