"""The list of personas names each one's lowest moment."""

from __future__ import annotations

from conftest import PAY, Load

from cjmgen.views.personas import Card, compute


def card(load: Load, files: dict[str, str | None]) -> Card:
    project = load(files)
    view = compute(project.site, project.atlases["en"])
    assert view is not None
    [only] = view.cards
    return only


def test_the_lowest_moment_is_a_step_of_a_journey_as_it_is(load: Load) -> None:
    future = "---\ntitle: Wish\npersonas: [anna]\ngoal: g\nstate: future\n---\n"
    stage = "---\nname: S\nsteps:\n  - {id: worse, name: Worse, emotion: -2}\n---\n"

    found = card(load, {"content/journeys/wish/journey.md": future, "content/journeys/wish/01-s.md": stage})

    assert found.lowest is not None
    assert (found.lowest.step.id, found.lowest.emotion) == ("checkout/card", -1.5)
    assert found.journeys == 2


def test_nothing_bad_is_no_lowest_moment(load: Load) -> None:
    assert card(load, {"content/journeys/checkout/01-pay.md": PAY.replace("-1.5", "0.5")}).lowest is None


def test_a_site_without_personas_has_no_list(load: Load) -> None:
    nothing: dict[str, str | None] = {
        "content/personas/anna.md": None,
        "content/journeys/checkout/journey.md": None,
        "content/journeys/checkout/01-pay.md": None,
    }
    project = load(nothing)

    assert compute(project.site, project.atlases["en"]) is None
