"""axe, asked of the same page in several ways at once: in light and dark, wide and narrow.

Besides what axe looks for by itself: targets large enough to hit (WCAG 2.2), names that hold the words one sees,
tables that have their heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

EVERY_WAY = ("light 1280", "dark 1280", "light 390", "dark 390")

# Without "preload" axe reads the stylesheets from the page instead of fetching them again, which our pages forbid.
# All pages are told to start before the first is asked, so that they run beside each other.
START = """() => {
  const more = ["target-size", "label-content-name-mismatch", "td-has-header", "table-fake-caption"];
  const rules = Object.fromEntries(more.map((name) => [name, {enabled: true}]));
  const options = {resultTypes: ["violations"], preload: false, rules};
  window.axeDone = new Promise((go) => setTimeout(go)).then(() => axe.run(document, options));
}"""
DONE = """() => window.axeDone.then(({violations, passes}) => ({violations, looked: passes.length}))"""


@contextmanager
def looking(browser: Browser) -> Iterator[dict[str, Page]]:
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


def violations(pages: dict[str, Page], url: str, ways: Sequence[str] = EVERY_WAY) -> list[str]:
    """What axe says of a page."""
    for way in ways:
        pages[way].goto(url)
        pages[way].evaluate(START)
    found = []
    for way in ways:
        result = pages[way].evaluate(DONE)
        assert result["looked"], "axe looked at nothing"
        found += [f"{way}: {told(one)}" for one in result["violations"]]
    return found


def told(violation: dict[str, Any]) -> str:
    first = violation["nodes"][0]
    return f"{violation['id']} at {len(violation['nodes'])} places, first {first['target']}: {first['failureSummary']}"
