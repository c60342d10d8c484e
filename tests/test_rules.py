"""Runs the case files of ``tests/rules``: content, and where a rule speaks.

A case is a ``##`` heading with fenced files and one ``expect`` block of ``path:line:column code``
lines; files above the first heading belong to every case, and a case may replace them.  A case
that needs a day to judge on says "Today is 2026-11-20."

A case answers for its own rule alone, and for being right otherwise: other rules' remarks are not
its business, but an error anywhere would make it prove nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cjmgen import pipeline
from cjmgen.diagnostics import Severity
from cjmgen.diagnostics.catalogue import CODES
from cjmgen.history.revision import Revision
from cjmgen.rules import RULES, explain
from cjmgen.source import MemoryTree

FOLDER = Path(__file__).parent / "rules"
FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TODAY = re.compile(r"^Today is (\d{4}-\d{2}-\d{2})\.$", re.MULTILINE)
SITE = {"site.yaml": "title: Case\n"}


@dataclass(frozen=True)
class Case:
    code: str
    title: str
    files: dict[str, str]
    expected: list[str]
    today: date | None


def cases_of(path: Path) -> list[Case]:
    shared, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    code = path.name.partition("-")[0]
    return [_case(code, shared, part) for part in parts]


def _case(code: str, shared: str, part: str) -> Case:
    [expected] = [text for kind, _, text in FENCE.findall(part) if kind == "expect"]
    files = {name: text for kind, name, text in FENCE.findall(shared + part) if kind == "yaml"}
    day = TODAY.search(part)
    title = part.partition("\n")[0]
    return Case(code, title, SITE | files, expected.split("\n")[:-1], date.fromisoformat(day[1]) if day else None)


CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in cases_of(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.title}")
def test_a_rule_speaks_where_its_case_says(case: Case) -> None:
    project = pipeline.load_tree(MemoryTree(case.files), revision=Revision(None, case.today))
    found = [
        f"{diagnostic.origin.path}:{span.line}:{span.column} {diagnostic.code}"
        for diagnostic in project.report
        if diagnostic.code == case.code or diagnostic.severity is Severity.ERROR
        for span in (project.span_of(diagnostic),)
    ]
    assert sorted(found) == sorted(case.expected)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_has_a_case_that_fires_and_one_that_does_not(rule) -> None:  # type: ignore[no-untyped-def]
    cases = cases_of(FOLDER / f"{rule.code}-{rule.name}.md")
    assert {bool(case.expected) for case in cases} == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_says_why_it_matters_and_what_to_do(rule) -> None:  # type: ignore[no-untyped-def]
    text = explain(rule.code)
    assert text is not None
    assert text == explain(rule.name)
    assert text.index("\nWhy it matters\n") < text.index("\nWhat to do\n")


def found_in(files: dict[str, str]) -> dict[str, Severity]:
    """Code -> severity, in a site with one journey that has no owner and no stages."""
    anna, journey = "content/personas/anna.md", "content/journeys/checkout/journey.md"
    small = {anna: "---\nname: Anna\n---\n", journey: "---\ntitle: A\npersonas: anna\ngoal: Pay\n---\n"}
    return {found.code: found.severity for found in pipeline.load_tree(MemoryTree(SITE | small | files)).report}


def test_the_site_sets_how_loud_a_rule_is_by_code_or_name() -> None:
    lint = "lint: {error: L101, info: [empty-journey], ignore: missing-scope}"
    assert found_in({"site.yaml": f"title: Case\n{lint}\n"}) == {"L101": Severity.ERROR, "L108": Severity.INFO}


def test_a_file_can_ask_a_rule_to_say_nothing_about_it() -> None:
    journey = "---\ntitle: A\npersonas: anna\ngoal: Pay\nlint_ignore: [L101, missing-scope]\n---\n"
    assert found_in({"content/journeys/checkout/journey.md": journey}) == {"L108": Severity.WARNING}


def test_the_catalogue_and_the_rules_name_the_same_codes() -> None:
    known = {code.code: code.name for code in CODES if code.family == "L"}
    assert known == {rule.code: rule.name for rule in RULES} | {"L305": "unknown-rule"}


@pytest.mark.parametrize("code", [code for code in CODES if code.family == "L"], ids=lambda code: code.code)
def test_the_catalogue_says_in_a_line_what_the_explanation_says_first(code) -> None:  # type: ignore[no-untyped-def]
    first, _, _ = (explain(code.code) or "").partition("\n")
    assert first.rstrip(".").lower() == code.title.lower()


def test_an_unknown_rule_has_no_explanation() -> None:
    assert explain("L999") is None


def test_rules_stand_in_order_and_no_code_or_name_is_used_twice() -> None:
    assert [rule.code for rule in RULES] == sorted({rule.code for rule in RULES})
    assert len({rule.name for rule in RULES}) == len(RULES)
