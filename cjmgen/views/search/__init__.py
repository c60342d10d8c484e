"""The page to search on; without scripts it says how to find things all the same."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.model import Scope, Site, Target
from cjmgen.views.base import View, always

LISTS = (
    "journeys", "personas", "touchpoints", "channels", "devices", "teams", "systems", "opportunities", "solutions",
    "evidence", "metrics",
)  # fmt: skip
"""Views of the site that list all there is of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    lists: tuple[Target, ...]
    """Of kinds there is something of."""


def compute(site: Site, atlas: Atlas) -> Search:
    return Search(lists=tuple(Target("view", name, "") for name in LISTS if getattr(site, name)))


VIEW = View(name="search", scope=Scope.SITE, compute=compute, shows=always)
