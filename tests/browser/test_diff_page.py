"""The page of ``cjmgen diff``: one file that opens by itself, for eyes, screen readers and phones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from git_site import GitSite
from playwright.sync_api import Browser

from browser.axe import DONE, EVERY_WAY, START, told
from browser.example import ROOT
from cjmgen.cli import main

pytestmark = [pytest.mark.browser, pytest.mark.git]


@pytest.fixture(scope="module")
def diff_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, of which moods, pains, owners, steps and a persona were changed."""
    site = GitSite(tmp_path_factory.mktemp("diff") / "site")
    files = [ROOT / "site.yaml", *(path for path in (ROOT / "content").rglob("*") if path.is_file())]
    before = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}
    site.write(dict(before))
    site.write({"site.yaml": "title: Runbird\nlanguages: [en, pl, zh-Hans]\nlife_cycle: [awareness, consideration, "
                             "decision, retention, loyalty, leaving]\n"})  # fmt: skip
    site.commit()
    stage, journey = "content/journeys/first-purchase/02-consideration.md", "content/journeys/first-purchase/journey.md"
    text = before[stage].decode()
    text = re.sub(r"anna: -1\.3", "anna: 0.4", text)
    text = text.replace("severity: high", "severity: low", 1).replace("steps:\n", f"steps:\n{NEW}", 1)
    owner = re.sub(r"(?m)^owner: .*$", "owner: Somebody else", before[journey].decode())
    site.write({stage: text, journey: owner, "content/personas/new.md": "---\nname: Somebody new\n---\n"})
    target = site.folder.parent / "changes.html"
    assert main(["diff", "HEAD", "--site", str(site.folder), "--html", "-o", str(target)]) == 0
    return target


NEW = "  - {id: ask-a-neighbour, name: I ask a neighbour, emotion: -0.5}\n"


@pytest.mark.parametrize("way", EVERY_WAY)
def test_axe_finds_nothing_nothing_is_asked_for_and_nothing_is_too_wide(
    way: str, diff_page: Path, browser: Browser
) -> None:
    scheme, width = way.split()
    context = browser.new_context(color_scheme=scheme, viewport={"width": int(width), "height": 900})
    context.add_init_script(Axe().axe_script)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(diff_page.as_uri())
    assert page.locator("h1").inner_text() == "What changed"
    assert page.locator(".curve-sheet svg").count() == 1
    assert page.get_by_text("Somebody else").first.is_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(START)
    result = page.evaluate(DONE)
    context.close()
    assert result["looked"]
    assert [told(one) for one in result["violations"]] == []
    assert [url for url in asked if not url.startswith("data:")] == [diff_page.as_uri()]
    assert said == []
