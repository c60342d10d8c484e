"""Something on the site that can be linked to: its kind, its id, its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    kind: str
    """A ``Scope`` value, or "step" or "stage"; "view" for a page of the site itself."""
    id: str
    """The entity's id; "journey/step" for a step or stage; the view's name for "view"."""
    name: str
    """What to call it; author's text, or "" where the page finds the words."""


def target_of(entity: object) -> Target:
    """The target of an entity: anything with an ``id`` and a ``title`` or ``name``."""
    kind = {"FreePage": "page"}.get(type(entity).__name__, type(entity).__name__.lower())
    name: str = getattr(entity, "title", "") or getattr(entity, "name", "")
    return Target(kind, getattr(entity, "id", ""), name)
