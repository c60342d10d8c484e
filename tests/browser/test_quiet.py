"""Pages say nothing in the console, ask nobody for anything, and lose nothing without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request

from browser.conftest import Open
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

VIEW_NAMES = [view.name for view in VIEWS if view.page]


@pytest.fixture(scope="module")
def heard(sheet: Open) -> list[str]:
    """What the page that ``listening`` is says and asks for: cleared by each test."""
    told: list[str] = []
    page = listening(sheet)
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"exception: {error}"))
    page.on("request", lambda request: request.url.startswith("file:") or told.append(f"asks for {request.url}"))
    page.on(
        "requestfailed", lambda request: _is_icon_left_behind(request) or told.append(f"does not get {request.url}")
    )
    return told


def _is_icon_left_behind(request: Request) -> bool:
    """The icon is fetched after the page is there; going on to the next page ends that."""
    return request.url.endswith("/theme/favicon.svg") and request.failure == "net::ERR_ABORTED"


def listening(sheet: Open) -> Page:
    return sheet(locale="en-GB")


@pytest.mark.parametrize(
    ("view", "lang"), [(view, "en") for view in VIEW_NAMES] + [("map-grid", "pl"), ("map-grid", "zh-Hans")]
)
def test_a_page_is_quiet_and_asks_nobody(view: str, lang: str, example: Example, sheet: Open, heard: list[str]) -> None:
    page = listening(sheet)
    heard.clear()
    page.goto(example.url(example.fullest(lang)[view]))
    page.evaluate("""async () => {
      document.getElementById("theme").click();
      document.getElementById("theme").click();
      for (const picture of document.images) picture.loading = "eager";
      await Promise.all([...document.images].map((picture) => picture.decode()));
    }""")
    assert heard == []


def test_what_is_said_and_asked_for_is_heard(example: Example, sheet: Open, heard: list[str]) -> None:
    """The proof that the tests above can fail; and the page's own policy refuses what is not ours."""
    page = listening(sheet)
    page.goto(example.url("index.html"))
    heard.clear()
    page.evaluate("""async () => {
      console.warn("said");
      const picture = document.body.appendChild(new Image());
      const done = new Promise((go) => { picture.onerror = go; });
      picture.src = "http://127.0.0.1:9/picture.png";
      await done;
      const own = document.body.appendChild(new Image());
      const gone = new Promise((go) => { own.onerror = go; });
      own.src = "nothing-here.png";
      await gone;
    }""")
    told = "\n".join(heard)
    assert "warning: said" in told
    assert "Content Security Policy" in told
    assert "nothing-here.png" in told


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_a_page_loses_nothing_without_scripts(view: str, example: Example, sheet: Open) -> None:
    path = example.fullest("en")[view]
    with_scripts, without = sheet(), sheet(java_script_enabled=False)
    with_scripts.goto(example.url(path))
    without.goto(example.url(path))

    assert words(without) == words(with_scripts)
    assert len(words(without)) > 5
    assert without.locator("nav.bar__nav a").count() >= 5
    dead = [button.inner_text() for button in without.locator("button").all() if button.is_visible()]
    assert dead == [], "a button that does nothing without a script"
    assert with_scripts.locator("#theme").is_visible()


def words(page: Page) -> list[str]:
    """The words that are shown, those of a closed ``details`` too: it opens without scripts.

    Not those of a list's filters: without a script they could do nothing, and are not shown.  Nor what the search page
    says to those who have none.
    """
    page.evaluate("() => document.querySelectorAll('form.filters, .search__without').forEach((one) => one.remove())")
    page.evaluate("() => document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    return re.findall(r"\S+", page.locator("main").inner_text())
