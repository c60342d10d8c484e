"""Syntax errors of YAML, said the way an author can act on.

The parser says what *it* expected.  Authors make a handful of mistakes again and
again (a tab, a colon in a sentence, a quote that is never closed); those are named,
with the place where the mistake is rather than where it was noticed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from yaml import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

_CONTROL: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SPECIAL_BEGUN: Final = frozenset(
    {
        "did not find expected alphabetic or numeric character",
        "found undefined tag handle",
        "found unexpected non-alphabetical character",
        "found unknown directive name",
    }
)
"""What the parser says when a special character begins a value that was meant as text."""
_QUOTED_START: Final = re.compile(r"""\s*(?:-\s+)*(?:[^\s:#"'][^:#]*:\s+)?(["'])""")
_GLUED_COLON: Final = re.compile(r"\s*(?:-\s+)*([^\s:\"'{\[#][^:\"'{\[#]*):(?=[^\s:/])")


@dataclass(frozen=True, slots=True)
class Mistake:
    message: str
    start: int
    """Offset of the first wrong character."""
    end: int
    hint: str | None = None


def explain(text: str, error: YAMLError | UnicodeEncodeError) -> Mistake:
    """The mistake behind an error of the parser."""
    if isinstance(error, (ReaderError, UnicodeEncodeError)):
        return _unreadable_character(text)
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Mistake("the YAML cannot be read", 0, 0)
    problem = error.problem or ""
    at = min(error.problem_mark.index, len(text))
    begun = min(error.context_mark.index, len(text)) if error.context_mark is not None else at
    return (
        _tab(text, at)
        or _quote(text, problem, at, begun)
        or _bracket(text, problem, at, begun)
        or _first_character(text, problem, at, begun)
        or _colon(text, problem, at, begun)
        or _dash(text, problem, at)
        or _indentation(text, problem, at)
        or Mistake("the YAML cannot be read here", at, _end_of_word(text, at))
    )


def _unreadable_character(text: str) -> Mistake:
    found = _SURROGATE.search(text) or _CONTROL.search(text)
    at = found.start() if found else 0
    shown = f"U+{ord(text[at]):04X}" if found else "one"
    return Mistake(f"the character {shown} may not be in a text", at, at + 1, "remove it; it cannot be seen")


def _tab(text: str, at: int) -> Mistake | None:
    start = text.rfind("\n", 0, at) + 1
    indent = re.compile(r"[ \t]*").match(text, start)
    assert indent is not None
    tab = text.find("\t", start, indent.end())
    if tab == -1 or at > indent.end():
        return None
    return Mistake("a line is indented with a tab", tab, indent.end(), "indent with spaces")


def _quote(text: str, problem: str, at: int, begun: int) -> Mistake | None:
    if problem in ("found unexpected end of stream", "found unexpected document indicator") and _at(text, begun, "\"'"):
        mark = text[begun]
        if mark == "'" and "'" in text[begun + 1 : _end_of_line(text, begun)]:
            hint = "an apostrophe in text quoted with ' is written twice; or quote with \""
        else:
            hint = f"close it with {mark}"
        return Mistake("a quotation mark is never closed", begun, begun + 1, hint)
    if problem == "found unknown escape character":
        hint = "in text quoted with \" a backslash is written twice; or quote with '"
        return Mistake(f'"{text[at : at + 2]}" has no meaning in quoted text', at, at + 2, hint)
    if problem == "did not find expected key" and at and text[:at].rstrip(" ")[-1:] in ('"', "'"):
        line = text.rfind("\n", 0, at) + 1
        if _QUOTED_START.match(text, line):
            mark = text[:at].rstrip(" ")[-1]
            hint = f"put the whole value in the other kind of quotation marks ({_other(mark)})"
            return Mistake("there is more text after the closing quotation mark", at, _end_of_line(text, at), hint)
    return None


def _bracket(text: str, problem: str, at: int, begun: int) -> Mistake | None:
    if problem in ("did not find expected ',' or ']'", "did not find expected ',' or '}'"):
        opening, closing = text[begun], problem[-2]
        if "\n" not in text[begun:at] and at < len(text):
            hint = "put a comma between the items, or quotes around text that holds one of , : [ ] { } #"
            return Mistake(f'a comma or "{closing}" is missing', at, _end_of_word(text, at), hint)
        hint = f'close it with "{closing}"'
        if " #" in text[begun : _end_of_line(text, begun)]:
            hint = f'{hint}; what follows " #" is a comment unless it is in quotes'
        return Mistake(f'the bracket "{opening}" is never closed', begun, begun + 1, hint)
    if problem == "did not find expected node content" and at >= len(text.rstrip()):
        bracket = max(text.rfind("[", 0, at), text.rfind("{", 0, at))
        if bracket != -1:
            return Mistake(f'the bracket "{text[bracket]}" is never closed', bracket, bracket + 1)
    if _at(text, at, "]}") and problem in ("did not find expected node content", "did not find expected key"):
        return Mistake(f'"{text[at]}" closes nothing', at, at + 1, "remove it, or put the text in quotes")
    return None


def _first_character(text: str, problem: str, at: int, begun: int) -> Mistake | None:
    where = -1
    if problem == "found character that cannot start any token":
        where = at
    elif problem in _SPECIAL_BEGUN or (problem == "did not find expected <document start>" and _at(text, begun, "%")):
        where = begun
    elif problem == "did not find expected comment or line break" and _at(text, begun, "|>"):
        hint = "begin the text on the next line, indented; or put it in quotes"
        return Mistake(f'text follows "{text[begun]}" on the same line', at, _end_of_line(text, at), hint)
    elif problem == "mapping keys are not allowed in this context":
        where = at
    if where == -1 or where >= len(text):
        return None
    return Mistake(f'a value begins with "{text[where]}", which means something else in YAML', where,
                   _end_of_word(text, where), "put the whole value in quotes")  # fmt: skip


def _colon(text: str, problem: str, at: int, begun: int) -> Mistake | None:
    if problem == "mapping values are not allowed in this context":
        line = text.rfind("\n", 0, at) + 1
        before = text[line:at]
        if re.search(r":\s", before):
            return Mistake('a value holds ": ", which ends a key', at, at + 1, "put the whole value in quotes")
        if (glued := _glued_colon_above(text, line)) is not None:
            return glued
        first = line + len(before) - len(before.lstrip(" "))
        hint = "line it up with its neighbours; a key that holds others has nothing else behind its colon"
        return Mistake("this line is indented too far", first, max(at, first + 1), hint)
    if problem == "could not find expected ':'":
        line = text.rfind("\n", 0, begun) + 1
        if (glued := _glued(text, line)) is not None:
            return glued
        end = _end_of_line(text, begun)
        hint = "write “key: value”; indent text that goes on from the line before"
        return Mistake("a colon is missing after the key", begun, max(end, begun + 1), hint)
    if problem == "did not find expected <document start>" and at and text[at : at + 1] == ":":
        return Mistake("a space is missing after the colon", at, at + 1, "write “key: value”")
    return None


def _glued(text: str, line: int) -> Mistake | None:
    found = _GLUED_COLON.match(text, line, _end_of_line(text, line) + 1)
    if found is None:
        return None
    return Mistake("a space is missing after the colon", found.start(1), found.end(), "write “key: value”")


def _glued_colon_above(text: str, line: int) -> Mistake | None:
    """A key without a space after its colon reads as text that goes on in the next line."""
    if line == 0:
        return None
    return _glued(text, text.rfind("\n", 0, line - 1) + 1)


def _dash(text: str, problem: str, at: int) -> Mistake | None:
    if problem == "block sequence entries are not allowed in this context":
        return Mistake("a list begins on the line of its key", at, at + 1,
                       "begin the list on the next line; or put text that begins with - in quotes")  # fmt: skip
    if problem == "did not find expected '-' indicator":
        return Mistake("a list item begins with “- ”", at, _end_of_word(text, at),
                       "a file holds either a list or keys; indent what belongs to the item above")  # fmt: skip
    if problem == "did not find expected key" and re.compile(r"-(\s|$)").match(text, at):
        return Mistake("a list stands where a key is expected", at, at + 1,
                       "a list follows its key: “key:”, and the items below it")  # fmt: skip
    return None


def _indentation(text: str, problem: str, at: int) -> Mistake | None:
    if problem in ("did not find expected key", "did not find expected <document start>"):
        before = text[text.rfind("\n", 0, at) + 1 : at]
        if not before.strip(" "):
            return Mistake("this line is not lined up with any line above", at, _end_of_word(text, at),
                           "give it as many spaces as the keys it belongs to")  # fmt: skip
        return Mistake("this does not belong to the value before it", at, _end_of_word(text, at),
                       "put the whole value in quotes")  # fmt: skip
    return None


def _at(text: str, offset: int, characters: str) -> bool:
    return offset < len(text) and text[offset] in characters


def _other(mark: str) -> str:
    return "'" if mark == '"' else '"'


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end == -1 else end


def _end_of_word(text: str, at: int) -> int:
    """At least one character, at most the rest of the line."""
    found = re.compile(r"\S+").match(text, at)
    return found.end() if found else min(at + 1, len(text))
