"""A journey or a persona was not reviewed in time.

Why it matters
    People, offers and numbers change. Readers cannot see from a map that the world has moved on; a
    date they can trust tells them.

What to do
    Review it and set ``reviewed`` to the day you did. A ``review_by`` that has been met no longer
    counts; without one the next review is due after the site's ``review_days``.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.model import Journey, Persona
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    entities: tuple[Journey | Persona, ...] = (*atlas.active_journeys, *atlas.site.personas)
    for entity in entities:
        review = review_of(entity, atlas)
        if review.state != "overdue":
            continue
        name = entity.title if isinstance(entity, Journey) else entity.name
        yield Diagnostic(
            RULE.code,
            f'the review of "{name}" was due on {review.due}',
            entity.origin.child("review_by" if review.due == entity.review_by else "reviewed"),
            severity=RULE.severity,
            hint='review it and set "reviewed"',
        )


RULE = Rule(code="L102", name="overdue-review", check=check, severity=Severity.WARNING)
