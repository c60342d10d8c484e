"""axe finds nothing on any kind of page, light and dark, wide and narrow, in any language: `make audit`.

Too long for every test run, in which ``test_accessibility`` looks at each kind of page in two of these twelve ways.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import axe
from browser.example import Example
from cjmgen.views import VIEWS

pytestmark = [pytest.mark.browser, pytest.mark.audit]


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Iterator[dict[str, Page]]:
    with axe.looking(browser) as pages:
        yield pages


@pytest.mark.parametrize("lang", ["en", "pl", "zh-Hans"])
@pytest.mark.parametrize("view", [view.name for view in VIEWS if view.page])
def test_axe_finds_nothing(view: str, lang: str, example: Example, pages: dict[str, Page]) -> None:
    found = axe.violations(pages, example.url(example.fullest(lang)[view]))
    assert not found, "\n".join(found)
