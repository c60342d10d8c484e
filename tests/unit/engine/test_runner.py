"""What a run makes, what it leaves alone, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import (
    BuildResult,
    Built,
    Collision,
    DiskFolder,
    Facts,
    Folder,
    Inputs,
    Later,
    MemoryFolder,
    Output,
    State,
    UndeclaredInput,
    UnknownFact,
    load_state,
    open_folder,
    run,
    save_state,
)


def page(path: str, *inputs: str, recipe: Callable[[Inputs], bytes] | None = None, producer: str = "view") -> Output:
    """An output that shows all it declares."""

    def show(facts: Inputs) -> bytes:
        return json.dumps(dict(facts)).encode()

    return Output(path=path, inputs=frozenset(inputs), recipe=recipe or show, producer=producer)


@dataclass
class Site:
    """A folder and what the last run knew of it."""

    folder: Folder = field(default_factory=MemoryFolder)
    state: State = field(default_factory=State)

    def build(self, facts: Mapping[str, object], *outputs: Output) -> BuildResult:
        result = run(outputs, Facts(facts), self.state, self.folder)
        self.state = result.state
        return result


@pytest.fixture(params=["memory", "disk"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    if request.param == "memory":
        return Site()
    return Site(open_folder(tmp_path / "public", root=tmp_path / "site"))


def edit(site: Site, path: str, content: bytes | None) -> None:
    """What an author does by hand to a published file."""
    match site.folder:
        case MemoryFolder():
            del site.folder.files[path]
            site.folder.times.pop(path, None)
            if content is not None:
                site.folder.files[path] = content
        case DiskFolder():
            file = site.folder.path / path
            file.unlink()
            if content is not None:
                file.write_bytes(content)


A, B = page("a.html", "nav", "a"), page("b.html", "nav", "b")
FACTS = {"nav": 0, "a": 1, "b": 2}


def test_a_first_run_makes_everything(site: Site) -> None:
    result = site.build(FACTS, B, A)

    assert result.built == (Built("a.html", "it is new", True), Built("b.html", "it is new", True))
    assert result.is_published
    assert site.folder.read("a.html") == b'{"a": 1, "nav": 0}'


def test_a_second_run_makes_nothing_and_knows_the_same(site: Site) -> None:
    before = site.build(FACTS, A, B)

    after = site.build(FACTS, A, B)

    assert (after.built, after.unchanged) == ((), 2)
    assert after.state == before.state


def test_only_what_depends_on_a_changed_fact_is_made_again(site: Site) -> None:
    site.build(FACTS, A, B)

    result = site.build(FACTS | {"a": 9}, A, B)

    assert result.built == (Built("a.html", "a changed", True),)
    assert result.unchanged == 1


def test_a_fact_nobody_reads_costs_nothing_and_is_never_asked_for(site: Site) -> None:
    def never() -> object:
        raise AssertionError("asked for")

    result = run([A], Facts({**FACTS, "unread": Later(never)}), State(), site.folder)

    assert "unread" not in result.state.digests


def test_the_same_bytes_leave_the_file_alone(site: Site) -> None:
    constant = page("a.html", "a", recipe=lambda _: b"same")
    site.build(FACTS, constant)
    before = site.folder.stamp("a.html")

    result = site.build(FACTS | {"a": 9}, constant)

    assert result.built == (Built("a.html", "a changed", False),)
    assert site.folder.stamp("a.html") == before
    assert site.build(FACTS | {"a": 9}, constant).built == ()


def test_a_file_edited_by_hand_is_made_again(site: Site) -> None:
    site.build(FACTS, A, B)
    edit(site, "a.html", b"edited")

    result = site.build(FACTS, A, B)

    assert result.built == (Built("a.html", "its file was edited by hand", True),)
    assert site.folder.read("a.html") == b'{"a": 1, "nav": 0}'


def test_a_file_rewritten_with_the_same_bytes_is_up_to_date(site: Site) -> None:
    site.build(FACTS, A)
    edit(site, "a.html", b'{"a": 1, "nav": 0}')

    assert site.build(FACTS, A).built == ()


def test_a_missing_file_is_made_again(site: Site) -> None:
    site.build(FACTS, A, B)
    edit(site, "b.html", None)

    assert site.build(FACTS, A, B).built == (Built("b.html", "its file is missing", True),)


def test_a_page_that_declares_other_facts_says_which(site: Site) -> None:
    site.build(FACTS, page("a.html", "a"))

    [more] = site.build(FACTS, page("a.html", "a", "nav")).built
    [fewer] = site.build(FACTS, page("a.html", "nav")).built

    assert (more.reason, fewer.reason) == ("it now depends on nav", "it no longer depends on a")


def test_what_nobody_makes_any_more_is_removed(site: Site) -> None:
    site.build(FACTS, A, B)

    result = site.build(FACTS, B)

    assert (result.removed, result.built) == (("a.html",), ())
    assert site.folder.stamp("a.html") is None
    assert site.folder.ours() == {"b.html"}


def test_with_its_state_lost_a_site_is_made_again_and_no_file_is_touched(site: Site) -> None:
    site.build(FACTS, A, B)
    before = site.folder.stamp("a.html")
    site.state = State()

    result = site.build(FACTS, A)

    assert result.built == (Built("a.html", "nothing is known about it", False),)
    assert result.removed == ("b.html",)
    assert site.folder.stamp("a.html") == before


def test_a_failing_recipe_keeps_the_old_site_and_lets_the_others_be_tried(site: Site) -> None:
    def fail(inputs: Inputs) -> bytes:
        return b"fine" if inputs["a"] == 1 else bytes(1 // 0)

    def refuse(inputs: Inputs) -> bytes:
        if inputs["a"] == 1:
            return b"fine"
        raise CjmgenError("no program called dot was found")

    outputs = page("a.html", "a", recipe=fail, producer="view a"), page("b.html", "a", recipe=refuse), page("c", "a")
    site.build(FACTS, *outputs)

    result = site.build(FACTS | {"a": 9}, *outputs)

    assert [(failed.path, failed.producer, failed.error) for failed in result.failed] == [
        ("a.html", "view a", "ZeroDivisionError: integer division or modulo by zero"),
        ("b.html", "view", "no program called dot was found"),
    ]
    assert isinstance(result.failed[1].exception, CjmgenError)
    assert (result.is_published, result.built, result.removed) == (False, (), ())
    assert site.folder.read("c") == b'{"a": 1}'
    assert result.state.records.keys() == {"c"}
    assert [built.path for built in site.build(FACTS | {"a": 1}, *outputs).built] == ["a.html", "b.html"]


def test_a_failed_run_does_not_make_the_next_one_believe_its_facts(site: Site) -> None:
    def fail(_: Inputs) -> bytes:
        raise ValueError

    site.build(FACTS, A)
    site.build(FACTS | {"a": 9}, A, page("x", recipe=fail))

    result = site.build(FACTS | {"a": 9}, A)

    assert result.built == (Built("a.html", "a changed", True),)
    assert site.folder.read("a.html") == b'{"a": 9, "nav": 0}'


def test_a_run_in_which_nothing_is_done_but_fail_removes_nothing(site: Site) -> None:
    def fail(_: Inputs) -> bytes:
        raise ValueError

    site.build(FACTS, A, B)

    site.build(FACTS, page("x", recipe=fail))

    assert site.folder.ours() == {"a.html", "b.html"}


def test_reading_an_undeclared_fact_is_not_a_failed_page_but_a_bug(site: Site) -> None:
    with pytest.raises(UndeclaredInput):
        site.build(FACTS, page("a.html", "a", recipe=lambda inputs: str(inputs["b"]).encode()))


def test_declaring_a_fact_that_does_not_exist_is_a_bug(site: Site) -> None:
    with pytest.raises(UnknownFact, match=r"a\.html declares 'z'"):
        site.build(FACTS, page("a.html", "z"))


def test_two_outputs_with_one_path_are_reported_with_both_producers(site: Site) -> None:
    site.build(FACTS, A)

    result = site.build(
        FACTS,
        page("a.html", producer="view flow"),
        page("a.html", producer="page about"),
        page("b", producer="exporter"),
        page("b/c/d.html", producer="view poster"),
    )

    assert result.collisions == (
        Collision("a.html", ("view flow", "page about")),
        Collision("b", ("exporter", "view poster")),
    )
    assert not result.is_published
    assert site.folder.ours() == {"a.html"}


def test_a_page_never_overwrites_a_file_of_others(site: Site) -> None:
    site.build(FACTS, A)
    match site.folder:
        case MemoryFolder():
            site.folder.files["b.html"] = b"mine"
        case DiskFolder():
            (site.folder.path / "b.html").write_text("mine")

    with pytest.raises(CjmgenError, match=r"b\.html is in the way"):
        site.build(FACTS, A, B)

    assert site.folder.read("b.html") == b"mine"


def test_a_state_from_another_folder_is_not_believed_about_this_one(tmp_path: Path) -> None:
    site = Site(open_folder(tmp_path / "one", root=tmp_path / "site"))
    site.build(FACTS, A)
    site.folder = open_folder(tmp_path / "two", root=tmp_path / "site")
    site.build(FACTS | {"a": 9}, A)
    site.folder = open_folder(tmp_path / "one", root=tmp_path / "site")

    assert len(site.build(FACTS | {"a": 9}, A).built) == 1

    assert site.folder.read("a.html") == b'{"a": 9, "nav": 0}'


PATHS = ["index.html", "a.html", "a/index.html", "a/b/index.html", "c/index.html"]
NAMES = ["nav", "x", "y", "z"]


@dataclass(frozen=True)
class Step:
    """What an author does between two builds."""

    facts: Mapping[str, int]
    plan: Mapping[str, frozenset[str]]
    edits: Mapping[str, bytes | None]
    """Published files edited or (``None``) deleted by hand."""


STEPS = st.lists(
    st.builds(
        Step,
        facts=st.fixed_dictionaries({name: st.integers(0, 2) for name in NAMES}),
        plan=st.dictionaries(st.sampled_from(PATHS), st.frozensets(st.sampled_from(NAMES)), max_size=5),
        edits=st.dictionaries(st.sampled_from(PATHS), st.none() | st.sampled_from([b"edited", b"{}"]), max_size=2),
    ),
    min_size=1,
    max_size=5,
)
FAILS_ON = st.none() | st.sampled_from(NAMES)
"""The fact whose value 1 every recipe that reads it chokes on."""


def check_that_incremental_equals_clean(
    site: Site, steps: list[Step], fails_on: str | None, between: Callable[[State], State]
) -> None:
    def show(inputs: Inputs) -> bytes:
        if fails_on in set(inputs) and inputs[fails_on or ""] == 1:
            raise ValueError(fails_on)
        return json.dumps(dict(inputs)).encode()

    for step in steps:
        for path, content in step.edits.items():
            if path in site.folder.ours() and site.folder.stamp(path) is not None:
                edit(site, path, content)
        outputs = [page(path, *inputs, recipe=show) for path, inputs in step.plan.items()]
        clean = Site()
        expected = clean.build(step.facts, *outputs)

        result = site.build(step.facts, *outputs)

        assert result.is_published == expected.is_published
        if result.is_published:
            assert site.folder.ours() == clean.folder.ours()
            for path in clean.folder.ours():
                assert site.folder.read(path) == clean.folder.read(path)
            assert site.build(step.facts, *outputs).built == ()
        site.state = between(site.state)


@given(STEPS, FAILS_ON)
@settings(max_examples=150, deadline=None)
def test_an_incremental_build_leaves_what_a_clean_one_leaves(steps: list[Step], fails_on: str | None) -> None:
    check_that_incremental_equals_clean(Site(), steps, fails_on, between=lambda state: state)


@given(STEPS, FAILS_ON)
@settings(max_examples=40, deadline=None)
def test_so_it_does_on_disk(tmp_path_factory: pytest.TempPathFactory, steps: list[Step], fails_on: str | None) -> None:
    place = tmp_path_factory.mktemp("site")

    def through_a_file(state: State) -> State:
        save_state(state, place / "state.json", tool="1")
        return load_state(place / "state.json", tool="1")[0]

    site = Site(open_folder(place / "public", root=place / "site"))
    check_that_incremental_equals_clean(site, steps, fails_on, between=through_a_file)


def test_a_fact_made_of_the_same_is_not_made_again(site: Site) -> None:
    made: list[str] = []

    def later(value: str, key: str) -> Later:
        def make() -> str:
            made.append(value)
            return value

        return Later(make, key)

    first = site.build({"a": later("one", "k1"), "b": later("two", "k2"), "nav": 0}, A, B)
    assert (len(first.built), made) == (2, ["one", "two"])
    again = site.build({"a": later("one", "k1"), "b": later("three", "k3"), "nav": 0}, A, B)
    assert ([one.path for one in again.built], made[2:]) == (["b.html"], ["three"])
    nothing = site.build({"a": later("one", "k1"), "b": later("three", "k4"), "nav": 0}, A, B)
    assert (nothing.built, made[3:]) == ((), ["three"])
    unknown = site.build({"a": later("one", ""), "b": later("three", "k4"), "nav": 0}, A, B)
    assert (unknown.built, made[4:]) == ((), ["one"])


def test_a_fact_made_of_others_alone_is_made_again_when_one_of_them_changed(site: Site) -> None:
    made: list[str] = []

    def later(value: str, key: str = "", of: tuple[str, ...] = ()) -> Later:
        def make() -> str:
            made.append(value)
            return value

        return Later(make, key, of)

    def facts(one: str, two: str, whole: str, key: str = "") -> dict[str, object]:
        return {"one": later(one, key), "two": two, "a": later(whole, of=("one", "two")), "b": 0, "nav": 0}

    def build(*given: str) -> tuple[list[str], list[str]]:
        made.clear()
        return [each.path for each in site.build(facts(*given), A, B).built], made.copy()

    assert build("x", "y", "first", "k")[0] == ["a.html", "b.html"]
    assert build("x", "y", "first", "k") == ([], []), "what it is made of has the key it had"
    assert build("x", "y", "first", "l") == ([], ["x"]), "another key, the same value"
    assert build("z", "y", "second", "m") == (["a.html"], ["z", "second"])
    assert build("z", "q", "second", "m") == ([], ["second"]), "it may come out the same"
    assert build("z", "q", "second", "m") == ([], [])


def test_a_fact_that_is_made_of_other_facts_than_before_is_made_again(site: Site) -> None:
    def build(value: str, *of: str) -> list[str]:
        facts = {"one": 1, "b": 2, "nav": 0, "a": Later(lambda: value, of=of)}
        return [each.path for each in site.build(facts, A, B).built]

    assert build("1", "one") == ["a.html", "b.html"]
    assert build("12", "one", "b") == ["a.html"], "though both are what they were"
    assert build("12", "one", "b") == []
