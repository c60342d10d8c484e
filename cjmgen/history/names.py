"""Which commit is meant: by a tag, a branch, the start of an id, or by saying nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjmgen.diagnostics import CjmgenError
from cjmgen.fields import did_you_mean
from cjmgen.history.git import Repository

MAIN_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""What others build on, most certain first."""
DEEPEN = "this clone holds only the newest commits; get the others: git fetch --unshallow (in CI: fetch-depth: 0)"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions that are compared."""

    kind: Literal["named", "working-tree", "last-commit", "where-left"]
    name: str
    """As it was asked for; of "where-left" the branch; "" if nothing has to be said."""
    commit: str | None
    """Full id; ``None``: the files as they are on disk now."""


WORKING_TREE = Side("working-tree", "", None)


def commit_named(repository: Repository, name: str) -> str:
    """The full id of a commit, or of what a tag or a branch stands for."""
    found = _commit(repository, name)
    if found is not None:
        return found
    hint = did_you_mean(name, names(repository)) or "name a tag, a branch or a commit; git tag and git log list them"
    raise CjmgenError(f'there is no version "{name}"', DEEPEN if repository.is_shallow else hint)


def names(repository: Repository) -> tuple[str, ...]:
    """Of tags and branches."""
    answer = repository.git("for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads", "refs/remotes")
    return tuple(answer.out.decode("utf-8", "replace").splitlines())


def sides_of(repository: Repository, asked: str | None) -> tuple[Side, Side]:
    """What to compare: "A..B", "A...B" (since B left A), "A" against what is on disk, or nothing said."""
    if asked is None:
        return _where_we_left_main(repository), WORKING_TREE
    if "..." in asked:
        before, after = _ends(asked, "...")
        first, second = commit_named(repository, before), commit_named(repository, after)
        return Side("where-left", before, _base(repository, first, second)), Side("named", after, second)
    if ".." in asked:
        before, after = _ends(asked, "..")
        first, second = commit_named(repository, before), commit_named(repository, after)
        return Side("named", before, first), Side("named", after, second)
    return Side("named", asked, commit_named(repository, asked)), WORKING_TREE


def _ends(asked: str, between: str) -> tuple[str, str]:
    first, _, second = asked.partition(between)
    return first or "HEAD", second or "HEAD"


def _where_we_left_main(repository: Repository) -> Side:
    head = _commit(repository, "HEAD")
    if head is None:
        raise CjmgenError("nothing is committed yet", "there is nothing to compare with: git add . && git commit")
    for name in MAIN_BRANCHES:
        main = _commit(repository, name)
        if main is not None:
            base = _base(repository, main, head)
            return Side("last-commit", "", base) if base == head else Side("where-left", name, base)
    return Side("last-commit", "", head)


def _base(repository: Repository, first: str, second: str) -> str:
    answer = repository.git("merge-base", first, second)
    if answer.why is not None:
        hint = DEEPEN if repository.is_shallow else "name both versions: cjmgen diff A..B"
        raise CjmgenError("the two versions have no common ancestor here", hint)
    return answer.out.decode("ascii").strip()


def _commit(repository: Repository, name: str) -> str | None:
    if not name or "\0" in name:
        return None
    answer = repository.git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return answer.out.decode("ascii").strip() or None
