"""Is what is written still looked after?  Reviews of maps and personas, and evidence that ages.

The day to judge on is part of the atlas.  Without one, nothing is called late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cjmgen.analysis.index import Atlas
from cjmgen.model import Evidence, Journey, Persona

ReviewState = Literal["in-time", "due", "overdue", "never", "unknown"]

DUE_SOON_DAYS = 30
"""A review this near is "due"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    state: ReviewState
    """"never": neither reviewed nor planned; "unknown": there is no day to judge on."""
    reviewed: date | None
    due: date | None
    """The last day on which a review is in time; ``None`` if "never"."""
    days_left: int | None
    """Until ``due``; negative when overdue; ``None`` if "never" or "unknown"."""


def review_of(entity: Journey | Persona, atlas: Atlas) -> Review:
    """``review_by`` counts until a review meets it; from then on, and without it, ``reviewed`` plus the
    site's ``review_days``."""
    reviewed, due = entity.reviewed, entity.review_by
    if reviewed is not None and (due is None or due <= reviewed):
        due = reviewed + timedelta(days=atlas.site.review_days)
    if due is None:
        return Review(state="never", reviewed=None, due=None, days_left=None)
    if atlas.today is None:
        return Review(state="unknown", reviewed=reviewed, due=due, days_left=None)
    days_left = (due - atlas.today).days
    state: ReviewState = "overdue" if days_left < 0 else "due" if days_left <= DUE_SOON_DAYS else "in-time"
    return Review(state=state, reviewed=reviewed, due=due, days_left=days_left)


def is_expired(evidence: Evidence, atlas: Atlas) -> bool | None:
    """``None``: it may be, but there is no day to judge on."""
    if evidence.expires is None:
        return False
    return None if atlas.today is None else evidence.expires < atlas.today
