"""Evidence has expired but is still relied on.

Why it matters
    Somebody set the day after which it should not be trusted. From then on every claim that names
    it looks better founded than it is.

What to do
    Repeat the research and name the new evidence, move ``expires`` if it still holds, or take it
    out of what names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.freshness import is_expired
from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for evidence in atlas.site.evidence:
        if not is_expired(evidence, atlas):
            continue
        if atlas.uses_of("evidence", evidence.id) or evidence.ratings:
            yield Diagnostic(
                RULE.code,
                f'"{evidence.title}" expired on {evidence.expires} but is still relied on',
                evidence.origin.child("expires"),
                severity=RULE.severity,
                hint='repeat the research, or move "expires" if it still holds',
            )


RULE = Rule(code="L404", name="stale-evidence", check=check, severity=Severity.WARNING)
