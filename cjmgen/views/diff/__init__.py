"""Diff: what changed between two versions of the site, with both curves of every journey whose mood or steps changed.

The worst and the best stand first; then every entity with all its changes, a journey's by its stages and steps.
No page of a site: it is made by a command, from two sites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cjmgen.analysis.change_facts import Value
from cjmgen.analysis.change_matching import matched
from cjmgen.analysis.changes import Change, Changes, Tone
from cjmgen.analysis.comparison import compare
from cjmgen.analysis.index import Atlas
from cjmgen.model import Journey, Scope, Target
from cjmgen.views.base import View
from cjmgen.views.curves_overlaid import Overlaid, overlaid
from cjmgen.views.diff.excerpts import excerpts

NOTABLE_SHOWN = 12

WORDS: Mapping[tuple[str, str], str] = {
    ("journey", "status"): "status",
    ("journey", "state"): "state",
    ("opportunity", "status"): "progress",
    ("solution", "status"): "progress",
    ("touchpoint", "status"): "touchpoint-status",
    ("touchpoint", "kind"): "touchpoint-kind",
    ("evidence", "kind"): "evidence-kind",
    ("evidence", "confidence"): "evidence-confidence",
    ("metric", "kind"): "metric-kind",
    ("persona", "basis"): "basis",
    ("step", "outcome"): "outcome",
    ("step", "severity"): "severity",
    ("step", "frequency"): "frequency",
    ("journey", "approval"): "diff",
}
"""Kind of entity and field -> where the interface has words for its values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the two sides, as it is called."""

    kind: Literal["named", "working-tree", "last-commit", "where-left"]
    name: str
    """A tag's, a branch's, a commit's; "" for those that need none."""
    commit: str | None
    """``None``: as it is on disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Two versions of a site, and what lies between them."""

    before: Version
    after: Version
    was: Atlas
    now: Atlas
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value as it is shown: a text, a key of the interface's words, a number, an emotion or a day."""

    text: str = ""
    word: str = ""
    number: float | None = None
    emotion: float | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change."""

    where: tuple[str, ...]
    """Names from the outside in: the journey, the step."""
    where_kind: str
    """Key of the word for the innermost."""
    kind: str
    """"added", "removed", "moved", "placed", "renamed", "come", "gone" or "changed"."""
    field: str
    """Key of the word for the field; "" if the whole is meant."""
    item: Said | None
    aspect: str
    """Key of the word for what about the item; "" if the item itself is meant."""
    before: Said | None
    after: Said | None
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The entity itself, a stage or a step, with what changed about it."""

    name: str
    kind: str
    """Key of its word."""
    is_root: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    anchor: str
    kind: str
    name: str
    count: int
    tones: tuple[tuple[Tone, int], ...]
    """How many of each tone, those there are."""
    curve: Overlaid | None
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    before: Version
    after: Version
    count: int
    tones: tuple[tuple[Tone, int], ...]
    notable: tuple[Line, ...]
    """The worst first, then the best."""
    more: int
    """How many more point somewhere."""
    groups: tuple[Group, ...]


def compute(versions: Versions, atlas: Atlas) -> Diff:
    changes = versions.changes
    pairs = {new.id: (old, new) for old, new in matched(versions.was.site.journeys, atlas.site.journeys).pairs}
    notable = sorted((c for c in changes.all if c.tone), key=_weight)
    return Diff(
        before=versions.before,
        after=versions.after,
        count=len(changes.all),
        tones=_tones(changes.all),
        notable=tuple(map(_line, notable[:NOTABLE_SHOWN])),
        more=max(0, len(notable) - NOTABLE_SHOWN),
        groups=tuple(_group(root, found, pairs, versions) for root, found in changes.groups()),
    )


