"""python -m fuzz yaml 1000000 [--from 0] [--jobs 1]: try so many mutants, say what did not hold.

Each share is tried in a process of its own, so that one that is ended by a signal is noticed and the rest goes on.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

from fuzz.targets import TARGETS

SHARE = 500


def _try_all(name: str, start: int, end: int, out: Connection) -> None:
    target = next(target for target in TARGETS if target.name == name)
    for number in range(start, end):
        began = time.process_time()
        try:
            target.try_(number)
            why = ""
        except Exception:
            why = traceback.format_exc(limit=-3)
        took = time.process_time() - began
        if not why and took > target.longest_s:
            why = f"took {took:.1f} s"
        out.send((number, took, why))
    out.close()
    os._exit(0)  # begun by a thread: what its parent does at the end is not for it to do


def _share(name: str, start: int, end: int) -> tuple[int, float, list[str]]:
    """How many were tried, the longest, and what went wrong."""
    context = multiprocessing.get_context("fork")
    done, slowest, wrong = start, 0.0, []
    while done < end:
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_try_all, args=(name, done, end, sender))
        child.start()
        sender.close()
        try:
            while True:
                number, took, why = receiver.recv()
                done, slowest = number + 1, max(slowest, took)
                if why:
                    wrong.append(f"{name} {number}: {why}")
        except EOFError:
            child.join()
        if child.exitcode:
            wrong.append(f"{name} {done}: ended with {child.exitcode} (negative: a signal)")
            done += 1
    return end - start, slowest, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=[target.name for target in TARGETS])
    parser.add_argument("mutants", type=int)
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    end = asked.start + asked.mutants
    shares = [(at, min(at + SHARE, end)) for at in range(asked.start, end, SHARE)]
    began, tried, slowest, failures = time.monotonic(), 0, 0.0, 0
    with ThreadPoolExecutor(asked.jobs) as pool:
        for count, longest, wrong in pool.map(lambda share: _share(asked.target, *share), shares):
            tried, slowest, failures = tried + count, max(slowest, longest), failures + len(wrong)
            for one in wrong:
                print(one, flush=True)
            said = f"{tried} of {asked.mutants} {asked.target} mutants, {failures} failures, slowest {slowest:.2f} s"
            print(f"{said}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(f"{tried} {asked.target} mutants: {failures} failures, slowest {slowest:.2f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
