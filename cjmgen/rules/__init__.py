"""One module a rule: what is legal, but poor, and what to do about it."""

from __future__ import annotations

from cjmgen.rules import (
    changed_since_approval,
    claims_without_evidence,
    crowded_map,
    empty_journey,
    empty_stage,
    metric_without_points,
    missing_expectation,
    missing_scope,
    numbers_without_voices,
    organisation_voice,
    outdated_translation,
    overdue_review,
    ownerless_journey,
    retired_touchpoint,
    silent_pain,
    single_channel,
    stale_evidence,
    unclaimed_pain,
    unknown_rule,
    unpaired_future,
    unproven_approval,
    unused_touchpoint,
    voices_without_numbers,
)
from cjmgen.rules.base import Rule

__all__ = ["RULES", "Rule", "explain"]

RULES: tuple[Rule, ...] = (
    ownerless_journey.RULE,
    overdue_review.RULE,
    empty_stage.RULE,
    unused_touchpoint.RULE,
    missing_scope.RULE,
    crowded_map.RULE,
    missing_expectation.RULE,
    empty_journey.RULE,
    changed_since_approval.RULE,
    unproven_approval.RULE,
    silent_pain.RULE,
    unclaimed_pain.RULE,
    retired_touchpoint.RULE,
    single_channel.RULE,
    organisation_voice.RULE,
    unpaired_future.RULE,
    outdated_translation.RULE,
    claims_without_evidence.RULE,
    numbers_without_voices.RULE,
    voices_without_numbers.RULE,
    stale_evidence.RULE,
    metric_without_points.RULE,
)
"""In order of their codes."""


def explain(code_or_name: str) -> str | None:
    """Why a rule matters and what to do; ``None`` if there is no such rule."""
    wanted = code_or_name.strip().lower()
    if wanted in (unknown_rule.CODE.lower(), unknown_rule.NAME):
        return (unknown_rule.__doc__ or "").strip()
    return next((rule.explanation for rule in RULES if wanted in (rule.code.lower(), rule.name)), None)
