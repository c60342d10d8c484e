"""On paper: light, without navigation, and a journey's map whole and large enough to read."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from browser.conftest import Open, needed
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

VIEW_NAMES = [view.name for view in VIEWS if view.page]
MM_PER_POINT = 25.4 / 72
SMALLEST_LETTER_POINTS = 2.2
"""Mean width of a letter in a word of narrow ones, at a type size of six points."""


def printed(example: Example, sheet: Open, path: str, to: Path, **options: object) -> Path:
    """A page as a reader in the dark theme prints it."""
    page = sheet(color_scheme="dark")
    page.goto(example.url(path))
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    page.pdf(path=to, **({"prefer_css_page_size": True, "format": "A4"} | options))
    return to


def text_of(pdf: Path) -> list[str]:
    """The text of each sheet, in the order it was drawn."""
    run = [needed("pdftotext"), "-raw", "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(run, capture_output=True, encoding="utf-8", check=True).stdout.split("\f")[:-1]


def letters(text: str) -> str:
    """Text as it can be found again after lines were broken and words hyphenated."""
    return re.sub(r"[\s\-\u00ad\u2010]", "", text)


def brightness(pdf: Path) -> list[list[int]]:
    """Each sheet as grey values, small."""
    subprocess.run([needed("pdftoppm"), "-r", "20", "-gray", str(pdf), str(pdf.with_suffix(""))], check=True)
    sheets = sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))
    return [list(sheet.read_bytes().split(b"\n", 3)[3]) for sheet in sheets]


def journey_page(example: Example, lang: str) -> tuple[str, list[str]]:
    """A journey's map and the names of its steps."""
    path = example.fullest(lang)["map-grid"]
    ident = path.split("/")[-2]
    site = example.project.editions[lang]
    [journey] = [journey for journey in site.journeys if journey.id == ident]
    return path, [str(step.name) for stage in journey.stages for step in stage.steps]


@pytest.mark.parametrize("lang", ["en", "pl", "zh-Hans"])
def test_every_step_of_a_map_is_on_one_sheet_of_a3(lang: str, example: Example, sheet: Open, tmp_path: Path) -> None:
    path, steps = journey_page(example, lang)
    sheets = text_of(printed(example, sheet, path, tmp_path / "map.pdf", format="A3"))
    lost = [step for step in steps if letters(step) not in letters(sheets[0])]
    assert lost == []
    assert all(text.strip() for text in sheets), "an empty sheet"


def test_the_heads_of_a_map_stand_on_every_sheet_it_fills(example: Example, sheet: Open, tmp_path: Path) -> None:
    path, steps = journey_page(example, "en")
    sheets = [letters(text) for text in text_of(printed(example, sheet, path, tmp_path / "map.pdf", format="A3"))]
    last_lane = letters(sheet(color_scheme="dark").locator(".map__table tbody tr:last-child th b").inner_text())
    map_ends = next(number for number, text in enumerate(sheets) if last_lane in text)
    for text in sheets[: map_ends + 1]:
        assert [step for step in steps if letters(step) not in text] == []


def test_a_long_map_stands_on_small_sheets_in_bands_of_whole_stages(example: Example, sheet: Open) -> None:
    path, steps = journey_page(example, "en")
    [journey] = [found for found in example.project.site.journeys if found.id == path.split("/")[-2]]
    page = sheet(viewport={"width": 1000, "height": 700})
    page.goto(example.url(path))
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")

    assert not page.locator(".map").first.is_visible()
    bands = [band.locator("thead th.map__step > a").all_inner_texts() for band in page.locator(".map-bands .map").all()]
    assert [step for band in bands for step in band] == steps, "every step in one band, in order"
    assert max(map(len, bands)) <= 8
    assert {band[0] for band in bands} <= {stage.steps[0].name for stage in journey.stages}
    for band in page.locator(".map-bands .map").all():
        assert band.is_visible()
        widths = {
            sum(cell)
            for cell in band.evaluate("""(map) => [...map.querySelectorAll("tr")].map(
          (row) => [...row.cells].map((cell) => cell.colSpan))""")
        }
        assert len(widths) == 1, "every row is as wide as every other"
        boxes = band.locator(".map__curve svg, .map__axis svg").evaluate_all(
            "(all) => all.map((one) => one.clientHeight)"
        )
        assert max(boxes) - min(boxes) <= 2, "the scale beside the curve is that of the curve"

    page.set_viewport_size({"width": 1500, "height": 1000})
    assert page.locator(".map").first.is_visible(), "all in one where the paper is wide"
    assert not page.locator(".map-bands").is_visible()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator(".map").count() == 1


@pytest.mark.parametrize(("paper", "size_mm"), [("A4", (297, 210)), ("A3", (420, 297))])
def test_the_words_of_a_map_can_be_read_on_paper(
    paper: str, size_mm: tuple[int, int], example: Example, sheet: Open, tmp_path: Path
) -> None:
    path, steps = journey_page(example, "en")
    pdf = printed(example, sheet, path, tmp_path / "map.pdf", format=paper)
    run = [needed("pdftotext"), "-f", "1", "-l", "1", "-bbox", str(pdf), "-"]
    boxes = subprocess.run(run, capture_output=True, encoding="utf-8", check=True).stdout
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</word>', boxes)
    [(width, height)] = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)
    assert (round(float(width) * MM_PER_POINT), round(float(height) * MM_PER_POINT)) == size_mm
    long_words = {word for step in steps for word in step.split() if len(word) >= 5 and word.isalpha()}
    widths = [(float(right) - float(left)) / len(word) for left, _, right, _, word in words if word in long_words]
    assert len(widths) >= 8
    assert min(widths) >= SMALLEST_LETTER_POINTS, sorted(widths)[:5]
    assert all(float(left) >= 0 and float(right) <= float(width) for left, _, right, _, _ in words)
    lanes = sheet(color_scheme="dark").locator(".map__lane b").all_inner_texts()[:3]
    assert [name for name in lanes if name not in {word for *_, word in words}] == [], "the head of a lane is broken"


@pytest.mark.parametrize("view", ["home", "map-grid"])
def test_paper_is_light_even_if_the_screen_is_dark(view: str, example: Example, sheet: Open, tmp_path: Path) -> None:
    pdf = printed(example, sheet, example.fullest("en")[view], tmp_path / "page.pdf")
    sheets = brightness(pdf)
    assert len(sheets) == len(text_of(pdf))
    for grey in sheets:
        assert sum(grey) / len(grey) > 200
        assert sum(value < 100 for value in grey) / len(grey) < 0.1
        assert min(grey) < 200, "an empty sheet"


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_no_navigation_is_printed_and_paper_is_white(view: str, example: Example, sheet: Open) -> None:
    page = sheet(color_scheme="dark", viewport={"width": 1000, "height": 1400})
    page.emulate_media(media="print")
    page.goto(example.url(example.fullest("en")[view]))
    left = page.evaluate("""() => [...document.querySelectorAll("header.bar, nav, .skip, form, button:not(.sort)")]
      .filter((element) => element.checkVisibility()).map((element) => element.className || element.tagName)""")
    assert left == []
    assert page.evaluate("() => getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.locator("main").inner_text().split()) > 5
