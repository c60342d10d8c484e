"""One file, split into values and prose, nothing interpreted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.markup.front_matter import split
from cjmgen.markup.lines import Lines
from cjmgen.markup.markdown_limits import MARK, limit_passed
from cjmgen.markup.positions import Positions, positions
from cjmgen.markup.yaml_text import read_yaml
from cjmgen.source import Key, Origin, SourceTree, Span


@dataclass(frozen=True, slots=True)
class Document:
    path: str
    values: object
    """Plain YAML values; ``None`` if the file has none."""
    body: str
    """Markdown after the front matter."""
    body_line: int
    """How many lines stand before the body."""
    is_readable: bool
    """``False``: the file is too broken to go on with; the report says how."""


MAX_BYTES: Final = 4_000_000
"""Of a file of text."""
LONG: Final = 200
"""Characters: whether a value takes long matters only if it is that long."""
MAX_MARKED: Final = 20_000
"""Values of one file with signs of markup: each is a text to make HTML of, however short."""


def read(tree: SourceTree, path: str, report: Report) -> Document:
    """Read one file; everything wrong with its form goes to ``report``."""
    try:
        content = tree.read(path).content
    except OSError as error:
        report.add(Diagnostic("S008", f"this file cannot be read: {error.strerror or error}", Origin(path)))
        return Document(path, None, "", 0, False)
    if len(content) > MAX_BYTES:
        message = f"this file is larger than {MAX_BYTES // 1_000_000} MB"
        report.add(Diagnostic("S004", message, Origin(path), hint="split it into several files"))
        return Document(path, None, "", 0, False)
    parts = split(content, path)
    problems = parts.problems
    values: object = None
    if parts.yaml is not None and not problems:
        result = read_yaml(parts.yaml, line_offset=parts.yaml_line)
        values, problems = result.value, result.problems
    # After a key that is written twice the rest still makes sense, and more mistakes can be shown.
    is_readable = all(problem.code == "S003" for problem in problems)
    for problem in problems:
        report.add(Diagnostic(problem.code, problem.message, Origin(path).at(problem.span), hint=problem.hint))
    for origin, limit in _limits_passed(path, values, parts.text, parts.body_start, parts.body):
        report.add(Diagnostic("S004", f"this text {limit}", origin, hint="make several texts of it, or plainer ones"))
    is_long = len(parts.text) > 2 * MAX_MARKED
    if is_long and sum(MARK.search(value) is not None for _, value in _texts(values)) > MAX_MARKED:
        message = f"this file holds more than {MAX_MARKED:,} texts with signs of markup"
        report.add(Diagnostic("S004", message, Origin(path), hint="split it into several files"))
    return Document(path, values, parts.body, parts.text.count("\n", 0, parts.body_start), is_readable)


def _limits_passed(path: str, values: object, text: str, start: int, body: str) -> Iterator[tuple[Origin, str]]:
    """Markdown that would take long to make HTML of: where it stands, and what it has too much of."""
    if (limit := limit_passed(body)) is not None:
        yield Origin(path).at(Lines(text).span(start, start)), limit
    for keys, value in _texts(values) if len(text) - len(body) > LONG else ():
        if len(value) > LONG and (limit := limit_passed(value)) is not None:
            yield Origin(path, keys), limit


def _texts(values: object) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Every text among a file's values, and where it stands."""
    pending: list[tuple[tuple[Key, ...], object]] = [((), values)]
    while pending:
        keys, value = pending.pop()
        if isinstance(value, str):
            yield keys, value
        elif isinstance(value, dict):
            pending += [((*keys, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            pending += [((*keys, i), inner) for i, inner in enumerate(value)]


class Places:
    """Where the values of a tree's files stand.  A file is read once more when the first of its places is asked for."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._found: dict[str, Positions | None] = {}

    def span_of(self, origin: Origin) -> Span:
        """The place of an origin; the file's beginning if it is gone."""
        if origin.span is not None:
            return origin.span
        if origin.path not in self._found:
            self._found[origin.path] = self._positions_in(origin.path)
        places = self._found[origin.path]
        found = places.span_of(origin.keys, at_key=origin.at_key) if places is not None else None
        return found or Span(1, 1, 1, 1)

    def _positions_in(self, path: str) -> Positions | None:
        try:
            parts = split(self._tree.read(path).content, path)
        except (OSError, KeyError):
            return None
        return None if parts.yaml is None else positions(parts.yaml, line_offset=parts.yaml_line)
