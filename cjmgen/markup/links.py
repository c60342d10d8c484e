"""Links and images in Markdown source, with their places.

Finds inline links and images, reference definitions and autolinks, and passes over
code and escaped brackets.  One pass, linear in the text, whatever the text is; what is
drawn on a page is decided by ``markup.markdown``, which asks about each target again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cjmgen.markup.markdown_limits import would_take_long

KINDS: Final = frozenset(
    {
        "asset", "channel", "device", "evidence", "journey", "metric", "opportunity", "page", "persona", "solution",
        "stage", "step", "system", "team", "touchpoint",
    }
)  # fmt: skip
"""What a link of our own may lead to: ``touchpoint:help-line``."""

MAX_TARGET: Final = 2_000
"""Characters; a longer target is text.  Without an end, each bracket could ask for the rest of the file."""

LONG: Final = 20_000
"""Characters; a shorter text is looked through whatever it holds."""

_SCHEME: Final = re.compile(r"[^/?#]*?:")
_WEB: Final = re.compile(r"https?://[^/\\?#\s]", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_LISTED: Final = re.compile(r"( *)(?:[-+*]|\d{1,9}\.)(?:[ \t]+|$)")
_QUOTED: Final = re.compile(r"(?: {0,3}> ?)+")
_FENCE: Final = re.compile(r" *(`{3,}(?=[^`]*$)|~{3,})")
_FENCE_END: Final = re.compile(r" *(`{3,}|~{3,})[ \t]*$")
_DEFINITION: Final = re.compile(r"[ ]{0,3}\[([^\[\]]{1,500})\]:[ \t]*\n?[ \t]*(<[^<>\n]{1,2000}>|[^\s<>]{1,2000})")
_TOKEN: Final = re.compile(
    r"\\.|`+|!?\[|\]|<(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://[^<>]{0,2000}|[^<>\s@!]{1,200}@[^<>\s@]{1,200})>", re.DOTALL
)
_TITLED: Final = re.compile(
    r"""\(\s{0,9}(<[^<>\n]{0,2000}>|[^\s()<>]{0,2000})\s{1,9}(?:"[^"]{0,500}"|'[^']{0,500}')\s{0,9}\)"""
)
_PARENTHESIS: Final = re.compile(r"(?<!\\)[()]")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")


@dataclass(frozen=True, slots=True)
class FoundLink:
    target: str
    """Where it leads, entities and escapes read: what ``markup.markdown`` asks its ``LinkFn`` for."""
    start: int
    """Where the target is written; the end is exclusive."""
    end: int
    is_image: bool = False


def unsafe_target(target: str, is_image: bool = False) -> bool:
    """Whether a target may not be linked to: no relative address, web address, mail address or kind of ours.

    An image may not come from another host either.
    """
    target = target.strip("".join(map(chr, range(0x21))))
    if _CONTROL.search(target) or target[:2].replace("\\", "/") == "//":
        return True
    if (scheme := _SCHEME.match(target)) is None:
        return False
    name = scheme.group()[:-1].lower()
    if name in ("http", "https"):
        return is_image or _WEB.match(target) is None
    if name == "mailto":
        return is_image or len(target) <= len("mailto:")
    return name not in KINDS


def is_external(target: str) -> bool:
    """Whether a safe target is on another host."""
    return _WEB.match(target.strip()) is not None


def read_target(written: str) -> str:
    """A target as it is meant, from how it is written in Markdown."""
    return html.unescape(_ESCAPED.sub(r"\1", written)).strip()


def find_links(markdown: str) -> tuple[FoundLink, ...]:
    """Every link and image, in the order of their targets."""
    if "[" not in markdown and "<" not in markdown:
        return ()
    if len(markdown) > LONG and would_take_long(markdown):
        return ()  # it is shown as written
    found: list[FoundLink] = []
    for start, end in _prose(markdown):
        found.extend(_links_between(markdown, start, end))
    return tuple(found)


