"""A page of prose, with its neighbours beside it."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.model import FreePage, Scope, Target, target_of
from cjmgen.views.base import View, always


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    title: str
    description: str | None
    body: str
    """Markdown."""
    here: str
    """Its id."""
    neighbours: tuple[Target, ...]
    """Pages of the same folder, itself among them, in their order; empty if it is alone there."""


def compute(page: FreePage, atlas: Atlas) -> Prose:
    folder = page.id.rpartition("/")[0]
    beside = [other for other in atlas.site.pages if other.id.rpartition("/")[0] == folder]
    beside.sort(key=lambda other: (other.order, other.id))
    return Prose(
        title=page.title,
        description=page.description,
        body=page.body,
        here=page.id,
        neighbours=tuple(target_of(other) for other in beside) if len(beside) > 1 else (),
    )


VIEW = View(name="free-page", scope=Scope.PAGE, compute=compute, shows=always)
