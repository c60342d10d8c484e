"""Lists of channels, devices, teams and systems: counts of what depends on them."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.places import channels, systems, teams

FILES: dict[str, str | None] = {
    "content/teams.yaml": "- {id: web-shop, name: Web shop, lead: Piotr}\n",
    "content/systems.yaml": "- {id: crm, name: CRM, vendor: Acme, team: web-shop}\n",
    "content/touchpoints.yaml": "- {id: basket, name: Basket, channel: web, team: web-shop, systems: [crm]}\n",
    "content/journeys/checkout/01-pay.md": "---\nname: Pay\nsteps:\n  - {id: a, name: A, touchpoint: basket, emotion: 1}\n---\n",  # noqa: E501
}


def test_a_team_is_met_wherever_its_touchpoint_is(load: Load) -> None:
    project = load(FILES)

    view = teams(project.site, project.atlases["en"])

    assert view is not None
    [row] = view.rows
    assert (row.lead, row.touchpoints, row.steps, row.journeys, row.mood) == ("Piotr", 1, 1, 1, 1.0)


def test_a_system_names_who_makes_and_who_runs_it(load: Load) -> None:
    project = load(FILES)

    view = systems(project.site, project.atlases["en"])

    assert view is not None
    assert (view.rows[0].vendor, view.rows[0].team and view.rows[0].team.id) == ("Acme", "web-shop")


def test_a_persona_counts_for_the_channel_it_prefers(load: Load) -> None:
    project = load({"content/personas/anna.md": "---\nname: Anna\npreferred_channels: [web]\n---\n"})

    view = channels(project.site, project.atlases["en"])

    assert view is not None
    assert {row.target.id: row.personas for row in view.rows}["web"] == 1


def test_lists_with_nothing_to_show_are_absent(load: Load) -> None:
    project = load()
    site, atlas = project.site, project.atlases["en"]

    assert (teams(site, atlas), systems(site, atlas)) == (None, None)
    assert channels(site, atlas) is not None
