"""Progress is for terminals, timings are for whoever asks."""

from __future__ import annotations

import io

import pytest

from cjmgen.cli import stopwatch
from cjmgen.cli.stopwatch import Stopwatch
from cjmgen.engine import Built


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def always_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopwatch, "EVERY_S", 0.0)


def told(stream: io.StringIO) -> Stopwatch:
    watch = Stopwatch(stream)
    watch("reading", 0, 1200)
    watch("reading", 1199, 1200)
    watch("publishing", 0, 0)
    watch.stop()
    return watch


def test_a_terminal_shows_one_line_that_is_gone_in_the_end() -> None:
    stream = Terminal()
    told(stream)
    shown = stream.getvalue().split("\r\x1b[K")
    assert shown == ["", "reading 0 of 1,200", "reading 1,199 of 1,200", "publishing", ""]


def test_elsewhere_nothing_is_said() -> None:
    stream = io.StringIO()
    told(stream)
    assert stream.getvalue() == ""


def test_timings_are_of_phases_in_order_and_of_the_slowest_files() -> None:
    built = [Built(f"{n}.html", "it is new", True, seconds=float(n)) for n in range(20)]
    lines = [line.split(" s  ") for line in told(io.StringIO()).timings(built)]
    assert [what for _, what in lines] == ["reading", "publishing", "in all", *(f"{n}.html" for n in range(19, 9, -1))]
    assert lines[3][0].strip() == "19.000"
