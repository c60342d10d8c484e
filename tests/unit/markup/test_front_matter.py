"""A file is split into YAML and Markdown without losing its places."""

from __future__ import annotations

import pytest

from cjmgen.markup.front_matter import split, text_of
from cjmgen.markup.lines import Lines
from cjmgen.markup.positions import positions


def test_a_file_has_front_matter_and_a_body() -> None:
    parts = split(b"---\nname: Anna\n---\n\n# Hello\n", "a.md")
    assert (parts.yaml, parts.yaml_line) == ("name: Anna\n", 1)
    assert parts.body == "\n# Hello\n"
    assert parts.text[parts.body_start :] == parts.body


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf---\r\nname: Anna\r\n---\r\nBody\r\n",
        b"---  \nname: Anna\n---\t\nBody\n",
        b"---\nname: Anna\n...\nBody\n",
        b"---\rname: Anna\r---\rBody\r",
    ],
)
def test_marks_line_ends_and_spaces_do_not_matter(content: bytes) -> None:
    parts = split(content, "a.md")
    assert parts.yaml == "name: Anna\n"
    assert parts.body == "Body\n"
    assert not parts.problems
    assert parts.text[parts.body_start :] == parts.body


def test_blank_lines_before_front_matter_are_passed_over() -> None:
    parts = split(b"\n \n---\na: b\n---\n", "a.md")
    assert (parts.yaml, parts.yaml_line) == ("a: b\n", 3)
    span = positions(parts.yaml or "", line_offset=parts.yaml_line).span_of(("a",))
    assert span is not None
    assert (span.line, span.column) == (4, 4)


@pytest.mark.parametrize("content", [b"---\n---", b"---\n---\n"])
def test_front_matter_may_be_empty(content: bytes) -> None:
    assert split(content, "a.md").yaml == ""


@pytest.mark.parametrize("content", [b"# Hello\n---\na: b\n---\n", b"", b"----\nx\n", b"--- a\nb\n"])
def test_a_file_without_front_matter_is_all_body(content: bytes) -> None:
    parts = split(content, "a.md")
    assert parts.yaml is None
    assert parts.body.encode() == content
    assert not parts.problems


def test_front_matter_that_is_never_closed_is_never_prose() -> None:
    parts = split(b"---\nname: Anna\n--\n\nBody\n", "a.md")
    [problem] = parts.problems
    assert (problem.code, problem.span.line, problem.span.column, problem.span.end_column) == ("S001", 1, 1, 4)
    assert problem.hint is not None
    assert "line 3" in problem.hint
    assert parts.yaml is None
    assert parts.body == ""


@pytest.mark.parametrize("path", ["content/channels.yaml", "m.yml"])
def test_a_yaml_file_is_yaml_throughout(path: str) -> None:
    parts = split(b"---\r\na: b\r\n", path)
    assert (parts.yaml, parts.yaml_line, parts.body) == ("---\na: b\n", 0, "")


@pytest.mark.parametrize(
    ("content", "line", "column", "word"),
    [
        ("---\r\nname: Łódź ".encode() + b"\xb3\r\n---\r\n", 2, 12, "UTF-8"),
        (b"\xff\xfe-\0-\0-\0", 1, 1, "UTF-16"),
        ("客户".encode("gbk"), 1, 1, "UTF-8"),
        (b"a\0b\0c\0", 1, 2, "UTF-8"),
        (b"---\na: b\x1b[31m\n---\n", 2, 5, "remove"),
        ("a\x9bb".encode(), 1, 2, "remove"),
    ],
)
def test_what_is_no_plain_text_is_reported_at_its_first_bad_byte(
    content: bytes, line: int, column: int, word: str
) -> None:
    [problem] = split(content, "a.md").problems
    assert (problem.code, problem.span.line, problem.span.column) == ("S002", line, column)
    assert problem.hint is not None
    assert word in problem.hint


def test_an_excerpt_can_be_shown_of_what_is_no_utf8() -> None:
    assert text_of(b"\xef\xbb\xbfa\r\n\xb3b") == "a\n\ufffdb"


def test_offsets_and_places_are_each_others_inverse() -> None:
    text = "a\n客户 b\n\nlast"
    lines = Lines(text, line_offset=3)
    for offset in range(len(text) + 1):
        assert lines.offset(*lines.place(offset)) == offset
    assert lines.place(99) == (7, 5)
    assert lines.offset(99, 1) == len(text)
    assert lines.offset(1, 1) == 0
