"""How long ``cjmgen diff`` takes between any two releases of a repository that was grown.

    python tests/bench/grow.py /tmp/grown --journeys 100 --commits 500
    python tests/bench/versions.py /tmp/grown --rounds 3

Prints, for every pair of tags, the median wall-clock and processor time of a process of its own, and how much it told.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path

from measuring import busy_s


def measured(where: Path, asked: str, rounds: int) -> tuple[float, float, int]:
    """Seconds, seconds of the processor, changes."""
    walls, busy, changes = [], [], 0
    for _ in range(rounds):
        before, began = busy_s(), time.perf_counter()
        command = [sys.executable, "-m", "cjmgen", "diff", asked, "--site", where, "--format", "json"]
        done = subprocess.run(command, check=True, capture_output=True)
        walls.append(time.perf_counter() - began)
        busy.append(busy_s() - before)
        changes = json.loads(done.stdout)["counts"]["changes"]
    return statistics.median(walls), statistics.median(busy), changes


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("where", type=Path, metavar="DIR")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    tags = subprocess.run(["git", "-C", given.where, "tag"], check=True, capture_output=True, encoding="utf-8").stdout
    asked = [f"{a}..{b}" for a, b in combinations(tags.split(), 2)]
    for one in (*asked, "HEAD~1"):
        wall, busy, changes = measured(given.where, one, given.rounds)
        print(f"{one:<12} {wall:5.2f} s, busy {busy:5.2f} s, {changes} changes")


if __name__ == "__main__":
    main()
