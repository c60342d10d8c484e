"""Who is who in two versions: by id, by an id somebody had before, and of items without an id by their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

E = TypeVar("E")
K = TypeVar("K", bound=Hashable)

REWORDED = 0.6
"""Two texts at least so alike (``difflib``'s ratio) are one text in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Generic[E]):
    """Entities of one kind in two versions."""

    pairs: tuple[tuple[E, E], ...]
    """In the order of the second version."""
    removed: tuple[E, ...]
    added: tuple[E, ...]
    renamed: Mapping[str, str]
    """Old id -> new id."""


def matched(before: Sequence[E], after: Sequence[E]) -> Matched[E]:
    """By id; what is left, by ``formerly`` of the second version."""
    old: dict[str, Any] = {one.id: one for one in before}  # type: ignore[attr-defined]
    ids = {one.id for one in after}  # type: ignore[attr-defined]
    pairs: list[tuple[E, E]] = []
    added: list[E] = []
    renamed: dict[str, str] = {}
    for one in after:
        entity: Any = one
        if entity.id in old:
            pairs.append((old.pop(entity.id), one))
            continue
        was = next((id for id in getattr(entity, "formerly", ()) if id in old and id not in ids), None)
        if was is None:
            added.append(one)
        else:
            pairs.append((old.pop(was), one))
            renamed[was] = entity.id
    return Matched(pairs=tuple(pairs), removed=tuple(old.values()), added=tuple(added), renamed=renamed)


@dataclass(frozen=True, slots=True)
class Renames:
    """Ids of the first version as the second has them."""

    by_kind: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, kind: str, ident: str) -> str:
        return self.by_kind.get(kind, {}).get(ident, ident)


def moved(before: Sequence[K], after: Sequence[K]) -> frozenset[K]:
    """The fewest of the same things that have to move for one order to become the other."""
    place = {key: i for i, key in enumerate(before)}
    order = [place[key] for key in after if key in place]
    kept = _longest_rising(order)
    return frozenset(before[i] for i in order if i not in kept)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The longest rising run, gaps allowed; of several, the one of the smallest numbers."""
    ends: list[int] = []
    came_from: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        came_from[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    kept: set[int] = set()
    here = ends[-1] if ends else None
    while here is not None:
        kept.add(here)
        here = came_from[here]
    return frozenset(kept)


def reworded(before: Iterable[str], after: Iterable[str]) -> dict[str, str]:
    """Texts of the first version -> the same in other words; the most alike find each other first."""
    old, new = list(dict.fromkeys(before)), list(dict.fromkeys(after))
    alike = [(ratio, i, j) for i, a in enumerate(old) for j, b in enumerate(new) if (ratio := _alike(a, b)) >= REWORDED]
    found: dict[str, str] = {}
    for _, i, j in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if old[i] not in found and new[j] not in found.values():
            found[old[i]] = new[j]
    return found


def _alike(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= REWORDED and matcher.quick_ratio() >= REWORDED else 0.0
