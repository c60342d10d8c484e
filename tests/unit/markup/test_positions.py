"""Where the keys and values of a text stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmgen.markup.positions import positions
from cjmgen.source import Key

TEXT = """\
name: Pay
steps:
  - {id: cart, emotion: 1}
  - id: card
    emotion: "-1.5"
    pains:
      - it forgets
      - [a,
         b]
    note:
客户: 安娜
long: |
  one
  two
web: &web {x: 1}
again: *web
"""


def words(keys: tuple[Key, ...], at_key: bool = False, text: str = TEXT) -> tuple[int, str] | None:
    """The line of a span, and the text that is underlined."""
    span = positions(text).span_of(keys, at_key)
    if span is None:
        return None
    assert span.line == span.end_line
    return span.line, text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("name",), (1, "Pay")),
        (("steps", 0), (3, "{id: cart, emotion: 1}")),
        (("steps", 0, "emotion"), (3, "1")),
        (("steps", 1), (4, "id")),
        (("steps", 1, "emotion"), (5, '"-1.5"')),
        (("steps", 1, "pains", 0), (7, "it forgets")),
        (("steps", 1, "pains"), (7, "- it forgets")),
        (("steps", 1, "pains", 1), (8, "[a,")),
        (("steps", 1, "pains", 1, 1), (9, "b")),
        (("steps", 1, "note"), (10, "note")),
        (("客户",), (11, "安娜")),
        (("long",), (12, "|")),
        (("again",), (16, "*web")),
        (("again", "x"), (16, "*web")),
        ((), (1, "name")),
    ],
)
def test_a_value_is_where_it_is_written(keys: tuple[Key, ...], expected: tuple[int, str]) -> None:
    assert words(keys) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("steps",), (2, "steps")),
        (("steps", 0, "emotion"), (3, "emotion")),
        (("客户",), (11, "客户")),
        (("steps", 1, "missing"), (4, "id")),
        (("missing",), (1, "name")),
    ],
)
def test_a_key_is_where_it_is_written_and_a_missing_one_where_it_belongs(
    keys: tuple[Key, ...], expected: tuple[int, str]
) -> None:
    assert words(keys, at_key=True) == expected


@pytest.mark.parametrize("keys", [("steps", 7, "x"), ("steps", "x")])
def test_what_does_not_exist_is_at_what_is_around_it(keys: tuple[Key, ...]) -> None:
    assert words(keys) == words(("steps",))


def test_an_empty_text_has_no_places() -> None:
    assert positions("").span_of(("a",)) is None


def test_front_matter_has_the_lines_of_its_file() -> None:
    span = positions("a: b\n", line_offset=1).span_of(("a",))
    assert span is not None
    assert (span.line, span.column) == (2, 4)


def test_of_a_key_written_twice_the_first_has_the_place() -> None:
    assert words(("a",), text="a: one\nb: 2\na: {c: 3}\n") == (1, "one")
    assert words(("a",), at_key=True, text="a: one\nb: 2\na: three\n") == (1, "a")


def test_a_broken_text_has_places_up_to_its_mistake() -> None:
    assert words(("b",), text="a: 1\nb: two\nc: @x\n") == (2, "two")


def test_a_byte_order_mark_takes_no_column_away() -> None:
    span = positions("\ufeffa: b\n").span_of(("a",))
    assert span is not None
    assert span.column == 5


@pytest.mark.parametrize("text", ["- " * 25_000, "[" * 25_000, "? [a]\n: b\n", "a: \ud800"])
def test_hostile_texts_have_places_too(text: str) -> None:
    positions(text).span_of((0, 0))


@given(st.text(st.sampled_from("ab: -[]{}\"'#&*!|>\n\t,?")))
def test_no_text_is_a_crash(text: str) -> None:
    positions(text).span_of(("a", 0))
