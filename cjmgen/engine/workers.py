"""Tasks on all cores: each process takes a group of them, does it, and takes the next.

Processes are forked, so the facts need not be sent anywhere; what comes back is framed
bytes, never code.  A task that does not come back (a recipe that raised, a process that
was killed for its memory) is simply not there: the caller does it itself, and then sees
why.  So there is one way an output is made, and many processes only change when.
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO, Final

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine.facts import Facts
from cjmgen.engine.spool import Spool
from cjmgen.engine.task import Done, Task, done
from cjmgen.progress import Tell, silent

FEWEST: Final = 24
"""Below so many tasks a process costs more than it saves."""
PR_SET_PDEATHSIG: Final = 1
"""From linux/prctl.h."""
MAKING: Final = "making files"
_HEAD: Final = struct.Struct(">III?")
"""Number of the task, length of what is said of it as JSON, length of its bytes, whether there are bytes."""
_NUMBER: Final = struct.Struct(">I")
"""A group waiting to be taken."""

Results = dict[int, Done]
"""By place in the tasks."""


def cores() -> int:
    """How many processes may work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def done_by_all(
    tasks: Sequence[Task], facts: Facts, known: Mapping[str, str], spool: Spool, workers: int, tell: Tell = silent
) -> Results:
    """What came of each task; whatever is missing is still to be done.

    What was made is in ``spool`` by the task's place, and ``facts`` learn the digests others found.
    """
    groups = _groups(tasks)
    results: Results = {}
    if workers < 2 or len(tasks) < FEWEST or not _may_fork():
        for group in groups:
            tell(MAKING, len(results), len(tasks))
            for place, one in _each_done(tasks, group, facts, known):
                results[place] = put_aside(place, one, spool)
        return results
    gc.collect()
    gc.freeze()  # else the first collection of each process would copy all of the facts
    queue = _Queue(len(groups))
    try:
        pids, pipes = _begin(tasks, groups, queue, facts, known, workers)
    finally:
        gc.unfreeze()
    learnt: dict[str, str] = {}
    threads = [threading.Thread(target=_read, args=(pipe, results, learnt, spool)) for pipe in pipes]
    for thread in (*threads, queue.filled):
        thread.start()
    try:
        for number in queue.taken():
            tell(MAKING, len(results), len(tasks))
            for place, one in _each_done(tasks, groups[number], facts, known):
                results[place] = put_aside(place, one, spool)
    finally:
        queue.close()
        for thread in (*threads, queue.filled):
            thread.join()
        for pid in pids:
            os.waitpid(pid, 0)
    facts.learn(learnt)
    return results


def put_aside(place: int, one: Done, spool: Spool) -> Done:
    """What was made goes to the spool."""
    if one.content is None:
        return one
    spool.put(place, one.content)
    return replace(one, content=None)


def _groups(tasks: Sequence[Task]) -> list[list[int]]:
    """Places of tasks that share facts, the largest groups first: whoever begins with one ends no later than others."""
    found: dict[str, list[int]] = {}
    for place, task in enumerate(tasks):
        found.setdefault(task.output.group or task.output.path, []).append(place)
    return sorted(found.values(), key=len, reverse=True)


def _may_fork() -> bool:
    """A process with threads would be copied without them, and with their locks."""
    return sys.platform == "linux" and threading.active_count() == 1


class _Queue:
    """Numbers of groups in a pipe: whoever reads one has it, and nobody else gets it."""

    def __init__(self, groups: int) -> None:
        self._readable, self._writable = os.pipe()
        self._groups = groups
        self.filled = threading.Thread(target=self._fill)

    def taken(self) -> Iterator[int]:
        """What this process gets, until nothing is left."""
        while len(number := os.read(self._readable, _NUMBER.size)) == _NUMBER.size:
            yield _NUMBER.unpack(number)[0]

    def only_take(self) -> None:
        """In a process that does not fill it: without this, the end would never come."""
        os.close(self._writable)

    def close(self) -> None:
        os.close(self._readable)  # whoever still fills it is told so

    def _fill(self) -> None:
        with suppress(BrokenPipeError), os.fdopen(self._writable, "wb", buffering=0) as pipe:
            for number in range(self._groups):
                pipe.write(_NUMBER.pack(number))


def _begin(
    tasks: Sequence[Task],
    groups: Sequence[Sequence[int]],
    queue: _Queue,
    facts: Facts,
    known: Mapping[str, str],
    workers: int,
) -> tuple[list[int], list[BinaryIO]]:
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pids: list[int] = []
    pipes: list[BinaryIO] = []
    for _ in range(1, workers):
        readable, writable = os.pipe()
        pid = os.fork()
        if pid == 0:
            _end_with(parent)
            os.close(readable)
            queue.only_take()
            for pipe in pipes:
                pipe.close()
            _work(tasks, groups, queue, facts, known, writable)
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


def _work(
    tasks: Sequence[Task],
    groups: Sequence[Sequence[int]],
    queue: _Queue,
    facts: Facts,
    known: Mapping[str, str],
    writable: int,
) -> None:
    """In the new process: do groups as long as there are some, say what came of them, and end here and nowhere else."""
    said = set(facts.digests)
    try:
        with os.fdopen(writable, "wb") as pipe:
            for number in queue.taken():
                for place, one in _each_done(tasks, groups[number], facts, known):
                    new = {name: facts.digest(name) for name in tasks[place].output.inputs if name not in said}
                    said |= new.keys()
                    _write(pipe, place, one, new)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _each_done(
    tasks: Sequence[Task], group: Sequence[int], facts: Facts, known: Mapping[str, str]
) -> Iterator[tuple[int, Done]]:
    """A group's tasks, without those whose recipe raises; afterwards nobody needs their facts."""
    for place in group:
        with suppress(Exception):
            yield place, done(tasks[place], facts, known)
    facts.drop()


def _write(pipe: BinaryIO, place: int, one: Done, digests: Mapping[str, str]) -> None:
    said = json.dumps([one.reason, one.digest, one.lacks, one.seconds, digests]).encode()
    content = one.content or b""
    pipe.write(_HEAD.pack(place, len(said), len(content), one.content is not None) + said + content)


def _read(pipe: BinaryIO, results: Results, learnt: dict[str, str], spool: Spool) -> None:
    with suppress(CjmgenError), pipe:  # what cannot be put aside is done again by the caller, who then says so
        while len(head := pipe.read(_HEAD.size)) == _HEAD.size:
            place, said_length, length, has_content = _HEAD.unpack(head)
            said, content = pipe.read(said_length), pipe.read(length)
            if len(said) == said_length and len(content) == length:
                reason, digest, lacks, seconds, digests = json.loads(said)
                one = Done(reason, digest, content if has_content else None, tuple(lacks), seconds)
                results[place] = put_aside(place, one, spool)
                learnt.update(digests)
