"""watchdog's events -> "something changed", once things have been quiet for a moment.

watchdog's threads only set a flag; one thread of ours waits for quiet and calls back, so
nothing is ever built twice at a time.
"""

from __future__ import annotations

import errno
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

QUIET_S: Final = 0.05
"""Editors write a file in several strokes, and ``git checkout`` many files; the last one counts."""
LONGEST_S: Final = 3.0
"""After so long it is built all the same: something may write without end."""
POLL_S: Final = 0.5

WATCHED: Final = ("content", "themes")
CHANGES: Final = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
"""What is asked of the system.  Reading is no change, and a build reads thousands of files: told of each, it would be
kept from its work.  A folder is "modified" by every file in it, which says so itself."""
_LIMITS: Final = (errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""What the system says when it cannot watch any more files."""


class Watcher:
    """Calls ``changed`` from one thread, never twice at a time."""

    def __init__(self, root: Path, changed: Callable[[], object], *, polls: bool = False) -> None:
        self._root = root
        self._changed = changed
        self._flag = threading.Event()
        self._stopped = threading.Event()
        self._watches: dict[str, Any] = {}
        self._observer: Any = None
        self._thread = threading.Thread(target=self._run, name="cjmgen-build", daemon=True)
        self.polls = polls
        """Whether files are looked at every half second, because the system would not tell."""

    def start(self) -> None:
        """Begin.  Where the system's limit of watches is reached, look by ourselves: see ``polls``."""
        # watchdog sees a folder in a new folder twice, goes on rightly, and says so to the terminal.
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
        if not self.polls:
            try:
                self._observe(Observer())
            except OSError as error:
                if error.errno not in _LIMITS:
                    raise
                self._observer.unschedule_all()
                self.polls = True
        if self.polls:
            self._observe(PollingObserver(timeout=POLL_S))
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._flag.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def _observe(self, observer: Any) -> None:
        self._observer = observer
        self._watches = {}
        observer.schedule(_Root(self), str(self._root), recursive=False, event_filter=CHANGES)
        for name in WATCHED:
            self._watch(name)
        observer.start()

    def _watch(self, name: str) -> None:
        """Watch a folder from now on; one that was there before and came back is another folder."""
        old = self._watches.pop(name, None)
        if old is not None:
            self._observer.unschedule(old)
        if (self._root / name).is_dir():
            self._watches[name] = self._observer.schedule(
                _Below(self), str(self._root / name), recursive=True, event_filter=CHANGES
            )

    def note(self) -> None:
        """Something changed."""
        self._flag.set()

    def note_root(self, name: str, *, is_new: bool) -> None:
        """Something changed right below the root: ``site.yaml``, or a folder of ours as a whole."""
        if name in WATCHED and is_new:
            self._watch(name)
        if name in WATCHED or name.startswith("site."):
            self.note()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._flag.wait()
            waited = 0.0
            while self._flag.is_set() and waited < LONGEST_S and not self._stopped.is_set():
                self._flag.clear()
                self._stopped.wait(QUIET_S)
                waited += QUIET_S
            self._flag.clear()
            if not self._stopped.is_set():
                self._changed()


class _Below(FileSystemEventHandler):
    """Something in ``content`` or ``themes`` changed."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        if any(_is_content(name) for name in _names(event)):
            self._watcher.note()


class _Root(FileSystemEventHandler):
    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        for name in _names(event):
            self._watcher.note_root(name, is_new=event.event_type in ("created", "moved"))


def _is_content(name: str) -> bool:
    """Not what editors leave beside a file while they save it."""
    return not name.startswith((".", "#")) and not name.endswith("~") and name != "4913"


def _names(event: FileSystemEvent) -> tuple[str, ...]:
    """Of what it was, and of what it became."""
    paths = (event.src_path, getattr(event, "dest_path", ""))
    return tuple(Path(str(path)).name for path in paths if path)
