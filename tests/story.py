"""A year in the life of the example: a repository with releases, as a team would have made them.

    python tests/story.py /tmp/story

The example as it is now is the last version.  Each chapter says what a commit changed (the words as they are after it,
and as they were before), so the earlier versions are made by going back.  For looking at: ``cjmgen build``, and
``cjmgen diff v1..v2 --html``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST = "content/journeys/first-purchase/"
AWARENESS, CONSIDERATION = FIRST + "01-awareness.md", FIRST + "02-consideration.md"
DECISION, LOYALTY = FIRST + "03-decision.md", FIRST + "05-loyalty.md"
RUN = "content/journeys/app-onboarding/03-first-run.md"
WRONG_SIZE = "content/journeys/wrong-size/journey.md"
MAREK = "content/personas/marek.md"

HURTS = "text: Nobody tells me shoe pain from injury\n        severity: "
BADGE = """\
  - id: get-a-badge
    name: I get a badge
    touchpoint: club-points
    device: phone
    place: Home
    doing:
      anna: Sends a picture of it to her mother.
      li-na: Swipes it away.
    thinking:
      anna: “First feather”. It is ridiculous. I want the second one.
      li-na: I have run four marathons. I am a First Feather.
    emotion:
      anna: 1.3
      li-na: -0.2
    effort: 1
    expectation: Nothing
    actual: A feather
    outcome: exceeds
    pains:
      - id: beginner-again
        text: It congratulates me as if I had started today
        severity: low
        frequency: sometimes
        personas:
          - li-na
    gains:
      - text: A small, silly, welcome feather
        personas:
          - anna
        evidence:
          - club-survey
    response:
      support:
        - text: Badges follow a table of nine rows
          systems:
            - club-engine
    duration: 1 min
    evidence:
      - club-survey
