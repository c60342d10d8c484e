"""``cjmgen check``: says what is wrong, in three formats, and writes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import JOURNEY, STAGE, edit, files_below, run, tiny_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tiny_site(tmp_path / "site")


@pytest.fixture
def wrong(site: Path) -> Path:
    """With an error; errors keep the rules from being asked."""
    edit(site / JOURNEY, "[anna]", "[ana]")
    return site


@pytest.fixture
def poor(site: Path) -> Path:
    """With a warning: a step hurts and nobody says why."""
    edit(site / STAGE, ", pains: [it forgets]", "")
    return site


def test_all_is_well(site: Path) -> None:
    ran = run("check", site)
    assert (ran.code, ran.out, ran.err) == (0, "", "no mistakes found\n")


def test_the_site_is_looked_for_in_this_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert run("check") == run("check", ".") == run("check", site)


def test_an_error_is_shown_with_its_line_and_a_way_out(wrong: Path) -> None:
    ran = run("check", wrong)
    assert (ran.code, ran.err) == (1, "1 error\n")
    assert ran.out == (
        f"{JOURNEY}:3:12: error[R001] "
        'no persona has the id "ana"\n'
        "  |\n"
        "3 | personas: [ana]\n"
        "  |            ^^^\n"
        '  = hint: did you mean "anna"?\n'
        '  = see content/personas/anna.md:2:1: "anna" is defined here\n'
        "\n"
    )


def test_all_mistakes_are_shown_at_once_in_the_order_of_the_files(wrong: Path) -> None:
    edit(wrong / STAGE, "emotion: 1}", "emotion: 11}")
    edit(wrong / "content/personas/anna.md", "name: Anna", "nam: Anna")
    places = [line.split(" ")[0] for line in run("check", wrong).out.splitlines() if ": error[" in line]
    assert places == [f"{STAGE}:5:64:", f"{JOURNEY}:3:12:", "content/personas/anna.md:2:1:"]


def test_nothing_is_written(wrong: Path) -> None:
    before = files_below(wrong)
    run("check", wrong)
    assert files_below(wrong) == before


def test_a_warning_fails_only_if_one_is_strict(poor: Path) -> None:
    ran = run("check", poor)
    assert (ran.code, ran.err) == (0, "1 warning\n")
    assert f"{STAGE}:6:5: warning[L201]" in ran.out
    assert run("check", poor, "--strict").code == 1
    assert run("check", poor, "--strict").out == ran.out


def test_a_note_never_fails_and_may_be_left_out(poor: Path) -> None:
    (poor / "site.yaml").write_text("title: Tiny\nlint: {info: [silent-pain]}\n")
    ran = run("check", poor, "--strict")
    assert (ran.code, ran.err) == (0, "1 note\n")
    assert "info[L201]" in ran.out
    assert run("check", poor, "--no-notes").out == ""


def test_json_is_a_list_of_objects_and_nothing_else(wrong: Path) -> None:
    ran = run("check", wrong, "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.endswith("]\n")
    assert not ran.out.endswith("\n\n")
    assert json.loads(ran.out) == [
        {
            "path": JOURNEY,
            "line": 3,
            "column": 12,
            "end_line": 3,
            "end_column": 15,
            "severity": "error",
            "code": "R001",
            "name": "unknown-reference",
            "message": 'no persona has the id "ana"',
            "hint": 'did you mean "anna"?',
            "related": [
                {
                    "path": "content/personas/anna.md",
                    "line": 2,
                    "column": 1,
                    "end_line": 2,
                    "end_column": 5,
                    "message": '"anna" is defined here',
                }
            ],
        }
    ]


def test_json_of_a_site_without_a_mistake_is_an_empty_list(site: Path) -> None:
    assert run("check", site, "--format", "json").out == "[]\n"


def test_github_is_an_annotation_a_line(wrong: Path) -> None:
    edit(wrong / STAGE, "emotion: 1}", "emotion: 11}")
    ran = run("check", wrong, "--format", "github")
    assert (ran.code, ran.err) == (1, "")
    first, second = ran.out.splitlines()
    assert first.startswith(f"::error file={STAGE},line=5,col=64,")
    assert second == (
        f"::error file={JOURNEY},line=3,col=12,endLine=3,endColumn=15,title=R001::"
        'no persona has the id "ana"%0Ahint: did you mean "anna"?'
        '%0Asee content/personas/anna.md:2:1: "anna" is defined here'
    )
    assert run("check", tiny_site(wrong), "--format", "github").out == ""


def test_a_warning_is_one_in_every_format(poor: Path) -> None:
    [found] = json.loads(run("check", poor, "--format", "json").out)
    assert (found["severity"], found["code"], found["line"]) == ("warning", "L201", 6)
    assert run("check", poor, "--format", "github").out.startswith(f"::warning file={STAGE},line=6,")
    assert run("check", poor, "--format", "json", "--strict").code == 1
