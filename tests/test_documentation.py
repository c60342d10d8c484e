"""What is promised in words is there: every code has a case, every command an example and a line."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from test_cases import CASES as MISTAKES
from test_rules import CASES as REMARKS

from cjmgen.cli import COMMANDS, cli
from cjmgen.diagnostics.catalogue import CODES

ROOT = Path(__file__).parent.parent

TESTED_ELSEWHERE = {
    "B001": "test_build_troubles.py::test_two_outputs_with_one_path_are_said_and_nothing_is_published",
    "B002": "test_build_troubles.py::test_a_page_that_cannot_be_made_is_said_and_nothing_is_published",
    "B003": "test_build_troubles.py::test_a_diagram_that_cannot_be_drawn_is_said_and_the_rest_is_published",
    "B004": "cli/test_releases.py::test_a_release_that_cannot_be_read_is_said_and_left_out",
    "T001": "test_build_troubles.py::test_a_template_that_cannot_be_rendered_is_said_with_its_file_and_line",
    "S002": "test_cases.py::test_a_file_that_is_not_utf_8_is_said_at_the_first_strange_byte",
    "S010": "test_cases.py::test_a_site_without_content_is_a_mistake",
    "S008": "test_cases.py::test_a_file_that_cannot_be_opened_is_said_and_the_rest_is_read",
}
"""Codes that no content in a case file can bring about -> the test that does."""

EXPECTED = {line.rpartition(" ")[2] for case in (*MISTAKES, *REMARKS) for line in case.expected}


@pytest.mark.parametrize("code", [code.code for code in CODES])
def test_every_code_is_brought_about_by_a_test(code: str) -> None:
    if code in TESTED_ELSEWHERE:
        file, _, name = TESTED_ELSEWHERE[code].partition("::")
        assert f"def {name}(" in (ROOT / "tests" / file).read_text("utf-8")
    else:
        assert code in EXPECTED


def test_no_code_is_said_to_be_tested_elsewhere_that_has_a_case() -> None:
    assert not TESTED_ELSEWHERE.keys() & EXPECTED
    assert TESTED_ELSEWHERE.keys() <= {code.code for code in CODES}


def test_cases_expect_only_codes_there_are() -> None:
    assert {code.code for code in CODES} >= EXPECTED


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_in_its_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert re.search(rf"^ *cjmgen {name}\b", command.help or "", re.MULTILINE), command.help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_line_in_the_readme(name: str) -> None:
    assert re.search(rf"\bcjmgen {name}\b", (ROOT / "README.md").read_text("utf-8"))
