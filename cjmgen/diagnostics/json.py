"""Diagnostics for editors and programs: a list of objects, one a diagnostic."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from cjmgen.diagnostics import Diagnostic
from cjmgen.diagnostics.catalogue import code_named
from cjmgen.source import Origin, Span

SpanOf = Callable[[Origin], Span]


def render(diagnostics: Iterable[Diagnostic], span_of: SpanOf) -> str:
    """JSON text, ending with a line break."""
    return json.dumps(as_objects(diagnostics, span_of), ensure_ascii=False, indent=2) + "\n"


def as_objects(diagnostics: Iterable[Diagnostic], span_of: SpanOf) -> list[dict[str, object]]:
    """Plain values; lines and columns count from 1, in characters, and the end is exclusive."""
    return [_object(diagnostic, span_of) for diagnostic in diagnostics]


def _object(diagnostic: Diagnostic, span_of: SpanOf) -> dict[str, object]:
    code = code_named(diagnostic.code)
    return {
        **_place(diagnostic.origin, span_of),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "name": code.name if code is not None else None,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "related": [{**_place(related.origin, span_of), "message": related.message} for related in diagnostic.related],
    }


def _place(origin: Origin, span_of: SpanOf) -> dict[str, object]:
    span = span_of(origin)
    return {
        "path": origin.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
