"""Serve a built folder to this machine's own browser, and to nobody else."""

from __future__ import annotations

import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"


class Server:
    """Files below ``folder``; requests wait while ``busy`` is held."""

    def __init__(self, folder: Path, port: int, busy: threading.Lock) -> None:
        self._http = _listen(port, partial(_Request, directory=str(folder), busy=busy))
        self.port = int(self._http.server_address[1])
        self.address = f"http://{HOST}:{self.port}/"

    def run(self) -> None:
        """Serve until ``stop``."""
        self._http.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def _listen(port: int, handler: partial[_Request]) -> ThreadingHTTPServer:
    """On ``port``, or on the next free one."""
    for candidate in range(port, min(port + 20, 65536)) if port else ():
        try:
            return ThreadingHTTPServer((HOST, candidate), handler)
        except OSError:
            continue
    return ThreadingHTTPServer((HOST, 0), handler)


class _Request(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, busy: threading.Lock, directory: str) -> None:
        self._busy = busy
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self._is_ours():
            with self._busy:
                super().do_GET()

    def do_HEAD(self) -> None:
        if self._is_ours():
            with self._busy:
                super().do_HEAD()

    def _is_ours(self) -> bool:
        """Another site in the same browser may not read the preview through a name of its own."""
        port = self.server.server_address[1]  # type: ignore[index]
        if self.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}"):
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the author's mistakes."""
