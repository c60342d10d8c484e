"""axe finds nothing on any kind of page: each in two ways of looking here, in all twelve by `make audit`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import axe
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "pl", "zh-Hans")
WAYS = (("light 1280", "dark 390"), ("dark 1280", "light 390"))


def ways_by_view() -> dict[str, tuple[str, tuple[str, str]]]:
    """Language and ways of looking, in turns: every view in both widths and schemes, every language in every way."""
    names = [view.name for view in VIEWS if view.page]
    return {name: (LANGUAGES[at % 3], WAYS[at % 2]) for at, name in enumerate(names)}


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Iterator[dict[str, Page]]:
    with axe.looking(browser) as pages:
        yield pages


@pytest.mark.parametrize(("view", "turn"), ways_by_view().items(), ids=ways_by_view())
def test_axe_finds_nothing(
    view: str, turn: tuple[str, tuple[str, str]], example: Example, pages: dict[str, Page]
) -> None:
    lang, ways = turn
    path = example.fullest(lang).get(view)
    assert path, "the example has no page of this view"
    found = axe.violations(pages, example.url(path), ways)
    assert not found, "\n".join(found)


def test_every_language_is_looked_at_in_every_way() -> None:
    looked = {(lang, way) for lang, ways in ways_by_view().values() for way in ways}
    assert looked == {(lang, way) for lang in LANGUAGES for way in axe.EVERY_WAY}


def test_axe_sees_what_is_wrong(example: Example, pages: dict[str, Page]) -> None:
    """The proof that the tests above can fail: pale text, a nameless button, links too small and too near to hit."""
    page = pages["light 1280"]
    page.goto(example.url("index.html"))
    page.evaluate("""() => {
      const main = document.querySelector("main");
      const text = main.appendChild(document.createElement("p"));
      text.textContent = "Pale";
      text.style.color = "#ddd";
      main.appendChild(document.createElement("button"));
      for (const word of ["one", "two"]) {
        const link = main.appendChild(document.createElement("a"));
        link.href = "#main";
        link.textContent = word;
        link.style = "display: block; font-size: 12px; line-height: 1";
      }
    }""")
    page.evaluate(axe.START)
    found = {one["id"] for one in page.evaluate(axe.DONE)["violations"]}
    assert {"color-contrast", "button-name", "target-size"} <= found