def _group(
    root: Target, changes: tuple[Change, ...], pairs: Mapping[str, tuple[Journey, Journey]], versions: Versions
) -> Group:
    parts: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        parts.setdefault((change.subject.kind, change.subject.id), []).append(change)
    pair = pairs.get(root.id) if root.kind == "journey" else None
    return Group(
        anchor=f"{root.kind}-{root.id}".rstrip("-"),
        kind=f"diff.{root.kind}",
        name=root.name,
        count=len(changes),
        tones=_tones(changes),
        curve=_curve(*pair, versions) if pair and any(map(_bends, changes)) else None,
        parts=tuple(
            Part(
                name=found[0].subject.name,
                kind=f"diff.{found[0].subject.kind}",
                is_root=found[0].journey is None,
                lines=tuple(map(_line, found)),
            )
            for found in parts.values()
        ),
    )


def _bends(change: Change) -> bool:
    """It can be seen in a curve."""
    return change.field == "emotion" or (change.subject.kind == "step" and change.kind in ("added", "removed", "moved"))


def _curve(old: Journey, new: Journey, versions: Versions) -> Overlaid | None:
    if not old.steps or not new.steps:
        return None
    found = compare(old, new, versions.now, was=versions.was)
    return overlaid(found, frozenset(mark.id for mark in found.personas), versions.now, was=versions.was)


def _line(change: Change) -> Line:
    field, kind = change.field.replace("_", "-"), change.kind
    before, after = _said_both(change)
    what: str = kind
    if kind == "moved" and not isinstance(change.before, Target):
        what = "placed"
    elif kind == "changed" and change.before is None:
        what = "come"
    elif kind == "changed" and change.after is None:
        what = "gone"
    return Line(
        where=(change.journey.name, change.subject.name) if change.journey else (change.subject.name,),
        where_kind=f"diff.{change.subject.kind}",
        kind=what,
        field=f"change.{field}" if field else "",
        item=None if change.item is None else _said(change.item, change),
        aspect=f"change.{change.aspect.replace('_', '-')}" if change.aspect else "",
        before=before,
        after=after,
        tone=change.tone,
    )


def _said_both(change: Change) -> tuple[Said | None, Said | None]:
    first, second = change.before, change.after
    if isinstance(first, str) and isinstance(second, str) and not _word(first, change):
        short = excerpts(first, second)
        return Said(text=short[0]), Said(text=short[1])
    return (
        None if first is None else _said(first, change),
        None if second is None else _said(second, change),
    )


def _said(value: Value, change: Change) -> Said:
    if isinstance(value, Target):
        return Said(text=excerpts(value.name, "")[0])
    if isinstance(value, bool):
        return Said(word="diff.yes" if value else "diff.no")
    if isinstance(value, (int, float)):
        is_emotion = change.field in ("emotion", "ratings") and not change.aspect
        return Said(emotion=float(value)) if is_emotion else Said(number=float(value))
    if isinstance(value, date):
        return Said(day=value)
    word = _word(value, change) if value is not change.item else ""
    return Said(word=word) if word else Said(text=excerpts(value, "")[0])


def _word(value: str, change: Change) -> str:
    """The key of the interface's words for a value; "" if it is an author's."""
    if change.field == "translation":
        return {"none": "diff.untranslated"}.get(value, f"diff.{value}")
    if change.field in ("pains", "gains") and value == "none" and not change.aspect:
        return "diff.none"
    prefix = WORDS.get((change.subject.kind, change.aspect or change.field))
    return f"{prefix}.{value}" if prefix else ""


def _tones(changes: Iterable[Change]) -> tuple[tuple[Tone, int], ...]:
    found = [change.tone for change in changes]
    return tuple((tone, found.count(tone)) for tone in TONES if tone in found)


TONES: tuple[Tone, ...] = ("lost", "worse", "better")


def _weight(change: Change) -> tuple[int, float]:
    """The worst first, then the best; of moods, those that moved farthest."""
    moved = 0.0
    if change.field == "emotion" and isinstance(change.before, float) and isinstance(change.after, float):
        moved = abs(change.after - change.before)
    elif change.field == "pains" and not change.aspect:
        moved = 1.0
    return TONES.index(change.tone), -moved


def lines(diff: Diff) -> Iterator[Line]:
    for group in diff.groups:
        yield from group.lines


VIEW = View(name="diff", scope=Scope.SITE, compute=compute)
