"""Load two versions and compare them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cjmgen import engine, loading
from cjmgen.analysis.changes import Changes, changes_between
from cjmgen.analysis.index import Atlas
from cjmgen.config import SiteConfig, load_config
from cjmgen.diagnostics import CjmgenError, Report, Severity
from cjmgen.history.git import Repository, required_repository
from cjmgen.history.names import Side, sides_of
from cjmgen.history.narrowed import narrowed, speaks_of_audiences
from cjmgen.history.revision import revision_of
from cjmgen.history.tree import tree_of
from cjmgen.loading import PUBLISHED, Readers
from cjmgen.model import Site
from cjmgen.source import DiskTree, SourceTree

DEFAULT_THEME = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    before: Side
    after: Side
    was: Atlas
    """In the language that was asked for, or the site's first."""
    now: Atlas
    changes: Changes
    theme: str
    """Of the folder as it is: what a version names need not be there, and may be a stranger's."""
    mistakes: tuple[int, int]
    """How many each version has: what is wrong is left out."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    side: Side
    editions: Mapping[str, Site]
    mistakes: int
    withheld: frozenset[tuple[str, str]]


def compared(root: Path, asked: str | None, lang: str | None = None, readers: Readers = PUBLISHED) -> Compared:
    """What these readers may see of two versions.

    ``asked`` is "A..B", "A...B", "A", or ``None``: since this branch left the main one."""
    repository = required_repository(root)
    settings = _settings_of(root)
    readers = replace(readers, audience=readers.audience or (settings.audience if settings else "public"))
    first, second = sides_of(repository, asked)
    assert first.commit is not None
    before_tree = tree_of(repository, first.commit)
    after_tree = tree_of(repository, second.commit, beside=before_tree) if second.commit else DiskTree(root)
    trees = narrowed(before_tree, after_tree)
    memo = engine.documents_of(root)  # what builds left; nothing is added to it
    if second.commit:  # what is withheld today was open in neither version, perhaps
        readers = replace(readers, withheld=_withheld_today(root, readers, memo))
    after = _loaded(trees[1], second, repository, readers, memo)
    before = _loaded(trees[0], first, repository, replace(readers, withheld=after.withheld | readers.withheld), memo)
    edition = _edition(after, lang)
    day = revision_of(root).day
    was = Atlas(before.editions.get(edition) or next(iter(before.editions.values())), day)
    now = Atlas(after.editions[edition], day)
    return Compared(
        before=first,
        after=second,
        was=was,
        now=now,
        changes=changes_between(was, now),
        theme=settings.theme if settings else DEFAULT_THEME,
        mistakes=(before.mistakes, after.mistakes),
    )


def _withheld_today(root: Path, readers: Readers, memo: engine.Memo) -> frozenset[tuple[str, str]]:
    """Of the folder as it is; nothing, if it says nothing of audiences."""
    tree = DiskTree(root)
    if not speaks_of_audiences(tree):
        return frozenset()
    return loading.load(tree, Report(), readers=readers, memo=memo).withheld


def _loaded(tree: SourceTree, side: Side, repository: Repository, readers: Readers, memo: engine.Memo) -> _Loaded:
    report = Report()
    try:
        loaded = loading.load(tree, report, readers=readers, memo=memo)
    except CjmgenError as error:
        where = repository.prefix or "the top of the repository"
        raise CjmgenError(f"{_called(side)} has no site in this folder ({where}): {error}") from error
    if loaded.config is None:
        raise CjmgenError(
            f"site.yaml of {_called(side)} is wrong", "cjmgen check says how, with that version checked out"
        )
    # A name that leads nowhere may lead to a journey that was passed over.
    mistakes = sum(d.severity is Severity.ERROR and not d.code.startswith("R") for d in report)
    return _Loaded(side, loaded.editions, mistakes, loaded.withheld)


def _settings_of(root: Path) -> SiteConfig | None:
    """Theme and audience are those of the folder as it is: a version may be a stranger's."""
    try:
        return load_config(DiskTree(root), Report())
    except CjmgenError:
        return None


def _edition(after: _Loaded, lang: str | None) -> str:
    if lang is None:
        return next(iter(after.editions))
    if lang not in after.editions:
        raise CjmgenError(f'the site does not speak "{lang}"', f"it speaks {', '.join(after.editions)}")
    return lang


def _called(side: Side) -> str:
    return f'"{side.name}"' if side.kind == "named" else side.commit[:7] if side.commit else "this folder"
