"""A setting names a rule that does not exist.

Why it matters
    A misspelt code switches nothing off and nothing on, and nobody notices.

What to do
    Write the code or the name of a rule as it stands in its message: ``L201`` or ``silent-pain``.
    Only rules (codes that begin with L) can be set or ignored; errors cannot.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.source import Origin

CODE = "L305"
NAME = "unknown-rule"
KEYS = {Severity.ERROR: "error", Severity.WARNING: "warn", Severity.INFO: "info", None: "ignore"}


def unknown_rules(
    known: Iterable[str], severities: Mapping[str, Severity | None], lint_ignore: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Of ``lint`` in ``site.yaml`` and ``lint_ignore`` in any file: settings, which no rule sees."""
    names = {CODE, NAME, *known}
    for name, severity in severities.items():
        if name not in names:
            yield _unknown(name, names, Origin("site.yaml", ("lint", KEYS[severity])))
    for path, ignored in sorted(lint_ignore.items()):
        for name in sorted(ignored - names):
            yield _unknown(name, names, Origin(path, ("lint_ignore",)))


def _unknown(name: str, names: Iterable[str], origin: Origin) -> Diagnostic:
    near = difflib.get_close_matches(name, sorted(names), n=1)
    hint = f'did you mean "{near[0]}"?' if near else None
    return Diagnostic(CODE, f'there is no rule "{name}"', origin, severity=Severity.WARNING, hint=hint)
