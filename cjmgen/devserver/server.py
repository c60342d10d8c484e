"""Serve the preview to this machine's own browser, and to nobody else.

Pages are the files that would be published.  On their way out they get one script,
``reload.js``, which listens for builds.  ``/-/`` is ours: no page of a site lives there.

    /-/reload.js      the script
    /-/overlay.css    how it shows mistakes
    /-/events?token=T&since=N
                      an event stream: the number of each build
    /-/status?token=T&since=N&page=PATH
                      what happened after a build, as far as a page is concerned, as JSON

The token is a secret of this server, told to the pages it serves and to nobody else: what a
build says of the author's files is for those who may see the pages.
"""

from __future__ import annotations

import errno
import importlib.resources
import json
import mimetypes
import re
import secrets
import socket
import threading
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from cjmgen.devserver.preview import Build, Preview

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
TRIED_PORTS: Final = 20
HEARTBEAT_S: Final = 15.0
"""How often a silent stream is written to, so that one nobody reads any more is noticed."""
_HEAD_END: Final = b"</head>"
_NOTHING: Final = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>cjmgen</title></head><body></body></html>'
)
"""Stands in for the site until there is one; the script shows what is wrong."""
_RELATIVE: Final = re.compile(rb'((?:href|src)=")(?!/|#|[a-z]+:)')
_SINCE: Final = re.compile(r"[0-9]{1,9}")
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


class Server:
    """Answers until ``stop``.  ``host`` other than the loopback address is the author's wish, and said so."""

    def __init__(self, preview: Preview, host: str, port: int) -> None:
        self._news = threading.Condition()
        self._closing = self._serving = False
        self._preview = preview
        self.token = secrets.token_urlsafe(16)
        self._http = _listen(host, port, partial(_Request, server_of=self))
        self._is_everywhere = host in ("0.0.0.0", "::")
        self.port = int(self._http.server_address[1])
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"
        self.hosts = frozenset(
            f"{f'[{name}]' if ':' in name else name}{suffix}"
            for name in {host, *LOOPBACK}
            for suffix in (f":{self.port}", *([""] if self.port == 80 else []))
        )

    def knows(self, host: str | None) -> bool:
        """Whether a ``Host`` is this server.  Serving on every address, any address will do, but no foreign name."""
        if host in self.hosts:
            return True
        name, _, port = (host or "").rpartition(":")
        return self._is_everywhere and port == str(self.port) and _is_address(name.strip("[]"))

    def run(self) -> None:
        self._serving = True
        self._http.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        self._closing = True
        self.announce()
        if self._serving:
            self._http.shutdown()
        self._http.server_close()

    def announce(self) -> None:
        """Tell every browser that listens that there is a new build."""
        with self._news:
            self._news.notify_all()

    @property
    def number(self) -> int:
        """Of the last build."""
        return self._preview.last.number

    def file(self, path: str) -> bytes | None:
        return self._preview.file(path)

    def news_after(self, number: int) -> Build | None:
        """The last build as soon as it is a later one than ``number``; ``None`` after a while, or at the end."""
        with self._news:
            self._news.wait_for(lambda: self._closing or self._preview.last.number > number, HEARTBEAT_S)
            return self._preview.last if self._preview.last.number > number and not self._closing else None

    @property
    def is_closing(self) -> bool:
        return self._closing

    def message(self, since: int, page: str) -> bytes:
        """What happened after a build, as JSON, for a browser that shows a page."""
        changed = self._preview.changed_since(since, page)
        last = self._preview.last
        errors = [
            {"code": p.code, "place": p.place, "message": p.message, "excerpt": p.excerpt, "hint": p.hint}
            for p in last.errors
        ]
        known = sorted(changed) if changed is not None else None
        return json.dumps({"build": last.number, "changed": known, "errors": errors}, ensure_ascii=False).encode()


