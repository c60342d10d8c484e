"""Ways to be cruel to a build."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cjmgen import engine
from cjmgen.diagnostics import CjmgenError
from torture.worlds import World

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
CALLS = (
    "open",
    "write",
    "replace",
    "rename",
    "link",
    "symlink",
    "unlink",
    "mkdir",
    "rmdir",
    "chmod",
    "makedirs",
    "fdopen",
)
"""What a build asks of the system to write: each may fail."""


def seconds_of_a_build(world: World) -> float:
    world.turn()
    began = time.monotonic()
    os.waitpid(world.child(), 0)
    return time.monotonic() - began


def killed(world: World, times: int, random: Random) -> Iterator[tuple[int, str]]:
    """Build again and again, and end each build at some moment.  Yields how often, and what is wrong by then."""
    world.turn_to(0)
    world.build()
    longest = seconds_of_a_build(world) * 1.05
    for number in range(times):
        world.turn()
        pid = world.child()
        time.sleep(random.random() * longest)
        os.kill(pid, random.choice(SIGNALS))
        os.waitpid(pid, 0)
        yield number, world.wrong()
    world.turn()
    world.build()
    yield times, world.wrong() or ("leftovers" if world.leftovers() else "")


@contextmanager
def failing(nth: int, calls: tuple[str, ...] = CALLS) -> Iterator[Callable[[], bool]]:
    """The n-th call of any of these fails as on a full disk.  Gives whether it came to that."""
    left = [nth]

    def wrap(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.ENOSPC, "No space left on device", str(given[0]))
            return call(*given, **named)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        for name in calls:
            patch.setattr(os, name, wrap(getattr(os, name)))
        yield lambda: left[0] <= 0


class ShortWrites:
    """A file that takes the first bytes of what it is given, and then no more."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> ShortWrites:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> int:
        self._file.write(bytes(content)[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def writing_half(nth: int) -> Iterator[Callable[[], bool]]:
    """The n-th file that is opened for writing gets half of its bytes: the disk is full."""
    left = [nth]
    real = os.fdopen

    def fdopen(handle: int, mode: str = "r", *given: Any, **named: Any) -> Any:
        file = real(handle, mode, *given, **named)
        if "w" in mode:
            left[0] -= 1
            if left[0] == 0:
                return ShortWrites(file)
        return file

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdopen", fdopen)
        yield lambda: left[0] <= 0


def each_call_fails_in_turn(world: World, act: Callable[[int], Any], most: int) -> Iterator[tuple[int, str]]:
    """Until a build comes to its end without a failure.  Yields which call failed, and what is wrong then."""
    world.turn_to(0)
    world.build()
    for nth in range(1, most + 1):
        world.turn()
        with act(nth) as came_to_it:
            try:
                world.build()
            except (OSError, CjmgenError, AssertionError):
                pass
        yield nth, world.wrong()
        if not came_to_it():
            return
    raise AssertionError(f"more than {most} calls")


def caches_broken(world: World, times: int, random: Random) -> Iterator[tuple[str, str]]:
    """What builds remember, cut or altered at some place: the next build leaves what a clean one leaves."""
    world.turn_to(1)
    world.forget()
    world.build()
    clean = world.content()
    for _ in range(times):
        files = sorted(
            path for path in (world.root / engine.CACHE).rglob("*") if path.is_file() and path.name != "lock"
        )
        path = random.choice(files)
        done = _break(path, random)
        world.build()
        yield f"{path.name} {done}", "" if world.content() == clean else "another site than a clean build's"


def _break(path: Path, random: Random) -> str:
    content = bytearray(path.read_bytes())
    kind = random.choice(("cut", "flip", "insert", "empty", "noise", "zeros"))
    at = random.randrange(len(content) + 1)
    if kind == "cut":
        del content[at:]
    elif kind == "flip" and content:
        content[at - 1] ^= 1 << random.randrange(8)
    elif kind == "insert":
        content[at:at] = random.randbytes(9)
    elif kind == "noise":
        content[:] = random.randbytes(len(content))
    elif kind == "zeros":
        content[at:] = bytes(len(content) - at)
    else:
        content.clear()
    path.write_bytes(bytes(content))
    return f"{kind} at {at}"


def two_at_once(world: World, times: int) -> Iterator[tuple[int, str]]:
    """Two processes build at the same time: one waits, and both leave a whole site."""
    world.build()
    for number in range(times):
        world.turn()
        children = [world.child(), world.child()]
        ends = [os.waitpid(pid, 0)[1] for pid in children]
        yield number, world.wrong() or ("a build failed" if any(ends) else "")
