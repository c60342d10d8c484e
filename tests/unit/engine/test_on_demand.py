"""Files made when they are asked for are those that a run would make, and are made once."""

from __future__ import annotations

import pytest

from cjmgen.engine import Facts, Inputs, Later, MemoryFolder, OnDemand, Output, Partly, State, run


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
        return OnDemand(self.outputs(), Facts(facts), before)


def test_nothing_is_made_before_it_is_asked_for_and_nothing_twice() -> None:
    plan = Plan()
    files = plan.of(a="1", b="2")
    assert plan.made == []
    assert [files.file("list.html"), files.file("list.html"), files.file("no.html")] == [b"12", b"12", None]
    assert plan.made == ["list"]


def test_what_is_made_is_what_a_run_makes() -> None:
    plan, folder = Plan(), MemoryFolder()
    facts = {"a": "1", "b": "2"}
    run(plan.outputs(), Facts(facts), State(), folder)
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
    fewer = OnDemand(plan.outputs()[:1], Facts({"a": "1"}), first)
    assert fewer.changed_from(first) == {"b.html", "list.html"}


def test_what_nobody_asked_for_is_not_made_to_tell_whether_it_changed() -> None:
    def never() -> object:
        raise AssertionError("asked for")

    def plan(plain: int) -> OnDemand:
        outputs = [
            Output(path=name, inputs=frozenset({name, *more}), recipe=lambda inputs: b"", producer="p")
            for name, *more in (("plain",), ("page", "plain"))
        ]
        return OnDemand(outputs, Facts({"plain": plain, "page": Later(never)}))

    assert plan(2).changed_from(plan(1)) == {"plain"}


def test_the_rest_is_planned_when_one_of_its_files_is_asked_for() -> None:
    plan, planned = Plan(), []

    def rest() -> tuple[list[Output], Facts]:
        planned.append("rest")
        return plan.outputs()[1:2], Facts({"b": "2"})

    first = OnDemand(plan.outputs()[:1], Facts({"a": "1"}), None, rest)
    assert (first.file("a.html"), planned) == (b"1", [])
    assert [first.file("b.html"), first.file("b.html"), first.file("no.html")] == [b"2", b"2", None]
    assert (planned, plan.made) == (["rest"], ["a", "b"])
    second = OnDemand(plan.outputs()[:1], Facts({"a": "1"}), first, rest)
    assert second.changed_from(first) == frozenset()
    assert (second.file("b.html"), plan.made) == (b"2", ["a", "b"])


def test_failures_are_told_and_what_is_incomplete_is_tried_again() -> None:
    answers: list[object] = [ValueError("seven"), Partly(b"half", ("a picture",)), b"whole"]

    def recipe(inputs: Inputs) -> bytes | Partly:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, bytes | Partly)
        return answer

    files = OnDemand([Output(path="a", inputs=frozenset(), recipe=recipe, producer="view a")], Facts({}))
    [failed] = files.failing(["a"])
    assert (failed.path, failed.producer, failed.error) == ("a", "view a", "ValueError: seven")
    assert [files.file("a"), files.file("a"), files.file("a")] == [b"half", b"whole", b"whole"]


def test_two_outputs_of_one_path_are_told() -> None:
    plan = Plan()
    files = OnDemand([*plan.outputs(), *plan.outputs()[:1]], Facts({"a": "", "b": ""}))
    assert [collision.path for collision in files.collisions] == ["a.html"]


def test_a_fact_that_was_not_declared_is_no_answer() -> None:
    def recipe(inputs: Inputs) -> bytes:
        return bytes(inputs["other"])

    files = OnDemand([Output(path="a", inputs=frozenset({"f"}), recipe=recipe, producer="p")], Facts({"f": 1}))
    with pytest.raises(Exception, match="other"):
        files.file("a")


def test_what_is_made_of_the_same_is_not_even_made_to_be_compared() -> None:
    plan, made = Plan(), list[str]()

    def facts(a: str, key: str) -> Facts:
        def make(value: str) -> str:
            made.append(value)
            return value

        return Facts({"a": Later(lambda: make(a), key), "b": Later(lambda: make(f"of {a}"), of=("a",))})

    first = OnDemand(plan.outputs(), facts("1", "k"))
    assert first.file("b.html") == b"of 1"
    made.clear()
    second = OnDemand(plan.outputs(), facts("1", "k"), first)
    assert (second.file("b.html"), made) == (b"of 1", [])
    third = OnDemand(plan.outputs(), facts("2", "l"), second)
    assert third.file("b.html") == b"of 2"
