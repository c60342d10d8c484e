"""YAML text -> plain values, or what is wrong with it.

One iterative pass over the C parser's events builds the values: no node tree, no
recursion, no constructor that could make anything but text, numbers, truth values,
lists and mappings.  Scalars are read by the core schema of YAML 1.2, so ``no``,
``12:30`` and ``2026-11-02`` are the text an author wrote; numbers with leading zeros
stay text too (they are codes, not amounts).

Refused are merge keys, tags, several documents in one file, and whatever would make
a small text big or deep.  After any problem but a duplicate key the value is ``None``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cjmgen.markup.lines import Lines
from cjmgen.markup.positions import Positions, positions
from cjmgen.markup.yaml_events import MAX_DEPTH, end_of, event_source, start_of, without_mark
from cjmgen.markup.yaml_mistakes import explain
from cjmgen.source import Key, Span

MAX_CHARACTERS: Final = 2_000_000
MAX_ALIASES: Final = 100
MAX_NODES: Final = 100_000
"""Keys, values, lists and mappings, counted as if every alias were written out."""
MAX_ITEMS: Final = 5_000
"""Of one list.  An item may be a page of its own, and a page takes longer to make than an item to read."""
MAX_PROBLEMS: Final = 50
"""Of one text; whoever made more made one mistake many times."""

_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Characters that mean nothing in a text and something to a terminal; an escape can write them."""
_MAY_BEGIN_NUMBER: Final = frozenset("0123456789+-.")
_MAX_DIGITS: Final = 60
"""A longer number is text: nobody counts that far, and turning it takes long."""
_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL: Final = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OCTAL: Final = re.compile(r"0o[0-7]+")
_HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]+")
_ENDLESS: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_INFINITE: Final = frozenset({float("inf"), float("-inf")})
_DROPPED: Final = object()
"""Stands in for a key that does not count until its mapping is complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlProblem:
    """Something wrong with a file's text."""

    code: str
    message: str
    span: Span
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class YamlResult:
    value: Any
    """Dictionaries, lists, text, numbers, truth values; ``None`` for an empty or a broken text."""
    problems: tuple[YamlProblem, ...] = ()


def read_yaml(text: str, *, line_offset: int = 0) -> YamlResult:
    """The values of a text that begins so many lines into its file."""
    text, _ = without_mark(text)
    noted = _Problems(text, line_offset)
    value = None
    try:
        if len(text) > MAX_CHARACTERS:
            raise noted.refusal("S004", f"the text is longer than {MAX_CHARACTERS:,} characters", 0, 0,
                                "split it into several files")  # fmt: skip
        value = _build(text, noted)
    except _RefusedError:
        pass
    except (YAMLError, UnicodeEncodeError) as error:
        mistake = explain(text, error)
        noted.add("S001", mistake.message, mistake.start, mistake.end, mistake.hint)
    return YamlResult(None if noted.is_fatal else value, noted.found())


class _RefusedError(Exception):
    """Ends the pass: what follows would be guesswork, or too much."""


class _Problems:
    """What is wrong with a text.  Its lines are counted only if something is."""

    def __init__(self, text: str, line_offset: int) -> None:
        self.is_fatal = False
        self._text = text
        self._line_offset = line_offset
        self._lines: Lines | None = None
        self._positions: Positions | None = None
        self._found: list[YamlProblem] = []

    def add(self, code: str, message: str, start: int, end: int, hint: str | None = None) -> None:
        self.is_fatal |= code != "S003"
        if len(self._found) >= MAX_PROBLEMS and code in ("S003", "S005"):
            return
        if self._lines is None:
            self._lines = Lines(self._text, line_offset=self._line_offset)
        span = self._lines.span(start, end)
        self._found.append(YamlProblem(code=code, message=message, span=span, hint=hint))

    def refusal(self, code: str, message: str, start: int, end: int, hint: str | None = None) -> _RefusedError:
        self.add(code, message, start, end, hint)
        return _RefusedError()

    def key_span(self, keys: tuple[Key, ...]) -> Span | None:
        if self._positions is None:
            self._positions = positions(self._text, line_offset=self._line_offset)
        return self._positions.span_of(keys, at_key=True)

    def found(self) -> tuple[YamlProblem, ...]:
        return tuple(self._found)


