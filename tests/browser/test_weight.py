"""What a page costs to fetch, compressed as every host does: its markup, stylesheet and scripts, without pictures."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import Browser

from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = pytest.mark.browser

PAGE_BYTES = 150_000
SCRIPT_BYTES = 25_000
PICTURE = re.compile(r"\.(svg|png|jpe?g|webp|avif|gif|ico)$")


def packed(example: Example, path: str) -> int:
    return len(gzip.compress((example.folder / path).read_bytes(), mtime=0))


def fetched(example: Example, path: str) -> list[str]:
    """Files of the site that a browser fetches with the page; pictures aside."""
    html = (example.folder / path).read_text("utf-8")
    found = re.findall(r'<script src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', html)
    return [path, *(example.leads_to(path, script or sheet)[0] for script, sheet in found)]


@pytest.mark.parametrize("lang", ["en", "pl", "zh-Hans"])
def test_no_page_costs_more_than_150_kilobytes(lang: str, example: Example) -> None:
    costs = {
        path: sum(packed(example, part) for part in fetched(example, path))
        for path, page in example.pages.items()
        if page.lang == lang and page.view
    }
    assert len(costs) > 300
    heavy = {path: cost for path, cost in costs.items() if cost > PAGE_BYTES}
    assert not heavy


def test_no_page_needs_more_than_25_kilobytes_of_scripts_uncompressed(example: Example) -> None:
    for path in example.pages:
        scripts = [part for part in fetched(example, path) if part.endswith(".js")]
        assert sum((example.folder / script).stat().st_size for script in scripts) <= SCRIPT_BYTES, (path, scripts)


@pytest.mark.parametrize("view", [view.name for view in VIEWS if view.page and view.scope.value == "journey"])
def test_a_journeys_page_fetches_what_is_counted_and_nothing_else(
    view: str, example: Example, browser: Browser
) -> None:
    """The proof that the sums above leave nothing out: what a browser really asks for."""
    path = example.fullest("en")[view]
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(example.url(path), wait_until="networkidle")
    inside = {url.removeprefix(example.url("") + "/") for url in asked if not PICTURE.search(url)}
    assert inside == set(fetched(example, path))
    page.close()
