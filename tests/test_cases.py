"""Runs the case files of ``tests/cases``: content with a mistake, and the one place where it is said.

Written like those of ``tests/rules``, but an ``expect`` block lists everything that is wrong: a mistake
that is said twice, or drags others along, fails as one that is missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from test_rules import Case, cases_of

from cjmgen import pipeline
from cjmgen.diagnostics import CjmgenError, Severity
from cjmgen.source import MemoryTree, SourceFile

FOLDER = Path(__file__).parent / "cases"
CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in cases_of(path)]
PLACED_NOWHERE = "S007"
"""The one warning of the loader."""


def found_in(files: Mapping[str, str | bytes]) -> list[str]:
    project = pipeline.load_tree(MemoryTree(files))
    return [
        f"{diagnostic.origin.path}:{span.line}:{span.column} {diagnostic.code}"
        for diagnostic in project.report
        if diagnostic.severity is Severity.ERROR or diagnostic.code == PLACED_NOWHERE
        for span in (project.span_of(diagnostic),)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code.removesuffix('.md')}: {case.title}")
def test_a_mistake_is_said_once_and_where_it_is(case: Case) -> None:
    assert sorted(found_in(case.files)) == sorted(case.expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code.removesuffix('.md')}: {case.title}")
def test_whatever_is_wrong_is_said_in_one_line_with_a_place_that_exists(case: Case) -> None:
    project = pipeline.load_tree(MemoryTree(case.files))
    for diagnostic in project.report:
        assert "\n" not in diagnostic.message
        assert not diagnostic.message.endswith(".")
        assert diagnostic.origin.path in case.files
        assert project.span_of(diagnostic).line <= case.files[diagnostic.origin.path].count("\n") + 1


SMALL = {"site.yaml": "title: Case\n"}


def test_a_file_that_is_not_utf_8_is_said_at_the_first_strange_byte() -> None:
    polish = "name: Żaneta\nrole: Śpi\n".encode("iso-8859-2")
    assert found_in({**SMALL, "content/personas/zaneta.yaml": polish}) == ["content/personas/zaneta.yaml:1:7 S002"]


def test_a_file_too_deep_is_not_read() -> None:
    deep = f"name: Anna\ngoals: {'[' * 400}{']' * 400}\n"
    [said] = found_in({**SMALL, "content/personas/anna.yaml": deep})
    assert said.startswith("content/personas/anna.yaml:2:")
    assert said.endswith(" S004")


def test_a_file_that_cannot_be_opened_is_said_and_the_rest_is_read() -> None:
    class Locked(MemoryTree):
        def read(self, path: str) -> SourceFile:
            if path.endswith("anna.yaml"):
                raise PermissionError(13, "Permission denied", path)
            return super().read(path)

    project = pipeline.load_tree(
        Locked({**SMALL, "content/personas/anna.yaml": "name: Anna\n", "content/personas/marek.yaml": "name: Marek\n"})
    )
    assert [(d.code, d.message) for d in project.report] == [("S008", "this file cannot be read: Permission denied")]
    assert [persona.id for persona in project.site.personas] == ["marek"]


def test_without_a_site_file_there_is_no_site() -> None:
    with pytest.raises(CjmgenError, match=r"there is no site\.yaml here"):
        found_in({"content/personas/anna.yaml": "name: Anna\n"})


def test_a_site_without_content_is_a_mistake() -> None:
    assert found_in({**SMALL, "contents/personas/anna.md": "---\nname: Anna\n---\n"}) == ["site.yaml:1:1 S010"]
