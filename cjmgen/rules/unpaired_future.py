"""A future map has no current one beside it.

Why it matters
    A future is worth what it changes. Without the current map readers cannot see the difference,
    and no curve can be laid over the other.

What to do
    Name the current journey in ``pairs_with``. If there is none yet, draw it first.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        if journey.state != "future":
            continue
        partner = atlas.partner_of(journey)
        if partner is None or partner.state == "future":
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" shows a future, but no current journey pairs with it',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint='add "pairs_with"',
            )


RULE = Rule(code="L304", name="unpaired-future", check=check, severity=Severity.INFO)