"""
"""A step that was added late."""


@dataclass(frozen=True)
class Chapter:
    day: str
    who: str
    message: str
    tag: str = ""
    edits: tuple[tuple[str, str, str], ...] = ()
    """File, words afterwards, words before."""
    adds: tuple[str, ...] = field(default=())
    """Files that are new."""


CHAPTERS = (
    Chapter("2026-02-10", "Ewa Nowak", "The first maps", tag="v1.0"),
    Chapter(
        "2026-03-03", "Anna Maj", "Twelve interviews at home: it begins with a knee",
        edits=(
            (AWARENESS, "      anna: -1\n      marek: -0.4\n", "      anna: 0.5\n      marek: -0.4\n"),
            (AWARENESS, HURTS + "medium\n", HURTS + "low\n"),
            (
                AWARENESS,
                "expectation: A quick answer to what is wrong\n",
                "expectation: A quick answer\n",
            ),
        ),
    ),
    Chapter(
        "2026-03-17", "李娜", "Marek after the second round",
        edits=(
            (MAREK, '"The returning runner: knows what he wants, and wants it by Friday."', "Used to run"),
        ),
    ),
    Chapter(
        "2026-04-02", "Ewa Nowak", "Coaches advise the cheaper pair since March",
        tag="v1.1",
        edits=(
            (CONSIDERATION, "      anna: 1.7\n      marek: 1.1\n", "      anna: 0.9\n      marek: -0.3\n"),
            (CONSIDERATION, "expectation: To be sold the dearest pair\n    actual: Advised to take the"
             " cheaper one\n    outcome: exceeds\n", "expectation: To be sold the dearest pair\n    actual: Sold a dear"
             " one\n    outcome: as-expected\n"),
        ),
    ),
    Chapter(
        "2026-05-29", "Piotr Zieliński", "Nine people at the checkout",
        edits=(
            (DECISION, "      anna: -0.4\n      marek: -0.9\n", "      anna: 0.5\n      marek: 0.2\n"),
            (DECISION, "        evidence:\n          - web-analytics\n          - usability-checkout\n",
             "        evidence:\n          - web-analytics\n"),
            (RUN, "      - id: metres-missing\n        text: 130 metres are missing and nobody says"
             " where\n        severity: low\n        frequency: often\n        personas:\n          - li-na\n", ""),
            (RUN, "      anna: 0.3\n      li-na: -0.7\n", "      anna: 0.3\n      li-na: 0.6\n"),
        ),
    ),
    Chapter(
        "2026-06-30", "Marta Wilk", "Booking for the gait lab is planned",
        tag="v2.0",
        adds=("content/solutions/gait-lab-booking.md", "content/solutions/gait-lab-booking.pl.md",
              "content/solutions/gait-lab-booking.zh-Hans.md"),
        edits=(
            ("content/opportunities/book-the-gait-lab.md", "status: planned\n", "status: idea\n"),
            ("content/opportunities/book-the-gait-lab.md", "owner: Ewa Nowak\n", ""),
        ),
    ),
    Chapter(
        "2026-08-12", "李娜", "Better Chinese for Anna",
        edits=(("content/personas/anna.zh-Hans.md", "她不称自己是跑者。", "她不说自己是跑者。"),),
    ),
    Chapter(
        "2026-09-24", "Anna Maj", "Wrong size: after a hundred tickets",
        tag="v3.0",
        edits=(
            (WRONG_SIZE, "title: My shoes came in the wrong size\n", "title: I send shoes back\n"),
            (LOYALTY, "      anna: 0.6\n      marek: 0.1\n", "      anna: 0.6\n      marek: 0.8\n"),
            (RUN, BADGE, ""),
            (RUN, "name: First run\ngoal", "name: The run\ngoal"),
        ),
    ),
    Chapter(
        "2026-10-20", "Ewa Nowak", "Help line: as it is",
        edits=(("content/touchpoints/help-line.md", "satisfaction: 5.8\n", "satisfaction: 6.4\n"),),
    ),
)  # fmt: skip


def write_story(where: Path) -> None:
    """A repository with a checkout of its last commit."""
    paths = [path for top in (ROOT / "content", *ROOT.glob("site*.yaml")) for path in (top, *top.rglob("*"))]
    now = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    versions = [now]
    for chapter in reversed(CHAPTERS):
        versions.append(_before(chapter, versions[-1]))
    where.mkdir(parents=True, exist_ok=True)
    _git(where, "init", "--quiet", "--initial-branch=main")
    before: dict[str, bytes] = {}
    for chapter, files in zip(CHAPTERS, list(reversed(versions))[1:], strict=True):
        for path in before.keys() - files.keys():
            (where / path).unlink()
        for path, content in files.items():
            if before.get(path) != content:
                (where / path).parent.mkdir(parents=True, exist_ok=True)
                (where / path).write_bytes(content)
        _git(where, "add", "--all")
        _git(where, "commit", "--quiet", "--message", chapter.message, day=chapter.day, who=chapter.who)
        if chapter.tag:
            _git(where, "tag", chapter.tag)
        before = files


def _before(chapter: Chapter, after: dict[str, bytes]) -> dict[str, bytes]:
    files = {path: content for path, content in after.items() if path not in chapter.adds}
    for path, now, then in chapter.edits:
        text = files[path].decode()
        if text.count(now) != 1:
            raise SystemExit(f"{path} says {text.count(now)} times: {now!r}")
        files[path] = text.replace(now, then).encode()
    return files


def _git(where: Path, *arguments: str, day: str = "2026-01-01", who: str = "Ewa Nowak") -> None:
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {
            f"GIT_{role}_NAME": who,
            f"GIT_{role}_EMAIL": "team@runbird.example",
            f"GIT_{role}_DATE": f"{day}T10:00:00+00:00",
        }
    subprocess.run(["git", "-C", str(where), *arguments], check=True, env=env)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("where", type=Path, metavar="DIR")
    write_story(arguments.parse_args().where)


if __name__ == "__main__":
    main()
