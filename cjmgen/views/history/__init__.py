"""What became of a journey or a persona: what changed in each release or month, and when each step was last touched.

Of a journey, the curve is shown as it was each time it changed.  There is no page where nobody keeps earlier versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cjmgen.analysis.history import History, LastChange, Moment, PastCurve
from cjmgen.analysis.index import PERSONA_COLOURS, Atlas
from cjmgen.analysis.sparkline import Felt, Spark, spark_from
from cjmgen.analysis.told import TONES, Group, Line, Part, Tone
from cjmgen.model import Journey, Persona, Scope, Target, target_of
from cjmgen.views.base import View, with_history
from cjmgen.views.moments import MomentHead, head_of

WIDTH, HEIGHT = 220.0, 96.0
"""Of a small curve."""
MOST_CURVES = 8
"""In the row; the latest, and the first of all."""
SHOWN_LINES = 10
"""Of an entry; if it has more, they are folded away."""


WORDS: Mapping[str, str] = {"duration": "duration-min", "wait": "wait-min"}
"""Keys of a step in its file -> what the field is called, if not so."""
UNTOLD = frozenset({"id", "formerly", "lint_ignore", "draft"})
"""Keys that say nothing a reader would see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A moment in which something changed."""

    head: MomentHead
    count: int
    tones: tuple[tuple[Tone, int], ...]
    groups: tuple[Group, ...]
    """Its own changes; of a persona also journeys, with the steps that felt otherwise."""
    is_folded: bool
    is_new: bool
    """It came into being then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The journey's curve from a moment on, until the next."""

    head: MomentHead
    spark: Spark
    has_entry: bool
    """Its moment is told below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A day on which something of a step was changed that was not changed since."""

    day: date
    who: str | None
    fields: tuple[str, ...]
    """Keys of their words."""
    is_rest: bool
    """And all that no later touch names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    number: int
    step: Target
    touches: tuple[Touch, ...]
    """The latest first; none if nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    subject: Target
    by: str
    """"release" or "month"."""
    last: LastChange | None
    """When any of its files was last touched."""
    entries: tuple[Entry, ...]
    """The latest first."""
    since_first: MomentHead | None
    """The first moment that is known, if it was there already."""
    quiet: int
    """Moments in which nothing changed."""
    curves: tuple[Curve, ...]
    """The earliest first; none if it never changed."""
    steps: tuple[StepRow, ...]
    is_cut: bool
    has_older: bool


def of_journey(journey: Journey, atlas: Atlas) -> HistoryPage | None:
    if atlas.history is None:
        return None
    key, touched = f"journeys/{journey.id}", atlas.history.steps_of(journey.id)
    found = _page(journey, atlas.history, key, {})
    steps = tuple(
        StepRow(
            number=number,
            step=Target("step", f"{journey.id}/{step.id}", step.name),
            touches=tuple(_touches(touched.get(f"{journey.id}/{step.id}", ()))),
        )
        for number, step in enumerate(journey.steps, 1)
    )
    told = {entry.head.anchor for entry in found.entries}
    return replace(
        found,
        curves=tuple(_row(_curves(journey, atlas.history, atlas, told))),
        steps=steps if any(row.touches for row in steps) else (),
    )


def _touches(changes: Sequence[LastChange]) -> Iterator[Touch]:
    for change in changes:
        is_rest = "id" in change.fields
        fields = () if is_rest else tuple(f"change.{WORDS.get(f, f)}" for f in change.fields if f not in UNTOLD)
        if is_rest or fields:
            fields = tuple(field.replace("_", "-") for field in fields if not field.startswith("change.x-"))
            yield Touch(day=change.day, who=change.who, fields=fields, is_rest=is_rest)


def of_persona(persona: Persona, atlas: Atlas) -> HistoryPage | None:
    """What is said of a persona, and how their journeys felt to them."""
    if atlas.history is None:
        return None
    return _page(persona, atlas.history, f"personas/{persona.id}", _felt_by_moment(persona, atlas.history))


def _page(entity: Journey | Persona, history: History, key: str, felt: Mapping[str, Sequence[Group]]) -> HistoryPage:
    own = target_of(entity)
    entries: list[Entry] = []
    earliest: Moment | None = None
    for moment, ident in history.trail(own.kind, own.id):
        group = history.group(moment, own.kind, ident)
        groups = (*((group,) if group else ()), *felt.get(moment.anchor, ()))
        if groups:
            entries.append(_entry(moment, groups, key))
        if group is not None and _is_added(group):
            break
        earliest = moment
    else:
        earliest = earliest if earliest and earliest.is_first else None
    is_known = not entries or not entries[-1].is_new
    told = {entry.head.anchor for entry in entries} | ({earliest.anchor} if is_known and earliest else set())
    lived = history.moments[: _age(entries, history)]
    return HistoryPage(
        subject=own,
        by=history.by,
        last=history.last_change(entity.origin.path),
        entries=tuple(entries),
        since_first=head_of(earliest, key) if is_known and earliest else None,
        quiet=sum(moment.kind != "since" and moment.anchor not in told for moment in lived),
        curves=(),
        steps=(),
        is_cut=history.is_cut,
        has_older=history.has_older and is_known,
    )


