"""A journey no longer says what somebody approved.

Why it matters
    A name under a map is a promise: this person looked, and agreed. What was changed afterwards they
    have not seen, and readers cannot tell which part that is.

What to do
    Ask them again, and note it: ``cjmgen approve`` with the journey's id. ``cjmgen diff`` shows what
    changed since. Owner, reviews, status and tags may change without asking.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        if journey.approval is not None and journey.approval.state == "changed":
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" was changed after {journey.approval.by} approved it',
                journey.origin.child("approved_as"),
                severity=RULE.severity,
                hint=f"ask again, then: cjmgen approve {journey.id}",
            )


RULE = Rule(code="L109", name="changed-since-approval", check=check, severity=Severity.WARNING)
