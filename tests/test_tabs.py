"""Which pages are each other's tabs, and which views a site may choose."""

from __future__ import annotations

from conftest import PAY, SITE, Load

from cjmgen import pipeline, planning
from cjmgen.pipeline import Project
from cjmgen.rendering.page import Page

BRANCHING = PAY.replace("emotion: 1}", "emotion: 1, next: [{step: card}, {exit: Gives up}]}")


def pages(project: Project) -> dict[str, Page]:
    facts = planning.facts_of(project.editions, project.atlases, pipeline.views_of(project), (None, None))
    return {planned.page.path: planned.page for planned in facts.pages}


def tabs(project: Project, path: str) -> list[str]:
    return [tab.view for tab in pages(project)[path].tabs]


def test_the_views_of_a_journey_are_its_tabs(load: Load) -> None:
    shown = tabs(load({"content/journeys/checkout/01-pay.md": BRANCHING}), "journeys/checkout/index.html")
    assert shown[0] == "map-grid"
    assert "flow" in shown


def test_the_lists_of_a_section_are_each_others_tabs(load: Load) -> None:
    project = load({"content/touchpoints.yaml": "- {id: till, name: Till, channel: shop}\n"})
    assert {"touchpoints", "channels"} <= set(tabs(project, "touchpoints/index.html"))
    assert tabs(project, "channels/index.html") == tabs(project, "touchpoints/index.html")


def test_one_page_alone_has_no_tabs(load: Load) -> None:
    assert tabs(load(), "personas/index.html") == []


def test_a_site_chooses_its_views_and_their_order(load: Load) -> None:
    files = {"site.yaml": SITE + "views: [flow]\n", "content/journeys/checkout/01-pay.md": BRANCHING}
    assert tabs(load(files), "journeys/checkout/index.html") == ["map-grid", "flow"]


def test_a_view_that_does_not_exist_is_refused_where_it_is_named(load: Load) -> None:
    project = load({"site.yaml": SITE + "views: [emotion-curve, flwo]\n"})
    [found] = project.report
    span = project.span_of(found)
    assert (found.code, found.origin.path, span.line, span.column) == ("C104", "site.yaml", 2, 24)
    assert found.hint == 'did you mean "flow"?'


def test_a_theme_that_does_not_exist_is_refused_where_it_is_named(load: Load) -> None:
    [found] = load({"site.yaml": SITE + "theme: nowhere\n"}).report
    assert (found.code, found.origin.path) == ("C104", "site.yaml")
