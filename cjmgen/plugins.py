"""Collect units: the built-in ones and those installed packages offer by entry point.

Installed is not enabled: a unit of another package is loaded only if the site asks for
it by name, so what happens to be installed changes no site.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points
from typing import Protocol, TypeVar

from cjmgen.diagnostics import CjmgenError


class Named(Protocol):
    @property
    def name(self) -> str: ...


U = TypeVar("U", bound=Named)


def is_offered(name: str, group: str) -> bool:
    """Whether an installed package offers such a unit."""
    return bool(entry_points(group=group, name=name))


def collect(built_in: Sequence[U], group: str, wanted: Iterable[str]) -> tuple[U, ...]:
    """The built-in units, then those of ``wanted`` that an installed package offers under ``group``.

    A name that nobody offers is left to the caller, who knows what it is a name of.

    Raises
    ------
    CjmgenError
        Two packages offer a unit of one name, or a package's unit cannot be loaded.
    """
    ours = {unit.name for unit in built_in}
    units = list(built_in)
    for name in dict.fromkeys(wanted):
        if name in ours:
            continue
        offers = entry_points(group=group, name=name)
        if len(offers) > 1:
            by = " and ".join(sorted(offer.value for offer in offers))
            raise CjmgenError(f'"{name}" is offered twice: {by}', "uninstall one of the packages")
        for offer in offers:
            try:
                units.append(offer.load())
            except Exception as error:  # another package's code: anything may happen
                message = f'"{name}" ({offer.value}) cannot be loaded: {error!r}'
                raise CjmgenError(message, "update its package") from error
    return tuple(units)
