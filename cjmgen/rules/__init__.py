"""One module a rule: what is legal, but poor, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules import (
    claims_without_evidence,
    crowded_map,
    empty_journey,
    empty_stage,
    metric_without_points,
    missing_expectation,
    missing_scope,
    numbers_without_voices,
    organisation_voice,
    overdue_review,
    ownerless_journey,
    retired_touchpoint,
    silent_pain,
    single_channel,
    stale_evidence,
    unclaimed_pain,
    unknown_rule,
    unpaired_future,
    unused_touchpoint,
    voices_without_numbers,
)
from cjmgen.rules.base import Rule

__all__ = ["RULES", "Rule", "explain", "findings"]

RULES: tuple[Rule, ...] = (
    ownerless_journey.RULE,
    overdue_review.RULE,
    empty_stage.RULE,
    unused_touchpoint.RULE,
    missing_scope.RULE,
    crowded_map.RULE,
    missing_expectation.RULE,
    empty_journey.RULE,
    silent_pain.RULE,
    unclaimed_pain.RULE,
    retired_touchpoint.RULE,
    single_channel.RULE,
    organisation_voice.RULE,
    unpaired_future.RULE,
    claims_without_evidence.RULE,
    numbers_without_voices.RULE,
    voices_without_numbers.RULE,
    stale_evidence.RULE,
    metric_without_points.RULE,
)
"""In order of their codes."""


def findings(
    rules: Iterable[Rule],
    atlas: Atlas,
    severities: Mapping[str, Severity | None],
    lint_ignore: Mapping[str, frozenset[str]],
) -> Iterator[Diagnostic]:
    """What rules find, as the site wants it.

    ``severities`` are by code or name, ``None`` for rules that say nothing; ``lint_ignore`` has, by path, the codes or
    names of rules that say nothing about that file.
    """
    rules = tuple(rules)
    names = {rule.code: rule.name for rule in rules} | {unknown_rule.CODE: unknown_rule.NAME}
    found = [*unknown_rule.unknown_rules((*names, *names.values()), severities, lint_ignore)]
    found += [
        diagnostic
        for rule in rules
        if severities.get(rule.code, severities.get(rule.name, rule.severity)) is not None
        for diagnostic in rule.check(atlas)
    ]
    for diagnostic in found:
        code, name = diagnostic.code, names[diagnostic.code]
        severity = severities.get(code, severities.get(name, diagnostic.severity))
        ignored = lint_ignore.get(diagnostic.origin.path, frozenset())
        if severity is not None and not ignored & {code, name}:
            yield replace(diagnostic, severity=severity)


def explain(code_or_name: str) -> str | None:
    """Why a rule matters and what to do; ``None`` if there is no such rule."""
    wanted = code_or_name.strip().lower()
    if wanted in (unknown_rule.CODE.lower(), unknown_rule.NAME):
        return (unknown_rule.__doc__ or "").strip()
    return next((rule.explanation for rule in RULES if wanted in (rule.code.lower(), rule.name)), None)
