"""``cjmgen explain``: every code has an explanation, found by code and by name."""

from __future__ import annotations

import pytest
from command_line import run

from cjmgen.diagnostics.catalogue import CODES, Code
from cjmgen.rules import RULES
from cjmgen.rules.base import Rule


def test_without_a_code_all_are_listed_with_their_titles() -> None:
    ran = run("explain")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split(maxsplit=2) for line in ran.out.splitlines()] == [[c.code, c.name, c.title] for c in CODES]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_a_code_is_explained_by_code_and_by_name(code: Code) -> None:
    ran = run("explain", code.code)
    assert (ran.code, ran.err) == (0, "")
    heading, _, explanation = ran.out.partition("\n\n")
    assert heading == f"{code.code} {code.name}"
    assert len(explanation.split()) > 3
    assert run("explain", code.name) == run("explain", code.code.lower()) == ran


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_it_matters_and_what_to_do(rule: Rule) -> None:
    lines = run("explain", rule.code).out.splitlines()
    assert "Why it matters" in lines
    assert "What to do" in lines


def test_a_code_there_is_not_is_wrong_usage() -> None:
    ran = run("explain", "L999")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'error: there is no code "L999"\n  = hint: list them all: cjmgen explain\n'
