"""What changed, told line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cjmgen.analysis.change_excerpts import excerpts
from cjmgen.analysis.change_facts import Value
from cjmgen.analysis.changes import Change, Changes
from cjmgen.analysis.told import TONES, Group, Line, Part, Said, Told, Tone
from cjmgen.model import Target

NOTABLE_SHOWN = 12
UNITS = ("min", "pct")
"""Last words of the names of fields that hold an amount."""
UPKEEP = frozenset({"translation", "approval", "languages"})
"""Fields that say nothing of those who travel."""

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
    ("journey", "approval"): "told",
}
"""Kind of entity and field -> where the interface has words for its values."""


def told(changes: Changes) -> Told:
    notable = sorted((change for change in changes.all if change.tone), key=_weight)
    return Told(
        count=len(changes.all),
        tones=_tones(changes.all),
        notable=tuple(map(_line, notable[:NOTABLE_SHOWN])),
        more=max(0, len(notable) - NOTABLE_SHOWN),
        groups=tuple(_group(root, found) for root, found in changes.groups()),
    )


def _group(root: Target, changes: tuple[Change, ...]) -> Group:
    parts: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        parts.setdefault((change.subject.kind, change.subject.id), []).append(change)
    return Group(
        root=root,
        kind=f"told.{root.kind}",
        count=len(changes),
        tones=_tones(changes),
        parts=tuple(
            Part(
                id=found[0].subject.id,
                name=found[0].subject.name,
                kind=f"told.{found[0].subject.kind}",
                is_root=found[0].journey is None,
                lines=tuple(map(_line, found)),
            )
            for found in parts.values()
        ),
    )


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
        where_kind=f"told.{change.subject.kind}",
        kind=what,
        field=f"change.{field}" if field else "",
        item=None if change.item is None else _said(change.item, change),
        aspect=f"change.{change.aspect.replace('_', '-')}" if change.aspect else "",
        before=before,
        after=after,
        tone=change.tone,
        root=change.root,
        persona=item.id if change.field == "emotion" and isinstance(item := change.item, Target) else "",
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
        return Said(word="told.yes" if value else "told.no")
    if isinstance(value, (int, float)):
        is_emotion = change.field in ("emotion", "ratings") and not change.aspect
        unit = (change.aspect or change.field).rpartition("_")[2]
        unit = unit if unit in UNITS else ""
        return Said(emotion=float(value)) if is_emotion else Said(number=float(value), unit=unit)
    if isinstance(value, date):
        return Said(day=value)
    if change.field == "languages" or (change.field == "translation" and value is change.item):
        return Said(language=value)
    word = _word(value, change) if value is not change.item else ""
    return Said(word=word) if word else Said(text=excerpts(value, "")[0])


def _word(value: str, change: Change) -> str:
    """The key of the interface's words for a value; "" if it is an author's."""
    if change.field == "translation":
        return {"none": "told.untranslated"}.get(value, f"told.{value}")
    if change.field in ("pains", "gains") and value == "none" and not change.aspect:
        return "told.none"
    prefix = WORDS.get((change.subject.kind, change.aspect or change.field))
    return f"{prefix}.{value}" if prefix else ""


def _tones(changes: Iterable[Change]) -> tuple[tuple[Tone, int], ...]:
    found = [change.tone for change in changes]
    return tuple((tone, found.count(tone)) for tone in TONES if tone in found)


def _weight(change: Change) -> tuple[int, float]:
    """The worst first, then the best; of moods, those that moved farthest; last, how well the map is looked after."""
    moved = -1.0 if change.field in UPKEEP else 0.0
    if change.field == "emotion" and isinstance(change.before, float) and isinstance(change.after, float):
        moved = abs(change.after - change.before)
    elif change.field == "pains" and not change.aspect:
        moved = 1.0
    return TONES.index(change.tone), -moved
