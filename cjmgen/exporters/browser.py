"""The machine's Chromium, Chrome or Edge, to make paper and pictures of a file.

It is started for one file, without network, with a profile of its own that is thrown
away, and stopped if it takes too long.  Nothing is ever downloaded.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""What to look for on the PATH, in this order."""

PLACES = {
    "linux": ("/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium"),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
        "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
        "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
        "{LOCALAPPDATA}/Chromium/Application/chrome.exe",
        "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
        "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
    ),
}
"""Where they are installed beside the PATH, by system."""

PASSED_ON = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "PROGRAMFILES", "PROGRAMDATA",
)  # fmt: skip
"""Of our environment, what a browser needs to start and to find fonts."""

ARGUMENTS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--hide-scrollbars",
    "--run-all-compositor-stages-before-draw",
)
TIMEOUT_S = 120


class NoBrowser(Exception):
    """There is none on this machine."""


class BrowserFailed(Exception):
    """It did not make the file; why, in words."""


def find_browser(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path:
    """The first browser there is."""
    for name in NAMES:
        if found := shutil.which(name, path=environ.get("PATH", "")):
            return Path(found)
    for place in _places(environ, system):
        if place.is_file():
            return place
    raise NoBrowser("there is no Chromium, Chrome or Edge on this machine")


def _places(environ: Mapping[str, str], system: str) -> Iterator[Path]:
    folders = {name.upper(): value for name, value in environ.items()}
    for place in PLACES.get(system, ()):
        with suppress(KeyError):  # a system without that folder
            yield Path(place.format_map(folders))


def print_pdf(browser: Path, page: Path, target: Path) -> None:
    """A page on the paper its stylesheet asks for."""
    _run(browser, ["--no-pdf-header-footer", f"--print-to-pdf={target}"], page, target)


def take_picture(browser: Path, page: Path, target: Path, *, width_px: int, height_px: int, scale: float) -> None:
    """A page as PNG, ``scale`` dots for each of its pixels."""
    size = [f"--window-size={width_px},{height_px}", f"--force-device-scale-factor={scale:.6g}"]
    _run(browser, [*size, f"--screenshot={target}"], page, target)


def _run(browser: Path, arguments: list[str], page: Path, target: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name.upper() in PASSED_ON}
    with tempfile.TemporaryDirectory(prefix="cjmgen-browser-", ignore_cleanup_errors=True) as profile:
        command = [str(browser), *ARGUMENTS, f"--user-data-dir={profile}", *arguments]
        if getattr(os, "geteuid", lambda: 1)() == 0:
            command.append("--no-sandbox")  # it does not start as root otherwise; the page has no script
        try:
            started = subprocess.Popen(
                [*command, page.as_uri()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise BrowserFailed(f"{browser} could not be started: {error.strerror or error}") from error
        with started:
            try:
                _, said = started.communicate(timeout=TIMEOUT_S)
            except subprocess.TimeoutExpired as error:
                raise BrowserFailed(f"{browser} was not ready after {TIMEOUT_S} seconds") from error
            finally:
                _stop(started)
    if started.returncode != 0 or not target.is_file():
        last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise BrowserFailed(f"{browser} made no file" + (f"; its last words: {last}" if last else ""))


def _stop(started: subprocess.Popen[bytes]) -> None:
    """End it, if it still runs, with what it started."""
    if started.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
    started.kill()
    started.wait()
