"""A map is too large to be read at a glance.

Why it matters
    People take in a journey as a short story. Beyond twenty steps or seven stages the line is lost,
    on a screen and on the wall.

What to do
    Split it: give a stretch a journey of its own and open it from one step (``journey:``), or put
    it on a lower ``level``. Keep here what decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule

MOST_STEPS = 20
MOST_STAGES = 7


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        steps, stages = len(journey.steps), len(journey.stages)
        if steps > MOST_STEPS or stages > MOST_STAGES:
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" has {steps} steps in {stages} stages',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint=f"make a part a journey of its own; {MOST_STEPS} steps and {MOST_STAGES} stages read well",
            )


RULE = Rule(code="L106", name="crowded-map", check=check, severity=Severity.INFO)
