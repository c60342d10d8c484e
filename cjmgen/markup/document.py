"""One file, split into values and prose, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.markup.front_matter import split
from cjmgen.markup.positions import positions
from cjmgen.markup.yaml_text import read_yaml
from cjmgen.source import Origin, SourceTree, Span


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


def read(tree: SourceTree, path: str, report: Report) -> Document:
    """Read one file; everything wrong with its form goes to ``report``."""
    try:
        content = tree.read(path).content
    except OSError as error:
        report.add(Diagnostic("S008", f"this file cannot be read: {error.strerror or error}", Origin(path)))
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
    return Document(path, values, parts.body, parts.text.count("\n", 0, parts.body_start), is_readable)


def span_of(tree: SourceTree, origin: Origin) -> Span:
    """The place of an origin, found by reading its file once more; the file's beginning if it is gone."""
    if origin.span is not None:
        return origin.span
    start = Span(1, 1, 1, 1)
    try:
        parts = split(tree.read(origin.path).content, origin.path)
    except (OSError, KeyError):
        return start
    if parts.yaml is None:
        return start
    places = positions(parts.yaml, line_offset=parts.yaml_line)
    return places.span_of(origin.keys, at_key=origin.at_key) or start
