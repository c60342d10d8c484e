"""Ask every rule, and weigh the answers as ``site.yaml`` and the files wish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def findings(
    rules: Iterable[Rule],
    atlas: Atlas,
    severities: Mapping[str, Severity | None],
    ignored: Mapping[str, frozenset[str]],
) -> Iterator[Diagnostic]:
    """What the rules find.

    ``severities`` is by code or name, ``None`` silences a rule; ``ignored`` has, by path,
    the codes and names that say nothing about that file.
    """
    for rule in rules:
        severity = severities.get(rule.code, severities.get(rule.name, rule.severity))
        if severity is None:
            continue
        for found in rule.check(atlas):
            if ignored.get(found.origin.path, frozenset()).isdisjoint((rule.code, rule.name)):
                yield replace(found, severity=severity)
