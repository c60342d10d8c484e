"""A load that takes over what did not change comes to the same as one that knows nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from textwrap import dedent

import pytest
from conftest import CHECKOUT, PAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmgen import loading, pipeline
from cjmgen.digest import digest
from cjmgen.source import MemoryTree, Origin

STAGE = "content/journeys/checkout/01-pay.md"
JOURNEY = "content/journeys/checkout/journey.md"
AGAIN = "content/journeys/again/journey.md"
AGAIN_STAGE = "content/journeys/again/01-pay.md"
PART = "content/journeys/part/journey.md"
SAVE = "content/opportunities/save.md"

HEAD = dedent(CHECKOUT).replace("goal:", "parent: part\ngoal:") + "See [this](journey:again) and ![a till](till.png).\n"
STEPS = dedent(PAY).replace("emotion: 1}", "emotion: 1, opportunities: [save], image: {src: hall.png, alt: A hall}}")
OTHER = dedent(CHECKOUT).replace("I check out", "I come back")
SAVED = "---\ntitle: Save the card\nsteps: [checkout/card]\n---\n"

SITE: Mapping[str, str] = {
    "site.yaml": "title: Tiny\n",
    "content/personas/anna.md": "---\nname: Anna\n---\n",
    JOURNEY: HEAD,
    STAGE: STEPS,
    AGAIN: OTHER.replace("goal:", "state: future\npairs_with: checkout\ngoal:"),
    AGAIN_STAGE: dedent(PAY),
    PART: OTHER,
    SAVE: SAVED,
    "content/assets/till.png": "",
    "content/assets/hall.png": "",
}
"""Two journeys that name each other, an opportunity, pictures: each of them can be changed beneath the others."""

EDITS: Mapping[str, Mapping[str, str | None]] = {
    "nothing": {},
    "words": {STAGE: STEPS.replace("I review the cart", "I look at the cart")},
    "a step of another name": {STAGE: STEPS.replace("id: card", "id: number")},
    "a link that leads nowhere": {JOURNEY: HEAD.replace("journey:again", "journey:nowhere")},
    "a wrong value": {STAGE: STEPS.replace("emotion: 1,", "emotion: 11,")},
    "an unknown key": {STAGE: STEPS.replace("emotion: 1,", "emotoin: 1,")},
    "no YAML": {STAGE: "---\nname: [\n---\n"},
    "the other half goes": {AGAIN: None, AGAIN_STAGE: None},
    "the other half says so no more": {AGAIN: OTHER},
    "another says so": {PART: OTHER.replace("goal:", "state: future\npairs_with: checkout\ngoal:")},
    "the whole goes": {PART: None},
    "an own ancestor": {PART: OTHER.replace("goal:", "parent: checkout\ngoal:")},
    "no pictures": {"content/assets/till.png": None, "content/assets/hall.png": None},
    "nobody shows a picture": {STAGE: dedent(PAY), JOURNEY: HEAD.replace("![a till](till.png)", "a till")},
    "another opportunity": {SAVE: SAVED.replace("Save", "Keep")},
    "another speaks of it": {AGAIN_STAGE: dedent(PAY).replace("pains: [", "opportunities: [save], pains: [")},
    "no opportunity": {SAVE: None},
    "another persona": {"content/personas/anna.md": "---\nname: Ania\n---\n"},
    "a broken persona": {"content/personas/anna.md": "---\nname:\n---\n"},
    "no persona": {"content/personas/anna.md": None},
    "a translation": {"content/journeys/checkout/01-pay.pl.md": "---\nname: Płacę\n---\n"},
    "languages": {"site.yaml": "title: Tiny\nlanguages: [en, pl]\nlanes: [doing]\n"},
    "another scale": {"site.yaml": "title: Tiny\nscale: {min: -5, max: 5}\n"},
    "wrong settings": {"site.yaml": "titel: Tiny\n"},
}


def edited(files: Mapping[str, str], edit: str) -> dict[str, str]:
    return {path: text for path, text in {**files, **EDITS[edit]}.items() if text is not None}


def assert_same(found: pipeline.Project, anew: pipeline.Project) -> None:
    assert list(found.report) == list(anew.report)
    assert digest(found.editions) == digest(anew.editions)
    assert list(_origins(found.editions)) == list(_origins(anew.editions))


@pytest.mark.parametrize("edit", EDITS)
def test_after_any_edit_and_when_it_is_taken_back(edit: str) -> None:
    last = loading.LastTime()
    for files in (SITE, edited(SITE, edit), SITE):
        assert_same(pipeline.load_tree(MemoryTree(files), last=last), pipeline.load_tree(MemoryTree(files)))


@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=6))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_several_edits(edits: list[str]) -> None:
    last, files = loading.LastTime(), dict(SITE)
    for edit in edits:
        files = edited(files, edit)
        assert_same(pipeline.load_tree(MemoryTree(files), last=last), pipeline.load_tree(MemoryTree(files)))


def test_a_journey_that_did_not_change_is_the_same_object() -> None:
    last = loading.LastTime()
    before = {journey.id: journey for journey in pipeline.load_tree(MemoryTree(SITE), last=last).site.journeys}
    changed = edited(SITE, "words")
    after = {journey.id: journey for journey in pipeline.load_tree(MemoryTree(changed), last=last).site.journeys}
    assert after["again"] is before["again"]
    assert after["checkout"].steps[0].name == "I look at the cart"


def _origins(value: object) -> Iterator[Origin]:
    """Every origin inside: equality does not look at them."""
    if isinstance(value, Origin):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _origins(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from _origins(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from _origins(child)