def _listen(host: str, port: int, handler: partial[_Request]) -> ThreadingHTTPServer:
    """On ``port``, or on the next free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    kind = type("_Http", (ThreadingHTTPServer,), {"address_family": family, "daemon_threads": True})
    for offset in range(TRIED_PORTS):
        try:
            made = kind((host, port + offset if port else 0), handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or port + offset >= 65535:
                raise
        else:
            assert isinstance(made, ThreadingHTTPServer)
            return made
    raise OSError(errno.EADDRINUSE, f"ports {port} to {port + TRIED_PORTS - 1} are all in use")


class _Request(BaseHTTPRequestHandler):
    server_version = "cjmgen"
    sys_version = ""
    timeout = 30

    def __init__(self, *args: object, server_of: Server) -> None:
        self._site = server_of
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        """Another site open in the same browser may not read the preview through a name or page of its own."""
        hosts, origins = (self.headers.get_all(name, []) for name in ("Host", "Origin"))
        named = (*hosts, *(origin.removeprefix("http://") for origin in origins))
        if len(hosts) != 1 or not all(map(self._site.knows, named)) or self._is_for_another_site():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        try:
            parts = urlsplit(self.path)
        except ValueError:
            parts = SplitResult("", "", "", "", "")
        if not self.path.startswith("/") or parts.path == "":
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        path = unquote(parts.path, errors="replace").removeprefix("/")
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if path in ("-/events", "-/status") and not self._is_told(asked.get("token", "")):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path == "-/events":
            self._stream(_since(asked), with_body)
        elif path == "-/status":
            message = self._site.message(_since(asked), asked.get("page", ""))
            self._send(message, "application/json", with_body)
        elif path in ("-/reload.js", "-/overlay.css"):
            own = importlib.resources.files(__package__).joinpath("browser", path.removeprefix("-/")).read_bytes()
            self._send(own, _type_of(path), with_body)
        else:
            self._send_file(path, with_body)

    def _is_for_another_site(self) -> bool:
        """Whether a browser says that a page of somebody else wants this as its script, picture or data."""
        site, mode = (self.headers.get(name, "") for name in ("Sec-Fetch-Site", "Sec-Fetch-Mode"))
        return site in ("cross-site", "same-site") and mode != "navigate"

    def _is_told(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self._site.token.encode())

    def _send_file(self, path: str, with_body: bool) -> None:
        if path == "" or path.endswith("/"):
            path += "index.html"
        number = self._site.number  # asked first: a page thought older than it is will be asked for once more
        content, status = self._site.file(path), HTTPStatus.OK
        if content is None and self._site.file(f"{path}/index.html") is not None:
            self.send_response(HTTPStatus.FOUND)
            asked = urlsplit(self.path)
            self.send_header("Location", f"{asked.path}/{'?' if asked.query else ''}{asked.query}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if content is None:
            found = self._site.file("404.html")
            # The page stands for an address at any depth; its own links are those of the top.
            content = _RELATIVE.sub(rb"\1/", found) if found is not None else _NOTHING
            path, status = "404.html", HTTPStatus.NOT_FOUND
        if path.endswith(".html"):
            content = _listening(content, number, self._site.token)
        self._send(content, _type_of(path), with_body, status)

    def _send(self, content: bytes, kind: str, with_body: bool, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def _stream(self, seen: int, with_body: bool) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        if not with_body:
            return
        try:
            while not self._site.is_closing:
                build = self._site.news_after(seen)
                line = b": still here\n\n" if build is None else f"data: {build.number}\n\n".encode()
                seen = build.number if build else seen
                self.wfile.write(line)
                self.wfile.flush()
        except OSError:
            pass  # the browser has gone

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the author's mistakes."""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _since(asked: Mapping[str, str]) -> int:
    given = asked.get("since", "")
    return int(given) if _SINCE.fullmatch(given) else 0


def _listening(page: bytes, number: int, token: str) -> bytes:
    """A page that hears of builds: a script is added, which the page's own policy lets connect home."""
    script = f'<script src="/-/reload.js?build={number}&amp;token={token}" defer></script>'.encode()
    return page.replace(_HEAD_END, script + _HEAD_END, 1)


def _type_of(path: str) -> str:
    suffix = f".{path.rpartition('.')[2]}"
    kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or suffix == ".svg" else kind
