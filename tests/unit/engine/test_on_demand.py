"""Files made when they are asked for are those that a run would make, and are made once."""

from __future__ import annotations

import pytest

from cjmgen.engine import Inputs, MemoryFolder, OnDemand, Output, Partly, State, run


class Plan:
    """Two pages and a list of both; counts what is made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def outputs(self) -> list[Output]:
        return [self._output("a"), self._output("b"), self._output("list", "a", "b")]

    def _output(self, name: str, *facts: str) -> Output:
        def recipe(inputs: Inputs) -> bytes:
            self.made.append(name)
            return "".join(str(inputs[fact]) for fact in sorted(inputs)).encode()

        return Output(path=f"{name}.html", inputs=frozenset(facts or (name,)), recipe=recipe, producer=f"view {name}")

    def of(self, before: OnDemand | None = None, **facts: str) -> OnDemand:
        return OnDemand(self.outputs(), facts, facts, before)


def test_nothing_is_made_before_it_is_asked_for_and_nothing_twice() -> None:
    plan = Plan()
    files = plan.of(a="1", b="2")
    assert plan.made == []
    assert [files.file("list.html"), files.file("list.html"), files.file("no.html")] == [b"12", b"12", None]
    assert plan.made == ["list"]


def test_what_is_made_is_what_a_run_makes() -> None:
    plan, folder = Plan(), MemoryFolder()
    facts = {"a": "1", "b": "2"}
    run(plan.outputs(), facts, facts, State(), folder)
    files = plan.of(**facts)
    assert {path: files.file(path) for path in files.paths} == folder.files


def test_what_is_made_of_the_same_facts_is_kept() -> None:
    plan = Plan()
    first = plan.of(a="1", b="2")
    for path in first.paths:
        first.file(path)
    plan.made.clear()
    second = plan.of(first, a="1", b="3")
    assert [second.file(path) for path in ("a.html", "b.html", "list.html")] == [b"1", b"3", b"13"]
    assert plan.made == ["b", "list"]


def test_changed_is_what_is_new_gone_or_different() -> None:
    plan = Plan()
    first = plan.of(a="1", b="2")
    assert first.changed_from(None) == {"a.html", "b.html", "list.html"}
    assert plan.of(first, a="1", b="2").changed_from(first) == frozenset()
    assert plan.of(first, a="1", b="3").changed_from(first) == {"b.html", "list.html"}
    fewer = OnDemand(plan.outputs()[:1], {"a": "1"}, {"a": "1"}, first)
    assert fewer.changed_from(first) == {"b.html", "list.html"}


def test_a_file_that_was_made_again_to_the_same_bytes_did_not_change() -> None:
    def recipe(inputs: Inputs) -> bytes:
        return b"same"

    output = Output(path="a", inputs=frozenset({"f"}), recipe=recipe, producer="p")
    first = OnDemand([output], {"f": 1}, {"f": "1"})
    second = OnDemand([output], {"f": 2}, {"f": "2"}, first)
    assert second.changed_from(first) == {"a"}, "nobody knows yet"
    assert (first.file("a"), second.file("a")) == (b"same", b"same")
    assert second.changed_from(first) == frozenset()


def test_failures_are_told_and_what_is_incomplete_is_tried_again() -> None:
    answers: list[object] = [ValueError("seven"), Partly(b"half", ("a picture",)), b"whole"]

    def recipe(inputs: Inputs) -> bytes | Partly:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, bytes | Partly)
        return answer

    files = OnDemand([Output(path="a", inputs=frozenset(), recipe=recipe, producer="view a")], {}, {})
    [failed] = files.failing(["a"])
    assert (failed.path, failed.producer, failed.error) == ("a", "view a", "ValueError: seven")
    assert [files.file("a"), files.file("a"), files.file("a")] == [b"half", b"whole", b"whole"]


def test_two_outputs_of_one_path_are_told() -> None:
    plan = Plan()
    files = OnDemand([*plan.outputs(), *plan.outputs()[:1]], {}, {"a": "", "b": ""})
    assert [collision.path for collision in files.collisions] == ["a.html"]


def test_a_fact_that_was_not_declared_is_no_answer() -> None:
    def recipe(inputs: Inputs) -> bytes:
        return bytes(inputs["other"])

    files = OnDemand([Output(path="a", inputs=frozenset({"f"}), recipe=recipe, producer="p")], {"f": 1}, {"f": ""})
    with pytest.raises(Exception, match="other"):
        files.file("a")
