"""python -m torture [kill|fail|caches|together|edits|all]: with figures; fails if anything was ever damaged."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

from torture.acts import caches_broken, each_call_fails_in_turn, failing, killed, two_at_once, writing_half
from torture.edits import edited
from torture.worlds import World

ACTS = ("kill", "fail", "caches", "together", "edits")
SIZES = (10, 300, 2000)


def _count(name: str, found: Iterable[tuple[object, str]]) -> int:
    began, tried, wrong = time.monotonic(), 0, 0
    for which, why in found:
        tried += 1
        if why:
            wrong += 1
            print(f"{name} {which}: {why}", flush=True)
    print(f"{name}: {tried - wrong} of {tried} whole, {time.monotonic() - began:.0f} s", flush=True)
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what", nargs="?", default="all", choices=("kill", "fail", "caches", "together", "edits", "all")
    )
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))), default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        small = World(Path(folder) / "small", 10)
        if asked.what in ("fail", "all"):
            wrong += _count("every call of the system fails in turn", each_call_fails_in_turn(small, failing, 5000))
            wrong += _count("every file is half written in turn", each_call_fails_in_turn(small, writing_half, 5000))
        if asked.what in ("caches", "all"):
            wrong += _count("broken caches", caches_broken(small, asked.times, Random(asked.seed)))
        if asked.what in ("together", "all"):
            wrong += _count("two builds at once", two_at_once(small, 20))
        if asked.what in ("edits", "all"):
            wrong += _count(
                "clean equals incremental", edited(Path(folder) / "edits", 5 * asked.times, Random(asked.seed))
            )
        for pages in asked.sizes if asked.what in ("kill", "all") else ():
            world = World(Path(folder) / str(pages), pages)
            wrong += _count(f"killed at {pages} pages", killed(world, asked.times, Random(asked.seed)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
