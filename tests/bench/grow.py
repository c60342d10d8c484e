"""Grow a repository: journeys by the benchmark's generator, then commits that each edit one of their stages.

    python tests/bench/grow.py DIR --journeys 100 --commits 500

A commit changes an emotion, a pain or a sentence; every hundredth is a release, ``v1``, ``v2`` …  Written as a stream
for ``git fast-import``, so that it takes seconds; the same arguments give the same commit ids.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from pathlib import Path
from random import Random

from generator import content_of
from peers.ours import PEER

FIRST_SECOND = 1_767_261_600
"""2026-01-01 10:00 UTC, when the first commit is made; the next follow every six hours."""
BETWEEN_S = 6 * 60 * 60
RELEASE_EVERY = 100
EMOTION = re.compile(r"(?m)^(      persona-\d+: )(-?[\d.]+)$")
PAIN = re.compile(r"(?m)^(      - )(\w.*)$")


def grow(where: Path, journeys: int, commits: int, seed: int = 1) -> None:
    """A repository with a checkout of its last commit."""
    with tempfile.TemporaryDirectory() as folder:
        PEER.write(content_of(journeys, seed), Path(folder))
        paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
    stages = sorted(path for path in files if "/journeys/" in path and not path.endswith("journey.md"))
    random = Random(seed)
    stream = [_commit(0, "All journeys", files)]
    for number in range(1, commits):
        path = random.choice(stages)
        what, files[path] = _edited(files[path], random)
        stream.append(_commit(number, f"{what} in {path.split('/')[2]}", {path: files[path]}))
        if number % RELEASE_EVERY == 0:
            stream.append(_tag(number))
    stream.append(_tag(commits))
    where.mkdir(parents=True, exist_ok=True)
    git = ["git", "-C", str(where)]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input="".join(stream).encode(), check=True)
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True)


def _edited(text: str, random: Random) -> tuple[str, str]:
    kind = random.choice(("Feelings", "Pains", "Words"))
    if kind == "Feelings":
        found = random.choice(list(EMOTION.finditer(text)))
        return kind, f"{text[: found.start(2)]}{round(random.uniform(-2, 2), 1)}{text[found.end(2) :]}"
    pains = list(PAIN.finditer(text))
    if kind == "Pains" and pains:
        found = random.choice(pains)
        return kind, f"{text[: found.start(2)]}It takes {random.randrange(9999)} minutes{text[found.end() :]}"
    return "Words", text.rstrip("\n") + f"\n\nSeen again in week {random.randrange(52)}.\n"


def _commit(number: int, message: str, files: dict[str, str]) -> str:
    when = FIRST_SECOND + number * BETWEEN_S
    who = ("Anna Nowak <anna@example.org>", "李娜 <lina@example.org>", "Tom <tom@example.org>")[number % 3]
    parts = [f"commit refs/heads/main\nmark :{number + 1}\ncommitter {who} {when} +0000\n{_data(message)}"]
    parts += [f"from :{number}\n"] if number else []
    parts += [f"M 100644 inline {path}\n{_data(text)}" for path, text in files.items()]
    return "".join(parts) + "\n"


def _tag(commits: int) -> str:
    name = f"v{-(-commits // RELEASE_EVERY)}"
    return f"reset refs/tags/{name}\nfrom :{commits}\n\n"


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("where", type=Path, metavar="DIR")
    arguments.add_argument("--journeys", type=int, default=100)
    arguments.add_argument("--commits", type=int, default=500)
    given = arguments.parse_args()
    grow(given.where, given.journeys, given.commits)


if __name__ == "__main__":
    main()
