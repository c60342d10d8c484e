"""A persona's page: only what is known, and every journey with its curve."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.persona import PersonaPage, compute

ANNA = """\
    ---
    name: Anna
    demographics: {age: 29, other: [{label: Runs, value: Twice a week}]}
    goals: [Five kilometres]
    concerns: [{text: The dearest pair, count: 8, of: 12, evidence: [talks]}]
    traits: [{low: Alone, high: In company, value: 7, average: 4.9}]
    preferred_channels: [{channel: web, share: 39}]
    basis: researched
    ---
    """
TALKS = "---\ntitle: Talks\nkind: interview\ndate: 2026-09-18\nn: 12\n---\n"


def page(load: Load, anna: str = ANNA) -> PersonaPage:
    project = load({"content/personas/anna.md": anna, "content/evidence/talks.md": TALKS})
    [persona] = project.site.personas
    return compute(persona, project.atlases["en"])


def test_only_lists_with_something_in_them_are_shown(load: Load) -> None:
    assert [section.kind for section in page(load).sections] == ["goals", "concerns"]


def test_a_claim_names_its_count_and_its_source(load: Load) -> None:
    [claim] = page(load).sections[1].lines

    assert (claim.count, claim.of) == (8, 12)
    assert [(source.target.id, source.kind, source.n) for source in claim.evidence] == [("talks", "interview", 12)]


def test_a_trait_is_placed_by_its_share_of_ten(load: Load) -> None:
    view = page(load)

    assert [(trait.value_pct, trait.average_pct) for trait in view.traits] == [(70, 49)]
    assert view.has_averages


def test_a_journey_shows_the_lowest_and_the_highest_step(load: Load) -> None:
    [travel] = page(load).travels

    assert travel.lowest is not None
    assert travel.highest is not None
    assert (travel.lowest.id, travel.highest.id) == ("checkout/card", "checkout/cart")
    assert (travel.spark.known, travel.spark.steps) == (2, 2)


def test_a_persona_of_whom_only_the_name_is_known_has_a_page(load: Load) -> None:
    view = page(load, "---\nname: Anna\n---\n")

    assert (view.sections, view.traits, view.facts, view.quote, view.basis) == ((), (), (), None, "assumed")
