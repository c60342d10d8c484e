"""A whole journey happens in one channel.

Why it matters
    Hardly anybody stays in one: people ask friends, search, call, drop in. A map with one channel
    often shows the organisation's part instead of the customer's way.

What to do
    Ask what happens before, after and beside it, and add those steps. Detailed maps (``level`` L2
    and L3) may keep to one channel and are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule

FEWEST_STEPS = 4
"""Shorter stretches may well stay in one channel."""


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        channels = [step.channel for step in journey.steps if step.channel is not None]
        is_detail = journey.level is not None and journey.level >= 2
        if not is_detail and len(channels) >= FEWEST_STEPS and len({channel.id for channel in channels}) == 1:
            yield Diagnostic(
                RULE.code,
                f'all steps of "{journey.title}" happen in the channel "{channels[0].name}"',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint="add what happens before, after and beside it",
            )


RULE = Rule(code="L302", name="single-channel", check=check, severity=Severity.INFO)
