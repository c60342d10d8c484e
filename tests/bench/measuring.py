"""What a command takes: time, processor time and memory; and how soon a saved text is served."""

from __future__ import annotations

import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SAMPLE_S = 0.05
POLL_S = 0.005
PATIENCE_S = 300
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Took:
    wall_s: float
    busy_s: float
    """Processor time of the process and all it waited for: what a loaded machine falsifies least."""
    peak_mb: float
    """Resident memory: of the process tree at its largest sample; pages that processes share count for each."""


def run(command: Sequence[str | Path], cwd: Path, environment: Mapping[str, str]) -> Took:
    log = cwd / "bench.log"
    with log.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **environment}, stdout=out, stderr=out)
        sampler = _Sampler(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - began
    sampler.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} failed:\n{log.read_text('utf-8', 'replace')[-2000:]}")
    peak = max(sampler.peak, usage.ru_maxrss * MAXRSS_UNIT)
    return Took(wall_s, usage.ru_utime + usage.ru_stime, peak / 1e6)


def busy_s() -> float:
    """Processor time of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Sampler:
    """Adds up the memory of a process and its descendants, where the system has ``/proc``."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_S):
            self.peak = max(self.peak, sum(map(_share, _tree(self._pid))))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [
            int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()
        ]
    except OSError:  # gone in the meantime
        return
    for child in children:
        yield from _tree(child)


def _share(pid: int) -> int:
    """Of memory in use, in bytes; what processes share is divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # gone in the meantime
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(command: Sequence[str | Path], cwd: Path, environment: Mapping[str, str]) -> Iterator[None]:
    with (cwd / "bench.log").open("wb") as out:
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **environment}, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def seconds_until_served(port: int, path: str, text: str) -> float:
    """Ask for a page again and again until it holds the text."""
    began = time.perf_counter()
    wanted = text.encode()
    while wanted not in _page(port, path):
        if time.perf_counter() - began > PATIENCE_S:
            sys.exit(f"{path} was never served with {text!r}")
        time.sleep(POLL_S)
    return time.perf_counter() - began


def _page(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    except (OSError, http.client.HTTPException):  # not listening yet, or starting again
        return b""
    finally:
        connection.close()
