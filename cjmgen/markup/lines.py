"""Offsets in a text to lines and columns, and back.

Offsets count characters from 0; lines and columns count from 1.  Only ``\\n`` ends a
line, as in editors: YAML's own idea of a line break (it knows five) is not used.
"""

from __future__ import annotations

from bisect import bisect_right

from cjmgen.source import Span


class Lines:
    """The lines of one text, which may be a stretch of a longer one."""

    def __init__(self, text: str, *, line_offset: int = 0) -> None:
        self._length = len(text)
        self._line_offset = line_offset
        self._starts = [0]
        at = text.find("\n")
        while at != -1:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; one past the end stands for the end."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset)
        return line + self._line_offset, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        return Span(*self.place(start), *self.place(max(start, end)))

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; a place outside of the text is moved to its nearest end."""
        line -= self._line_offset
        if line < 1:
            return 0
        if line > len(self._starts):
            return self._length
        return min(self._starts[line - 1] + column - 1, self._length)

    def end_of_line(self, offset: int) -> int:
        """Where the line an offset is in ends, before its line break."""
        line = bisect_right(self._starts, offset)
        return self._starts[line] - 1 if line < len(self._starts) else self._length
