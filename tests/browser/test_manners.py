"""A site that says where it is: served below its address, and opened from disk all the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import tiny

from browser.conftest import Open
from cjmgen import engine, pipeline

pytestmark = pytest.mark.browser


class _Host(SimpleHTTPRequestHandler):
    """A host that keeps the site below /atlas and shows its 404.html for whatever it has not."""

    def translate_path(self, path: str) -> str:
        wanted = urlsplit(path).path
        return super().translate_path(wanted.removeprefix("/atlas")) if wanted.startswith("/atlas/") else "/nowhere"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = pipeline.load_tree(
        tiny({
            "site.yaml": "title: Tiny\nlanguages: [en, pl]\nurl: https://example.org/atlas\n",
            "content/personas/anna.md": "---\nname: Anna\nformerly: ania\nreviewed: 2026-11-02\n---\n",
        })
    )  # fmt: skip
    made = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), made)
    folder = tmp_path_factory.mktemp("manners")
    for path, content in made.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def told(sheet: Open) -> Iterator[list[str]]:
    """What the page says in the console, policy violations among it."""
    said: list[str] = []
    page = sheet()

    def hear(message: object) -> None:
        said.append(getattr(message, "text", str(message)))

    page.on("console", hear)
    page.on("pageerror", hear)
    yield said
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", hear)


@pytest.mark.parametrize("path", ["index.html", "pl/journeys/checkout/index.html"])
def test_data_for_programs_breaks_no_policy(path: str, folder: Path, host: str, sheet: Open, told: list[str]) -> None:
    page = sheet()
    for address in ((folder / path).as_uri(), f"{host}/atlas/{path}"):
        page.goto(address, wait_until="networkidle")
        assert page.locator('script[type="application/ld+json"]').count() == 1
        assert told == [], address
    assert page.locator('link[rel="manifest"]').count() == 1
    page.evaluate("() => { const s = document.createElement('script'); s.text = '1'; document.head.append(s); }")
    assert "Content Security Policy" in told[0], "a script would have been reported"


def test_a_lost_address_however_deep_shows_a_page_that_works(host: str, sheet: Open) -> None:
    page = sheet()
    for lost in ("/atlas/journeys/gone/further/index.html", "/elsewhere"):
        page.goto(host + lost)
        assert page.locator("link[rel=stylesheet]").evaluate("(link) => link.sheet !== null")
        page.locator("main a").first.click()
        assert page.url == f"{host}/atlas/index.html"
        assert page.locator("h1").is_visible()


def test_an_old_bookmark_arrives(folder: Path, host: str, sheet: Open, told: list[str]) -> None:
    page = sheet(java_script_enabled=False)
    for root in (folder.as_uri(), f"{host}/atlas"):
        page.goto(f"{root}/pl/personas/ania/index.html")
        page.wait_for_url(f"{root}/pl/personas/anna/index.html")
        assert page.locator("h1").inner_text() == "Anna"
