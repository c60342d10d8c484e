"""A step uses a touchpoint that is retired.

Why it matters
    A map of today that leads through a place that is gone is wrong; a map of tomorrow that does was
    drawn before the decision.

What to do
    Change the step's ``touchpoint``, or archive the map if it is history.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Related, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        for step in journey.steps:
            if step.touchpoint is not None and step.touchpoint.status == "retired":
                yield Diagnostic(
                    RULE.code,
                    f'"{step.name}" uses "{step.touchpoint.name}", which is retired',
                    step.origin.child("touchpoint"),
                    severity=RULE.severity,
                    related=(Related(step.touchpoint.origin.child("status"), "it is retired here"),),
                )


RULE = Rule(code="L301", name="retired-touchpoint", check=check, severity=Severity.WARNING)
