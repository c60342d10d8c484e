"""The page of a channel, device, team or system names everything that depends on it."""

from __future__ import annotations

from conftest import Load

from cjmgen.model import Channel
from cjmgen.source import Origin
from cjmgen.views.place import channel, system, team

FILES: dict[str, str | None] = {
    "content/teams.yaml": "- {id: web-shop, name: Web shop, lead: Piotr}\n",
    "content/systems.yaml": "- {id: crm, name: CRM, team: web-shop}\n",
    "content/touchpoints.yaml": "- {id: basket, name: Basket, channel: web, team: web-shop, status: changing}\n",
    "content/opportunities/o.md": "---\ntitle: Better\nteam: web-shop\n---\n",
    "content/journeys/checkout/01-pay.md": "---\nname: Pay\nsteps: [{id: a, name: A, touchpoint: basket}]\n---\n",
}


def test_a_team_has_its_touchpoints_their_steps_and_what_else_it_answers_for(load: Load) -> None:
    project = load(FILES)

    page = team(project.site.teams[0], project.atlases["en"])

    assert [(target.id, status) for target, status in page.touchpoints] == [("basket", "changing")]
    assert [step.target.id for group in page.journeys for step in group.steps] == ["checkout/a"]
    assert {group.kind: [line.target.id for line in group.lines] for group in page.used} == {
        "opportunity": ["o"],
        "system": ["crm"],
    }


def test_a_system_says_who_runs_it(load: Load) -> None:
    project = load(FILES)

    page = system(project.site.systems[0], project.atlases["en"])

    assert page.team is not None
    assert (page.team.id, page.steps, page.used) == ("web-shop", 0, ())


def test_a_channel_nobody_uses_says_so_by_being_empty(load: Load) -> None:
    project = load()
    unused = Channel(id="fax", name="Fax", icon="phone", origin=Origin("x"))

    page = channel(unused, project.atlases["en"])

    assert (page.touchpoints, page.journeys, page.used, page.moods) == ((), (), (), ())
