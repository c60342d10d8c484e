"""A pain of high severity has no opportunity.

Why it matters
    What hurts most and is picked up by nobody is the first thing a map should tell its
    organisation, and the last thing it should lose.

What to do
    Name an opportunity in the pain's ``opportunities``, or the pain in an opportunity's ``pains``.
    If it was looked at and turned down, say so with an opportunity whose ``status`` is ``dropped``.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.gaps import is_unclaimed
from cjmgen.analysis.index import Atlas, pains_of
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.observed_journeys:
        for found in pains_of(journey):
            if found.pain.severity == "high" and is_unclaimed(found.pain):
                yield Diagnostic(
                    RULE.code,
                    f'no opportunity picks up "{found.pain.text}"',
                    found.pain.origin,
                    severity=RULE.severity,
                    hint='add "opportunities" to the pain',
                )


RULE = Rule(code="L202", name="unclaimed-pain", check=check, severity=Severity.WARNING)
