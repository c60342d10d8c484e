"""Readers search from disk, in three languages, with keys alone, and are told what to do where they cannot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from browser.conftest import Open
from browser.example import Example
from cjmgen.analysis.search import entries_of, folded

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(example: Example, sheet: Open) -> Iterator[Page]:
    """A page of the example whose every word in the console, and every request to a host, is a fault."""
    page = sheet(locale="en-US")
    faults: list[str] = []
    listeners = {
        "console": lambda message: faults.append(f"{message.type}: {message.text}"),
        "pageerror": lambda error: faults.append(str(error)),
        "request": lambda request: request.url.startswith("file:") or faults.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("about:blank")
    page.goto(example.url("index.html"))
    yield page
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert faults == []


def test_keys_alone_lead_to_a_step(reader: Page) -> None:
    reader.keyboard.press("/")
    expect(reader.locator(".search-box")).to_be_visible()
    reader.keyboard.type("size tab")
    first = reader.locator(".search__hit").first
    expect(first).to_be_visible()
    expect(reader.get_by_role("status")).to_contain_text("Found:")
    reader.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    assert folded(first.inner_text()).count("size") >= 1
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(".search__hit").nth(1)).to_be_focused()
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("ArrowUp")
    expect(reader.locator(".search-box input")).to_be_focused()
    where = first.get_attribute("href")
    assert where is not None
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/" + where.split("../")[-1])


def test_control_k_opens_and_escape_closes_and_gives_the_focus_back(reader: Page) -> None:
    before = reader.locator(".bar__search")
    before.focus()
    reader.keyboard.press("Control+k")
    expect(reader.locator(".search-box input")).to_be_focused()
    reader.keyboard.type("anna")
    expect(reader.locator(".search__hit").first).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.locator(".search-box")).to_be_hidden()
    expect(before).to_be_focused()


def test_nothing_of_the_index_is_loaded_before_somebody_asks(example: Example, reader: Page) -> None:
    def files() -> int:
        return reader.locator("script[src*='search/en/']").count()

    assert files() == 0
    reader.locator(".bar__search").click()
    reader.locator(".search-box input").fill("anna")
    expect(reader.locator(".search__hit").first).to_be_visible()
    size = sum(path.stat().st_size for path in (example.folder / "search/en").iterdir())
    assert 0 < files() < len(list((example.folder / "search/en").iterdir()))
    assert size < 1_500_000


@pytest.mark.parametrize(
    ("folder", "lang", "asked", "marked"),
    [
        ("", "en", "LEFT shoe", "left"),
        ("pl/", "pl", "bieznia", "bież"),
        ("pl/", "pl", "BIEŻNIA", "bież"),
        ("zh-Hans/", "zh-Hans", "跑步机", "跑步机"),
        ("zh-Hans/", "zh-Hans", "鞋", "鞋"),
    ],
)
def test_a_search_page_answers_its_address(
    folder: str, lang: str, asked: str, marked: str, example: Example, reader: Page
) -> None:
    reader.goto(example.url(f"{folder}search/index.html") + f"?q={asked}")
    first = reader.locator(".search__hit").first
    expect(first).to_be_visible()
    expect(reader.get_by_role("searchbox")).to_have_value(asked)
    marks = [mark.lower() for mark in reader.locator(".search__hit mark").all_inner_texts()]
    assert any(mark.startswith(marked) for mark in marks), marks
    for hit in reader.locator(".search__hit").all():
        assert hit.locator("mark").count(), hit.inner_text()
        path, _ = example.leads_to(f"{folder}search/index.html", hit.get_attribute("href") or "")
        assert path in example.files
        assert path.startswith(folder)
    assert reader.locator("html").get_attribute("lang") == lang


def test_what_is_typed_can_be_sent_as_an_address(example: Example, reader: Page) -> None:
    reader.goto(example.url("search/index.html"))
    reader.get_by_role("searchbox").fill("foot & <b>")
    expect(reader.get_by_role("status")).not_to_be_empty()
    assert reader.url.endswith("?q=foot%20%26%20%3Cb%3E")
    reader.reload()
    expect(reader.get_by_role("searchbox")).to_have_value("foot & <b>")


@pytest.mark.parametrize("lang", ["en", "pl", "zh-Hans"])
def test_every_name_finds_itself(lang: str, example: Example, reader: Page) -> None:
    """The script cuts and folds as the index does: else some name would not be found."""
    folder = "" if lang == "en" else f"{lang}/"
    reader.goto(example.url(f"{folder}search/index.html"))
    names = sorted({entry.target.name for entry in entries_of(example.project.editions[lang])})[::23]
    assert len(names) > 15
    for name in names:
        if not any(character.isalnum() for character in name):
            continue
        reader.get_by_role("searchbox").fill(name)
        expect(reader.locator(".search__name", has_text=name).first, name).to_be_attached()


def test_more_of_a_kind_are_shown_when_asked_for(example: Example, reader: Page) -> None:
    reader.goto(example.url("search/index.html") + "?q=shoe")
    steps = reader.locator(".search__group", has=reader.get_by_role("button", name="Show more: Steps"))
    expect(steps.locator("li")).to_have_count(20)
    reader.get_by_role("button", name="Show more: Steps").click()
    expect(steps.locator("li").nth(20).or_(reader.locator(":focus.search__hit")).first).to_be_attached()
    assert reader.locator(":focus").evaluate("(link) => link.className") == "search__hit"


def test_nothing_found_is_said(reader: Page) -> None:
    reader.keyboard.press("/")
    reader.keyboard.type("xyzzyplugh")
    expect(reader.get_by_role("status")).to_have_text("Nothing has all these words.")
    assert reader.locator(".search__hit").count() == 0
    reader.locator(".search-box input").fill("ħ")
    expect(reader.get_by_role("status")).to_have_text("One more letter, please.")
    reader.locator(".search-box input").fill("鼹")
    expect(reader.get_by_role("status")).to_have_text("Nothing has all these words.")


def test_an_index_that_is_not_there_is_said(example: Example, sheet: Open) -> None:
    page = sheet(locale="en-AU")

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/search/en/*.js", refuse)
    page.goto(example.url("index.html"))
    page.keyboard.press("/")
    page.keyboard.type("shoe")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")


def test_without_scripts_the_button_leads_to_a_page_that_says_what_to_do(example: Example, sheet: Open) -> None:
    page = sheet(java_script_enabled=False)
    page.goto(example.url("pl/index.html"))
    page.locator(".bar__search").click()
    page.wait_for_url("**/pl/search/index.html")
    assert "Ctrl+F" in page.locator("main").inner_text()
    assert page.locator("main .jump a").count() >= 8
    assert page.locator("main input").is_hidden()


def test_a_phone_shows_results_without_sideways_scrolling(example: Example, reader: Page) -> None:
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.locator(".bar__search").click()
    reader.keyboard.type("shoe")
    expect(reader.locator(".search__hit").first).to_be_visible()
    box = reader.locator(".search-box").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 640
    assert (
        reader.evaluate("""() => [...document.querySelectorAll(".search-box *")]
      .filter((e) => e.clientWidth && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline")
      .map((e) => e.className)""")
        == []
    )


def test_all_scripts_of_the_site_stay_small(example: Example) -> None:
    assert sum(path.stat().st_size for path in (example.folder / "theme").glob("*.js")) <= 25_000
