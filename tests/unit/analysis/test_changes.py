"""What changed between two versions: exactly what somebody did, and nothing else."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmgen import pipeline
from cjmgen.analysis.changes import Change, changes_between
from cjmgen.model import Target
from cjmgen.source import MemoryTree

State = dict[str, Any]
Told = tuple[str, str, str, str, str, str, str]
"""Kind of subject, its id, what happened, field, thing, before, after."""

WORDS = ["apple boat", "cedar quill", "dusty fjord", "hymn lynx", "jazz umbrella", "moth vinyl", "zebra kiosk"]
"""No two are alike enough to be one in other words."""


def step(ident: str, number: int) -> State:
    return {
        "id": ident,
        "name": f"I do {ident}",
        "touchpoint": "desk",
        "emotion": {"anna": number % 3 - 1, "marek": 0.5},
        "pains": [{"id": f"p{number}", "text": WORDS[number % 7], "severity": "low"}],
        "evidence": ["talks"],
    }


def base() -> State:
    """Two journeys of two stages with five steps each."""
    journeys = {
        journey: {
            "title": f"I travel {journey}", "goal": "Arrive", "personas": ["anna", "marek"], "owner": "Ruth",
            "stages": [
                {"id": stage, "name": stage.title(),
                 "steps": [step(f"{stage}-{n}", n) for n in range(5)]}
                for stage in ("before", "after")
            ],
        }
        for journey in ("one", "two")
    }  # fmt: skip
    return {
        "journeys": journeys,
        "personas": {"anna": {"name": "Anna"}, "marek": {"name": "Marek"}, "spare": {"name": "Spare"}},
        "evidence": {
            "talks": {"kind": "interview", "date": "2026-01-01", "title": "Talks"},
            "unused": {"kind": "survey", "date": "2026-01-01", "title": "Unused"},
        },
        "touchpoints": {"desk": {"name": "Desk", "channel": "shop"}, "site": {"name": "Site", "channel": "web"}},
    }


def load(state: State) -> pipeline.Project:
    files = {"site.yaml": "title: Travels\n"}
    for kind, entities in state.items():
        for ident, entity in entities.items():
            name = f"{ident}/journey" if kind == "journeys" else ident
            files[f"content/{kind}/{name}.yaml"] = yaml.safe_dump(entity, sort_keys=False)
    project = pipeline.load_tree(MemoryTree(files))
    assert not project.report.has_errors, list(project.report)
    return project


def told(before: State, after: State) -> Counter[Told]:
    found = changes_between(load(before).atlases["en"], load(after).atlases["en"])
    return Counter(_told(change) for change in found.all)


def _told(change: Change) -> Told:
    item, was, now = (_said(value) for value in (change.item, change.before, change.after))
    return change.subject.kind, change.subject.id, change.kind, change.aspect or change.field, item, was, now


def _said(value: object) -> str:
    return value.id if isinstance(value, Target) else "" if value is None else str(value)


class Edits:
    """Does things to a state, and writes down what should be told of them.  Never twice to the same place."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.before = base()
        self.state = copy.deepcopy(self.before)
        self.told: list[Told | Callable[[], Told]] = []
        self.taken: set[str] = set()
        self.ids = {(j, s["id"]): s["id"] for j in self.before["journeys"] for s in self.steps(self.before, j)}

    @staticmethod
    def steps(state: State, journey: str) -> list[State]:
        return [one for stage in state["journeys"][journey]["stages"] for one in stage["steps"]]

    def any_step(self) -> tuple[str, State, State]:
        """Journey, stage and step, of those nothing was done to."""
        places = [
            (journey, stage, one)
            for journey in ("one", "two")
            for stage in self.state["journeys"].get(journey, {"stages": []})["stages"]
            for one in stage["steps"]
            if f"{journey}/{one['id']}" not in self.taken
        ]
        journey, stage, one = self.draw(st.sampled_from(places))
        self.taken.add(f"{journey}/{one['id']}")
        return journey, stage, one

    def once(self, slot: str) -> bool:
        is_free = slot not in self.taken
        self.taken.add(slot)
        return is_free

    def emotion(self) -> None:
        journey, _, one = self.any_step()
        was = one["emotion"]["anna"]
        now = self.draw(st.sampled_from([-2, -1.2, -0.4, 0, 0.7, 1, 1.6]).filter(lambda value: value != was))
        one["emotion"]["anna"] = now
        self.told.append(("step", f"{journey}/{one['id']}", "changed", "emotion", "anna", str(was), str(now)))

    def pain_new(self) -> None:
        journey, _, one = self.any_step()
        one["pains"].append({"id": "fresh", "text": "queue of snails", "severity": "high"})
        self.told.append(("step", f"{journey}/{one['id']}", "changed", "pains", "", "", "queue of snails"))

    def pain_gone(self) -> None:
        journey, _, one = self.any_step()
        gone = one["pains"].pop()
        one["pains"].append({"id": "other", "text": "unlike all of them, really"})
        step_id = f"{journey}/{one['id']}"
        self.told.append(("step", step_id, "changed", "pains", "", gone["text"], ""))
        self.told.append(("step", step_id, "changed", "pains", "", "", "unlike all of them, really"))

    def pain_worse(self) -> None:
        journey, _, one = self.any_step()
        [pain] = one["pains"]
        pain["severity"] = "high"
        self.told.append(("step", f"{journey}/{one['id']}", "changed", "severity", pain["text"], "low", "high"))

    def pain_reworded(self) -> None:
        journey, _, one = self.any_step()
        [pain] = one["pains"]
        was = pain["text"]
        pain["text"] = f"{was}s"
        del pain["id"]
        self.told.append(("step", f"{journey}/{one['id']}", "changed", "pains", "", was, pain["text"]))

    def step_added(self) -> None:
        journey = self.draw(st.sampled_from([j for j in ("one", "two") if j in self.state["journeys"]]))
        stage = self.draw(st.sampled_from(self.state["journeys"][journey]["stages"]))
        ident = f"new-{len(self.taken)}"
        stage["steps"].insert(self.draw(st.integers(0, len(stage["steps"]))), {"id": ident, "name": "I am new"})
        self.taken |= {f"{journey}/{ident}", ident}
        self.told.append(("step", f"{journey}/{ident}", "added", "", "", "", ""))

    def step_removed(self) -> None:
        journey, stage, one = self.any_step()
        if self.once(f"removed from {journey}/{stage['id']}"):
            stage["steps"].remove(one)
            self.told.append(("step", f"{journey}/{one['id']}", "removed", "", "", "", ""))

    def step_renamed(self) -> None:
        journey, _, one = self.any_step()
        was = one["id"]
        one |= {"id": f"{was}-now", "formerly": [was]}
        self.taken.add(f"{journey}/{was}-now")
        self.told.append(("step", f"{journey}/{was}-now", "renamed", "", "", was, f"{was}-now"))

    def step_reworded(self) -> None:
        journey, _, one = self.any_step()
        was, one["name"] = one["name"], "I do it otherwise"
        self.told.append(("step", f"{journey}/{one['id']}", "changed", "name", "", was, one["name"]))

    def step_moved(self) -> None:
        """To the end of its stage, or into the other."""
        journey, stage, one = self.any_step()
        if not self.once(f"moved in {journey}"):
            return
        stages = self.state["journeys"][journey]["stages"]
        to = self.draw(st.sampled_from(stages))
        ident = f"{journey}/{one['id']}"
        if to is not stage:
            stage["steps"].remove(one)
            to["steps"].append(one)
            ends = f"{journey}/{stage['id']}", f"{journey}/{to['id']}"
            self.told.append(("step", ident, "moved", "", "", *ends))
            return
        steps = [s["id"] for s in stage["steps"] if "formerly" not in s]
        if one["id"] not in steps[:2]:
            return
        stage["steps"].remove(one)
        stage["steps"].append(one)
        was = self.place(self.before, journey, one["id"])
        self.told.append(
            lambda: ("step", ident, "moved", "", "", str(was), str(self.place(self.state, journey, one["id"])))
        )

    def place(self, state: State, journey: str, ident: str) -> int:
        for stage in state["journeys"][journey]["stages"]:
            ids = [one["id"] for one in stage["steps"]]
            if ident in ids:
                return ids.index(ident) + 1
        raise AssertionError(ident)

    def touchpoint(self) -> None:
        journey, _, one = self.any_step()
        one["touchpoint"] = "site"
        self.told.append(("step", f"{journey}/{one['id']}", "changed", "touchpoint", "", "desk", "site"))

    def evidence(self) -> None:
        journey, _, one = self.any_step()
        one["evidence"] = []
        self.told.append(("step", f"{journey}/{one['id']}", "changed", "evidence", "", "talks", ""))

    def stage_added(self) -> None:
        journey = self.draw(st.sampled_from([j for j in ("one", "two") if j in self.state["journeys"]]))
        if self.once(f"stage in {journey}"):
            stages = self.state["journeys"][journey]["stages"]
            stages.insert(self.draw(st.integers(0, 2)), {"id": "between", "name": "Between", "steps": []})
            self.told.append(("stage", f"{journey}/between", "added", "", "", "", ""))

    def owner(self) -> None:
        journey = self.draw(st.sampled_from([j for j in ("one", "two") if j in self.state["journeys"]]))
        if self.once(f"owner of {journey}"):
            now = self.draw(st.sampled_from([None, "Omar"]))
            self.state["journeys"][journey]["owner"] = now
            self.told.append(("journey", journey, "changed", "owner", "", "Ruth", now or ""))

    def status(self) -> None:
        journey = self.draw(st.sampled_from([j for j in ("one", "two") if j in self.state["journeys"]]))
        if self.once(f"status of {journey}"):
            self.state["journeys"][journey]["status"] = "live"
            self.told.append(("journey", journey, "changed", "status", "", "draft", "live"))

    def journey_added(self) -> None:
        if self.once("a third journey"):
            self.state["journeys"]["three"] = {"title": "I come back", "goal": "Again", "personas": ["anna"]}
            self.told.append(("journey", "three", "added", "", "", "", ""))

    def persona_added(self) -> None:
        if self.once("a fourth persona"):
            self.state["personas"]["omar"] = {"name": "Omar"}
            self.told.append(("persona", "omar", "added", "", "", "", ""))

    def persona_removed(self) -> None:
        if self.once("the spare persona"):
            del self.state["personas"]["spare"]
            self.told.append(("persona", "spare", "removed", "", "", "", ""))

    def persona_renamed(self) -> None:
        """Everything that refers to it says the new id, which is no change."""
        if self.once("marek"):
            self.state["personas"]["marek-k"] = self.state["personas"].pop("marek") | {"formerly": ["marek"]}
            for journey in self.state["journeys"].values():
                journey["personas"] = ["marek-k" if p == "marek" else p for p in journey["personas"]]
                for stage in journey.get("stages", ()):
                    for one in stage["steps"]:
                        if "marek" in one.get("emotion", {}):
                            one["emotion"]["marek-k"] = one["emotion"].pop("marek")
            self.told.append(("persona", "marek-k", "renamed", "", "", "marek", "marek-k"))

    def evidence_removed(self) -> None:
        if self.once("unused evidence"):
            del self.state["evidence"]["unused"]
            self.told.append(("evidence", "unused", "removed", "", "", "", ""))

    def touchpoint_reworded(self) -> None:
        if self.once("the desk"):
            self.state["touchpoints"]["desk"]["name"] = "Counter"
            self.told.append(("touchpoint", "desk", "changed", "name", "", "Desk", "Counter"))


