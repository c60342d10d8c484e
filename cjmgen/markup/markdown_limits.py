"""Whether a Markdown text would take the library long.

Some of what the library does takes the square of a text's length: looking for the end
of each bracket, for instance.  Nobody writes such texts but to see what happens.  The
cost is estimated in one pass, on the safe side; a text above it is shown as written.
"""

from __future__ import annotations

import re
from typing import Final

MAX_CHARACTERS: Final = 200_000
MAX_BLOCKS: Final = 8_000
MAX_MARKS: Final = 20_000
"""Characters that begin markup, in one paragraph."""
MAX_BRACKETS: Final = 3_000
MAX_BRACKET_STEPS: Final = 1_000_000
"""Characters between brackets and their ends, walked in Python."""
MAX_COPIED: Final = 30_000_000
"""Characters searched or copied again for each heading or fence of a block."""
MAX_CELLS: Final = 30_000
"""Rows times columns: the library fills up short rows."""
MAX_NESTING: Final = 16

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
_MARK: Final = re.compile(r"[\\`*_<&\[!|]|  \n")


def would_take_long(text: str) -> bool:
    if len(text) > MAX_CHARACTERS:
        return True
    text, copied = _without_fences(text)
    if copied > MAX_COPIED or text.count("[") > MAX_BRACKETS or _NESTED.search(_RULE.sub("", text)):
        return True
    blocks = [block for block in _BLANK_LINES.split(text) if len(block) > 1]
    if len(blocks) > MAX_BLOCKS:
        return True
    steps = 0
    for block in blocks:
        copied += len(block) * len(_BREAK.findall(block))
        steps += _bracket_steps(block) if "[" in block else 0
        if copied > MAX_COPIED or steps > MAX_BRACKET_STEPS:
            return True
        if "|" in block and _cells(block) > MAX_CELLS:
            return True
        if len(block) > MAX_MARKS and len(_MARK.findall(block)) > MAX_MARKS:
            return True
    return False


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


def _cells(block: str) -> int:
    lines = block.split("\n")
    return len(lines) * max(line.count("|") for line in lines)
