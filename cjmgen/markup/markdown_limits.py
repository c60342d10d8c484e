"""Whether a Markdown text would take the library long, and which limit says so.

Some of what the library does takes the square of a text's length: looking for the end
of each bracket, for instance.  Nobody writes such texts but to see what happens.  The
cost is estimated in one pass, on the safe side; a text above it is refused when it is
read, and shown as written wherever it comes from else.  Limits are shares of a text's
length where many short texts would cost as much as a long one: so a megabyte takes
seconds at most, however it is parted (``tests/test_bombs.py``).
"""

from __future__ import annotations

import re
from typing import Final

MAX_CHARACTERS: Final = 1_000_000
MAX_BLOCKS: Final = 8_000
MAX_MARKS: Final = 20_000
"""Characters that begin markup, in one paragraph."""
MAX_BRACKETS: Final = 3_000
MAX_BRACKET_STEPS: Final = 1_000_000
"""Characters between brackets and their ends, walked in Python."""
MAX_OPEN_BRACKETS: Final = 16
"""So many may be open over a text, on average."""
MAX_TICK_STEPS: Final = 250
"""How often each character is passed when the ends of backticks are looked for."""
MAX_COPIED: Final = 30_000_000
"""Characters searched or copied again for each heading or fence of a block."""
MAX_CELLS: Final = 30_000
"""Rows times columns: the library fills up short rows."""
MAX_NESTING: Final = 16
SHORT: Final = 16
"""Characters; a text as short as this is never long."""
LONG: Final = 4_000
"""Characters; in a shorter text only brackets, backticks, tables and nesting can be too much."""

_FENCE: Final = re.compile(r"^(`{3,}|~{3,})", re.MULTILINE)
_BARE_FENCE: Final = re.compile(r"^(`{3,}|~{3,})[ ]*$", re.MULTILINE)
_BLANK_LINES: Final = re.compile(r"\n[ \t]*(?=\n)")
_NESTING: Final = r"(?:>|[-+*][ \t]|\d{1,9}\.[ \t])"
_NESTED: Final = re.compile(
    rf"^(?:[ \t]*{_NESTING}){{{MAX_NESTING},}}|^(?:[ ]{{{4 * MAX_NESTING}}}|[ ]*\t{{{MAX_NESTING}}})[ \t]*{_NESTING}",
    re.MULTILINE,
)
_RULE: Final = re.compile(r"^[ ]{0,3}(?:(?:-[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})$", re.MULTILINE)
_BREAK: Final = re.compile(r"^ {0,3}(?:#|[-=]+ *$|(?:[-*_] {0,2}){3,}$|\[|>|[-+*] |\d+\.)", re.MULTILINE)
_BRACKET: Final = re.compile(r"\\.|\[|\]\(?|[()]", re.DOTALL)
_TICKS: Final = re.compile(r"`+")
MARK: Final = re.compile(r"[\\`*_<&\[!|]|  \n")
"""What begins markup within a line."""


def would_take_long(text: str) -> bool:
    return limit_passed(text) is not None


def limit_passed(text: str) -> str | None:
    """What a text has too much of, for people; ``None`` if it is fine."""
    if len(text) <= SHORT or (len(text) < LONG and _is_plain(text)):
        return None
    if len(text) > MAX_CHARACTERS:
        return f"is longer than {MAX_CHARACTERS:,} characters"
    text, copied = _without_fences(text)
    if copied > MAX_COPIED:
        return "has too many fences of code for its length"
    if text.count("[") > MAX_BRACKETS:
        return f"has more than {MAX_BRACKETS:,} opening brackets"
    if _NESTED.search(_RULE.sub("", text)):
        return f"has lists or quotes more than {MAX_NESTING} levels deep"
    blocks = [block for block in _BLANK_LINES.split(text) if len(block) > 1]
    if len(blocks) > MAX_BLOCKS:
        return f"has more than {MAX_BLOCKS:,} paragraphs"
    copied += sum(len(block) * len(_BREAK.findall(block)) for block in blocks)
    if copied > MAX_COPIED:
        return "has too many headings, items or rules in one paragraph"
    return _inline_limit_passed(blocks, len(text))


def _is_plain(text: str) -> bool:
    """Has too few signs to pass any limit: true of most texts, and quickly said."""
    if "|" in text or text.count("[") > MAX_NESTING or text.count("`") > MAX_NESTING or "    " in text or "\t" in text:
        return False
    return sum(map(text.count, ">-+*.")) < MAX_NESTING


def _inline_limit_passed(blocks: list[str], length: int) -> str | None:
    steps = ticks = 0
    for block in blocks:
        if "[" in block:
            steps += _bracket_steps(block)
            if steps > min(MAX_BRACKET_STEPS, MAX_OPEN_BRACKETS * length):
                return "has too many brackets that are left open, or stand in each other"
        if "`" in block:
            ticks += _tick_steps(block)
            if ticks > MAX_TICK_STEPS * length:
                return "has too many backticks that are left open"
        if "|" in block and _cells(block) > MAX_CELLS:
            return f"has a table of more than {MAX_CELLS:,} cells"
        if len(block) > MAX_MARKS and len(MARK.findall(block)) > MAX_MARKS:
            return f"has more than {MAX_MARKS:,} signs of markup in one paragraph"
    return None


def _without_fences(text: str) -> tuple[str, int]:
    """The text without fenced code, and how many characters are searched for ends of fences."""
    if "```" not in text and "~~~" not in text:
        return text, 0
    last = {found.group(1): found.start() for found in _BARE_FENCE.finditer(text)}
    kept: list[str] = []
    at = searched = 0
    while (opening := _FENCE.search(text, at)) is not None:
        fence = opening.group(1)
        kept.append(text[at : opening.end()])
        at = opening.end()
        if last.get(fence, -1) < at:
            searched += len(text) - at
        else:
            closing = re.compile(rf"^{fence}[ ]*$", re.MULTILINE).search(text, at)
            searched += len(text)
            at = closing.end() if closing is not None else at
        if searched > MAX_COPIED:
            break
    return "".join((*kept, text[at:])), searched


def _bracket_steps(block: str) -> int:
    """Characters from each opening bracket to its end, or to the end of the block if it has none."""
    length = len(block)
    square: list[int] = []
    round_: list[int] = []
    steps = 0
    for found in _BRACKET.finditer(block):
        mark, at = found.group(), found.start()
        if mark == "[":
            square.append(at)
        elif mark[0] == "]":
            steps += at - square.pop() if square else 0
            if mark == "](":
                round_.append(at)
        elif mark == "(" and round_:
            round_.append(at)
        elif mark == ")" and round_:
            steps += at - round_.pop()
    return steps + sum(length - at for at in square) + sum(length - at for at in round_)


def _tick_steps(block: str) -> int:
    """Characters passed from backticks without a partner to the end of the block, again after each code span."""
    runs = [found.span() for found in _TICKS.finditer(block)]
    later: dict[int, list[int]] = {}
    for place in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[place][1] - runs[place][0], []).append(place)
    passed = spans = at = 0
    while at < len(runs):
        start, end = runs[at]
        same = later[end - start]
        while same[-1] < at:
            same.pop()
        if len(same) > 1:
            spans += 1
            at = same[-2] + 1
        else:
            passed += (end - start) * (len(block) - start)
            at += 1
    return passed * (1 + spans)


def _cells(block: str) -> int:
    lines = block.split("\n")
    return len(lines) * max(line.count("|") for line in lines)
