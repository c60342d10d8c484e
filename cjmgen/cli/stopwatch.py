"""How far it is, on a terminal, and how long each phase took."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TextIO

from cjmgen.engine import Built

EVERY_S = 0.1
"""A terminal need not be told more often."""
SLOWEST = 10


class Stopwatch:
    """Takes ``progress.Tell`` calls.  A line that is written over and over on a terminal; elsewhere silence."""

    def __init__(self, err: TextIO) -> None:
        self._err = err if err.isatty() else None
        self._phases: dict[str, float] = {}
        self._phase = ""
        self._since = self._shown = time.perf_counter()

    def __call__(self, phase: str, done: int, of: int) -> None:
        now = time.perf_counter()
        if phase != self._phase:
            self._end(now)
            self._phase, self._since = phase, now
        elif now - self._shown < EVERY_S:
            return
        self._shown = now
        self._show(f"{phase} {done:,} of {of:,}" if of else phase)

    def stop(self) -> None:
        """The last phase is over, and the line is wiped."""
        self._end(time.perf_counter())
        self._phase = ""
        self._show("")

    def timings(self, built: Iterable[Built]) -> list[str]:
        """Seconds of each phase, then the files that took longest to make."""
        lines = [f"{seconds:8.3f} s  {phase}" for phase, seconds in self._phases.items()]
        lines.append(f"{sum(self._phases.values()):8.3f} s  in all")
        slowest = sorted(built, key=lambda one: (-one.seconds, one.path))[:SLOWEST]
        return lines + [f"{one.seconds:8.3f} s  {one.path}" for one in slowest if one.seconds]

    def _end(self, now: float) -> None:
        if self._phase:
            self._phases[self._phase] = self._phases.get(self._phase, 0.0) + now - self._since

    def _show(self, words: str) -> None:
        if self._err is not None:
            self._err.write(f"\r\x1b[K{words}")
            self._err.flush()
