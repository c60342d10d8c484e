"""What changed between two commits, in every language of the site: found once, and remembered.

Commits never change, so what was found is right for as long as the program is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from cjmgen import loading
from cjmgen.analysis.change_lines import told
from cjmgen.analysis.change_matching import matched
from cjmgen.analysis.changes import Change, Changes, changes_between
from cjmgen.analysis.emotion import curves_of
from cjmgen.analysis.history import Bend, Between, PastCurve, PastLine, Renamed
from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import CjmgenError, Report
from cjmgen.digest import digest
from cjmgen.engine import Memo
from cjmgen.history.git import Repository
from cjmgen.history.narrowed import narrowed
from cjmgen.history.plain import from_plain, to_plain
from cjmgen.history.tree import GitTree, tree_of
from cjmgen.model import Journey, Site
from cjmgen.program import identity
from cjmgen.progress import Tell, silent
from cjmgen.source import SourceTree

LOOKING: Final = "looking at earlier versions"
NOTHING: Final = Between(told=told(Changes(all=())), bends=(), renamed=())


class Comparer:
    """Compares each of some commits with the next; what several of them have in common is read once."""

    def __init__(
        self, repository: Repository, languages: Sequence[str], readers: loading.Readers, memo: Memo, documents: Memo
    ) -> None:
        self._repository = repository
        self._readers = readers
        self._languages = tuple(languages)
        self._memo = memo
        self._documents = documents

    def along(self, commits: Sequence[str], tell: Tell = silent) -> list[Mapping[str, Between]]:
        """What changed from each to the next, by language.  A commit without a site is one in which nothing began."""
        pairs = list(pairwise(commits))
        found = [_read(self._memo.get(self._key(*pair)), self._languages) for pair in pairs]
        for run in _runs([one is None for one in found]):
            tell(LOOKING, run.start, len(pairs))
            for place, between in zip(run, self._compared(commits[run.start : run.stop + 1]), strict=True):
                plain = [to_plain(between[lang]) for lang in self._languages]
                line = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
                self._memo.put(self._key(*pairs[place]), line)
                found[place] = between
        return [one for one in found if one is not None]

    def _key(self, first: str, second: str) -> str:
        whom = digest(self._readers)
        return f"between {identity()} {whom} {first} {second} {self._repository.prefix} {' '.join(self._languages)}"

    def _compared(self, commits: Sequence[str]) -> Iterator[Mapping[str, Between]]:
        trees: list[GitTree] = []
        for commit in commits:
            trees.append(tree_of(self._repository, commit, beside=trees[-1] if trees else None))
        last = loading.LastTime()
        for before, after in pairwise(self._editions(tree, last) for tree in narrowed(*trees)):
            if before and after:
                yield {lang: _between(Atlas(_in(before, lang)), Atlas(_in(after, lang))) for lang in self._languages}
            else:
                yield dict.fromkeys(self._languages, NOTHING)

    def _editions(self, tree: SourceTree, last: loading.LastTime) -> Mapping[str, Site]:
        try:
            return loading.load(tree, Report(), readers=self._readers, memo=self._documents, last=last).editions
        except CjmgenError:
            return {}


def _runs(wanted: Sequence[bool]) -> Iterator[range]:
    """Places that are wanted and lie side by side."""
    for is_wanted, places in groupby(range(len(wanted)), key=wanted.__getitem__):
        if is_wanted:
            run = list(places)
            yield range(run[0], run[-1] + 1)


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
