"""A poster on paper: one sheet whatever the paper, or a page for each stage; and nothing beside it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import Open, needed
from browser.example import Example

pytestmark = pytest.mark.browser

MM_PER_POINT = 25.4 / 72
ROUNDING_MM = 1.0


def poster(example: Example, sheet: Open, lang: str) -> Page:
    page = sheet(color_scheme="light", viewport={"width": 1280, "height": 900})
    page.goto(example.url(example.fullest(lang)["poster"]))
    return page


def sizes_mm(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of each sheet."""
    run = [needed("pdfinfo"), "-l", "99", str(pdf)]
    told = subprocess.run(run, capture_output=True, encoding="utf-8", check=True).stdout
    found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", told)
    return [(float(width) * MM_PER_POINT, float(height) * MM_PER_POINT) for width, height in found]


def words(pdf: Path) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each word on the first sheet, as parts of its width and height."""
    run = [needed("pdftotext"), "-f", "1", "-l", "1", "-bbox", str(pdf), "-"]
    told = subprocess.run(run, capture_output=True, encoding="utf-8", check=True).stdout
    [(width, height)] = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', told)
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', told)
    across, down = float(width), float(height)
    boxes = [tuple(map(float, box)) for box in found]
    return [(x / across, y / down, right / across, bottom / down) for x, y, right, bottom in boxes]


PAPERS = (
    ("A0", 1189, 841),
    ("A1", 841, 594),
    ("A3", 420, 297),
    ("A4", 297, 210),
    ("Letter", 279, 216),
    ("Tabloid", 432, 279),
)


@pytest.mark.parametrize(("paper", "width", "height"), PAPERS)
def test_a_poster_fills_one_sheet_of_any_paper(
    paper: str, width: int, height: int, example: Example, sheet: Open, tmp_path: Path
) -> None:
    pdf = tmp_path / "poster.pdf"
    poster(example, sheet, "en").pdf(path=pdf, format=paper, landscape=True, print_background=True)
    [(wide, high)] = sizes_mm(pdf)
    assert (wide, high) == (pytest.approx(width, abs=ROUNDING_MM), pytest.approx(height, abs=ROUNDING_MM))
    found = words(pdf)
    assert len(found) > 100
    assert all(0 <= x < right <= 1 and 0 <= y < bottom <= 1 for x, y, right, bottom in found)
    assert max(right for _, _, right, _ in found) - min(x for x, *_ in found) > 0.75, "it fills the width"
    assert max(bottom for *_, bottom in found) - min(y for _, y, *_ in found) > 0.75, "and the height"


@pytest.mark.parametrize("lang", ["en", "pl", "zh-Hans"])
def test_on_a4_pages_there_is_one_for_each_stage_with_its_head(
    lang: str, example: Example, sheet: Open, tmp_path: Path
) -> None:
    page, pdf = poster(example, sheet, lang), tmp_path / "pages.pdf"
    page.locator("label[for=poster-many]").click()
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    page.locator("label[for=poster-one]").click()
    ident = example.fullest(lang)["poster"].split("/")[-3]
    [journey] = [journey for journey in example.project.editions[lang].journeys if journey.id == ident]
    stages = [stage for stage in journey.stages if stage.steps]
    assert len(sizes_mm(pdf)) == len(stages)
    assert {(round(wide), round(high)) for wide, high in sizes_mm(pdf)} == {(297, 210)}
    run = [needed("pdftotext"), "-raw", "-enc", "UTF-8", str(pdf), "-"]
    sheets = subprocess.run(run, capture_output=True, encoding="utf-8", check=True).stdout.split("\f")
    for stage, text in zip(stages, sheets, strict=False):
        letters = re.sub(r"\s", "", text)
        for name in (journey.title, stage.name, *(persona.name for persona in journey.personas)):
            assert re.sub(r"\s", "", name) in letters