NAMES = sorted(name for name in vars(Edits) if name not in ("steps", "any_step", "once", "place") and name[0] != "_")


@st.composite
def edited(draw: st.DrawFn) -> tuple[State, State, Counter[Told]]:
    edits = Edits(draw)
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=10)):
        getattr(edits, name)()
    expected = Counter(one() if callable(one) else one for one in edits.told)
    return edits.before, edits.state, expected


def test_the_random_edits_are_all_there_are() -> None:
    assert len(NAMES) == 21


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_what_was_done_is_told_and_nothing_else(found: tuple[State, State, Counter[Told]]) -> None:
    before, after, expected = found
    normal = Counter({tuple(_number(part) for part in one): n for one, n in expected.items()})
    assert Counter({tuple(_number(part) for part in one): n for one, n in told(before, after).items()}) == normal


def _number(text: str) -> str:
    return text.removesuffix(".0")


def test_backwards_everything_is_undone() -> None:
    before, after = base(), base()
    after["journeys"]["one"]["stages"][0]["steps"].pop(0)
    after["personas"]["omar"] = {"name": "Omar"}
    assert told(after, before) == Counter(
        {("step", "one/before-0", "added", "", "", "", ""): 1, ("persona", "omar", "removed", "", "", "", ""): 1}
    )


