"""Diagnostics for people, programs and GitHub."""

from __future__ import annotations

import json

import pytest

from cjmgen.diagnostics import Diagnostic, Related, Severity
from cjmgen.diagnostics import github as github_output
from cjmgen.diagnostics import json as json_output
from cjmgen.diagnostics.text import cells, render, visible
from cjmgen.source import Origin, Span

PATH = "content/journeys/checkout.md"


def shown(text: str, span: Span, *, message: str = "wrong", colour: bool = False, hint: str | None = None) -> str:
    found = Diagnostic("R001", message, Origin(PATH, ("x",)), hint=hint)
    return render(found, lambda path: text, lambda origin: span, colour)


def test_a_diagnostic_reads_like_the_one_in_the_design() -> None:
    persona = Origin("content/personas/anna.md", ("id",))
    found = Diagnostic(
        "R001",
        'no persona has the id "ana"',
        Origin(PATH, ("personas", 0)),
        hint='did you mean "anna"?',
        related=(Related(persona, '"anna" is defined here'),),
    )
    text = "---\ntitle: Checkout\ngoal: Pay\npersonas: [ana]\n---\n"
    spans = {found.origin: Span(4, 12, 4, 15), persona: Span(2, 1, 2, 3)}
    assert render(found, lambda path: text, spans.__getitem__) == (
        'content/journeys/checkout.md:4:12: error[R001] no persona has the id "ana"\n'
        "  |\n"
        "4 | personas: [ana]\n"
        "  |            ^^^\n"
        '  = hint: did you mean "anna"?\n'
        '  = see content/personas/anna.md:2:1: "anna" is defined here'
    )


def test_the_gutter_is_as_wide_as_the_line_number() -> None:
    assert shown("\n" * 122 + "a: b", Span(123, 4, 123, 5), hint="h").split("\n")[1:] == [
        "    |", "123 | a: b", "    |    ^", "    = hint: h",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "start", "end", "caret"),
    [
        ("客户: [安娜]", 6, 8, "       ^^^^"),
        ("e\u0301: x", 5, 6, "   ^"),
        ("\tname: x", 2, 6, "    ^^^^"),
        ("a\tb: x", 3, 4, "    ^"),
        ("ａ：b", 3, 4, "    ^"),
        ("a: b", 5, 5, "    ^"),
        ("a: b", 99, 120, "    ^"),
        ("👩‍💻 b", 5, 6, "     ^"),
    ],
)
def test_carets_stand_below_what_is_wrong(line: str, start: int, end: int, caret: str) -> None:
    assert shown(line, Span(1, start, 1, end)).split("\n")[3] == f"  | {caret}"


def test_a_span_of_several_lines_is_marked_on_its_first() -> None:
    assert shown("a: [b,\n c]\n", Span(1, 4, 2, 4)).split("\n")[3] == "  |    ^^^"


def test_a_long_line_is_shown_around_the_mistake() -> None:
    line = "x" * 5_000_000 + "客户" + "y" * 5_000_000
    _, _, excerpt, carets = shown(line, Span(1, 5_000_001, 1, 5_000_003)).split("\n")
    assert "…" in excerpt
    assert cells(excerpt) <= 104
    assert cells(excerpt[: excerpt.index("客")]) == carets.index("^")
    assert carets.count("^") == 4


def test_a_long_mistake_is_cut() -> None:
    _, _, excerpt, carets = shown("a: " + "b" * 500, Span(1, 4, 1, 504)).split("\n")
    assert excerpt.endswith("…")
    assert cells(carets) <= cells(excerpt) <= 104


def test_a_long_line_with_an_early_mistake_begins_at_its_beginning() -> None:
    excerpt = shown("ab: " + "c" * 300, Span(1, 1, 1, 3)).split("\n")[2]
    assert excerpt.startswith("1 | ab: ccc")
    assert excerpt.endswith("…")


def test_line_ends_of_windows_are_not_shown() -> None:
    assert shown("a: b\r\nc: d\r\n", Span(2, 4, 2, 5)).split("\n")[2] == "2 | c: d"


