"""What an author sees beside the editor: the page follows what is saved, and the reader's place is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import tiny
from playwright.sync_api import Browser, Page, expect

from cjmgen.devserver.preview import Preview
from cjmgen.devserver.server import Server

pytestmark = pytest.mark.browser

PAY = "content/journeys/checkout/01-pay.md"
STORY = "content/journeys/checkout/journey.md"
LONG = "\n\n".join(f"Paragraph {number} of a long story." for number in range(80))


class Desk:
    """An editor and a browser side by side."""

    def __init__(self, root: Path, browser: Browser) -> None:
        self.root = root
        for path, text in tiny().files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(str(text), encoding="utf-8")
        (root / "themes/mine/assets/css").mkdir(parents=True)
        (root / "themes/mine/theme.yaml").write_text("name: mine\n", encoding="utf-8")
        (root / "site.yaml").write_text("title: Tiny\ntheme: mine\n", encoding="utf-8")
        (root / STORY).write_text((root / STORY).read_text("utf-8") + LONG, encoding="utf-8")
        self.preview = Preview(root)
        assert self.preview.build().errors == ()
        self.server = Server(self.preview, "127.0.0.1", 0)
        threading.Thread(target=self.server.run, daemon=True).start()
        self.context = browser.new_context(viewport={"width": 1280, "height": 700})

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.goto(self.server.address + path)
        return page

    def save(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")
        self.build()

    def build(self) -> None:
        self.preview.build()
        self.server.announce()

    def close(self) -> None:
        self.context.close()
        self.server.stop()


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    made = Desk(tmp_path, browser)
    yield made
    made.close()


def test_every_tab_that_shows_what_was_saved_follows(desk: Desk) -> None:
    tabs = [desk.open("journeys/checkout/index.html") for _ in range(8)]
    other = desk.open("personas/index.html")
    other.evaluate("window.isOld = true")

    desk.save(PAY, "I review the cart", "I look once more")

    for tab in tabs:
        expect(tab.get_by_text("I look once more").first).to_be_attached()
    assert other.evaluate("window.isOld") is True


def test_a_reload_keeps_the_place(desk: Desk) -> None:
    page = desk.open("journeys/checkout/index.html")
    page.evaluate("scrollTo(0, 1200)")
    before = page.evaluate("scrollY")
    assert before > 500

    desk.save(PAY, "I review the cart", "I look once more")

    expect(page.get_by_text("I look once more").first).to_be_attached()
    # The script that finds the place runs once the page is whole, which is a little later.
    page.wait_for_function("before => Math.abs(scrollY - before) < 40", arg=before, timeout=5000)
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - before) < 40, "it stays there"


def test_a_stylesheet_is_swapped_without_a_reload(desk: Desk) -> None:
    page = desk.open("journeys/checkout/index.html")
    page.evaluate("window.isOld = true")

    (desk.root / "themes/mine/assets/css/print.css").write_text("h1 { color: rgb(1, 2, 3); }", encoding="utf-8")
    desk.build()

    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    assert page.evaluate("window.isOld") is True


def test_a_mistake_covers_the_last_good_page_until_it_is_mended(desk: Desk) -> None:
    page = desk.open("journeys/checkout/index.html")

    desk.save(PAY, "channel: web, emotion: 1}", "channel: web, emotion: 11}")

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f"{PAY}:4:")
    expect(alert).to_contain_text("emotion: 11")
    expect(page.get_by_text("I review the cart").first).to_be_attached()

    late = desk.open("index.html")
    expect(late.get_by_role("alert")).to_be_visible()

    page.keyboard.press("Escape")
    expect(alert).to_be_hidden()
    desk.save(PAY, "emotion: 11}", "emotion: 2}")
    expect(late.get_by_role("alert")).to_be_hidden()


def test_the_page_comes_back_to_life_when_the_first_tab_is_closed(desk: Desk) -> None:
    first = desk.open("index.html")
    second = desk.open("journeys/checkout/index.html")
    first.close()

    desk.save(PAY, "I review the cart", "I look once more")

    expect(second.get_by_text("I look once more").first).to_be_attached()


def test_a_page_hears_again_when_the_server_was_started_anew(desk: Desk) -> None:
    page = desk.open("journeys/checkout/index.html")
    desk.server.stop()
    desk.server = Server(desk.preview, "127.0.0.1", desk.server.port)
    threading.Thread(target=desk.server.run, daemon=True).start()
    desk.save(PAY, "I review the cart", "I look once more")

    expect(page.get_by_text("I look once more").first).to_be_attached(timeout=15_000)
    desk.save(PAY, "I look once more", "I look a third time")
    expect(page.get_by_text("I look a third time").first).to_be_attached()


def test_a_page_of_somebody_else_cannot_take_scripts_and_pictures_of_the_preview(desk: Desk, tmp_path: Path) -> None:
    """The words of the search index are a script: another site could read them by naming it as its own."""
    script = "search/en/head.js"
    assert desk.preview.file(script)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text(f'<script src="{desk.server.address}{script}"></script>', encoding="utf-8")
    handler = partial(_Quiet, directory=str(theirs))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = desk.context.new_page()
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.on("response", lambda answer: failed.append(answer.url) if answer.status == 403 else None)
        page.goto(f"http://localhost:{server.server_address[1]}/")
        assert failed == [desk.server.address + script]
        server.shutdown()
    own = desk.context.new_page().goto(desk.server.address + script)
    assert own is not None
    assert own.status == 200


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is to be said of what a test asks for."""


def test_a_page_of_a_site_that_never_built_shows_why(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "site.yaml").write_text("titel: Tiny\n", encoding="utf-8")
    preview = Preview(tmp_path)
    preview.build()
    server = Server(preview, "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    page = browser.new_page()
    page.goto(server.address)
    expect(page.get_by_role("alert")).to_contain_text("site.yaml:1:1")
    page.close()
    server.stop()
