"""What differs between two texts, short enough for a line."""

from __future__ import annotations

import re

from cjmgen.markup.markdown import plain_text

MOST = 110
"""Characters; more is cut."""
AROUND = 24
"""Characters that are kept before the first difference."""
CUT = "…"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"\*\*|`|^#+ |^> ", re.MULTILINE)
_SPACE = re.compile(r"\s+")


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both as plain words on one line, from shortly before the first difference."""
    first, second = _words(before), _words(after)
    if len(first) <= MOST and len(second) <= MOST:
        return first, second
    same = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    start = _word_start(first, max(0, same - AROUND)) if second else 0
    return _cut(first, start), _cut(second, start)


def _words(text: str) -> str:
    """Prose is long, and only a stretch of it is shown: its markup is passed over, not understood."""
    if "\n" not in text:
        return plain_text(text)
    return _SPACE.sub(" ", _SIGNS.sub("", _LINK.sub(r"\1", text))).strip()


def _word_start(text: str, at: int) -> int:
    """The beginning of the word at a place; the place itself in a script without spaces."""
    space = text.rfind(" ", max(0, at - AROUND), at + 1)
    return at if space < 0 else space + 1


def _cut(text: str, start: int) -> str:
    head = CUT if start else ""
    rest = text[start:]
    return head + (rest if len(rest) <= MOST else rest[: MOST - 1].rstrip() + CUT)