def tones(edit: Callable[[State], object]) -> set[tuple[str, str]]:
    before, after = base(), base()
    edit(after)
    found = changes_between(load(before).atlases["en"], load(after).atlases["en"])
    return {(change.aspect or change.field or change.kind, change.tone) for change in found.all}


def first(state: State) -> State:
    step: State = state["journeys"]["one"]["stages"][0]["steps"][0]
    return step


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        pytest.param(lambda s: first(s)["emotion"].update(anna=-2), ("emotion", "worse"), id="a mood falls"),
        pytest.param(lambda s: first(s)["emotion"].update(anna=-0.8), ("emotion", ""), id="a little is nothing"),
        pytest.param(lambda s: first(s)["emotion"].update(anna=1), ("emotion", "better"), id="a mood rises"),
        pytest.param(lambda s: first(s)["pains"].append("it hurts"), ("pains", "worse"), id="a pain"),
        pytest.param(lambda s: first(s).update(pains=[]), ("pains", "better"), id="no pain left"),
        pytest.param(lambda s: first(s)["pains"][0].update(severity="high"), ("severity", "worse"), id="more pain"),
        pytest.param(lambda s: first(s)["pains"][0].update(evidence="talks"), ("evidence", "better"), id="proof"),
        pytest.param(lambda s: first(s).update(evidence=[]), ("evidence", "worse"), id="a claim loses its ground"),
        pytest.param(lambda s: s["journeys"]["one"].pop("owner"), ("owner", "worse"), id="nobody answers for it"),
        pytest.param(lambda s: first(s).update(touchpoint="site"), ("touchpoint", ""), id="elsewhere is no better"),
    ],
)
def test_a_change_points_somewhere_where_the_domain_knows_a_direction(
    edit: Callable[[State], object], said: tuple[str, str]
) -> None:
    assert tones(edit) == {said}


