"""Impact: what is touched if an entity changes, directly, through something else, and not beyond."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import PAY, Load

from cjmgen.diagrams import choose, render_svg
from cjmgen.model import Scope
from cjmgen.pipeline import Project
from cjmgen.rendering.theme import find_theme
from cjmgen.views import VIEWS
from cjmgen.views.impact import ImpactPage, compute
from cjmgen.views.impact.picture import FEW_STEPS, MAX_NODES

SVG = "{http://www.w3.org/2000/svg}"
FILES = {
    "content/teams.yaml": "- {id: retail, name: Retail}\n- {id: idle, name: Idle}\n",
    "content/systems.yaml": "- {id: tills, name: Tills, team: retail}\n",
    "content/touchpoints.yaml": "- {id: till, name: Till, channel: shop, systems: [tills]}\n",
    "content/opportunities/faster.md": "---\ntitle: How might we be faster\nsteps: checkout/card\n---\n",
    "content/solutions/tap.md": "---\ntitle: Tap to pay\nopportunities: faster\n"
    "expected: [{metric: wait, change: From 4 to 2 min}]\n---\n",
    "content/metrics/wait.yaml": "name: Wait\nkind: duration\nmethod: Counted\nunit: min\n",
    "content/journeys/checkout/01-pay.md": PAY.replace("channel: web, emotion: -1.5", "touchpoint: till"),
}


def site(load: Load, files: dict[str, str | None] | None = None) -> Project:
    project = load({**FILES, **(files or {})})
    assert not project.report.has_errors, list(project.report.sorted())
    return project


def impact(project: Project, kind: str, id: str) -> ImpactPage | None:
    [entity] = [e for e in Scope(kind).subjects(project.site) if getattr(e, "id", "") == id]
    return compute(entity, project.atlases["en"])  # type: ignore[arg-type]


def touched(page: ImpactPage | None) -> dict[str, list[tuple[str, list[str]]]]:
    """Kind -> ids, each with what it is touched through."""
    assert page is not None
    lines = [line for group in page.kinds for line in group.lines] + [s for j in page.journeys for s in j.steps]
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for line in lines:
        found.setdefault(line.target.kind, []).append((line.target.id, [via.id for via in line.via]))
    return found


def links(page: ImpactPage | None) -> set[str | None]:
    assert page is not None
    assert page.picture is not None
    svg = render_svg(choose(), page.picture.dot, page.layout, id="impact", title="T", desc="D")
    return {a.get("href") for a in ElementTree.fromstring(svg).iter(f"{SVG}a")}


def test_a_system_touches_its_touchpoints_and_through_them_steps_journeys_and_personas(load: Load) -> None:
    page = impact(site(load), "system", "tills")

    assert touched(page) == {"touchpoint": [("till", [])], "step": [("checkout/card", ["till"])]}
    assert page is not None
    assert [(group.journey.id, [mark.id for mark in group.marks]) for group in page.journeys] == [
        ("checkout", ["anna"])
    ]
    assert [mark.id for mark in page.personas] == ["anna"]
    assert dict(page.counts) == {"step": 1, "journey": 1, "persona": 1, "touchpoint": 1}
    assert [target.id for target in page.rests_on] == ["retail"]


def test_a_solution_touches_what_it_answers_and_what_it_should_move(load: Load) -> None:
    assert touched(impact(site(load), "solution", "tap")) == {
        "opportunity": [("faster", [])],
        "metric": [("wait", [])],
        "step": [("checkout/card", ["faster"])],
    }


def test_a_metric_reaches_opportunities_through_the_solution_that_moves_it(load: Load) -> None:
    assert touched(impact(site(load), "metric", "wait")) == {
        "solution": [("tap", [])],
        "opportunity": [("faster", ["tap"])],
    }


def test_a_persona_touches_its_journeys_and_the_touchpoints_on_them(load: Load) -> None:
    page = impact(site(load), "persona", "anna")

    assert touched(page)["touchpoint"] == [("till", ["checkout"])]
    assert page is not None
    assert [group.journey.id for group in page.journeys] == ["checkout"]
    assert page.personas == ()


def test_nothing_refers_to_it_nothing_is_touched(load: Load) -> None:
    assert impact(site(load), "team", "idle") is None


def test_the_picture_leads_from_what_it_rests_on_to_what_it_touches(load: Load) -> None:
    assert links(impact(site(load), "touchpoint", "till")) == {
        "to/channel/shop",
        "to/system/tills",
        "to/touchpoint/till",
        "to/step/checkout/card",
        "to/journey/checkout",
    }


def test_many_steps_are_drawn_as_their_journey_with_their_number(load: Load) -> None:
    steps = "".join(f"  - {{id: s{n}, name: I wait {n}, touchpoint: till}}\n" for n in range(400))
    page = impact(site(load, {
        "content/journeys/checkout/01-pay.md": "---\nname: Pay\nsteps:\n" + steps + "---\n",
        "content/opportunities/faster.md": None, "content/solutions/tap.md": None,
    }), "touchpoint", "till")  # fmt: skip

    assert page is not None
    assert page.picture is not None
    assert page.picture.counts_steps
    assert "· 400" in page.picture.dot
    assert len(touched(page)["step"]) == 400


def test_the_picture_is_bounded_and_says_how_many_it_leaves_out(load: Load) -> None:
    touchpoints = "".join(f"- {{id: t{n}, name: T {n}, channel: shop, systems: [tills]}}\n" for n in range(200))
    page = impact(site(load, {"content/touchpoints.yaml": FILES["content/touchpoints.yaml"] + touchpoints}),
                  "system", "tills")  # fmt: skip

    assert page is not None
    assert page.picture is not None
    shown = len(links(page))
    assert shown <= MAX_NODES <= 40
    assert page.picture.left_out == 1 + 201 + 1 + 1 - shown
    assert FEW_STEPS < MAX_NODES


def test_hostile_names_stay_words(load: Load) -> None:
    page = impact(site(load, {"content/systems.yaml": "- {id: tills, name: '\\N <b>\"x\"</b> &amp;', team: retail}\n"}),
                  "system", "tills")  # fmt: skip

    assert "to/system/tills" in links(page)


@pytest.mark.parametrize("lang", ["en", "pl", "zh-Hans"])
def test_every_tab_of_an_entity_has_a_name(lang: str) -> None:

    folders = {view.name: Path(__import__(view.module, fromlist=["x"]).__file__).parent for view in VIEWS}
    words = find_theme("default", None, folders).strings(lang)
    entity_views = [view for view in VIEWS if view.page and view.scope not in (Scope.SITE, Scope.JOURNEY, Scope.PAGE)]

    assert {f"{view.name}.tab" for view in entity_views} - words.keys() == set()
    assert {f"{view.name}.title" for view in entity_views if view.name.endswith("-impact")} - words.keys() == set()
