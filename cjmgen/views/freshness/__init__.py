"""What is still looked after: journeys and personas by their reviews, evidence by its day of expiry.

How late something is, is counted in days from the last day on which it was in time to the day the
site is looked at.  A review's last day is ``review_by``, or the last review plus the site's
``review_days`` (see ``analysis.freshness``); a source's is ``expires``.  Within the last 30 days
before it, it is due.  Without a day to judge on, nothing is called late.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cjmgen.analysis.freshness import DUE_SOON_DAYS, review_of
from cjmgen.analysis.index import Atlas, PersonaMark
from cjmgen.model import Evidence, Journey, Persona, Scope, Site, Target, target_of
from cjmgen.views.base import View

State = Literal["overdue", "never", "due", "in-time", "unknown", "no-end"]
STATES: tuple[State, ...] = ("overdue", "never", "due", "in-time", "unknown", "no-end")
"""In the order of the page: what is late, or was never looked at, comes first."""

WIDTH, HEIGHT, MIDDLE_Y = 320.0, 20.0, 10.0
MARGIN = 6.0
SPAN_DAYS = 540
"""A picture reaches no further back, and no further ahead, than this: older ends are cut off."""
LEAST_DAYS = 60
YEAR_WIDTH, TODAY_WIDTH = 32.0, 46.0
"""Room for a year's number, and for the word for today, beside their lines."""
ICONS: dict[State, str] = {
    "overdue": "warning", "never": "assumed", "due": "clock", "in-time": "check",
    "unknown": "calendar", "no-end": "minus",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing in time: a line from its review (or gathering) to its last day, and beyond if late."""

    since_x: float | None
    """``None``: never reviewed, or before the picture begins."""
    until_x: float | None
    """``None``: it has no last day, or after the picture ends."""
    x: float
    width: float
    late_x: float
    late_width: float
    """0 if it is not late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    kind: str
    """"journey", "persona" or "evidence"."""
    mark: PersonaMark | None
    """Of a persona."""
    icon: str
    """Of a source's kind; "" for others."""
    owner: str | None
    since: date | None
    """Last review, or the day it was gathered; ``None`` if never."""
    until: date | None
    """The last day on which it is in time."""
    days: int | None
    """Until then; below 0 when late; ``None`` if there is no such day, or no day to judge on."""
    line: Line | None
    """``None`` if there is no day to judge on, or it has no dates."""

    @property
    def days_late(self) -> int:
        return -self.days if self.days is not None and self.days < 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    state: State
    icon: str
    rows: tuple[Row, ...]
    """The latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    label_x: float
    label: str
    """The year; "" at a quarter, or where there is no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The time all lines are drawn on."""

    width: float
    height: float
    middle_y: float
    today_x: float
    today_label_x: float
    is_today_left: bool
    """The word for today stands before its line; else after it."""
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    today: date | None
    total: int
    late: int
    review_days: int
    due_soon_days: int
    scale: Scale | None
    """``None`` if there is no day to judge on."""
    groups: tuple[Group, ...]


def compute(site: Site, atlas: Atlas) -> Freshness | None:
    judged = [
        *(_reviewed(journey, "journey", atlas) for journey in atlas.active_journeys),
        *(_reviewed(persona, "persona", atlas) for persona in site.personas),
        *(_gathered(evidence, atlas) for evidence in site.evidence),
    ]
    if all(state == "never" for state, _ in judged):
        return None
    span = _span((row for _, row in judged), atlas.today)
    drawn = [(state, _with_line(row, span, atlas.today)) for state, row in judged]
    groups = tuple(
        Group(
            state=state, icon=ICONS[state], rows=tuple(sorted((row for at, row in drawn if at == state), key=_lateness))
        )
        for state in STATES
        if any(at == state for at, _ in drawn)
    )
    return Freshness(
        today=atlas.today,
        total=len(judged),
        late=sum(state == "overdue" for state, _ in judged),
        review_days=site.review_days,
        due_soon_days=DUE_SOON_DAYS,
        scale=_scale(span, atlas.today) if span and atlas.today else None,
        groups=groups,
    )


def _reviewed(entity: Journey | Persona, kind: str, atlas: Atlas) -> tuple[State, Row]:
    review = review_of(entity, atlas)
    return review.state, Row(
        target=target_of(entity),
        kind=kind,
        mark=atlas.persona_mark(entity.id) if isinstance(entity, Persona) else None,
        icon="",
        owner=entity.owner,
        since=review.reviewed,
        until=review.due,
        days=review.days_left,
        line=None,
    )


def _gathered(evidence: Evidence, atlas: Atlas) -> tuple[State, Row]:
    days = (evidence.expires - atlas.today).days if evidence.expires and atlas.today else None
    state: State = "no-end" if evidence.expires is None else "unknown"
    if days is not None:
        state = "overdue" if days < 0 else "due" if days <= DUE_SOON_DAYS else "in-time"
    return state, Row(
        target=target_of(evidence),
        kind="evidence",
        mark=None,
        icon=evidence.kind,
        owner=evidence.owner,
        since=evidence.date,
        until=evidence.expires,
        days=days,
        line=None,
    )


def _lateness(row: Row) -> tuple[date, date]:
    return row.until or date.max, row.since or date.min


Span = tuple[date, date]


def _span(rows: Iterable[Row], today: date | None) -> Span | None:
    if today is None:
        return None
    days = [day for row in rows for day in (row.since, row.until) if day is not None]
    first = max(min([*days, today - timedelta(LEAST_DAYS)]), today - timedelta(SPAN_DAYS))
    last = min(max([*days, today + timedelta(LEAST_DAYS)]), today + timedelta(SPAN_DAYS))
    return first, last


def _x(day: date, span: Span) -> float:
    first, last = span
    return round(MARGIN + (WIDTH - 2 * MARGIN) * (day - first).days / (last - first).days, 1)


def _with_line(row: Row, span: Span | None, today: date | None) -> Row:
    if span is None or today is None or (row.since is None and row.until is None):
        return row
    first, last = span
    since, until = row.since or first, row.until or last
    left, right = (_x(min(max(day, first), last), span) for day in (since, until))
    late_from = _x(max(until, first), span) if until < today else 0.0
    line = Line(
        since_x=left if row.since is not None and first <= row.since <= last else None,
        until_x=right if row.until is not None and first <= row.until <= last else None,
        x=left,
        width=round(max(0.0, right - left), 1),
        late_x=late_from,
        late_width=round(_x(today, span) - late_from, 1) if until < today else 0.0,
    )
    return Row(
        target=row.target, kind=row.kind, mark=row.mark, icon=row.icon, owner=row.owner,
        since=row.since, until=row.until, days=row.days, line=line,
    )  # fmt: skip


def _scale(span: Span, today: date) -> Scale:
    """Years stand after their lines; today before its own, unless a year is in the way there."""
    first, last = span
    quarters = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    at = {day: _x(day, span) for day in quarters if first <= day <= last}
    today_x = _x(today, span)
    years = [x for day, x in at.items() if day.month == 1]
    is_left = today_x > TODAY_WIDTH and not any(0 <= today_x - x < TODAY_WIDTH + YEAR_WIDTH for x in years)
    taken = (today_x - TODAY_WIDTH, today_x) if is_left else (today_x, today_x + TODAY_WIDTH)

    def label(day: date, x: float) -> str:
        is_free = x + YEAR_WIDTH <= taken[0] or x >= taken[1]
        return str(day.year) if day.month == 1 and is_free and x + YEAR_WIDTH <= WIDTH else ""

    return Scale(
        width=WIDTH,
        height=HEIGHT,
        middle_y=MIDDLE_Y,
        today_x=today_x,
        today_label_x=today_x - 3 if is_left else today_x + 3,
        is_today_left=is_left,
        ticks=tuple(Tick(x=x, label_x=x + 3, label=label(day, x)) for day, x in at.items()),
    )


VIEW = View(name="freshness", scope=Scope.SITE, compute=compute, section="evidence", optional=True)
