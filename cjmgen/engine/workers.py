"""Recipes on all cores: each process makes its share and hands back bytes.

Processes are forked, so the facts need not be sent anywhere; what comes back is framed
bytes, never code.  A share that does not come back whole (a recipe that raised, a process
that was killed for its memory) is simply not there: the caller makes it itself, and then
sees why.  So there is one way an output is made, and many processes only change when.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import BinaryIO, Final

from cjmgen.engine.outputs import Facts, Inputs, Output, Partly
from cjmgen.progress import Tell, silent

FEWEST: Final = 24
"""Below so many outputs a process costs more than it saves."""
PR_SET_PDEATHSIG: Final = 1
"""From linux/prctl.h."""
MAKING: Final = "making files"
_HEAD: Final = struct.Struct(">IIId")
"""Number of the output, length of what it lacks as JSON, length of its bytes, seconds it took."""

Content = bytes | Partly


def cores() -> int:
    """How many processes may work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def made_by_all(
    outputs: Sequence[Output],
    facts: Facts,
    workers: int,
    prepare: Callable[[], None] | None = None,
    tell: Tell = silent,
) -> dict[int, tuple[Content, float]]:
    """What was made and in how many seconds, by place in ``outputs``; whatever is missing is still to be made.

    ``prepare`` is called before they begin: what it makes, none of them has to make again.
    """
    if workers < 2 or len(outputs) < FEWEST or not _may_fork():
        return {}
    if prepare is not None:
        prepare()
    gc.collect()
    gc.freeze()  # else the first collection of each process would copy all of the facts
    try:
        pids, pipes = _begin(outputs, facts, workers)
    finally:
        gc.unfreeze()
    made: dict[int, tuple[Content, float]] = {}
    readers = [threading.Thread(target=_read, args=(pipe, made)) for pipe in pipes]
    for reader in readers:
        reader.start()
    try:
        for place in range(0, len(outputs), workers):  # the first share is ours
            tell(MAKING, len(made), len(outputs))
            made_here = _made(outputs[place], facts)
            if made_here is not None:
                made[place] = made_here
    finally:
        for reader in readers:
            reader.join()
        for pid in pids:
            os.waitpid(pid, 0)
    return made


def _may_fork() -> bool:
    """A process with threads would be copied without them, and with their locks."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin(outputs: Sequence[Output], facts: Facts, workers: int) -> tuple[list[int], list[BinaryIO]]:
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pids: list[int] = []
    pipes: list[BinaryIO] = []
    for worker in range(1, workers):
        readable, writable = os.pipe()
        pid = os.fork()
        if pid == 0:
            _end_with(parent)
            os.close(readable)
            for pipe in pipes:
                pipe.close()
            _work(outputs, facts, range(worker, len(outputs), workers), writable)
        os.close(writable)
        pids.append(pid)
        pipes.append(os.fdopen(readable, "rb"))
    return pids, pipes


def _end_with(parent: int) -> None:
    """A process whose parent is killed has nobody to work for, and would keep the lock it inherited."""
    with suppress(Exception):  # then it ends when it finds that nobody reads on
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _work(outputs: Sequence[Output], facts: Facts, share: range, writable: int) -> None:
    """In the new process: make a share, say it, and end here and nowhere else."""
    try:
        with os.fdopen(writable, "wb") as pipe:
            for place in share:
                made = _made(outputs[place], facts)
                if made is not None:
                    whole, seconds = made
                    lacks, content = (whole.lacks, whole.content) if isinstance(whole, Partly) else ((), whole)
                    said = json.dumps(lacks).encode() if lacks else b""
                    pipe.write(_HEAD.pack(place, len(said), len(content), seconds) + said + content)
    except BaseException:
        os._exit(1)
    os._exit(0)


def timed(output: Output, facts: Facts) -> tuple[Content, float]:
    """What a recipe makes, and how long it takes."""
    began = time.perf_counter()
    made = output.recipe(Inputs(output, facts))
    return made, time.perf_counter() - began


def _made(output: Output, facts: Facts) -> tuple[Content, float] | None:
    try:
        return timed(output, facts)
    except Exception:
        return None


def _read(pipe: BinaryIO, made: dict[int, tuple[Content, float]]) -> None:
    with pipe:
        while len(head := pipe.read(_HEAD.size)) == _HEAD.size:
            place, lacks_length, length, seconds = _HEAD.unpack(head)
            lacks, content = pipe.read(lacks_length), pipe.read(length)
            if len(content) == length:
                made[place] = (Partly(content, tuple(json.loads(lacks))) if lacks else content), seconds
