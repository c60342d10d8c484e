"""Write one key into a file without touching anything else: comments, order and line ends stay.

The text is spliced, never written anew.  Afterwards the file is read once more: it must say the
same as before but for that key, or it is refused.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence

from cjmgen.markup.front_matter import split
from cjmgen.markup.lines import Lines
from cjmgen.markup.positions import Positions, positions
from cjmgen.markup.yaml_text import read_yaml
from cjmgen.source import Key, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class NotSpliced(Exception):
    """The key could not be written without changing something else."""


def with_key(
    content: bytes, path: str, key: str, values: Mapping[tuple[Key, ...], str], *, below: Sequence[str] = ()
) -> bytes:
    """A file's content with ``key`` in some of its mappings: key path of the mapping -> a text.

    ``below`` are keys it should stand below, the first that is there; else it stands first.  A file of prose
    without front matter gets some.  ``NotSpliced`` if that cannot be done.
    """
    parts = split(content, path)
    if parts.problems:
        raise NotSpliced("the file cannot be read")
    text = parts.text
    if parts.yaml is None:
        if set(values) != {()}:
            raise NotSpliced("the file has no front matter")
        text = f"---\n{key}: {_quoted(values[()])}\n---\n{text}"
    else:
        places, lines = positions(parts.yaml, line_offset=parts.yaml_line), Lines(text)
        before = read_yaml(parts.yaml).value
        edits = [
            _edit(text, lines, places, before, keys, key, value, parts.yaml_line, below)
            for keys, value in values.items()
        ]
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
    result = text.encode()
    _check(content, result, path, key, values)
    return _with_line_ends_of(content, text)


def _edit(
    text: str,
    lines: Lines,
    places: Positions,
    before: object,
    keys: tuple[Key, ...],
    key: str,
    value: str,
    yaml_line: int,
    below: Sequence[str],
) -> tuple[int, int, str]:
    """Which stretch of the text to replace, and by what."""

    def stretch(span: Span) -> tuple[int, int]:
        return lines.offset(span.line, span.column), lines.offset(span.end_line, span.end_column)

    mapping, said = _at(before, keys), f"{key}: {_quoted(value)}"
    if mapping is None and not keys:
        at = lines.offset(yaml_line + 1, 1)
        return at, at, f"{said}\n"
    if not isinstance(mapping, dict):
        raise NotSpliced("there is no mapping to write it into")
    if key in mapping and (span := places.span_of((*keys, key))) is not None and mapping[key] is not None:
        return (*stretch(span), _quoted(value))
    around = places.span_of(keys)
    if around is None or key in mapping:
        raise NotSpliced(f'"{key}" has no place')
    start, _ = stretch(around)
    if text[start] == "{":
        rest = ", " if mapping else ""
        if keys and "id" in mapping and (ident := places.span_of((*keys, "id"))) is not None:
            at = stretch(ident)[1]
            return at, at, f", {said}"
        return start + 1, start + 1, f"{said}{rest}"
    indent = " " * (around.column - 1)
    if keys and "id" in mapping and (ident := places.span_of((*keys, "id"))) is not None:
        # Below the id, which names the item; the comment beside it stays where it is.
        at = lines.end_of_line(stretch(ident)[1])
        return at, at, f"\n{indent}{said}"
    for name in below:
        if (above := places.span_of((*keys, name))) is not None and isinstance(mapping.get(name), str):
            at = lines.end_of_line(stretch(above)[1])
            return at, at, f"\n{indent}{said}"
    return start, start, f"{said}\n{indent}"


def _quoted(value: str) -> str:
    """As YAML that stays on its line and means just these characters; JSON strings are that."""
    return json.dumps(value, ensure_ascii=False)


def _check(old: bytes, new: bytes, path: str, key: str, values: Mapping[tuple[Key, ...], str]) -> None:
    """Read both: the same values but for the key, the same prose."""
    before, after = split(old, path), split(new, path)
    was = read_yaml(before.yaml).value if before.yaml is not None else None
    result = read_yaml(after.yaml or "")
    if after.problems or result.problems or before.body != after.body:
        raise NotSpliced("the file would say something else")
    wanted = copy.deepcopy({} if was is None else was)
    for keys, value in values.items():
        mapping = _at(wanted, keys)
        if not isinstance(mapping, dict):
            raise NotSpliced("there is no mapping to write it into")
        mapping[key] = value
    if result.value != wanted:
        raise NotSpliced("the file would say something else")


def _at(value: object, keys: tuple[Key, ...]) -> object:
    for key in keys:
        try:
            value = value[key]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _with_line_ends_of(content: bytes, text: str) -> bytes:
    """The text with the byte-order mark and the line ends the file had; mixed ones are not guessed at."""
    old = content.decode("utf-8")
    mark = "\ufeff" if old.startswith("\ufeff") else ""
    ends = set(_LINE_END.findall(old)) or {"\n"}
    if len(ends) > 1:
        raise NotSpliced("its lines end in different ways; let an editor make them alike")
    return (mark + text.replace("\n", ends.pop())).encode()
