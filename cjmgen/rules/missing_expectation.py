"""A stage does not say what people expect of it.

Why it matters
    Satisfaction is what happens measured against what was expected. Without the expectation nobody
    can tell a poor step from one that is merely plain.

What to do
    Add ``expectations`` to the stage, or ``expectation`` to one of its steps.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        for stage in journey.stages:
            # A stage without steps has its own remark (L103); one is enough.
            if stage.steps and not stage.expectations and not any(step.expectation for step in stage.steps):
                yield Diagnostic(
                    RULE.code,
                    f'nothing is said about what people expect of "{stage.name}"',
                    stage.origin.child("name"),
                    severity=RULE.severity,
                    hint='add "expectations" to the stage, or "expectation" to a step',
                )


RULE = Rule(code="L107", name="missing-expectation", check=check, severity=Severity.INFO)
