"""``cjmgen serve``: shows the site to this machine, follows edits, survives mistakes."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import JOURNEY, STAGE, edit, run, tiny_site

PATIENCE_S = 20.0
"""Long enough for a busy machine; nothing waits that long if all is well."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tiny_site(tmp_path / "site")


def serve(site: Path, log: Path, *options: str) -> subprocess.Popen[bytes]:
    """A running ``cjmgen serve``; what it says goes to a file."""
    with log.open("wb") as file:
        command = [sys.executable, "-u", "-m", "cjmgen", "serve", str(site), "--port", "0", *options]
        return subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)


def until(is_so: Callable[[], object], log: Path) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.05)


def address_in(log: Path) -> str:
    def found() -> re.Match[str] | None:
        return re.search(r"serving (http://127\.0\.0\.1:\d+/)", log.read_text("utf-8"))

    until(found, log)
    match = found()
    assert match is not None
    return match[1]


def get(address: str, host: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def test_saving_shows_and_a_mistake_leaves_the_last_good_pages(site: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = serve(site, log)
    try:
        address = address_in(log)
        page = f"{address}journeys/checkout/index.html"
        assert "I review the cart" in get(page)[1]
        assert get(f"{address}no/such/page.html")[0] == 404
        assert get(f"{address}../../site.yaml")[0] == 404
        assert get(page, host="example.org")[0] == 403

        edit(site / STAGE, "I review the cart", "I look at the cart")
        until(lambda: "I look at the cart" in get(page)[1], log)

        edit(site / JOURNEY, "[anna]", "[ana]")
        until(lambda: "journey.md:3:12: error[R001]" in log.read_text("utf-8"), log)
        assert "I look at the cart" in get(page)[1]

        edit(site / "site.yaml", "title: Tiny", "title: Tiny\ntheme: nope")
        edit(site / JOURNEY, "[ana]", "[anna]")
        until(lambda: 'there is no theme "nope"' in log.read_text("utf-8"), log)
        edit(site / "site.yaml", "title: Tiny\ntheme: nope", "title: Mended")
        until(lambda: "Mended" in get(address)[1], log)

        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.wait()
    assert log.read_text("utf-8").endswith("stopped\n")
    assert "Traceback" not in log.read_text("utf-8")
    assert not (site / "public").exists()


def test_a_site_with_a_mistake_is_served_as_soon_as_it_is_mended(site: Path, tmp_path: Path) -> None:
    edit(site / JOURNEY, "[anna]", "[ana]")
    log = tmp_path / "log"
    process = serve(site, log)
    try:
        address = address_in(log)
        assert "journey.md:3:12: error[R001]" in log.read_text("utf-8")
        assert "I review the cart" not in get(f"{address}journeys/checkout/index.html")[1]
        edit(site / JOURNEY, "[ana]", "[anna]")
        until(lambda: "I review the cart" in get(f"{address}journeys/checkout/index.html")[1], log)
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in log.read_text("utf-8")


@pytest.mark.parametrize("port", ["eighty", "-1", "65536", "8000.5", ""])
def test_a_port_there_is_not_is_wrong_usage(port: str, site: Path) -> None:
    ran = run("serve", site, "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert "Invalid value for '--port'" in ran.err
    assert not (site / ".cjmgen").exists()


def test_a_folder_without_site_yaml_is_not_served(tmp_path: Path) -> None:
    log = tmp_path / "log"
    (tmp_path / "empty").mkdir()
    process = serve(tmp_path / "empty", log)
    try:
        assert process.wait(PATIENCE_S) == 2
    finally:
        process.kill()
        process.wait()
    assert "error: there is no site.yaml here" in log.read_text("utf-8")
    assert not list((tmp_path / "empty").iterdir())
