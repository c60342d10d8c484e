"""What is taken out of the site: one file that opens by itself, and posters made by the machine's browser."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import needed
from browser.example import ROOT, Example
from browser.test_poster_print import ROUNDING_MM, sizes_mm
from cjmgen.cli import main

pytestmark = pytest.mark.browser


def test_one_file_opens_from_disk_without_a_request_or_a_complaint(
    example: Example, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "journey.html"
    ident = example.fullest("en")["map-grid"].split("/")[-2]
    assert main(["export", "--single-file", ident, "--site", str(ROOT), "-o", str(file)]) == 0
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    [journey] = [journey for journey in example.project.site.journeys if journey.id == ident]
    assert page.locator("h1").inner_text() == journey.title
    assert page.locator(".map").is_visible()
    assert page.locator(".emotion-curve").is_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('.map__table')).borderCollapse") == (
        sheet_says(example, browser)
    )
    assert page.evaluate("() => [...document.images].every((one) => one.complete && one.naturalWidth > 0)")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]


def sheet_says(example: Example, browser: Browser) -> str:
    """What the map's table looks like on the site itself."""
    page = browser.new_page()
    page.goto(example.url(example.fullest("en")["map-grid"]))
    told = page.evaluate("() => getComputedStyle(document.querySelector('.map__table')).borderCollapse")
    page.close()
    return str(told)


def test_a_poster_is_one_sheet_of_the_paper_asked_for_dated_to_the_day_of_the_site(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed("chromium")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    ident = example.fullest("en")["poster"].split("/")[-3]
    target = tmp_path / "poster.pdf"
    assert main(["export", "poster", ident, "--paper", "A2", "--site", str(ROOT), "-o", str(target)]) == 0
    [(wide, high)] = sizes_mm(target)
    assert (wide, high) == (pytest.approx(594, abs=ROUNDING_MM), pytest.approx(420, abs=ROUNDING_MM))
    assert re.findall(rb"Date \(D:([0-9]*)", target.read_bytes()) == [b"20260921000000"] * 2


def test_a_poster_as_a_picture_is_light_filled_and_as_large_as_its_paper(
    example: Example, browser: Browser, tmp_path: Path
) -> None:
    needed("chromium")
    ident = example.fullest("en")["poster"].split("/")[-3]
    target = tmp_path / "poster.png"
    call = ["export", "poster", ident, "--paper", "a4", "--format", "png", "--site", str(ROOT), "-o", str(target)]
    assert main(call) == 0
    width, height = struct.unpack(">II", target.read_bytes()[16:24])
    assert (width, height) == (pytest.approx(297 / 25.4 * 150, abs=4), pytest.approx(210 / 25.4 * 150, abs=4))
    page = browser.new_page()
    page.goto(target.as_uri())
    inked = page.evaluate("""() => {
      const [image] = document.images, canvas = document.createElement("canvas");
      canvas.width = 60; canvas.height = 42;
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0, 60, 42);
      const dots = context.getImageData(0, 0, 60, 42).data, inked = [];
      for (let at = 0; at < dots.length; at += 4) {
        if (dots[at + 1] < 250) inked.push([at / 4 % 60, Math.floor(at / 240)]);
      }
      return {corner: dots[0], left: Math.min(...inked.map(([x]) => x)), right: Math.max(...inked.map(([x]) => x)),
              top: Math.min(...inked.map(([, y]) => y)), bottom: Math.max(...inked.map(([, y]) => y))};
    }""")
    page.close()
    assert inked["corner"] == 255
    assert inked["left"] < 6
    assert inked["right"] > 53
    assert inked["top"] < 6
    assert inked["bottom"] > 35
