"""From a small phone to a wall: no page scrolls sideways, no text is cut off or stands on other text."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import Open
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

VIEW_NAMES = [view.name for view in VIEWS if view.page]
WIDTHS = (320, 390, 768, 1280, 1920)
MEASURE = Path(__file__).with_name("measure.js").read_text("utf-8")


def faults(example: Example, sheet: Open, path: str, widths: tuple[int, ...]) -> list[str]:
    page = sheet()
    page.set_viewport_size({"width": widths[0], "height": 900})
    page.goto(example.url(path))
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {fault}" for fault in page.evaluate(MEASURE)]
    return found


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_a_page_fits_every_screen(view: str, example: Example, sheet: Open) -> None:
    found = faults(example, sheet, example.fullest("en")[view], WIDTHS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lang", ["pl", "zh-Hans"])
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_a_page_fits_in_another_language(view: str, lang: str, example: Example, sheet: Open) -> None:
    found = faults(example, sheet, example.fullest(lang)[view], (320, 768))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("mistake", "fault"),
    [
        ("width: 3000px", "the page is"),
        ("width: 40px; overflow-x: auto; white-space: nowrap", "scrolls, but is no named"),
        ("width: 40px; overflow: hidden; white-space: nowrap", "cut off by"),
        ("width: 40px; white-space: nowrap", "runs out of p"),
        ("position: absolute; top: 0; left: 0; width: 100%; height: 400px; font-size: 99px", "stands on other text"),
    ],
)
def test_what_does_not_fit_is_noticed(mistake: str, fault: str, example: Example, sheet: Open) -> None:
    page = sheet()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(example.url("index.html"))
    page.evaluate(
        """(style) => {
          const text = document.querySelector("main").appendChild(document.createElement("p"));
          text.textContent = "Words that do not fit in here at all";
          text.style = style;
        }""",
        mistake,
    )
    assert [found for found in page.evaluate(MEASURE) if found.startswith(fault)]