def _age(entries: Sequence[Entry], history: History) -> int:
    """How many moments it has seen."""
    if entries and entries[-1].is_new:
        anchors = [moment.anchor for moment in history.moments]
        return anchors.index(entries[-1].head.anchor) + 1
    return len(history.moments)


def _is_added(group: Group) -> bool:
    return any(line.kind == "added" for part in group.parts if part.is_root for line in part.lines)


def _entry(moment: Moment, groups: Sequence[Group], key: str) -> Entry:
    count = sum(group.count for group in groups)
    tones = [tone for group in groups for tone in group.tones]
    return Entry(
        head=head_of(moment, key),
        count=count,
        tones=tuple((tone, n) for tone in TONES if (n := sum(m for other, m in tones if other == tone))),
        groups=tuple(groups),
        is_folded=count > SHOWN_LINES,
        is_new=_is_added(groups[0]),
    )


def _felt_by_moment(persona: Persona, history: History) -> dict[str, list[Group]]:
    """Moment -> journeys on which this persona's mood changed, with the steps at which it did."""
    found: dict[str, list[Group]] = {}
    for moment, ident in history.trail("persona", persona.id):
        for group in moment.between.told.groups:
            parts = tuple(_felt_parts(group, ident))
            if parts:
                lines = [line for part in parts for line in part.lines]
                found.setdefault(moment.anchor, []).append(
                    replace(group, count=len(lines), tones=_tones(lines), parts=parts)
                )
    return found


def _felt_parts(group: Group, persona: str) -> Iterator[Part]:
    for part in group.parts:
        lines = tuple(replace(line, item=None) for line in part.lines if line.persona == persona)
        if lines:
            yield replace(part, lines=lines)


def _tones(lines: Sequence[Line]) -> tuple[tuple[Tone, int], ...]:
    found = [line.tone for line in lines]
    return tuple((tone, found.count(tone)) for tone in TONES if tone in found)


def _curves(journey: Journey, history: History, atlas: Atlas, told: set[str]) -> list[Curve]:
    """How it was after each moment that changed it, and before the first of them."""
    found: list[Curve] = []
    before: PastCurve | None = None
    """Of the earliest change so far, until its moment is found."""
    first: Curve | None = None
    """As it was before all changes."""
    today: dict[str, str] = {}
    """Ids of personas as they were -> as they are."""
    for moment, ident in history.trail("journey", journey.id):
        bend = history.bend(moment, ident)
        if bend is not None:
            found.append(_curve(bend.after, bend.before, moment, today, atlas, told))
            before, first = bend.before, None
        elif before is not None:
            first, before = _curve(before, None, moment, today, atlas, told), None
        today |= {r.before: today.get(r.after, r.after) for r in moment.between.renamed if r.kind == "persona"}
    found += [first] if first else []
    known = [curve for curve in reversed(found) if curve.spark.known]
    return known if len(known) > 1 else []


def _row(curves: Sequence[Curve]) -> Sequence[Curve]:
    return curves if len(curves) <= MOST_CURVES else (curves[0], *curves[1 - MOST_CURVES :])


def _curve(
    curve: PastCurve, was: PastCurve | None, moment: Moment, today: Mapping[str, str], atlas: Atlas, told: set[str]
) -> Curve:
    """``was`` is shown behind it, if it had the same steps."""

    def felt(curve: PastCurve) -> list[Felt]:
        idents = [(line, today.get(line.persona, line.persona)) for line in curve.lines]
        return [
            Felt(
                number=atlas.persona_mark(ident).number if atlas.persona(ident) else PERSONA_COLOURS,
                name=line.name,
                emotions=line.emotions,
            )
            for line, ident in idents
        ]

    behind = felt(was) if was is not None and (was.stages, was.steps) == (curve.stages, curve.steps) else ()
    steps = [("", name) for name in curve.steps]
    spark = spark_from(felt(curve), steps, curve.stages, WIDTH, HEIGHT, was=behind)
    return Curve(head=head_of(moment), spark=spark, has_entry=moment.anchor in told)


VIEWS = (
    View(name="history", scope=Scope.JOURNEY, compute=of_journey, shows=with_history, optional=True),
    View(name="persona-history", scope=Scope.PERSONA, compute=of_persona, shows=with_history, optional=True),
)
