"""YAML text becomes plain values, or problems with a place."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cjmgen.markup.yaml_text import MAX_NODES, YamlProblem, read_yaml


def only(text: str) -> YamlProblem:
    result = read_yaml(text)
    [problem] = result.problems
    assert result.value is None
    return problem


def place(problem: YamlProblem) -> tuple[str, int, int]:
    return problem.code, problem.span.line, problem.span.column


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("True", True), ("FALSE", False), ("null", None), ("~", None), ("", None),
        ("12", 12), ("-3", -3), ("+4", 4), ("0", 0), ("0o17", 15), ("0xFF", 255),
        ("1.5", 1.5), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000.0), ("2.5E-1", 0.25),
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("Off", "Off"), ("y", "y"), ("tRUE", "tRUE"),
        ("12:30", "12:30"), ("2026-11-02", "2026-11-02"), ("1_000", "1_000"), ("0123", "0123"), ("007.5", "007.5"),
        ("1.2.3", "1.2.3"), ("-", None), ("+48 123", "+48 123"), ("...", None), (".", "."), ("12 %", "12 %"),
        ("'12'", "12"), ('"true"', "true"), ('""', ""), ("'~'", "~"), ("客户", "客户"), ("9" * 80, "9" * 80),
    ],
)  # fmt: skip
def test_a_scalar_is_read_by_the_core_schema_of_yaml_1_2(written: str, value: object) -> None:
    if written in ("-", "..."):
        return  # not scalars: a list item, the end of a document
    result = read_yaml(f"key: {written}")
    assert not result.problems
    found = result.value["key"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("written", [".inf", "-.Inf", ".nan", "1e999"])
def test_a_number_without_end_is_refused(written: str) -> None:
    assert place(only(f"a: 1\nkey: {written}")) == ("S005", 2, 6)


def test_a_key_is_text_as_it_is_written() -> None:
    assert read_yaml("1: a\ntrue: b\nno: c\n2026-01-01: d\n").value == {
        "1": "a", "true": "b", "no": "c", "2026-01-01": "d",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n"])
def test_an_empty_text_has_no_value(text: str) -> None:
    assert read_yaml(text).value is None
    assert not read_yaml(text).problems


def test_the_root_may_be_a_list() -> None:
    assert read_yaml("- a\n- [b, {c: 1}]\n").value == ["a", ["b", {"c": 1}]]


def test_block_texts_keep_their_lines() -> None:
    assert read_yaml("a: |\n  one\n  two\nb: >\n  one\n  two\n").value == {"a": "one\ntwo\n", "b": "one two\n"}


@pytest.mark.parametrize("text", ["\ufeffname: Anna\n", "name: Anna\r\n", "\ufeff---\r\nname: Anna\r\n"])
def test_marks_and_line_ends_of_windows_are_tolerated(text: str) -> None:
    assert read_yaml(text).value == {"name": "Anna"}


def test_places_after_a_byte_order_mark_are_those_of_an_editor() -> None:
    problem = only("\ufeffa: @x")
    assert place(problem) == ("S001", 1, 4)


def test_unicode_line_separators_do_not_count_as_lines() -> None:
    assert place(only("a: x\u2028\n客: @b\n")) == ("S001", 2, 4)


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("a:\n\tb: 1\n", 2, 1, "spaces"),
        ("a: 1\n\tb: 2\n", 2, 1, "spaces"),
        ("title: Checkout: the end\n", 1, 16, "quotes"),
        ("标题: 结账: 结束\n", 1, 7, "quotes"),
        ("a: 1\n  b: 2\n", 2, 3, "line it up"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "spaces"),
        ("a: @b", 1, 4, "quotes"),
        ("a: `b`", 1, 4, "quotes"),
        ("a: %b", 1, 4, "quotes"),
        ("a: **bold** text", 1, 4, "quotes"),
        ("a: *bold", 1, 4, "quotes"),
        ("a: !e!x y", 1, 4, "quotes"),
        ("name:Anna\nrole: x\n", 1, 1, "key: value"),
        ("a: 1\nname:Anna\nrole: x\n", 2, 1, "key: value"),
        ("a: 1\nname\nb: 2\n", 2, 1, "key: value"),
        ("a: \"never closed\nb: 1\n", 1, 4, "close it"),
        ("a: 'it's late'\n", 1, 8, "quotation marks"),
        ("a: \"x\" y\n", 1, 8, "quotation marks"),
        ("a: \"C:\\q\"\n", 1, 7, "backslash"),
        ("a: [1, 2\nb: 3\n", 1, 4, "close it"),
        ("a: {b: 1\n", 1, 4, "close it"),
        ("a: [x #y]\nb: 1\n", 1, 4, "comment"),
        ("a: {b: 1 c: 2}\n", 1, 11, "comma"),
        ("a: [b]]\n", 1, 7, "remove"),
        ("a: - b\n", 1, 4, "next line"),
        ("a: 1\n- b\n", 2, 1, "list"),
        ("- a\nb: 1\n", 2, 1, "list"),
        ("a: |x\n", 1, 5, "next line"),
        ("a: 1\n---\nb: 2\n", 2, 1, "---"),
        ("a: \x01", 1, 4, "remove"),
    ],
)  # fmt: skip
def test_a_usual_mistake_is_named_where_it_was_made(text: str, line: int, column: int, word: str) -> None:
    problem = only(text)
    assert place(problem) == ("S001", line, column)
    assert problem.hint is not None
    assert word in problem.hint


def test_half_a_character_is_a_problem_not_a_crash() -> None:
    assert place(only("a: \ud800")) == ("S001", 1, 4)


def test_a_problem_in_front_matter_has_the_place_in_its_file() -> None:
    [problem] = read_yaml("a: @b\n", line_offset=1).problems
    assert place(problem) == ("S001", 2, 4)


def test_of_a_key_written_twice_the_first_counts() -> None:
    result = read_yaml("name: Anna\nstage:\n  - {x: 1, y: 2, x: 3}\nname: {deep: [1]}\nrole: r\n")
    assert result.value == {"name": "Anna", "stage": [{"x": 1, "y": 2}], "role": "r"}
    assert [place(problem) for problem in result.problems] == [("S003", 3, 18), ("S003", 4, 1)]
    assert "line 3" in result.problems[0].message
    assert "line 1" in result.problems[1].message


def test_keys_are_the_same_however_they_are_quoted() -> None:
    assert [place(p) for p in read_yaml("'a': 1\na: 2\n").problems] == [("S003", 2, 1)]


def test_no_more_problems_are_told_than_anyone_reads() -> None:
    result = read_yaml("a: 1\n" * 500 + "b: @\n")
    assert len(result.problems) <= 51
    assert result.problems[-1].code == "S001"


def test_aliases_repeat_values() -> None:
    text = "web: &web {channel: web}\nfirst: *web\nname: &n Anna\nagain: [*n, *n]\n"
    assert read_yaml(text).value == {
        "web": {"channel": "web"}, "first": {"channel": "web"}, "name": "Anna", "again": ["Anna", "Anna"],
    }  # fmt: skip


def test_an_alias_to_itself_is_refused() -> None:
    assert place(only("a: &a [1, *a]\n")) == ("S005", 1, 11)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("base: &b {x: 1}\nc:\n  <<: *b\n", 3, 3),
        ("a: !!python/object/apply:os.system [id]\n", 1, 4),
        ("a: !foo x\n", 1, 4),
        ("a: !!str 12\n", 1, 4),
        ("a: !foo {b: 1}\n", 1, 4),
        ("? [a]\n: b\n", 1, 3),
        ("a: {{ name }}\n", 1, 5),
        ("&k a: 1\n*k : 2\n", 2, 1),
    ],
)
def test_what_is_not_plain_is_refused(text: str, line: int, column: int) -> None:
    assert place(only(text)) == ("S005", line, column)


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert read_yaml("'<<': 1").value == {"<<": 1}


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "- " * 25_000,
        "[" * 25_000,
        "{a: " * 25_000,
        "a: &a " + "[" * 30 + "]" * 30 + "\nb: " + "[" * 30 + "*a" + "]" * 30 + "\n",
        "a: &a x\nb: [" + "*a, " * 101 + "]\n",
        "- x\n" * (MAX_NODES + 1),
        "a: " + "x" * 2_000_001,
    ],
    ids=["bomb", "dashes", "brackets", "braces", "deep-by-alias", "aliases", "nodes", "long"],
)
def test_a_text_made_to_grow_is_refused_quickly(text: str) -> None:
    begun = time.process_time()
    assert only(text).code == "S004"
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text",
    ['"' * 2_000_000, "\t" * 1_900_000, "a:" * 900_000, "a: 1\n" * 300_000, "- !x y\n" * 100_000, ":" * 1_900_000],
)
def test_a_big_broken_text_ends_in_time(text: str) -> None:
    begun = time.process_time()
    assert read_yaml(text).problems
    assert time.process_time() - begun < 4


def test_fifty_levels_are_read() -> None:
    value = read_yaml("[" * 50 + "]" * 50).value
    for _ in range(49):
        [value] = value
    assert value == []


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\e", "\\x1b", "\\x7f", "\\u009b"])
def test_an_escape_for_a_control_character_is_refused_where_it_stands(escape: str) -> None:
    for text in (f'a: "b{escape}c"', f'"k{escape}": 1', f'- "{escape}"'):
        problem = only(text)
        assert (problem.code, problem.span.column) == ("S002", text.index('"') + 1)


# Line breaks only YAML knows are folded like any other; the library that writes does not quote them.
# Control characters it writes as escapes, and those are refused.  What is a number only since YAML 1.2 (0E0) it
# does not quote either.
WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc",), include_characters="\n\t", exclude_characters="\u2028\u2029"
    ),
    max_size=20,
).filter(lambda words: words[:1] not in tuple("+-.0123456789"))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcżł人", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_what_is_written_is_read_again(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    assert read_yaml(text.removesuffix("...\n")).value == value


@given(st.text(st.sampled_from("ab: -[]{}\"'#&*!|>%@`\n\t,?~<0.")), st.sampled_from(["", "a: ", "- "]))
def test_no_text_is_a_crash(noise: str, before: str) -> None:
    result = read_yaml(before + noise)
    for problem in result.problems:
        assert problem.span.line >= 1
        assert problem.span.column >= 1
    if result.value is None and not result.problems:
        list(yaml.parse(before + noise, Loader=yaml.CSafeLoader))


def test_a_directive_without_a_document_is_a_mistake_and_no_crash() -> None:
    """Found by a mutant: what is missing is missed behind the last character."""
    assert only("%YAML 1.1\n").code == "S001"
    assert only("a: 1\n...\n%YAML 1.1\n").code == "S001"
