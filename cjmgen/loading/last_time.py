"""What the last load of a site came to: what did not change since is taken over as it was.

For a preview, which loads one site again and again.  A load that takes things over and one that does
not come to equal sites and say the same; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjmgen.config import SiteConfig
from cjmgen.diagnostics import Diagnostic
from cjmgen.model import Journey

if TYPE_CHECKING:
    from cjmgen.loading.declared import Declared, Part

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A journey of one edition, what it was made of, and what was said on the way."""

    head: Declared
    stages: tuple[Declared, ...]
    pair: str | None
    """The id of its other half."""
    journey: Journey
    said: tuple[Diagnostic, ...]
    assets: frozenset[str]

    def is_of(self, head: Declared, stages: tuple[Declared, ...], pair: str | None) -> bool:
        same = len(stages) == len(self.stages) and all(a is b for a, b in zip(stages, self.stages, strict=True))
        return same and head is self.head and pair == self.pair


@dataclass(frozen=True, slots=True)
class Library:
    """All that a journey can refer to, besides itself."""

    declared: tuple[Declared, ...]
    """Everything but journeys and stages: the same objects, or it is another library."""
    names: tuple[object, ...]
    """Ids of journeys, what is broken, which files there are."""
    made: Mapping[str, Mapping[str, Any]]
    """Kind -> id -> entity; opportunities and the like know which steps speak of them."""

    def is_like(self, other: Library) -> bool:
        same = len(self.declared) == len(other.declared)
        same = same and all(a is b for a, b in zip(self.declared, other.declared, strict=True))
        return same and self.names == other.names and self.made == other.made


class LastTime:
    """Grows with each load.  Belongs to one folder; for one thread at a time."""

    def __init__(self) -> None:
        self._config: SiteConfig | None = None
        self._parts: dict[str, tuple[Key, Part]] = {}
        self._journeys: dict[str, tuple[Library, dict[str, Resolved]]] = {}

    def begin(self, config: SiteConfig) -> None:
        """With other settings everything may come to something else."""
        if config != self._config:
            self._config = config
            self._parts.clear()
            self._journeys.clear()

    def part(self, path: str, key: Key) -> Part | None:
        """What a file came to, if ``key``, which says all that went into it, is the same."""
        known = self._parts.get(path)
        return known[1] if known is not None and known[0] == key else None

    def keep_parts(self, parts: dict[str, tuple[Key, Part]]) -> None:
        self._parts = parts

    def journeys(self, lang: str, library: Library) -> Mapping[str, Resolved]:
        """Journeys of an edition by id, if they could refer to the same things then as now."""
        known = self._journeys.get(lang)
        return known[1] if known is not None and known[0].is_like(library) else {}

    def keep_journeys(self, lang: str, library: Library, journeys: dict[str, Resolved]) -> None:
        self._journeys[lang] = (library, journeys)
