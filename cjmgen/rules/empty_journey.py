"""A journey has no stages.

Why it matters
    It is listed, counted and linked to, but whoever opens it finds a title and no map.

What to do
    Add a stage: a file ``01-<stage>.md`` beside ``journey.md`` with a ``name`` and its ``steps``,
    or ``stages`` in the journey's own file. What is only an idea can wait elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        if not journey.stages:
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" has no stages',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint='add a stage: a file "01-<stage>.md" beside it',
            )


RULE = Rule(code="L108", name="empty-journey", check=check, severity=Severity.WARNING)
