"""axe finds nothing on any kind of page, light and dark, wide and narrow, in any script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

EVERY_WAY = ("light 1280", "dark 1280", "light 390", "dark 390")
TWO_WAYS = ("light 1280", "dark 390")

# Without "preload" axe reads the stylesheets from the page instead of fetching them again, which our pages forbid.
# All pages are told to start before the first is asked, so that they run beside each other.
START = """() => {
  const options = {resultTypes: ["violations"], preload: false};
  window.axeDone = new Promise((go) => setTimeout(go)).then(() => axe.run(document, options));
}"""
DONE = """() => window.axeDone.then(({violations, passes}) => ({violations, looked: passes.length}))"""


def ways_by_view() -> dict[str, tuple[str, ...]]:
    """Every way for the first view of each template folder; its siblings share their markup and stylesheet with it."""
    ways: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for view in VIEWS:
        if view.page:
            ways[view.name] = TWO_WAYS if view.module in seen else EVERY_WAY
            seen.add(view.module)
    return ways


@pytest.fixture(scope="module")
def seen(browser: Browser) -> Iterator[dict[str, Page]]:
    """A page with axe in it for each way of looking."""
    pages = {}
    for way in EVERY_WAY:
        scheme, width = way.split()
        context = browser.new_context(color_scheme=scheme, viewport={"width": int(width), "height": 900})
        context.add_init_script(Axe().axe_script)
        pages[way] = context.new_page()
    yield pages
    for page in pages.values():
        page.context.close()


def violations(example: Example, seen: dict[str, Page], path: str, ways: tuple[str, ...] = EVERY_WAY) -> list[str]:
    """What axe says of a page."""
    for way in ways:
        seen[way].goto(example.url(path))
        seen[way].evaluate(START)
    found = []
    for way in ways:
        result = seen[way].evaluate(DONE)
        assert result["looked"], "axe looked at nothing"
        found += [f"{way}: {told(one)}" for one in result["violations"]]
    return found


def told(violation: dict[str, Any]) -> str:
    first = violation["nodes"][0]
    return f"{violation['id']} at {len(violation['nodes'])} places, first {first['target']}: {first['failureSummary']}"


@pytest.mark.parametrize(("view", "ways"), ways_by_view().items(), ids=ways_by_view())
def test_axe_finds_nothing(view: str, ways: tuple[str, ...], example: Example, seen: dict[str, Page]) -> None:
    path = example.fullest("en").get(view)
    assert path, "the example has no page of this view"
    found = violations(example, seen, path, ways)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lang", ["pl", "zh-Hans"])
def test_axe_finds_nothing_on_a_journey_in_another_language(lang: str, example: Example, seen: dict[str, Page]) -> None:
    found = violations(example, seen, example.fullest(lang)["map-grid"], TWO_WAYS)
    assert not found, "\n".join(found)


def test_axe_sees_what_is_wrong(example: Example, seen: dict[str, Page]) -> None:
    """The proof that the tests above can fail: a page with pale text and a nameless button."""
    page = seen["light 1280"]
    page.goto(example.url("index.html"))
    page.evaluate("""() => {
      const text = document.querySelector("main").appendChild(document.createElement("p"));
      text.textContent = "Pale";
      text.style.color = "#ddd";
      document.querySelector("main").appendChild(document.createElement("button"));
    }""")
    page.evaluate(START)
    found = {one["id"] for one in page.evaluate(DONE)["violations"]}
    assert {"color-contrast", "button-name"} <= found
