"""What the preview answers, to whom, and what it says after a build."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import tiny

from cjmgen.devserver.preview import Preview
from cjmgen.devserver.server import Server

PAY = "content/journeys/checkout/01-pay.md"


class Site:
    """A tiny site on disk, built and served."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in tiny().files.items():
            self.write(path, str(text))
        self.preview = Preview(root)
        self.preview.build()
        self.server = Server(self.preview, "127.0.0.1", 0)
        threading.Thread(target=self.server.run, daemon=True).start()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def rebuild(self) -> None:
        self.preview.build()
        self.server.announce()

    def ask(
        self, path: str, headers: dict[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": f"127.0.0.1:{self.server.port}", **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    def news(self, kind: str) -> str:
        """The address by which a page of this server hears of builds."""
        return f"/-/{kind}?token={self.server.token}"

    def status(self, since: int, page: str = "journeys/checkout/index.html") -> dict[str, object]:
        said = json.loads(self.ask(f"{self.news('status')}&since={since}&page={page}")[2])
        assert isinstance(said, dict)
        return said


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.server.stop()


def test_a_page_is_the_published_one_and_listens(site: Site) -> None:
    code, headers, body = site.ask("/journeys/checkout/index.html")
    assert (code, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert f'<script src="/-/reload.js?build=1&amp;token={site.server.token}" defer></script></head>'.encode() in body
    assert b"connect-src 'self'" in body
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_a_folder_is_answered_with_its_page(site: Site) -> None:
    assert site.ask("/")[0] == 200
    assert site.ask("/journeys/")[0] == 200
    code, headers, _ = site.ask("/journeys")
    assert (code, headers["Location"]) == (302, "/journeys/")
    assert site.ask("/journeys?freshness=overdue")[1]["Location"] == "/journeys/?freshness=overdue"


def test_a_page_that_is_not_there_says_so(site: Site) -> None:
    code, _, body = site.ask("/nowhere/index.html")
    assert code == 404
    assert b"reload.js" in body
    assert b'href="/theme/site.css"' in body
    assert b'href="#main"' in body


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yaml", "/%2e%2e/site.yaml", "/..%2fsite.yaml", "/..\\site.yaml", "/%00", "/.cjmgen/lock",
        "/content/personas/anna.md", "//etc/passwd", "/" + "a" * 5000, "/%ff%fe", "/-/../reload.js", "/-/server.py",
    ],
)  # fmt: skip
def test_nothing_but_the_built_site_is_served(site: Site, path: str) -> None:
    assert site.ask(path)[0] == 404


@pytest.mark.parametrize("host", ["evil.test", "evil.test:80", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil.test"])
def test_another_name_for_this_machine_is_refused(site: Site, host: str) -> None:
    assert site.ask("/", {"Host": host})[0] == 403


def test_another_site_in_the_same_browser_is_refused(site: Site) -> None:
    status = site.news("status")
    assert site.ask(status, {"Origin": "http://evil.test"})[0] == 403
    assert site.ask(status, {"Origin": "null"})[0] == 403
    assert site.ask(status, {"Origin": f"http://localhost:{site.server.port}"})[0] == 200


@pytest.mark.parametrize("where", ["cross-site", "same-site"])
def test_a_page_of_somebody_else_gets_nothing_of_ours_as_its_own_script_or_picture(site: Site, where: str) -> None:
    for mode in ("no-cors", "cors", "same-origin"):
        assert site.ask("/theme/site.css", {"Sec-Fetch-Site": where, "Sec-Fetch-Mode": mode})[0] == 403
    code, headers, _ = site.ask("/", {"Sec-Fetch-Site": where, "Sec-Fetch-Mode": "navigate"})
    assert (code, headers["Cross-Origin-Resource-Policy"]) == (200, "same-origin"), (
        "a link to the preview may be followed"
    )
    assert site.ask("/theme/site.css", {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors"})[0] == 200


@pytest.mark.parametrize("token", ["", "?token=", "?token=guess", "?token=%ff%00", "?since=1"])
def test_only_who_may_see_a_page_hears_of_builds(site: Site, token: str) -> None:
    for kind in ("status", "events"):
        code, _, body = site.ask(f"/-/{kind}{token}")
        assert code == 403
        assert b"build" not in body


def test_each_server_has_a_token_of_its_own(site: Site) -> None:
    other = Server(site.preview, "127.0.0.1", 0)
    other.stop()
    assert other.token != site.server.token
    assert len(other.token) > 20


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(site: Site, method: str) -> None:
    assert site.ask("/", method=method)[0] == 501


def test_head_is_get_without_the_page(site: Site) -> None:
    got, asked = site.ask("/"), site.ask("/", method="HEAD")
    assert (asked[0], asked[2]) == (200, b"")
    assert asked[1]["Content-Length"] == got[1]["Content-Length"]


def test_a_build_says_what_changed(site: Site) -> None:
    site.ask("/journeys/checkout/")
    site.write(PAY, (site.root / PAY).read_text("utf-8").replace("I review the cart", "I look at the cart"))
    site.rebuild()

    said = site.status(1)

    assert (said["build"], said["errors"]) == (2, [])
    assert "journeys/checkout/index.html" in said["changed"]  # type: ignore[operator]
    assert "theme/site.css" not in said["changed"]  # type: ignore[operator]
    assert site.status(1, "personas/anna/index.html")["changed"] != []
    assert site.status(2)["changed"] == []
    assert site.status(7)["changed"] is None


def test_a_tab_that_slept_through_a_build_hears_of_it_by_the_next(site: Site) -> None:
    site.ask("/journeys/checkout/")
    site.write(PAY, (site.root / PAY).read_text("utf-8").replace("I review the cart", "I look at the cart"))
    site.rebuild()
    site.write("content/personas/anna.md", (site.root / "content/personas/anna.md").read_text("utf-8") + "\nMore.\n")
    site.rebuild()
    assert site.status(1)["changed"] == ["journeys/checkout/index.html"]


def test_a_new_page_and_a_changed_stylesheet_are_told_whatever_page_is_open(site: Site) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nWords.\n")
    site.write("themes/default/theme.yaml", "name: Ours\n")
    site.write("themes/default/assets/css/tokens.css", "/* ours */\n")
    site.rebuild()
    changed = site.status(1, "nowhere.html")["changed"]
    assert {"pages/about/index.html", "theme/site.css"} <= set(changed)  # type: ignore[call-overload]


def test_a_save_that_changes_nothing_changes_no_page(site: Site) -> None:
    site.ask("/journeys/checkout/")
    site.write(PAY, (site.root / PAY).read_text("utf-8") + "\n")
    site.rebuild()
    assert site.status(1)["changed"] == []


def test_a_mistake_is_told_with_its_place_and_the_last_good_page_stays(site: Site) -> None:
    before = site.ask("/journeys/checkout/")[2]
    site.write(PAY, (site.root / PAY).read_text("utf-8").replace("emotion: 1}", "emotion: 11}"))
    site.rebuild()

    [error] = site.status(1)["errors"]  # type: ignore[misc]

    assert error["place"].startswith(f"{PAY}:")
    assert "emotion: 11" in error["excerpt"]
    assert "^^" in error["excerpt"]
    assert site.status(1)["changed"] == []
    assert site.ask("/journeys/checkout/")[2].replace(b"build=2", b"build=1") == before

    site.write(PAY, (site.root / PAY).read_text("utf-8").replace("emotion: 11}", "emotion: 2}"))
    site.rebuild()
    assert site.status(1)["errors"] == []


def test_a_site_that_cannot_be_configured_is_said_and_mended(site: Site) -> None:
    site.write("site.yaml", "title: Tiny\ntheme: nowhere\n")
    site.rebuild()
    assert site.status(1)["errors"]
    site.write("site.yaml", "title: Tiny\n")
    site.rebuild()
    assert site.status(1)["errors"] == []


def test_a_template_that_is_wrong_is_told_when_its_page_is_asked_for_and_mended(site: Site) -> None:
    template = "themes/default/templates/views/persona.html.j2"
    site.write("themes/default/theme.yaml", "name: Ours\n")
    site.write(template, "{{ view.nothing }}\n")
    site.rebuild()
    assert site.status(1)["errors"] == [], "nobody has looked at a persona"

    assert site.ask("/personas/anna/")[0] == 404
    [error] = site.status(1)["errors"]  # type: ignore[misc]
    assert (error["code"], error["place"]) == ("T001", f"{site.root / template}:1:1")

    site.write(template, "{{ view.name }}\n")
    site.rebuild()
    assert site.status(1, "personas/anna/index.html")["errors"] == []
    assert b"Anna" in site.ask("/personas/anna/")[2]

    site.write(template, "{{ view.nothing }}\n")
    site.rebuild()
    assert site.status(3)["errors"], "a browser shows it"
    assert b"Anna" in site.ask("/personas/anna/")[2], "the last good page"


def test_the_stream_tells_of_the_next_build(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.server.port), timeout=10) as wire:
        head = f"GET {site.news('events')}&since=1 HTTP/1.1\r\nHost: 127.0.0.1:{site.server.port}\r\n\r\n"
        wire.sendall(head.encode())
        stream = wire.makefile("rb")
        while stream.readline().strip():
            pass
        site.rebuild()
        assert stream.readline() == b"data: 2\n"


def test_the_next_free_port_is_taken(site: Site) -> None:
    other = Server(site.preview, "127.0.0.1", site.server.port)
    assert other.port > site.server.port
    other.stop()


def test_serving_on_every_address_any_address_may_ask_but_no_name(site: Site) -> None:
    server = Server(site.preview, "0.0.0.0", 0)
    try:
        assert server.knows(f"192.168.1.7:{server.port}")
        assert server.knows(f"[fe80::1]:{server.port}")
        assert not server.knows(f"evil.test:{server.port}")
        assert not server.knows("192.168.1.7:1")
        assert not site.server.knows(f"192.168.1.7:{site.server.port}")
    finally:
        server.stop()


# What a browser would never send


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all requests that change nothing."""
    made = Site(tmp_path_factory.mktemp("shared"))
    yield made
    made.server.stop()


HOST = b"\r\nHost: 127.0.0.1:%d"
RAW = {
    "up": (b"GET /../site.yaml HTTP/1.1", 404),
    "up, encoded": (b"GET /%2e%2e/site.yaml HTTP/1.1", 404),
    "up, encoded twice": (b"GET /%252e%252e/site.yaml HTTP/1.1", 404),
    "up, encoded whole": (b"GET /%2e%2e%2fsite.yaml HTTP/1.1", 404),
    "up, backslashes": (b"GET /..\\..\\site.yaml HTTP/1.1", 404),
    "up, overlong": (b"GET /%c0%ae%c0%ae/site.yaml HTTP/1.1", 404),
    "up, from inside": (b"GET /journeys/../../site.yaml HTTP/1.1", 404),
    "from the top": (b"GET //etc/passwd HTTP/1.1", 404),
    "a whole address": (b"GET http://evil.test/index.html HTTP/1.1", 400),
    "no slash": (b"GET site.yaml HTTP/1.1", 400),
    "a file address": (b"GET file:///etc/passwd HTTP/1.1", 400),
    "nothing": (b"GET /%00 HTTP/1.1", 404),
    "nothing after a name": (b"GET /index.html%00.png HTTP/1.1", 404),
    "bad UTF-8": (b"GET /%ff%fe HTTP/1.1", 404),
    "raw bytes": (b"GET /\xff\xfe HTTP/1.1", 404),
    "a long target": (b"GET /" + b"a" * 60_000 + b" HTTP/1.1", 404),
    "too long a target": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1", 414),
    "half a code": (b"GET /%2 HTTP/1.1", 404),
    "a star": (b"GET * HTTP/1.1", 400),
    "a bracket": (b"GET http://[ HTTP/1.1", 400),
    "no version": (b"GET /index.html HTTP/9.9", 0),
    "no request": (b"NONSENSE", 0),
    "another act": (b"PROPFIND / HTTP/1.1", 501),
    "a connection": (b"CONNECT evil.test:443 HTTP/1.1", 501),
    "our own, up": (b"GET /-/../server.py HTTP/1.1", 404),
    "our own, encoded": (b"GET /-/%2e%2e/server.py HTTP/1.1", 404),
    "our own, another": (b"GET /-/server.py HTTP/1.1", 404),
    "the caches": (b"GET /.cjmgen/documents HTTP/1.1", 404),
    "the content": (b"GET /content/personas/anna.md HTTP/1.1", 404),
}


def answered(site: Site, request: bytes) -> tuple[int, bytes]:
    """The code of a raw request, and all that came; 0 where the answer has no head, as long ago."""
    with socket.create_connection(("127.0.0.1", site.server.port), timeout=10) as wire:
        wire.sendall(request)
        wire.shutdown(socket.SHUT_WR)
        found = b""
        try:
            while piece := wire.recv(65536):
                found += piece
        except ConnectionResetError:
            pass
    return int(found.split()[1]) if found.startswith(b"HTTP/") else 0, found


@pytest.mark.parametrize(("request_line", "code"), RAW.values(), ids=RAW)
def test_a_raw_request_gets_a_plain_answer_and_no_file(shared: Site, request_line: bytes, code: int) -> None:
    end = HOST % shared.server.port + b"\r\nConnection: close\r\n\r\n"
    found, answer = answered(shared, request_line + end)
    assert found == code
    for secret in (b"title: Tiny", b"root:x", b"class Server", b"name: Anna", b"Traceback"):
        assert secret not in answer
    assert shared.ask("/")[0] == 200, "and the next one is served"


@pytest.mark.parametrize(
    "heads",
    [
        b"", b"Host: evil.test", b"Host: 127.0.0.1:%d\r\nHost: evil.test", b"Host: evil.test\r\nHost: 127.0.0.1:%d",
        b"Host: 127.0.0.1:%d.evil.test", b"Host: evil.test@127.0.0.1:%d", b"Host: 127.0.0.1:%d\r\nOrigin: http://evil.test",
        b"Host: 127.0.0.1:%d\r\nOrigin: null", b"Host: 127.0.0.1:%d#evil.test", b"Host: 127.0.0.1:0%d",
    ],
)  # fmt: skip
def test_a_request_under_another_name_gets_nothing(shared: Site, heads: bytes) -> None:
    named = heads.replace(b"%d", b"%d" % shared.server.port)
    line = f"GET {shared.news('status')} HTTP/1.1\r\n".encode()
    found, answer = answered(shared, line + named + b"\r\nConnection: close\r\n\r\n")
    assert found in (400, 403)
    assert b"build" not in answer


def test_a_request_with_a_body_is_not_read_as_two(shared: Site) -> None:
    body = b"GET /-/status HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % shared.server.port
    head = b"GET / HTTP/1.1" + HOST % shared.server.port + b"\r\nContent-Length: %d\r\n\r\n" % len(body)
    assert answered(shared, head + body)[1].count(b"HTTP/1.") == 1
