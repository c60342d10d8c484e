"""A journey does not say what it covers.

Why it matters
    Every map leaves something out. Where it says so, readers neither look for what was never meant
    to be there nor take its absence for a finding.

What to do
    Add ``scope`` with ``in``, ``out`` or both: a few words each.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for journey in atlas.active_journeys:
        if not journey.scope_in and not journey.scope_out:
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" does not say what it covers and what it leaves out',
                journey.origin.child("title"),
                severity=RULE.severity,
                hint='add "scope: {in: …, out: …}"',
            )


RULE = Rule(code="L105", name="missing-scope", check=check, severity=Severity.INFO)
