"""What a page, a view or an export is about: the site, or one entity of a kind."""

from __future__ import annotations

from enum import Enum

from cjmgen.model.site import Site


class Scope(Enum):
    SITE = "site"
    JOURNEY = "journey"
    PERSONA = "persona"
    TOUCHPOINT = "touchpoint"
    CHANNEL = "channel"
    DEVICE = "device"
    TEAM = "team"
    SYSTEM = "system"
    OPPORTUNITY = "opportunity"
    SOLUTION = "solution"
    EVIDENCE = "evidence"
    METRIC = "metric"
    PAGE = "page"

    @property
    def plural(self) -> str:
        """The word its addresses and the fields of ``Site`` use."""
        return _PLURALS.get(self.value, f"{self.value}s")

    def subjects(self, site: Site) -> tuple[object, ...]:
        """What there is one page for: the site itself, or every entity of the kind."""
        return (site,) if self is Scope.SITE else getattr(site, self.plural)


_PLURALS = {"opportunity": "opportunities", "evidence": "evidence"}
