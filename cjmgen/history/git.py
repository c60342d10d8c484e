"""The one way Git is run: to read, and so that nothing a repository says can run a program.

A repository may come from a stranger.  Its configuration can name programs (for a file system monitor, hooks, diffs,
conversions, signatures, pagers, fetching); each is switched off here or belongs to a command that is never used:
the working tree is never compared by Git, and nothing is fetched.  The user's own configuration is not read either,
so that everyone sees the same.  What Git is asked for by name stands after ``--end-of-options``.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from cjmgen.diagnostics import CjmgenError

TIMEOUT_S = 60

SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "log.showSignature=false",
    "protocol.allow=never",
    "core.quotePath=false",
    "i18n.logOutputEncoding=UTF-8",
    "safe.directory=*",  # its owner may be somebody else, as in containers: nothing of theirs is run
)
INHERITED = ("PATH", "SYSTEMROOT")
CLOSED = {
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What Git said."""

    out: bytes
    why: str | None
    """Why it said nothing: its own first line; ``None`` if all is well."""
    is_installed: bool = True


def git(root: Path, *arguments: str, given: bytes = b"", timeout_s: float = TIMEOUT_S) -> Answer:
    """Ask Git in a folder.  ``given`` is what it reads."""
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    command = ["git", "-C", str(root), "--no-pager", *settings, *arguments]
    closed = CLOSED | {name: os.environ[name] for name in INHERITED if name in os.environ}
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=closed, timeout=timeout_s, check=False)
    except FileNotFoundError:
        return Answer(b"", "git is not installed", is_installed=False)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return Answer(b"", str(error))
    if done.returncode == 0:
        return Answer(done.stdout, None)
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return Answer(b"", said[0] if said else f"git stopped with {done.returncode}")


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository a folder belongs to."""

    root: Path
    """The folder itself: a site's."""
    prefix: str
    """Where it lies in the repository: "" or "atlas/"."""
    is_shallow: bool
    """Only the newest commits are here: nobody knows when older things changed."""

    def git(self, *arguments: str, given: bytes = b"") -> Answer:
        return git(self.root, *arguments, given=given)


def repository_of(root: Path) -> Repository | None:
    """``None`` if the folder is in no repository, or there is no Git to ask."""
    answer = git(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if answer.why is not None:
        return None
    is_shallow, _, prefix = os.fsdecode(answer.out).partition("\n")
    return Repository(root, prefix.rstrip("\n"), is_shallow == "true")


def required_repository(root: Path) -> Repository:
    """The repository, or why there is none, in plain words."""
    found = repository_of(root)
    if found is not None:
        return found
    answer = git(root, "rev-parse", "--git-dir")
    if not answer.is_installed:
        raise CjmgenError("git is not installed", "earlier versions are kept by git: install it, and try again")
    if "not a git repository" in (answer.why or ""):
        message = "nobody keeps earlier versions of this folder: it is no Git repository"
        raise CjmgenError(message, "to begin with it: git init && git add . && git commit -m 'First version'")
    raise CjmgenError(f"git cannot read this repository: {answer.why}")
