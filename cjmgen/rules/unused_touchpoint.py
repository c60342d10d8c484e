"""No step uses a touchpoint.

Why it matters
    Either customers meet it and a map is missing that part, or they do not and it clutters lists
    and search.

What to do
    Name it as the ``touchpoint`` of a step. If it is not there yet or no longer, set its ``status``
    to ``planned`` or ``retired``; else remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for touchpoint in atlas.site.touchpoints:
        if touchpoint.status in ("planned", "retired") or atlas.uses_of("touchpoint", touchpoint.id):
            continue
        yield Diagnostic(
            RULE.code,
            f'no step uses the touchpoint "{touchpoint.name}"',
            touchpoint.origin.child("name"),
            severity=RULE.severity,
            hint="name it in a step, or remove it",
        )


RULE = Rule(code="L104", name="unused-touchpoint", check=check, severity=Severity.INFO)