def test_no_terminal_escape_passes() -> None:
    made = shown(
        "a: \x1b[31mred\x1b]0;t\x07 \x9b5m \u202eabc\u200b",
        Span(1, 4, 1, 6),
        message="m\x1b[2J\nsecond\r",
        hint="h\u2028\x00",
    )
    assert not {character for character in made if ord(character) < 32 and character != "\n"}
    assert not set(made) & set("\x1b\x9b\u202e\u200b\u2028\x7f")
    assert made.split("\n")[0].endswith("m\\x1b[2J\\nsecond\\x0d")
    assert made.split("\n")[3] == "  |    ^^^^^"


def test_a_path_cannot_carry_an_escape_either() -> None:
    found = Diagnostic("S008", "m", Origin("a\x1b[31m.md"))
    assert "\x1b" not in render(found, lambda path: None, lambda origin: Span(1, 1, 1, 1))


def test_a_file_as_a_whole_has_no_excerpt() -> None:
    found = Diagnostic("S006", "it has none", Origin(PATH), Severity.WARNING, hint="h")
    made = render(found, lambda path: "text", lambda origin: Span(1, 1, 1, 1))
    assert made == f"{PATH}:1:1: warning[S006] it has none\n  = hint: h"


@pytest.mark.parametrize("text", [None, "", "one line"])
def test_what_cannot_be_shown_is_left_out(text: str | None) -> None:
    found = Diagnostic("R001", "m", Origin(PATH, ("x",)))
    assert "|" not in render(found, lambda path: text, lambda origin: Span(9, 4, 9, 5)).split(":", 1)[1]


def test_colour_is_only_added() -> None:
    plain = shown("a: b", Span(1, 4, 1, 5), hint="h")
    coloured = shown("a: b", Span(1, 4, 1, 5), hint="h", colour=True)
    assert "\x1b[1;31m" in coloured
    bare = coloured
    for tone in ("1;31", "1", "2", "0"):
        bare = bare.replace(f"\x1b[{tone}m", "")
    assert bare == plain


def test_scripts_and_emoji_are_left_as_they_are() -> None:
    text = "Zażółć 客户\u3000旅程 العربية 👩‍💻 é"
    assert visible(text) == text


def test_json_says_everything_in_one_object() -> None:
    found = Diagnostic("R001", "m 客", Origin("a.md", ("x",)), Severity.INFO, "h", (Related(Origin("b.md"), "see"),))
    text = json_output.render([found], lambda origin: Span(4, 12, 4, 15))
    assert "客" in text
    assert json.loads(text) == [
        {
            "path": "a.md", "line": 4, "column": 12, "end_line": 4, "end_column": 15, "severity": "info",
            "code": "R001",
            "name": "unknown-reference", "message": "m 客", "hint": "h",
            "related": [{"path": "b.md", "line": 4, "column": 12, "end_line": 4, "end_column": 15, "message": "see"}],
        }
    ]  # fmt: skip


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json_output.render([], lambda origin: Span(1, 1, 1, 1)) == "[]\n"


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")]
)
def test_github_gets_a_command(severity: Severity, command: str) -> None:
    found = Diagnostic("R001", "no persona: x, y", Origin("a.md", ("x",)), severity, hint="try z")
    assert github_output.render(found, lambda origin: Span(4, 12, 4, 15)) == (
        f"::{command} file=a.md,line=4,col=12,endLine=4,endColumn=15,title=R001::no persona: x, y%0Ahint: try z"
    )


def test_content_cannot_inject_a_command() -> None:
    found = Diagnostic("R001", "50%\r\n::set-env name=X::y\n%0A::debug::z\x1b", Origin("a,line=1::x\n%.md", ("x",)))
    made = github_output.render(found, lambda origin: Span(1, 1, 2, 1))
    assert "\n" not in made
    assert "\r" not in made
    assert "\x1b" not in made
    fields, message = made.removeprefix("::error ").split("::", 1)
    assert fields == "file=a%2Cline=1%3A%3Ax\\n%25.md,line=1,col=1,endLine=2,title=R001"
    assert message.startswith("50%25")
    assert "%250A" in message
