"""A journey has voices but no numbers.

Why it matters
    A strong quote is remembered whether it stands for one person or for most. A number says how
    common it is.

What to do
    Add a survey, analytics or another count to the ``evidence``, or ``metrics`` to a step, a stage
    or the journey.
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
        if coverage.has_voices and not coverage.has_numbers:
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" rests on voices alone; nothing is counted',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint="add a survey, analytics, or a metric",
            )


RULE = Rule(code="L403", name="voices-without-numbers", check=check, severity=Severity.INFO)
