"""Where the keys and values of a YAML text stand: key path -> span.

Made only when a place must be shown, by a second pass over the events.  A broken text
has positions as far as it can be read.
"""

from __future__ import annotations

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from cjmgen.markup.lines import Lines
from cjmgen.markup.yaml_events import MAX_DEPTH, end_of, event_source, start_of, without_mark
from cjmgen.source import Key, Span

Keys = tuple[Key, ...]
Stretch = tuple[int, int]


class Positions:
    """The places of one text.  Made by ``positions``."""

    def __init__(self, lines: Lines, values: dict[Keys, Stretch], keys: dict[Keys, Stretch]) -> None:
        self._lines = lines
        self._values = values
        self._keys = keys

    def span_of(self, keys: Keys, at_key: bool = False) -> Span | None:
        """Where a value is written, or its key.

        What does not exist is where the nearest value around it is; ``None`` if the text
        holds nothing.  A list or mapping is as much of it as a caret can point to: its
        first key, its first item, or the first line of what stands in brackets.
        """
        keys = self._as_written(keys)
        if at_key and keys in self._keys:
            return self._span(self._keys[keys])
        for length in range(len(keys), -1, -1):
            if (found := self._values.get(keys[:length])) is not None:
                start, end = found
                if start == end and (key := self._keys.get(keys[:length])) is not None:
                    return self._span(key)  # an empty value has no width; its key has
                return self._span(found)
        return None

    def _as_written(self, keys: Keys) -> Keys:
        """The path in the text: the only item of a list may be written without the list."""
        path: Keys = ()
        for key in keys:
            if key == 0 and path in self._values and (*path, 0) not in self._values:
                continue
            path = (*path, key)
        return path

    def _span(self, stretch: Stretch) -> Span:
        start, end = stretch
        return self._lines.span(start, min(end, self._lines.end_of_line(start)))


def positions(text: str, *, line_offset: int = 0) -> Positions:
    """The positions of a YAML text that begins ``line_offset`` lines into its file."""
    values: dict[Keys, Stretch] = {}
    keys: dict[Keys, Stretch] = {}
    bare, shift = without_mark(text)
    try:
        _walk(bare, shift, values, keys)
    except (YAMLError, UnicodeEncodeError):
        pass  # said by ``read_yaml``; what came before the mistake has its place
    return Positions(Lines(text, line_offset=line_offset), values, keys)


class _Open:
    """A list or mapping that is being walked."""

    __slots__ = ("index", "is_block", "is_first", "is_mapping", "key", "path")

    def __init__(self, path: Keys, is_mapping: bool, is_block: bool) -> None:
        self.path = path
        self.is_mapping = is_mapping
        self.is_block = is_block
        self.is_first = True
        self.key: str | None = None
        self.index = 0

    def next_path(self) -> Keys:
        """The path of the value that comes now."""
        if self.is_mapping:
            key, self.key = self.key or "", None
            return (*self.path, key)
        self.index += 1
        return (*self.path, self.index - 1)


def _walk(text: str, shift: int, values: dict[Keys, Stretch], keys: dict[Keys, Stretch]) -> None:
    get_event = event_source(text)
    open_: list[_Open] = []
    while not isinstance(event := get_event(), StreamEndEvent):
        stretch = (start_of(event) + shift, end_of(event) + shift)
        if isinstance(event, CollectionEndEvent):
            done = open_.pop()
            if not done.is_block:
                values[done.path] = (values[done.path][0], stretch[1])
            continue
        if not isinstance(event, (ScalarEvent, AliasEvent, CollectionStartEvent)):
            continue
        here = open_[-1] if open_ else None
        if here is not None and here.is_mapping and here.key is None:
            if not isinstance(event, ScalarEvent):
                return  # a list or mapping as a key: refused, nothing behind it has a path
            here.key = event.value
            keys.setdefault((*here.path, event.value), stretch)
            _widen(here, stretch, values)
            continue
        path = here.next_path() if here is not None else ()
        if path in values:
            path = (*path, "\0second")  # a key written twice: the first counts
        if isinstance(event, CollectionStartEvent):
            is_block = not event.flow_style
            values[path] = (stretch[0], stretch[0]) if is_block else stretch
            open_.append(_Open(path, isinstance(event, MappingStartEvent), is_block))
            if len(open_) > MAX_DEPTH:
                return
        else:
            values[path] = stretch
            if here is not None:
                _widen(here, stretch, values)


def _widen(here: _Open, first: Stretch, values: dict[Keys, Stretch]) -> None:
    """A block has no bracket to point to: its first key or plain item stands for it."""
    if here.is_block and here.is_first:
        start = first[0] if here.is_mapping else values[here.path][0]
        values[here.path] = (start, first[1])
    here.is_first = False
