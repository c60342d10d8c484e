"""A journey has numbers but no voices.

Why it matters
    Numbers say how many and how often, not why. A long visit may be interest or confusion; only a
    person can tell.

What to do
    Add an interview, an observation, tickets or a usability test to the ``evidence``, or a
    ``quote`` to a step.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.coverage import coverage_of
from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.observed_journeys:
        coverage = coverage_of(journey, atlas)
        if coverage.has_numbers and not coverage.has_voices:
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" rests on numbers alone; nobody is heard',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint="add evidence in which people are heard, or a quote",
            )


RULE = Rule(code="L402", name="numbers-without-voices", check=check, severity=Severity.INFO)
