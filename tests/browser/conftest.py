"""One build of the example and one browser for all tests of this folder.

Pages are opened over ``file://``, as a reader does who got the site as a folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser import example as examples
from browser.example import Example

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    return examples.build(tmp_path_factory.mktemp("example") / "public")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = needed("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="package")
def sheet(browser: Browser) -> Iterator[Open]:
    """A page of a browser context that is made once for its options and used again and again."""
    pages: dict[str, Page] = {}

    def sheet(**options: Any) -> Page:
        name = repr(sorted(options.items()))
        if name not in pages:
            pages[name] = browser.new_context(**options).new_page()
        return pages[name]

    yield sheet
    for page in pages.values():
        page.context.close()


def needed(tool: str) -> str:
    """Where a tool is.  Without it a test is skipped by name; on a build server, where it must be, it fails."""
    found = shutil.which(tool)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"no {tool} on the PATH")
    if found is None:
        pytest.skip(f"no {tool} on the PATH")
    return found
