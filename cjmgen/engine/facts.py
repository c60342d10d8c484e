"""Facts: named immutable values, made when somebody asks for them.

Most runs ask for few: of a thousand pages one has changed, and of the others a digest is enough, or not
even that.  What is made is dropped again once everything near it is done, so that no run holds all there
is to know of a site at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from cjmgen.digest import digest


@dataclass(frozen=True, slots=True)
class Later:
    """A fact that is yet to be made.  ``make`` is pure: whenever it is asked, it gives equal values."""

    make: Callable[[], object]
    key: str = ""
    """Says all it is made of: while this is what it was, so is the fact.  "": only the fact itself can tell."""
    of: tuple[str, ...] = ()
    """Instead of a key: names of other facts, if it is made of those alone; while they are what they were, so is it."""


class Known(Protocol):
    """What an earlier run knew of its facts."""

    @property
    def digests(self) -> Mapping[str, str]:
        """Of those that it digested."""

    def key(self, name: str) -> str:
        """Of a ``Later`` fact that had one; else "" """

    def digest(self, name: str) -> str | None:
        """``None`` if nobody can say any more."""


class Facts(Mapping[str, object]):
    """Not for several threads at once."""

    def __init__(self, values: Mapping[str, object]) -> None:
        """``Later`` values are made when they are first read."""
        self._values = values
        self._made: dict[str, object] = {}
        self._digests: dict[str, str] = {}

    def __getitem__(self, name: str) -> object:
        value = self._values[name]
        if not isinstance(value, Later):
            return value
        if name not in self._made:
            self._made[name] = value.make()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values  # the inherited one would make it

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def is_at_hand(self, name: str) -> bool:
        """It was there from the beginning."""
        return not isinstance(self._values[name], Later)

    def key(self, name: str) -> str:
        """Says what a fact is made of, or of which other facts, if anything does: see ``Later``."""
        value = self._values[name]
        if not isinstance(value, Later):
            return ""
        return _digest_of_names(value.of) if value.of else value.key

    def of(self, name: str) -> tuple[str, ...]:
        """The facts that a fact is made of alone, if it says so: see ``Later``."""
        value = self._values[name]
        return value.of if isinstance(value, Later) else ()

    def digest(self, name: str) -> str:
        """Two facts have the same digest exactly when they are equal."""
        found = self._digests.get(name)
        if found is None:
            found = self._digests[name] = digest(self[name])
        return found

    def learn_from(self, before: Known) -> None:
        """Take over the digests of facts that are made of what they were made of: these are not made to be digested."""
        is_same: dict[tuple[str, ...], bool] = {}
        for name, known in before.digests.items():
            if name in self._values and self._has_key_of(before, name):
                of = self.of(name)
                if of not in is_same:
                    is_same[of] = all(self._is_as(before, each) for each in of)
                if is_same[of]:
                    self._digests[name] = known

    def _has_key_of(self, before: Known, name: str) -> bool:
        return self.key(name) != "" and self.key(name) == before.key(name)

    def _is_as(self, before: Known, name: str) -> bool:
        is_known = self._has_key_of(before, name) and not self.of(name)
        return is_known or self.digest(name) == before.digest(name)

    @property
    def digests(self) -> Mapping[str, str]:
        """Of those that were asked for."""
        return self._digests

    def learn(self, digests: Mapping[str, str]) -> None:
        """Take digests over that another process found, or an earlier run."""
        self._digests.update(digests)

    def drop(self) -> None:
        """Let go of what can be made again; digests stay."""
        self._made.clear()


@lru_cache(maxsize=64)
def _digest_of_names(names: tuple[str, ...]) -> str:
    return digest(names)
