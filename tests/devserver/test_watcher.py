"""The watcher calls back after a change, once, and never for reading."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer

from cjmgen.devserver import watcher as watching
from cjmgen.devserver.watcher import Watcher

SOON_S = 10.0
"""Long enough for a busy machine; a pass takes as long as the change does."""
QUIET_S = 1.0


class Calls:
    """Counts the calls of a watcher."""

    def __init__(self) -> None:
        self.count = 0
        self._called = threading.Event()

    def __call__(self) -> None:
        self.count += 1
        self._called.set()

    def come(self) -> bool:
        came = self._called.wait(SOON_S)
        self._called.clear()
        return came

    def stay_away(self) -> bool:
        return not self._called.wait(QUIET_S)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/personas").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("title: Tiny\n")
    (tmp_path / "content/personas/anna.md").write_text("---\nname: Anna\n---\n")
    return tmp_path


@pytest.fixture(params=[False, True], ids=["told by the system", "polling"])
def calls(root: Path, request: pytest.FixtureRequest) -> Iterator[Calls]:
    counted = Calls()
    watcher = Watcher(root, counted, polls=request.param)
    watcher.start()
    yield counted
    watcher.stop()


def save(root: Path) -> None:
    (root / "content/personas/anna.md").write_text("---\nname: Anna K.\n---\n")


def save_atomically(root: Path) -> None:
    (root / "content/personas/.anna.tmp").write_text("---\nname: Anna K.\n---\n")
    os.replace(root / "content/personas/.anna.tmp", root / "content/personas/anna.md")


def add_a_folder(root: Path) -> None:
    (root / "content/journeys/checkout").mkdir(parents=True)
    (root / "content/journeys/checkout/journey.md").write_text("---\ntitle: T\n---\n")


def remove(root: Path) -> None:
    (root / "content/personas/anna.md").unlink()


def rename(root: Path) -> None:
    (root / "content/personas/anna.md").rename(root / "content/personas/anka.md")


def configure(root: Path) -> None:
    (root / "site.yaml").write_text("title: Tiny site\n")


def add_a_theme(root: Path) -> None:
    (root / "themes/mine").mkdir(parents=True)
    (root / "themes/mine/theme.yaml").write_text("name: mine\n")


@pytest.mark.parametrize("change", [save, save_atomically, add_a_folder, remove, rename, configure, add_a_theme])
def test_a_change_is_noticed(root: Path, calls: Calls, change: Callable[[Path], None]) -> None:
    change(root)
    assert calls.come()


def test_content_that_went_away_and_came_back_is_still_watched(root: Path, calls: Calls) -> None:
    (root / "content").rename(root / "elsewhere")
    assert calls.come()
    (root / "elsewhere").rename(root / "content")
    assert calls.come()
    calls.stay_away()

    save(root)

    assert calls.come()


def test_reading_is_no_change(root: Path, calls: Calls) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            path.read_text()
    assert calls.stay_away()


def test_what_editors_leave_beside_a_file_is_no_change(root: Path, calls: Calls) -> None:
    for name in (".anna.md.swp", "anna.md~", "4913", "#anna.md#"):
        (root / "content/personas" / name).write_text("x")
    (root / "public").mkdir()
    assert calls.stay_away()


def test_many_strokes_are_one_change(root: Path, calls: Calls) -> None:
    for number in range(20):
        (root / f"content/personas/p{number}.md").write_text("---\nname: P\n---\n")
    assert calls.come()
    calls.stay_away()
    assert calls.count <= 3


def test_where_the_system_watches_no_more_files_they_are_polled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, *args: object, **kwargs: object) -> object:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(watching, "Observer", Full)
    counted = Calls()
    watcher = Watcher(root, counted)
    watcher.start()
    try:
        assert watcher.polls
        save(root)
        assert counted.come()
    finally:
        watcher.stop()
