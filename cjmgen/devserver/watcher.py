"""watchdog's events -> "something changed", once things have been quiet for a moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET_S = 0.1
"""Editors write a file in several strokes; the last one counts."""

WATCHED = ("content", "themes")


class Watcher:
    """Calls ``changed`` from one thread, never twice at a time."""

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        self._root = root
        self._changed = changed
        self._flag = threading.Event()
        self._stopped = threading.Event()
        self._observer = Observer()
        self._thread = threading.Thread(target=self._run, name="cjmgen-build", daemon=True)

    def start(self) -> None:
        note = _Note(self._flag)
        for name in WATCHED:
            if (self._root / name).is_dir():
                self._observer.schedule(note, str(self._root / name), recursive=True)
        self._observer.schedule(_Note(self._flag, "site."), str(self._root), recursive=False)
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._flag.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._flag.wait()
            while not self._stopped.is_set() and self._flag.is_set():
                self._flag.clear()
                self._stopped.wait(QUIET_S)
            if self._stopped.is_set():
                return
            self._changed()


class _Note(FileSystemEventHandler):
    """Sets a flag when a file changed; reading one is no change."""

    def __init__(self, flag: threading.Event, prefix: str = "") -> None:
        self._flag = flag
        self._prefix = prefix

    def on_any_event(self, event: FileSystemEvent) -> None:
        name = Path(str(event.src_path)).name
        moved_to = Path(str(getattr(event, "dest_path", "") or "")).name
        if event.event_type in ("opened", "closed_no_write") or (event.is_directory and event.event_type == "modified"):
            return
        if any(n.startswith(self._prefix) and not n.startswith(".") for n in (name, moved_to) if n):
            self._flag.set()
