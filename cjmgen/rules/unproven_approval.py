"""Nobody can tell what somebody approved.

Why it matters
    Where a name stands without a note of what it stands for, a later change goes unseen: the page cannot
    say whether this is the map that was approved.

What to do
    Note it: ``cjmgen approve`` with the journey's id writes a digest of what the map says now as
    ``approved_as``. The page says "not confirmed" until then.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        if journey.approval is not None and journey.approval.state == "unproven":
            yield Diagnostic(
                RULE.code,
                f'nobody noted what of "{journey.title}" {journey.approval.by} approved',
                journey.origin.child("approved_by"),
                severity=RULE.severity,
                hint=f"cjmgen approve {journey.id}",
            )


RULE = Rule(code="L110", name="unproven-approval", check=check, severity=Severity.INFO)