@dataclass(slots=True)
class _Anchor:
    """A value that aliases may repeat."""

    value: object
    nodes: int = 1
    """How many nodes it holds; while it is open, how many there were before it."""
    height: int = 0
    """How many lists and mappings are within each other in it."""
    is_open: bool = False


def _refuse_control(character: str, event: Event, noted: _Problems) -> None:
    message = f"the text holds the control character U+{ord(character):04X}"
    noted.add("S002", message, start_of(event), end_of(event), "remove it")


_Frame = tuple[list[Any] | None, dict[Any, Any] | None, Any, int, _Anchor | None]


def _build(text: str, noted: _Problems) -> Any:  # noqa: PLR0912, PLR0915 - see its docstring
    """The hot loop of loading: it dispatches by hand, because a call an event takes half as long again."""
    get_event = event_source(text)
    words, may_begin_number = _WORDS, _MAY_BEGIN_NUMBER
    root: list[Any] = []
    items: list[Any] | None = root  # the open list; None in a mapping
    mapping: dict[Any, Any] | None = None  # the open mapping; None in a list
    key: Any = None  # the key that waits for its value
    height = 0  # of what the open list or mapping holds so far
    opened: _Anchor | None = None  # the anchor of the open list or mapping
    stack: list[_Frame] = []
    anchors: dict[str, _Anchor] = {}
    documents = nodes = aliases = 0

    while True:
        event: Any = get_event()
        kind = event.__class__
        if kind is ScalarEvent:
            value: Any = event.value
            nodes += 1
            plain = not event.style
            if event.style == '"' and (control := CONTROL.search(value)) is not None:
                _refuse_control(control[0], event, noted)
            if event.tag is not None:
                _refuse_tag(event, noted)
            if mapping is not None and key is None:
                if event.anchor is not None:
                    anchors[event.anchor] = _Anchor(value)
                key = _DROPPED if _refuses_key(value, plain, event, mapping, stack, noted) else value
                continue
            if plain:
                if value in words:
                    value = words[value]
                elif value[0] in may_begin_number:
                    value = _number(value, event, noted)
            if event.anchor is not None:
                anchors[event.anchor] = _Anchor(value)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if mapping is not None:
                mapping.pop(_DROPPED, None)
            height += 1
            if opened is not None:
                opened.nodes, opened.height, opened.is_open = nodes - opened.nodes, height, False
            inner = height
            items, mapping, _, height, opened = stack.pop()
            key = None
            height = max(height, inner)
            continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if mapping is not None and key is None:
                raise _unusable_key(text, event, noted)
            if event.tag is not None:
                _refuse_tag(event, noted)
            value = {} if kind is MappingStartEvent else []
            if mapping is not None:
                mapping[key] = value
            else:
                items.append(value)  # type: ignore[union-attr]
            stack.append((items, mapping, key, height, opened))
            if len(stack) > MAX_DEPTH:
                raise _too_deep(event, noted)
            opened = None
            if event.anchor is not None:
                opened = anchors[event.anchor] = _Anchor(value, nodes=nodes, is_open=True)
            nodes += 1
            items, mapping = (None, value) if kind is MappingStartEvent else (value, None)
            key, height = None, 0
            continue
        elif kind is AliasEvent:
            if mapping is not None and key is None:
                raise _unusable_key(text, event, noted)
            aliases += 1
            anchor = _anchor_of(event, anchors, aliases, noted)
            value = anchor.value
            nodes += anchor.nodes
            height = max(height, anchor.height)
            if len(stack) + anchor.height > MAX_DEPTH:
                raise _too_deep(event, noted)
        elif kind is StreamEndEvent:
            return root[0] if root else None
        else:
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise noted.refusal("S001", "the file holds more than one YAML document", start_of(event),
                                        end_of(event), 'remove the line "---"')  # fmt: skip
            continue

        if nodes > MAX_NODES:
            raise noted.refusal("S004", f"the YAML holds more than {MAX_NODES:,} values", start_of(event),
                                end_of(event), "split the file, or repeat less with aliases")  # fmt: skip
        if mapping is not None:
            mapping[key] = value
            key = None
        elif len(items) < MAX_ITEMS:  # type: ignore[arg-type]
            items.append(value)  # type: ignore[union-attr]
        else:
            raise noted.refusal("S004", f"a list holds more than {MAX_ITEMS:,} items", start_of(event),
                                end_of(event), "split the file, or give each item a file of its own")  # fmt: skip


