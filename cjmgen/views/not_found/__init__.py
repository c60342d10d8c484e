"""The page of an address that leads nowhere: says so, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.model import Scope, Site, Target
from cjmgen.views.base import View, always

LISTS = ("journeys", "personas", "touchpoints", "opportunities", "evidence", "metrics")
"""Views of the site worth going to, in the order of the navigation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    home: Target
    lists: tuple[Target, ...]
    """Of views that have something to show."""


def compute(site: Site, atlas: Atlas) -> NotFound:
    return NotFound(
        home=Target("view", "home", ""), lists=tuple(Target("view", name, "") for name in LISTS if getattr(site, name))
    )


VIEW = View(name="not-found", scope=Scope.SITE, compute=compute, shows=always)
