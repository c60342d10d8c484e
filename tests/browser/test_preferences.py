"""What readers ask their device for: more contrast, less motion, colours of their own, a page four times as large."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import Open
from browser.example import Example
from browser.test_layout import MEASURE
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

FOLDERS = {view.module: view.name for view in reversed(VIEWS) if view.page}
VIEW_NAMES = sorted(FOLDERS.values())
"""One view of each template folder."""

AXE = """async (rule) => {
  const options = {runOnly: {type: "rule", values: [rule]}, resultTypes: ["violations"], preload: false};
  const {violations} = await axe.run(document, options);
  return violations.flatMap(({nodes}) => nodes.map(({target, any}) => target + ": " + any[0].message));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_who_asks_for_more_contrast_gets_seven_to_one(view: str, scheme: str, example: Example, sheet: Open) -> None:
    page = sheet(contrast="more", color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page.goto(example.url(example.fullest("en")[view]))
    page.evaluate(Axe().axe_script)
    faults = page.evaluate(AXE, "color-contrast-enhanced")
    assert not faults, "\n".join(faults[:5])


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_a_page_at_400_percent_fits_and_is_not_covered(view: str, example: Example, sheet: Open) -> None:
    page = sheet(viewport={"width": 320, "height": 256})
    page.goto(example.url(example.fullest("en")[view]))
    assert page.evaluate(MEASURE) == []
    covered = page.evaluate("""() => {
      scrollTo(0, document.documentElement.scrollHeight / 2);
      return [...document.querySelectorAll("body *")].filter((element) => {
        const box = element.getBoundingClientRect(), {position} = getComputedStyle(element);
        return /sticky|fixed/.test(position) && box.width > 160 && Math.abs(box.top) < 1;
      }).reduce((height, element) => height + element.getBoundingClientRect().height, 0);
    }""")
    assert covered <= 256 / 3


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_nothing_moves_for_who_asks_for_less_motion(view: str, example: Example, sheet: Open) -> None:
    page = sheet(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page.goto(example.url(example.fullest("en")[view]))
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const moves = parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
      return moves || style.scrollBehavior === "smooth";
    }).map((element) => element.tagName)"""
    assert page.evaluate(moving) == []
    page.evaluate("() => { document.body.style.cssText = 'transition: color 1s; animation: spin 1s infinite'; }")
    assert page.evaluate(moving) == [], "not even what a theme's own stylesheet adds"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_the_system_sets_the_colours_marks_and_focus_are_seen(scheme: str, example: Example, sheet: Open) -> None:
    page = sheet(forced_colors="active", color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page.goto(example.url(example.fullest("en")["map-grid"]))
    seen = page.evaluate("""() => {
      const style = (chosen) => getComputedStyle(document.querySelector(chosen));
      return {
        ground: style("body").backgroundColor,
        ink: style("h1").color,
        line: style(".curve__line").stroke,
        current: style(".bar__nav a[aria-current]").borderBottomColor,
        tab: style(".tabs__row a[aria-current]").borderBottomColor,
        other: style(".tabs__row a:not([aria-current])").borderBottomColor,
      };
    }""")
    ground = seen.pop("ground")
    assert seen.pop("other") == ground, "only the current tab is underlined"
    assert ground not in seen.values(), seen
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focus = page.evaluate("""() => {
      const {outlineStyle, outlineColor, outlineWidth} = getComputedStyle(document.activeElement);
      return [outlineStyle, outlineColor, parseFloat(outlineWidth)];
    }""")
    assert focus[0] == "solid"
    assert focus[1] != ground
    assert focus[2] >= 2
