"""What changed between two commits, in every language of the site: found once, and remembered.

Commits never change, so what was found is right for as long as the program is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cjmgen import loading
from cjmgen.analysis.change_lines import told
from cjmgen.analysis.change_matching import matched
from cjmgen.analysis.changes import Change, Changes, changes_between
from cjmgen.analysis.emotion import curves_of
from cjmgen.analysis.history import Bend, Between, PastCurve, PastLine, Renamed
from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import CjmgenError, Report
from cjmgen.engine import Memo
from cjmgen.history.git import Repository
from cjmgen.history.narrowed import narrowed
from cjmgen.history.plain import from_plain, to_plain
from cjmgen.history.tree import GitTree, tree_of
from cjmgen.model import Journey, Site
from cjmgen.program import identity
from cjmgen.source import SourceTree

NOTHING: Final = Between(told=told(Changes(all=())), bends=(), renamed=())


class Comparer:
    """Compares commits of a repository; what several of them have in common is read once."""

    def __init__(self, repository: Repository, languages: Sequence[str], memo: Memo, documents: Memo) -> None:
        self._repository = repository
        self._languages = tuple(languages)
        self._memo = memo
        self._documents = documents
        self._trees: dict[str, GitTree] = {}

    def between(self, first: str, second: str) -> Mapping[str, Between]:
        """By language.  A commit without a site is one in which nothing had begun."""
        where = f"{self._repository.prefix} {' '.join(self._languages)}"
        key = f"between {identity()} {first} {second} {where}"
        found = _read(self._memo.get(key), self._languages)
        if found is None:
            found = self._compared(first, second)
            plain = [to_plain(found[lang]) for lang in self._languages]
            self._memo.put(key, json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())
        return found

    def _compared(self, first: str, second: str) -> Mapping[str, Between]:
        trees = narrowed(self._tree(first), self._tree(second))
        before, after = (self._editions(tree) for tree in trees)
        if not before or not after:
            return dict.fromkeys(self._languages, NOTHING)
        return {lang: _between(Atlas(_in(before, lang)), Atlas(_in(after, lang))) for lang in self._languages}

    def _tree(self, commit: str) -> GitTree:
        if commit not in self._trees:
            beside = next(iter(self._trees.values()), None)
            self._trees[commit] = tree_of(self._repository, commit, beside=beside)
        return self._trees[commit]

    def _editions(self, tree: SourceTree) -> Mapping[str, Site]:
        try:
            return loading.load(tree, Report(), memo=self._documents).editions
        except CjmgenError:
            return {}


def _in(editions: Mapping[str, Site], lang: str) -> Site:
    return editions.get(lang) or next(iter(editions.values()))


def _between(was: Atlas, now: Atlas) -> Between:
    changes = changes_between(was, now)
    pairs = {new.id: old for old, new in matched(was.site.journeys, now.site.journeys).pairs}
    bent = {change.root.id for change in changes.all if bends(change)}
    return Between(
        told=told(changes),
        bends=tuple(
            Bend(
                journey=new.id,
                before=_curve(pairs[new.id], was) if new.id in pairs else None,
                after=_curve(new, now),
            )
            for new in now.site.journeys
            if new.id in bent
        ),
        renamed=tuple(_renamed(changes)),
    )


def bends(change: Change) -> bool:
    """It can be seen in a journey's curve."""
    if change.root.kind != "journey":
        return False
    is_whole = change.subject.kind in ("journey", "step") and change.kind in ("added", "removed", "moved")
    return change.field == "emotion" or is_whole


def _curve(journey: Journey, atlas: Atlas) -> PastCurve:
    return PastCurve(
        stages=tuple(len(stage.steps) for stage in journey.stages),
        steps=tuple(step.name for step in journey.steps),
        lines=tuple(
            PastLine(
                persona=curve.persona.id,
                name=curve.persona.name,
                emotions=tuple(point.emotion for point in curve.points),
            )
            for curve in curves_of(journey, atlas)
        ),
    )


def _renamed(changes: Changes) -> Iterator[Renamed]:
    for change in changes.all:
        if change.kind == "renamed" and change.journey is None:
            yield Renamed(kind=change.subject.kind, before=str(change.before), after=str(change.after))


def _read(line: bytes | None, languages: Sequence[str]) -> Mapping[str, Between] | None:
    if line is None:
        return None
    try:
        return dict(zip(languages, from_plain(tuple[Between, ...], json.loads(line)), strict=True))
    except (ValueError, RecursionError):
        return None