def _prose(markdown: str) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines and code blocks."""
    lines = _lines(markdown)
    ends = {found.group(1): number for number, line in enumerate(lines) if (found := _FENCE_END.match(line))}
    fence: str | None = None
    start: int | None = None  # of the stretch that is open
    at = 0
    list_levels = 0
    is_after_blank = True
    for number, line in enumerate(lines):
        here, at = at, at + len(line)
        if fence is not None:
            if (closing := _FENCE_END.match(line)) is not None and closing.group(1) == fence:
                fence = None
            continue
        bare = line.expandtabs(4)
        if (quoted := _QUOTED.match(bare)) is not None:
            bare = bare[quoted.end() :]
        is_blank = not bare.strip()
        indent = len(bare) - len(bare.lstrip(" "))
        if not is_blank and indent == 0 and is_after_blank and _LISTED.match(bare) is None:
            list_levels = 0
        opening = _FENCE.match(bare)
        if opening is not None and ends.get(opening.group(1), -1) > number:
            fence = opening.group(1)
        is_code = is_after_blank and indent >= 4 * (list_levels + 1)
        if is_blank or is_code or fence is not None:
            if start is not None:
                yield start, here
                start = None
            is_after_blank = True
            continue
        if (listed := _LISTED.match(bare)) is not None:
            list_levels = min(len(listed.group(1)) // 4, list_levels) + 1
        if start is None:
            start = here
        is_after_blank = False
    if start is not None:
        yield start, len(markdown)


def _lines(text: str) -> list[str]:
    """Only ``\\n`` ends a line; ``splitlines`` knows ten others."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + lines[-1:]


def _links_between(text: str, start: int, end: int) -> Iterator[FoundLink]:
    """The links of one stretch of prose."""
    at = start
    while (definition := _DEFINITION.match(text, at, end)) is not None:
        yield _found(text, definition.start(2), definition.end(2), False)
        at = text.find("\n", definition.end(), end) + 1 or end
    ticks = _closing_ticks(text, at, end)
    pairs: dict[int, int] | None = None
    open_: list[bool] = []  # brackets that wait for their end: whether each is an image's
    while (token := _TOKEN.search(text, at, end)) is not None:
        at = token.end()
        mark = token.group()
        if mark[0] == "`":
            at = next((after for before, after in ticks.get(len(mark), ()) if before >= at), at)
        elif mark[0] == "<":
            yield _found(text, token.start(), token.end(), False)
        elif mark[-1] == "[" and mark[0] != "\\":
            open_.append(mark[0] == "!")
        elif mark == "]" and open_:
            is_image = open_.pop()
            if not text.startswith("(", at, end):
                continue
            if (titled := _TITLED.match(text, at, end)) is not None:
                yield _found(text, titled.start(1), titled.end(1), is_image)
                at = titled.end()
                continue
            if pairs is None:
                pairs = _parentheses(text, at, end)
            close = pairs.get(at, -1)
            if 0 <= close - at <= MAX_TARGET:
                yield _found(text, at + 1, close, is_image)
                at = close + 1


def _closing_ticks(text: str, start: int, end: int) -> dict[int, Iterator[tuple[int, int]]]:
    """Runs of backticks by their length.  Iterators: what one code span passed over, none comes back to."""
    runs: dict[int, list[tuple[int, int]]] = {}
    for run in re.compile("`+").finditer(text, start, end):
        runs.setdefault(len(run.group()), []).append(run.span())
    return {length: iter(spans) for length, spans in runs.items()}


def _parentheses(text: str, start: int, end: int) -> dict[int, int]:
    """Where each parenthesis that is closed is closed."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for found in _PARENTHESIS.finditer(text, start, end):
        if found.group() == "(":
            open_.append(found.start())
        elif open_:
            pairs[open_.pop()] = found.start()
    return pairs


def _found(text: str, start: int, end: int, is_image: bool) -> FoundLink:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if end - start >= 2 and text[start] == "<" and text[end - 1] == ">":
        start, end = start + 1, end - 1
    target = read_target(text[start:end])
    if "@" in target and ":" not in target and "/" not in target and text[start - 1 : start] == "<":
        target = f"mailto:{target}"
    return FoundLink(target, start, end, is_image)
