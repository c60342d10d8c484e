"""Nobody answers for a journey.

Why it matters
    A map without an owner is nobody's to keep true: remarks go unheard, and it ages until people
    stop trusting it.

What to do
    Give the journey an ``owner``, or the ``team`` that answers for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        if journey.owner is None and journey.team is None:
            yield Diagnostic(
                RULE.code,
                f'nobody owns "{journey.title}"',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint='add "owner" or "team"',
            )


RULE = Rule(code="L101", name="ownerless-journey", check=check, severity=Severity.WARNING)
