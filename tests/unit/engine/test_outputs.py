"""A recipe sees what its output declared."""

from __future__ import annotations

import pytest

from cjmgen.engine import Inputs, Output, UndeclaredInput

PAGE = Output(path="a.html", inputs=frozenset({"nav", "view"}), recipe=lambda _: b"", producer="view a")
FACTS = {"nav": 1, "view": 2, "other": 3}


def test_declared_facts_are_there_in_a_stable_order() -> None:
    assert list(Inputs(PAGE, FACTS).items()) == [("nav", 1), ("view", 2)]


def test_reading_an_undeclared_fact_is_a_bug_however_it_is_read() -> None:
    inputs = Inputs(PAGE, FACTS)

    with pytest.raises(UndeclaredInput, match=r"a\.html reads 'other'"):
        inputs["other"]
    with pytest.raises(UndeclaredInput):
        inputs.get("other")
    with pytest.raises(UndeclaredInput):
        "other" in inputs  # noqa: B015
