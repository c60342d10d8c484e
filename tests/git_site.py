"""A small site in a repository of its own, and the Git that its author has."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from textwrap import dedent

from conftest import TINY

WHEN = "2026-03-{:02}T10:00:00+00:00"


class GitSite:
    """Every ``commit`` is a day later than the last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.days = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, when: str = "", author: str = "Anna") -> str:
        name = {f"GIT_{role}_NAME": author for role in ("AUTHOR", "COMMITTER")}
        mail = {f"GIT_{role}_EMAIL": "anna@mail.example" for role in ("AUTHOR", "COMMITTER")}
        dates = {f"GIT_{role}_DATE": when or WHEN.format(1) for role in ("AUTHOR", "COMMITTER")}
        env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        env |= name | mail | dates
        command = ["git", "-C", str(self.folder), "-c", "commit.gpgsign=false", *arguments]
        done = subprocess.run(command, check=False, capture_output=True, env=env, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, files: dict[str, str | bytes | None]) -> None:
        for path, text in files.items():
            target = self.folder / path
            if text is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())

    def commit(
        self,
        files: dict[str, str | bytes | None] | None = None,
        message: str = "Edit",
        *,
        author: str = "Anna",
        day: str = "",
    ) -> str:
        self.write(files or {})
        self.days += 1
        self.git("add", "--all")
        when = f"{day}T10:00:00+00:00" if day else WHEN.format(self.days)
        self.git("commit", "--quiet", "--allow-empty", "--message", message, when=when, author=author)
        return self.git("rev-parse", "HEAD")


def tiny_repository(folder: Path) -> GitSite:
    """The tiny site as its first commit."""
    site = GitSite(folder)
    site.commit(dict(TINY), "A tiny site")
    return site