def _number(value: str, event: Event, noted: _Problems) -> object:
    """The number a plain scalar is, or its text if it is none."""
    if len(value) > _MAX_DIGITS:
        return value
    if _WHOLE.fullmatch(value):
        return int(value)
    if _DECIMAL.fullmatch(value):
        number = float(value)
        if number not in _INFINITE:
            return number
    elif _OCTAL.fullmatch(value):
        return int(value[2:], 8)
    elif _HEXADECIMAL.fullmatch(value):
        return int(value[2:], 16)
    elif not _ENDLESS.fullmatch(value):
        return value
    noted.add("S005", f'"{value}" is not a number one can reckon with', start_of(event), end_of(event),
              "write a number, or put it in quotes if it is text")  # fmt: skip
    return None


def _refuses_key(
    key: str, plain: bool, event: Event, mapping: dict[Any, Any], stack: list[_Frame], noted: _Problems
) -> bool:
    if key in mapping:
        first = noted.key_span((*_path(stack), key))
        where = f" (line {first.line})" if first is not None else ""
        noted.add("S003", f'"{key}" is written twice{where}', start_of(event), end_of(event),
                  "keep one of them; the first counts")  # fmt: skip
        return True
    if plain and key == "<<":
        noted.add("S005", 'merge keys ("<<") are not read', start_of(event), end_of(event),
                  "write the keys out where they are needed")  # fmt: skip
        return True
    return False


def _path(stack: list[_Frame]) -> tuple[Key, ...]:
    """The key path of the open list or mapping."""
    return tuple(len(items) - 1 if items is not None else key for items, _, key, _, _ in stack[1:])


def _refuse_tag(event: Event, noted: _Problems) -> None:
    tag: str = event.tag.replace("tag:yaml.org,2002:", "!!")  # type: ignore[attr-defined]
    noted.add("S005", f'tags such as "{tag[:40]}" are not read', start_of(event), end_of(event),
              "remove the tag; text that begins with an exclamation mark goes in quotes")  # fmt: skip


def _unusable_key(text: str, event: Event, noted: _Problems) -> _RefusedError:
    start = start_of(event)
    if text[start] in "{[":
        hint = f'text that begins with "{text[start]}" goes in quotes'
    else:
        hint = "write the key as plain text"
    return noted.refusal("S005", "a key must be text", start, max(end_of(event), start + 1), hint)


def _too_deep(event: Event, noted: _Problems) -> _RefusedError:
    return noted.refusal("S004", f"lists and mappings are more than {MAX_DEPTH} levels deep", start_of(event),
                         end_of(event))  # fmt: skip


def _anchor_of(event: Event, anchors: dict[str, _Anchor], aliases: int, noted: _Problems) -> _Anchor:
    name: str = event.anchor  # type: ignore[attr-defined]
    anchor = anchors.get(name)
    if anchor is None:
        raise noted.refusal("S001", f'nothing is marked "&{name}" for "*{name}" to repeat', start_of(event),
                            end_of(event), "text that begins with * goes in quotes")  # fmt: skip
    if anchor.is_open:
        raise noted.refusal("S005", f'"*{name}" repeats what it is a part of', start_of(event), end_of(event))
    if aliases > MAX_ALIASES:
        raise noted.refusal("S004", f"more than {MAX_ALIASES} aliases", start_of(event), end_of(event),
                            "write the values out")  # fmt: skip
    return anchor
