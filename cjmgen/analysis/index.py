"""An atlas: a site, the day it is looked at, and every reverse look-up of its entities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.model import Site


@dataclass(frozen=True)
class Atlas:
    site: Site
    today: date | None = None
    """The day freshness is judged on; ``None``: nobody can say (no commit, no ``SOURCE_DATE_EPOCH``)."""
