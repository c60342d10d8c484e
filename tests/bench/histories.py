"""What the pages of history cost: builds of a repository that was grown, with them and without, taking turns.

    python tests/bench/grow.py /tmp/grown --journeys 100 --commits 500
    python tests/bench/histories.py /tmp/grown --rounds 3

*Cold* begins with nothing remembered; *warm* follows a build and the edit of one stage.  Each is a process of its own.
Prints the median wall-clock and processor time of each, and the difference.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from measuring import busy_s

WITHOUT = "views: []"
"""As ``grow`` writes it."""
WITH = "views: [changes, history, persona-history]"


def built(where: Path) -> tuple[float, float]:
    """Seconds, and seconds of the processor."""
    before, began = busy_s(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "cjmgen", "build", where], check=True, capture_output=True)
    return time.perf_counter() - began, busy_s() - before


def cold_and_warm(where: Path, stage: Path, number: int) -> tuple[tuple[float, float], tuple[float, float]]:
    for left in (where / ".cjmgen", where / "public"):
        shutil.rmtree(left, ignore_errors=True)
    cold = built(where)
    stage.write_text(f"{stage.read_text('utf-8')}\nSeen again: {number}.\n", "utf-8")
    return cold, built(where)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("where", type=Path, metavar="DIR")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    settings = given.where / "site.yaml"
    stage = min(path for path in given.where.glob("content/journeys/*/*.md") if path.name != "journey.md")
    site, said = settings.read_text("utf-8"), stage.read_text("utf-8")
    took: dict[str, list[tuple[tuple[float, float], tuple[float, float]]]] = {"without": [], "with": []}
    try:
        for number in range(given.rounds):
            for how, views in (("without", WITHOUT), ("with", WITH)):
                settings.write_text(site.replace(WITHOUT, views), "utf-8")
                stage.write_text(said, "utf-8")
                took[how].append(cold_and_warm(given.where, stage, number))
    finally:
        settings.write_text(site, "utf-8")
        stage.write_text(said, "utf-8")
    for place, name in enumerate(("cold", "warm")):
        walls, busy = (
            {how: statistics.median(one[place][what] for one in rounds) for how, rounds in took.items()}
            for what in (0, 1)
        )
        more = walls["with"] - walls["without"]
        print(f"{name}: {walls['without']:.2f} s without, {walls['with']:.2f} s with: {more:+.2f} s", end="")
        print(f" (busy {busy['without']:.2f} s, {busy['with']:.2f} s)")


if __name__ == "__main__":
    main()
