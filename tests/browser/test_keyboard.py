"""Everything can be reached with the keyboard, in a sensible order, and one sees where one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import Open
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

VIEW_NAMES = [view.name for view in VIEWS if view.page]

UNSEEN = Path(__file__).with_name("focus.js").read_text("utf-8")


def opened(example: Example, sheet: Open, path: str, width: int = 1280) -> Page:
    page = sheet()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("about:blank")  # else the focus of the page before is kept
    page.goto(example.url(path))
    return page


def test_the_first_key_leads_to_the_skip_link_and_that_past_the_navigation(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "index.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.getElementById('main').contains(document.activeElement)")


def test_keys_lead_through_the_navigation_before_the_content(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "index.html")
    links = page.locator("nav.bar__nav a").count()
    reached = []
    while "" not in reached and len(reached) < 60:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.closest('nav, main')?.className ?? 'beside'"))
    assert reached.count("bar__nav") == links
    assert reached[-1] == "", "the content, which has no class, comes last"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_keeps_the_languages_behind_a_button(scripts: bool, example: Example, sheet: Open) -> None:
    page = sheet(java_script_enabled=scripts, viewport={"width": 390, "height": 844})
    page.goto(example.url("journeys/first-purchase/gaps/index.html"))
    polish = page.locator(".languages a[lang=pl]")
    assert not polish.is_visible()
    page.get_by_role("button", name="Languages").press("Enter")
    assert polish.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pl/journeys/first-purchase/gaps/index.html")


def test_where_there_is_room_the_languages_stand_in_a_row(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "index.html")
    assert page.locator(".languages a").first.is_visible()
    assert not page.locator(".languages__open").is_visible()


def test_the_map_is_reached_and_scrolled_with_keys(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, example.fullest("en")["map-grid"])
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(":focus").evaluate("(element) => element.matches('.map')"):
            break
    region = page.locator(".map:focus")
    assert region.get_attribute("role") == "region"
    assert region.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.map').scrollLeft > 0", timeout=3000)


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_the_focus_is_always_seen(view: str, example: Example, sheet: Open) -> None:
    for width in (1280, 390):
        page = opened(example, sheet, example.fullest("en")[view], width)
        page.keyboard.press("Tab")  # from here on, the browser takes a focus for one set by keys
        faults = page.evaluate(UNSEEN)
        assert not faults, f"{width} px\n" + "\n".join(faults)


def test_a_focus_that_is_not_seen_is_noticed(example: Example, sheet: Open) -> None:
    page = opened(example, sheet, "index.html")
    page.keyboard.press("Tab")
    page.evaluate("""() => {
      const plate = document.body.appendChild(document.createElement("div"));
      plate.style = "position: fixed; inset: 0; background: white; z-index: 99";
      document.querySelector("main a").style = "outline: none";
    }""")
    faults = page.evaluate(UNSEEN)
    assert any(fault.startswith("shows no focus") for fault in faults)
    assert any(fault.startswith("is hidden") for fault in faults)