def test_a_reference_whose_target_was_removed_is_lost() -> None:
    def without_talks(state: State) -> None:
        del state["evidence"]["talks"]
        for journey in state["journeys"].values():
            for stage in journey["stages"]:
                for one in stage["steps"]:
                    one["evidence"] = []

    assert tones(without_talks) == {("removed", ""), ("evidence", "lost")}


def test_an_emotion_computed_from_evidence_changes_with_the_evidence() -> None:
    def asked(state: State, emotion: float) -> State:
        first(state)["emotion"] = {}
        state["evidence"]["talks"]["ratings"] = [{"step": "one/before-0", "emotion": emotion, "n": 40}]
        return state

    found = told(asked(base(), 1), asked(base(), -1))
    assert {(kind, field, was, now) for kind, _, _, field, _, was, now in found} == {
        ("step", "emotion", "1.0", "-1.0"),
        ("evidence", "ratings", "1.0", "-1.0"),
    }


def test_that_somebody_looked_for_pains_and_found_none_is_a_change() -> None:
    before, after = base(), base()
    first(before)["pains"] = None
    first(after)["pains"] = []
    [(*_, field, _, was, now)] = told(before, after)
    assert (field, was, now) == ("pains", "", "none")


def test_a_stage_that_changes_its_place_moves_and_its_steps_stay() -> None:
    before, after = base(), base()
    for state in (before, after):
        state["journeys"]["one"]["stages"].append({"id": "later", "name": "Later", "steps": []})
    stages = after["journeys"]["one"]["stages"]
    stages.append(stages.pop(0))
    assert told(before, after) == Counter({("stage", "one/before", "moved", "", "", "1", "3"): 1})


def test_a_language_that_is_new_is_told_once_and_then_every_translation() -> None:
    def site(languages: str, *files: str) -> pipeline.Project:
        texts = {f"content/personas/{name}.md": "name: Ania\n" for name in files}
        fixed = {"site.yaml": f"title: S\nlanguages: [{languages}]\n", "content/personas/anna.md": "name: Anna\n"}
        return pipeline.load_tree(
            MemoryTree({k: v if "site" in k else f"---\n{v}---\n" for k, v in (fixed | texts).items()})
        )

    plain, polish, done = site("en"), site("en, pl"), site("en, pl", "anna.pl")
    assert [_told(c) for c in changes_between(plain.atlases["en"], done.atlases["en"]).all] == [
        ("site", "", "changed", "languages", "", "", "pl")
    ]
    assert [_told(c) for c in changes_between(polish.atlases["en"], done.atlases["en"]).all] == [
        ("persona", "anna", "changed", "translation", "pl", "none", "whole")
    ]


def test_a_translation_in_other_words_is_told_and_one_that_follows_its_original_is_not() -> None:
    def site(role: str, said: str) -> pipeline.Project:
        files = {
            "site.yaml": "title: S\nlanguages: [en, pl]\n",
            "content/personas/anna.md": f"---\nname: Anna\nrole: {role}\n---\n",
            "content/personas/anna.pl.md": f"---\nname: Ania\nrole: {said}\n---\n",
        }
        return pipeline.load_tree(MemoryTree(files))

    first, reworded, followed = site("Runs", "Biega"), site("Runs", "Truchta"), site("Walks", "Chodzi")
    assert [_told(c) for c in changes_between(first.atlases["en"], reworded.atlases["en"]).all] == [
        ("persona", "anna", "changed", "translation", "pl", "whole", "reworded")
    ]
    assert [_told(c)[3] for c in changes_between(first.atlases["en"], followed.atlases["en"]).all] == ["role"]
