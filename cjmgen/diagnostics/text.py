"""Diagnostics for people: a line to click, the text that is wrong, what to do.

Whatever comes from a file is made harmless first: a terminal obeys control
characters, and some of Unicode's change the order text is shown in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.source import Origin, Span

SpanOf = Callable[[Origin], Span]
SourceTextOf = Callable[[str], str | None]
"""A file's text by its path; ``None`` if it cannot be read."""

MAX_COLUMNS: Final = 100
"""Width of an excerpt, in character cells."""
CONTEXT_COLUMNS: Final = 30
"""What is kept before the mistake when a line is too long."""
TAB_COLUMNS: Final = 4
MAX_MESSAGE: Final = 2_000

_COLOURS: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_BOLD, _FAINT = "1", "2"
_REORDERING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT: Final = frozenset("\u3000\u00a0\u200c\u200d")
"""A wide space, a firm space, and the joiners that scripts and emoji need."""
_UNSEEN: Final = frozenset("\u200b\u2060\ufeff")


def render(diagnostic: Diagnostic, source_text_of: SourceTextOf, span_of: SpanOf, colour: bool = False) -> str:
    """One diagnostic as lines of text, without a line break at the end."""
    paint = _paint if colour else _plain
    tone = _COLOURS[diagnostic.severity]
    span = span_of(diagnostic.origin)
    label = f"{diagnostic.severity.value}[{diagnostic.code}]"
    place = f"{visible(diagnostic.origin.path)}:{span.line}:{span.column}:"
    lines = [f"{place} {paint(label, tone)} {paint(visible(diagnostic.message[:MAX_MESSAGE]), _BOLD)}"]
    gutter = ""
    found = excerpt(diagnostic.origin, span, source_text_of)
    if found is not None:
        shown, carets = found
        gutter = " " * (len(str(span.line)) - 1)
        lines.append(paint(f"{gutter}  |", _FAINT))
        lines.append(f"{paint(f'{span.line} |', _FAINT)} {shown}".rstrip())
        indent = carets[: len(carets) - len(carets.lstrip())]
        lines.append(f"{paint(f'{gutter}  |', _FAINT)} {indent}{paint(carets.lstrip(), tone)}")
    notes = [f"hint: {diagnostic.hint}"] if diagnostic.hint is not None else []
    for related in diagnostic.related:
        there = span_of(related.origin)
        notes.append(f"see {related.origin.path}:{there.line}:{there.column}: {related.message}")
    lines += [f"{gutter}  {paint('=', _FAINT)} {visible(note[:MAX_MESSAGE])}" for note in notes]
    return "\n".join(lines)


def visible(text: str) -> str:
    """The text on one line, with everything a terminal would obey or not show written out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def cells(text: str) -> int:
    """How many character cells a terminal gives a text."""
    return len(text) if text.isascii() else sum(_cells_of(character) for character in text)


def excerpt(origin: Origin, span: Span, source_text_of: SourceTextOf) -> tuple[str, str] | None:
    """The line a span begins in, and the carets below it; ``None`` if the file as a whole is meant."""
    if not origin.keys and origin.span is None:
        return None
    text = source_text_of(origin.path)
    if text is None:
        return None
    line = _line(text, span.line)
    if line is None:
        return None
    start = min(max(span.column - 1, 0), len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    # Nothing that far to the right or left is shown: a line may be megabytes long.
    cut = max(0, start - MAX_COLUMNS)
    line, start, end = line[cut : start + 2 * MAX_COLUMNS], start - cut, max(end, start) - cut
    before, wrong, after = _cut(line, start, end, is_cut=cut > 0)
    return f"{before}{wrong}{after}", " " * cells(before) + "^" * max(cells(wrong), 1)


def _line(text: str, number: int) -> str | None:
    """A line without its end, found without splitting all of the text."""
    at = 0
    for _ in range(number - 1):
        at = text.find("\n", at) + 1
        if at == 0:
            return None
    end = text.find("\n", at)
    return (text[at:] if end == -1 else text[at:end]).rstrip("\r")


def _cut(line: str, start: int, end: int, *, is_cut: bool) -> tuple[str, str, str]:
    """What stands before, in and after the span, shown and no wider than an excerpt."""
    before = _expanded(line[:start], 0)
    wrong = _expanded(line[start:end], cells(before))
    after = _expanded(line[end:], cells(before + wrong))
    if is_cut or cells(before + wrong + after) > MAX_COLUMNS:
        if is_cut or cells(before) > CONTEXT_COLUMNS:
            before = "…" + _last_cells(before, CONTEXT_COLUMNS)
        room = MAX_COLUMNS - cells(before)
        if cells(wrong) > room:
            return before, _first_cells(wrong, room - 1), "…"
        if cells(wrong + after) > room:
            after = _first_cells(after, max(room - cells(wrong) - 1, 0)) + "…"
    return before, wrong, after


def _expanded(text: str, column: int) -> str:
    """The text as it is shown: tabs as spaces, everything else that moves the cursor written out."""
    made: list[str] = []
    for character in text:
        shown = " " * (TAB_COLUMNS - column % TAB_COLUMNS) if character == "\t" else _shown(character)
        made.append(shown)
        column += cells(shown)
    return "".join(made)


def _shown(character: str) -> str:
    if character.isprintable() and character not in _UNSEEN:
        return character
    if character == "\n":
        return "\\n"
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Cf" and character not in _REORDERING and character not in _UNSEEN:
        return ""
    return f"\\u{ord(character):04x}" if ord(character) > 0xFF else f"\\x{ord(character):02x}"


def _cells_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _first_cells(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += _cells_of(character)
        if used > width:
            return text[:index]
    return text


def _last_cells(text: str, width: int) -> str:
    kept = _first_cells(text[::-1], width)[::-1]
    return kept.lstrip("\u200d")


def _paint(text: str, tone: str) -> str:
    return f"\x1b[{tone}m{text}\x1b[0m"


def _plain(text: str, tone: str) -> str:
    return text
