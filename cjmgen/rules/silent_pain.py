"""A step hurts, but nobody wrote down why.

Why it matters
    A dip in the emotion curve starts a conversation. Without a pain the reader of the map cannot
    tell what to fix.

What to do
    Add ``pains`` to the step. If the emotion was given by hand and is too dark, raise it above -1;
    if it was computed, look at the evidence behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.emotion import lowest_emotion
from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule

THRESHOLD = -1.0
"""Emotions at or below this value need a reason."""


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        for step in journey.steps:
            if step.pains or (lowest := lowest_emotion(journey, step, atlas)) is None or lowest[0] > THRESHOLD:
                continue
            yield Diagnostic(
                RULE.code,
                f'"{step.name}" feels like {lowest[0]:+.1f} but lists no pain',
                step.origin,
                severity=RULE.severity,
                hint='add "pains"',
            )


RULE = Rule(code="L201", name="silent-pain", check=check, severity=Severity.WARNING)
