"""Diagnostics as GitHub workflow commands: annotations beside the lines of a pull request.

The runner obeys every line that begins with ``::``.  Content gets nowhere near one:
line breaks and the characters that part a command's fields are encoded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.diagnostics.text import visible
from cjmgen.source import Origin, Span

SpanOf = Callable[[Origin], Span]

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(diagnostic: Diagnostic, span_of: SpanOf) -> str:
    """One command, without a line break at the end."""
    span = span_of(diagnostic.origin)
    fields = [f"file={_field(diagnostic.origin.path)}", f"line={span.line}", f"col={span.column}"]
    fields.append(f"endLine={span.end_line}")
    if span.end_line == span.line and span.end_column > span.column:
        fields.append(f"endColumn={span.end_column}")
    fields.append(f"title={_field(diagnostic.code)}")
    lines = [diagnostic.message]
    if diagnostic.hint is not None:
        lines.append(f"hint: {diagnostic.hint}")
    for related in diagnostic.related:
        there = span_of(related.origin)
        lines.append(f"see {related.origin.path}:{there.line}:{there.column}: {related.message}")
    message = "%0A".join(_message(line) for line in lines)
    return f"::{_COMMANDS[diagnostic.severity]} {','.join(fields)}::{message}"


def _message(text: str) -> str:
    """Percent signs first: they are what the encoding is made of."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
