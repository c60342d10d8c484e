"""A stage has no steps.

Why it matters
    A stage is a stretch of what somebody lives through. Without steps the map shows a blank and
    hides whether nothing happens there or nobody looked.

What to do
    Add ``steps``, or take the stage out until you know more.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        for stage in journey.stages:
            if not stage.steps:
                yield Diagnostic(
                    RULE.code,
                    f'the stage "{stage.name}" has no steps',
                    stage.origin.child("name"),
                    severity=RULE.severity,
                    hint='add "steps", or remove the stage',
                )


RULE = Rule(code="L103", name="empty-stage", check=check, severity=Severity.WARNING)
