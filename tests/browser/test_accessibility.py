"""axe finds nothing on any kind of page, light and dark, wide and narrow, in any script."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import Open
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

VIEW_NAMES = [view.name for view in VIEWS if view.page]
WAYS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    for scheme in ("light", "dark")
    for width in (1280, 390)
]

# Without "preload" axe reads the stylesheets from the page instead of fetching them again, which our pages forbid.
# All four pages are told to start before the first is asked, so that they run beside each other.
START = """() => {
  const options = {resultTypes: ["violations"], preload: false};
  window.axeDone = new Promise((go) => setTimeout(go)).then(() => axe.run(document, options));
}"""


def violations(example: Example, sheet: Open, path: str) -> list[str]:
    """What axe says of a page, in every way of looking at it."""
    script = Axe().axe_script
    pages: list[Page] = [sheet(**way) for way in WAYS]
    for page in pages:
        page.goto(example.url(path))
        page.evaluate(script)
    for page in pages:
        page.evaluate(START)
    found = []
    for way, page in zip(WAYS, pages, strict=True):
        result = page.evaluate("() => window.axeDone")
        assert result["passes"], "axe looked at nothing"
        found += [f"{way['color_scheme']} {way['viewport']['width']}: {told(one)}" for one in result["violations"]]
    return found


def told(violation: dict[str, Any]) -> str:
    first = violation["nodes"][0]
    return f"{violation['id']} at {len(violation['nodes'])} places, first {first['target']}: {first['failureSummary']}"


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_axe_finds_nothing(view: str, example: Example, sheet: Open) -> None:
    path = example.fullest("en").get(view)
    assert path, "the example has no page of this view"
    assert violations(example, sheet, path) == []


@pytest.mark.parametrize("lang", ["pl", "zh-Hans"])
def test_axe_finds_nothing_on_a_journey_in_another_language(lang: str, example: Example, sheet: Open) -> None:
    assert violations(example, sheet, example.fullest(lang)["map-grid"]) == []


def test_axe_sees_what_is_wrong(example: Example, sheet: Open) -> None:
    """The proof that the tests above can fail: a page with pale text and a nameless button."""
    page = sheet(**WAYS[0])
    page.goto(example.url("index.html"))
    page.evaluate("""() => {
      const text = document.querySelector("main").appendChild(document.createElement("p"));
      text.textContent = "Pale";
      text.style.color = "#ddd";
      document.querySelector("main").appendChild(document.createElement("button"));
    }""")
    page.evaluate(Axe().axe_script)
    page.evaluate(START)
    found = {one["id"] for one in page.evaluate("() => window.axeDone")["violations"]}
    assert {"color-contrast", "button-name"} <= found
