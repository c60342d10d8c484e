"""Many processes make what one makes; what one of them cannot make is made here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cjmgen
from cjmgen.engine import Facts, Inputs, Later, MemoryFolder, Output, Partly, State, locked, run, workers
from cjmgen.engine.workers import FEWEST

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")

HOME = os.getpid()
MANY = 4 * FEWEST


@pytest.fixture(autouse=True)
def may_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test runners have threads; these recipes take no locks."""
    monkeypatch.setattr(workers, "_may_fork", lambda: True)


def outputs(recipe) -> list[Output]:
    return [
        Output(path=f"{n}.html", inputs=frozenset({f"f{n}"}), recipe=recipe, producer=f"view {n}") for n in range(MANY)
    ]


FACTS = {f"f{n}": n for n in range(MANY)}


def built(recipe, workers: int):
    folder = MemoryFolder()
    result = run(outputs(recipe), Facts(FACTS), State(), folder, workers=workers)
    return result, folder.files


def text(inputs: Inputs) -> bytes:
    return f"{sum(inputs.values())}".encode() * 5000


def test_many_make_what_one_makes() -> None:
    one, many = built(text, 1), built(text, 3)
    assert one[1] == many[1]
    assert one[0].built == many[0].built
    assert one[0].state.digests == many[0].state.digests


def slowly_whoever(inputs: Inputs) -> bytes:
    time.sleep(0.005)  # else one process might take everything before another is there
    return str(os.getpid()).encode()


def test_others_do_work() -> None:
    _, files = built(slowly_whoever, 3)
    assert len(set(files.values())) == 3
    assert str(HOME).encode() in files.values()


def test_a_group_is_made_in_one_process_and_its_facts_are_made_there_once_and_let_go() -> None:
    def made() -> tuple[int, ...]:
        return (os.getpid(), time.perf_counter_ns())

    facts = Facts({f"f{n}": Later(made) for n in range(8)})
    group = [
        Output(path=f"{n}", inputs=frozenset({f"f{n % 8}"}), recipe=text_of, producer="p", group=f"g{n % 8}")
        for n in range(MANY)
    ]
    folder = MemoryFolder()
    run(group, facts, State(), folder, workers=3)
    assert [len({folder.files[f"{n}"] for n in range(start, MANY, 8)}) for start in range(8)] == [1] * 8
    assert len(set(folder.files.values())) == 8


def text_of(inputs: Inputs) -> bytes:
    return str(list(inputs.values())).encode()


def test_what_others_found_up_to_date_is_left_alone() -> None:
    folder = MemoryFolder()
    first = run(outputs(text), Facts(FACTS), State(), folder, workers=3)
    again = run(outputs(text), Facts(FACTS | {"f5": 99}), first.state, folder, workers=3)
    assert [(one.path, one.reason) for one in again.built] == [("5.html", "f5 changed")]
    assert again.unchanged == MANY - 1
    assert again.state.digests == run(outputs(text), Facts(FACTS | {"f5": 99}), first.state, folder).state.digests


def test_a_recipe_that_fails_elsewhere_fails_here_with_its_reason() -> None:
    def fails(inputs: Inputs) -> bytes:
        if "f7" in set(inputs):
            raise ValueError("seven")
        return b""

    result, files = built(fails, 2)

    assert [(failed.path, str(failed.exception)) for failed in result.failed] == [("7.html", "seven")]
    assert files == {}


def test_a_process_that_is_killed_leaves_its_work_to_us() -> None:
    def dies(inputs: Inputs) -> bytes:
        if os.getpid() != HOME and "f9" in set(inputs):
            os.kill(os.getpid(), signal.SIGKILL)
        return text(inputs)

    assert built(dies, 2)[1] == built(text, 1)[1]


def test_what_could_not_be_made_is_told_and_tried_again() -> None:
    result, files = built(lambda inputs: Partly(b"page", ("a picture — 图",)) if "f3" in set(inputs) else b"page", 2)
    assert [(one.path, one.lacks) for one in result.built if one.lacks] == [("3.html", ("a picture — 图",))]
    assert len(files) == MANY
    assert result.state.records.keys() == files.keys() - {"3.html"}


KILLED = """
import os, signal, sys, time
from pathlib import Path
from cjmgen.engine import Facts, MemoryFolder, Output, State, locked, run, workers

def slow(inputs):
    Path(sys.argv[2], str(os.getpid())).touch()
    time.sleep(0.2)
    return b"x" * 200_000

outputs = [Output(path=f"{n}", inputs=frozenset(), recipe=slow, producer="p") for n in range(workers.FEWEST * 4)]
with locked(Path(sys.argv[1])):
    run(outputs, Facts({}), State(), MemoryFolder(), workers=3)
"""


def test_whoever_works_for_a_killed_build_goes_with_it_and_lets_go_of_the_lock(tmp_path: Path) -> None:
    lock, seen = tmp_path / "lock", tmp_path / "seen"
    seen.mkdir()
    build = subprocess.Popen([sys.executable, "-c", KILLED, lock, seen], cwd=Path(cjmgen.__file__).parent.parent)
    end = time.monotonic() + 30
    while len(list(seen.iterdir())) < 3:
        assert time.monotonic() < end, "three processes never worked"
        time.sleep(0.02)

    build.kill()
    build.wait()

    with locked(lock, wait_s=10.0):
        pass
