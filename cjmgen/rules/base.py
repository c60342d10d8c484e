"""What a rule is: a code, a name, and a pure function that finds what is legal but poor.

A rule looks at an ``Atlas`` rather than at a bare ``Site``: it needs reverse look-ups, and the day
that says whether something is late.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    code: str
    """From ``diagnostics.catalogue``."""
    name: str
    """Says what is wrong: "silent-pain"."""
    check: Callable[[Atlas], Iterator[Diagnostic]]
    severity: Severity = Severity.WARNING
    """Of what it finds, unless ``site.yaml`` says otherwise: a warning only where most would agree."""

    @property
    def explanation(self) -> str:
        """Why it matters and what to do: the docstring of the rule's module."""
        return (sys.modules[self.check.__module__].__doc__ or "").strip()
