"""The views of a journey see what it is related to, and can tell whether any of that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest
from conftest import CHECKOUT, PAY, Load

from cjmgen.analysis.surroundings import OutOfSight, Surroundings

OTHER = dedent(CHECKOUT).replace("I check out", "I come back")
FAR, FAR_STAGE = "content/journeys/far/journey.md", "content/journeys/far/01-pay.md"
SITE = {
    FAR: OTHER,
    FAR_STAGE: PAY,
    "content/journeys/part/journey.md": OTHER.replace("goal:", "parent: checkout\ngoal:"),
    "content/journeys/part/01-pay.md": PAY,
    "content/journeys/next/journey.md": OTHER,
    "content/journeys/checkout/02-after.md": "---\nname: After\nsteps:\n  - {id: go, name: I go, journey: next}\n---\n",
}


@pytest.fixture
def around(load: Load):
    def around(files: dict[str, str | None] | None = None, journey: str = "checkout") -> Surroundings:
        project = load({**SITE, **(files or {})})
        assert not project.report.has_errors
        atlas = project.atlases["en"]
        return Surroundings(atlas.journey(journey), atlas)

    return around


def test_only_relations_are_there(around) -> None:
    assert {journey.id for journey in around().site.journeys} == {"checkout", "part", "next"}
    assert [child.id for child in around().children_of("checkout")] == ["next", "part"]
    assert around().journey("far") is None
    assert around().persona("anna").name == "Anna"


@pytest.mark.parametrize(
    "ask",
    [
        lambda a: a.uses_of("persona", "anna"),
        lambda a: a.steps_using("channel", "web"),
        lambda a: a.active_journeys,
        lambda a: a.observed_journeys,
        lambda a: a.journeys_of("anna"),
        lambda a: a.pains(),
        lambda a: a.evidence_of_step("far", "card"),
        lambda a: a.ratings_of("far", "card"),
        lambda a: a.children_of("part"),
        lambda a: a.variants_of("part"),
        lambda a: a.parts_of("part"),
        lambda a: a.partner_of(a.journey("part")),
    ],
)
def test_what_would_take_other_journeys_is_refused(around, ask) -> None:
    with pytest.raises(OutOfSight):
        ask(around())


@pytest.mark.parametrize(
    ("files", "matters"),
    [
        ({FAR_STAGE: PAY.replace("I review", "I look at")}, False),
        ({FAR: OTHER.replace("goal:", "level: L1\ngoal:")}, False),
        ({"content/journeys/farther/journey.md": OTHER}, False),
        ({"content/journeys/checkout/01-pay.md": PAY.replace("I review", "I look at")}, True),
        ({"content/journeys/checkout/02-after.md": None}, True),
        ({"content/journeys/part/01-pay.md": PAY.replace("I review", "I look at")}, True),
        ({"content/journeys/next/journey.md": OTHER.replace("come back", "return")}, True),
        ({FAR: OTHER.replace("goal:", "parent: checkout\ngoal:")}, True),
        ({FAR: OTHER.replace("goal:", "variant_of: checkout\ngoal:")}, True),
        ({FAR: OTHER.replace("goal:", "state: future\npairs_with: checkout\ngoal:")}, True),
        ({"content/personas/anna.md": "---\nname: Ania\n---\n"}, True),
        ({"content/touchpoints.yaml": "- {id: till, name: Till, channel: shop}\n"}, True),
        ({"site.yaml": "title: Tiny\nscale: {min: -5, max: 5}\n"}, True),
        ({"content/opportunities/save.md": "---\ntitle: Save\nsteps: [far/card]\n---\n"}, True),
    ],
)
def test_the_key_is_another_exactly_if_something_near_is(around, files, matters: bool) -> None:
    assert (around(files).key != around().key) == matters


def test_a_translation_of_a_near_file_and_the_day_matter(around) -> None:
    languages = {"site.yaml": "title: Tiny\nlanguages: [en, pl]\n"}
    translated = {**languages, "content/journeys/checkout/01-pay.pl.md": "---\nname: Płacę\n---\n"}
    assert around(languages).key != around(translated).key
    found = around()
    later = replace(found._whole, today=date(2030, 1, 1))
    assert Surroundings(later.journey("checkout"), later).key != found.key


def test_nobody_can_say_of_what_was_never_written(around) -> None:
    whole = replace(around()._whole, written={})
    assert Surroundings(whole.journey("checkout"), whole).key == ""
