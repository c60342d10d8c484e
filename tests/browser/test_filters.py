"""Lists are filtered and sorted where they stand; what was chosen stands in the address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from browser.conftest import Open
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

LISTS = [view.name for view in VIEWS if view.sorts]
THEME = Path(__file__).parents[2] / "themes/default/assets/js"
KILOBYTE = 1024


def opened(example: Example, sheet: Open, address: str, width: int = 1280) -> Page:
    page = sheet()
    page.set_viewport_size({"width": width, "height": 900})
    path, _, query = address.partition("?")
    page.goto("about:blank")
    page.goto(example.url(path) + (f"?{query}" if query else ""))
    return page


def shown(page: Page) -> list[str]:
    """What the rows that are displayed are called."""
    rows = page.locator("[data-facets]").filter(visible=True)
    return [row.locator("a").first.inner_text() for row in rows.all()]


def said(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filters_combine_and_stand_in_the_address(example: Example, sheet: Open) -> None:
    site = example.project.site
    page = opened(example, sheet, "journeys/index.html")
    total = len(site.journeys)
    assert said(page) == f"{total} of {total} shown"

    page.get_by_label("State").select_option("future")
    future = {journey.title for journey in site.journeys if journey.state == "future"}
    assert set(shown(page)) == future
    assert 0 < len(future) < total

    page.get_by_label("Persona").select_option("anna")
    both = [j for j in site.journeys if j.state == "future" and any(p.id == "anna" for p in j.personas)]
    assert shown(page) == [journey.title for journey in both]
    assert said(page) == f"{len(both)} of {total} shown"
    assert asked(page) == {"state": ["future"], "persona": ["anna"]}
    assert page.get_by_role("heading", level=2).filter(visible=True).count() == 1, "groups without rows are gone"


def test_an_address_is_what_it_says(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "journeys/index.html?state=current&sort=-steps")
    here = [journey for journey in example.project.site.journeys if journey.state == "current"]
    by_steps = sorted((len(journey.steps) for journey in here), reverse=True)
    named = {journey.title: len(journey.steps) for journey in here}

    assert [named[title] for title in shown(page)] == by_steps
    assert page.locator("th[aria-sort=descending]").filter(visible=True).inner_text().startswith("Steps")
    assert page.get_by_label("State").input_value() == "current"
    polish = page.locator(".languages a[lang=pl]").get_attribute("href")
    assert polish is not None
    assert polish.endswith("?state=current&sort=-steps")


def test_an_emotion_below_a_limit(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "personas/index.html?emotion=-1")
    values = page.locator("[data-facets]").evaluate_all(
        """(rows) => rows.filter((row) => row.getClientRects().length)
             .map((row) => JSON.parse(row.dataset.facets).f.emotion[0])"""
    )
    assert values
    assert all(value < -1 for value in values)


def test_heads_sort_up_down_and_back_with_the_keyboard(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "metrics/index.html")
    as_listed = shown(page)
    head = page.get_by_role("button", name="Metric")
    head.press("Enter")
    assert shown(page) == sorted(as_listed, key=str.lower)
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    head.press("Space")
    assert shown(page) == sorted(as_listed, key=str.lower, reverse=True)
    assert asked(page) == {"sort": ["-name"]}
    head.press("Enter")
    assert shown(page) == as_listed
    assert page.locator("th[aria-sort]").count() == 0
    assert "?" not in page.url
    assert head.evaluate("(button) => button === document.activeElement")


def test_nothing_left_is_said_and_all_can_be_cleared(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "evidence/index.html?owner=Nobody+at+all")
    assert shown(page) == []
    total = len(example.project.site.evidence)
    assert said(page) == f"0 of {total} shown Nothing in this list fits what is chosen."

    page.get_by_role("button", name="Clear all").click()
    assert len(shown(page)) == total
    assert "?" not in page.url
    assert page.get_by_role("button", name="Clear all").count() == 0
    assert page.locator("select:focus").count() == 1, "the focus is not lost with the button"


def test_saved_views_are_links_and_the_one_looked_at_is_marked(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "journeys/index.html")
    links = page.locator(".filters__saved a")
    assert links.all_inner_texts() == [str(view.name) for view in example.project.site.saved_views]
    assert links.count() == 2

    saved = example.project.site.saved_views[1]
    with page.expect_navigation():
        links.nth(1).click()
    assert asked(page) == parse_qs(saved.query)
    assert 0 < len(shown(page)) < len(example.project.site.journeys)
    assert page.locator(".filters__saved a[aria-current]").inner_text() == saved.name

    page = opened(example, sheet, "pl/journeys/index.html")
    assert page.locator(".filters__saved a").first.inner_text() == "Mapy po terminie przeglądu"


@pytest.mark.parametrize("view", LISTS)
def test_every_list_is_filtered_and_sorted_by_what_it_offers(view: str, example: Example, sheet: Open) -> None:
    """Each choice leaves at least one row; each order keeps all of them."""
    page = opened(example, sheet, f"{view}/index.html")
    everything = sorted(shown(page))
    assert everything
    for select in page.locator(".filters select").all():
        name = select.get_attribute("name")
        for value in select.locator("option").evaluate_all("(options) => options.slice(1).map((o) => o.value)"):
            select.evaluate("(e, v) => { e.value = v; e.dispatchEvent(new Event('change', {bubbles: true})); }", value)
            left = shown(page)
            assert (sorted(left) == everything) if name == "sort" else 0 < len(left) <= len(everything), (name, value)
        select.evaluate("(e) => { e.value = ''; e.dispatchEvent(new Event('change', {bubbles: true})); }")
    assert sorted(shown(page)) == everything


@pytest.mark.parametrize("view", LISTS)
def test_without_scripts_the_list_is_whole_and_has_no_bar(view: str, example: Example, sheet: Open) -> None:
    page = sheet(java_script_enabled=False)
    page.goto(example.url(f"{view}/index.html"))
    assert page.locator("[data-facets]").filter(visible=True).count() == page.locator("[data-facets]").count() > 1
    assert page.locator("form.filters").filter(visible=True).count() == 0
    assert page.locator("main button").filter(visible=True).count() == 0


def test_on_a_phone_the_filters_are_folded_away(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "journeys/index.html", width=390)
    assert not page.get_by_label("State").is_visible()
    assert said(page)

    page.locator("summary.filters__open").press("Enter")
    page.get_by_label("State").select_option("future")
    page.get_by_label("Sort by").select_option("-health")
    assert 0 < len(shown(page)) < len(example.project.site.journeys)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.locator(".sort[tabindex='0']").count() == 0, "heads that nobody sees are not reached by keys"


def test_the_scripts_of_the_site_stay_small() -> None:
    assert sum(path.stat().st_size for path in THEME.glob("*.js")) <= 25 * KILOBYTE
