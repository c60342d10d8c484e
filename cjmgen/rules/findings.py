"""Ask every rule, and weigh the answers as ``site.yaml`` and the files wish; say which wishes name no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules import unknown_rule
from cjmgen.rules.base import Rule


def findings(
    rules: Iterable[Rule],
    atlas: Atlas,
    severities: Mapping[str, Severity | None],
    ignored: Mapping[str, frozenset[str]],
    least: Severity = Severity.INFO,
) -> Iterator[Diagnostic]:
    """What the rules find.

    ``severities`` is by code or name, ``None`` silences a rule; ``ignored`` has, by path,
    the codes and names that say nothing about that file.  Rules that find nothing as bad
    as ``least`` are not asked.
    """
    rules = tuple(rules)
    names = {rule.code: rule.name for rule in rules} | {unknown_rule.CODE: unknown_rule.NAME}
    weights = tuple(Severity)[: tuple(Severity).index(least) + 1]
    asked = (rule for rule in rules if _wanted(rule.code, rule.name, rule.severity, severities) in weights)
    found = [diagnostic for rule in asked for diagnostic in rule.check(atlas)]
    for diagnostic in (*unknown_rule.unknown_rules((*names, *names.values()), severities, ignored), *found):
        code, name = diagnostic.code, names[diagnostic.code]
        severity = _wanted(code, name, diagnostic.severity, severities)
        if severity and ignored.get(diagnostic.origin.path, frozenset()).isdisjoint((code, name)):
            yield replace(diagnostic, severity=severity)


def _wanted(code: str, name: str, usual: Severity, severities: Mapping[str, Severity | None]) -> Severity | None:
    return severities.get(code, severities.get(name, usual))
