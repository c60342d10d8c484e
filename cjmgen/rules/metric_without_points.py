"""A metric was never measured.

Why it matters
    A metric without a point is a plan. On a map it reads like knowledge, and a target without a
    start cannot be missed.

What to do
    Add ``points``, or a snapshot under ``content/data/``; else remove the metric until it is
    measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for metric in atlas.site.metrics:
        if not metric.points:
            yield Diagnostic(
                RULE.code,
                f'"{metric.name}" has no points',
                metric.origin.child("name"),
                severity=RULE.severity,
                hint='add "points"',
            )


RULE = Rule(code="L405", name="metric-without-points", check=check, severity=Severity.INFO)
