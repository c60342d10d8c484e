"""Map: stages and steps as columns, lanes as rows, the emotion curve as its spine.

The same journey stands on the page twice, as a table for wide screens and paper and as
a list of steps for phones; only one of the two is displayed.  Both are printed from the
same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.emotion import curves_of
from cjmgen.analysis.history import LastChange
from cjmgen.analysis.index import Atlas
from cjmgen.model import Journey, Scope, Stage, Target
from cjmgen.model import target_of as target
from cjmgen.views.base import View, with_steps
from cjmgen.views.curve_picture import Sketch, tracks_of
from cjmgen.views.curve_sentence import CurveSentence, sentence_of
from cjmgen.views.curve_shapes import MAP_FRAME
from cjmgen.views.map_grid.columns import FILLED, Column, Number, Source, columns_of, number_of
from cjmgen.views.map_grid.lanes import lanes_of
from cjmgen.views.map_grid.remarks import Remark, remarks_of
from cjmgen.views.map_grid.steps_list import Overview, Scale, overview_of, scale_of
from cjmgen.views.story import split_story

SOURCES_SHOWN = 6
WIDEST = 60
"""Beyond so many steps paper is too narrow for one table; the stylesheet has a rule for each number up to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the persona expects of a stage."""

    text: str
    count: int | None
    of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHead:
    id: str
    number: int
    """From 1."""
    name: str
    goal: str | None
    expectations: tuple[Promise, ...]
    strategy: str | None
    colour: int | None
    metrics: tuple[Number, ...]
    columns: tuple[Column, ...]
    scales: tuple[Scale, ...]
    """One a column, for the list of steps."""
    starts_later: bool
    """Not the first."""
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Basic data of the map."""

    objective: str | None
    scenario: str | None
    trigger: str | None
    end: str | None
    scope_in: tuple[str, ...]
    scope_out: tuple[str, ...]
    metrics: tuple[Number, ...]
    tags: tuple[str, ...]
    approved_by: str | None
    approval: str
    """"approved", "changed" or "unproven"; "" if nobody approved it."""
    last_change: LastChange | None
    """Of any of its files; ``None``: nobody keeps track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    source: Source
    unit: str | None
    """What ``n`` counts; ``None`` means people."""
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Another journey."""

    role: str
    """"pair", "parent", "child", "variant" or "original"."""
    target: Target
    goal: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapGrid:
    title: str
    stages: tuple[StageHead, ...]
    columns: tuple[Column, ...]
    steps: int
    size_class: str
    """Class that tells the stylesheet the number of columns."""
    lanes: tuple[str, ...]
    has_stage_row: bool
    """A stage says what is expected of it, what we set out to do, or what is measured."""
    has_computed: bool
    has_moments: bool
    has_unknown: bool
    sketch: Sketch
    sentences: tuple[CurveSentence, ...]
    overview: Overview
    remarks: tuple[Remark, ...]
    background: Background
    evidence: tuple[EvidenceLine, ...]
    """Research the journey itself names first."""
    more_evidence: tuple[EvidenceLine, ...]
    """What there is no room for at first sight."""
    relatives: tuple[Relative, ...]
    story: str
    """Markdown, without the paragraph that stands in the head."""
    has_stage_stories: bool


def compute(journey: Journey, atlas: Atlas) -> MapGrid | None:
    if not journey.steps:
        return None
    columns = columns_of(journey, atlas)
    curves = curves_of(journey, atlas)
    is_felt = any(curve.known for curve in curves)
    filled = frozenset(lane for lane, has in FILLED.items() if any(has(column) for column in columns))
    stages = tuple(stage for stage in journey.stages if stage.steps)
    evidence = _evidence(journey, atlas)
    sizes = tuple(len(stage.steps) for stage in stages)
    sketch = Sketch(tracks=tracks_of(curves, MAP_FRAME), stage_sizes=sizes, frame=MAP_FRAME)
    scales = tuple(scale_of(curves, i) for i in range(len(columns)))
    return MapGrid(
        title=journey.title,
        stages=_stages(stages, columns, scales),
        columns=columns,
        steps=len(columns),
        size_class=f"map--n{len(columns)}" if len(columns) <= WIDEST else "map--many",
        lanes=lanes_of(journey, atlas.site, filled | {"emotion"} if is_felt else filled),
        has_stage_row=any(s.expectations or s.strategy or s.metrics for s in stages),
        has_computed=sketch.has_computed,
        has_moments=any(column.moment for column in columns),
        has_unknown=sketch.has_unknown,
        sketch=sketch,
        sentences=tuple(sentence_of(curve) for curve in curves),
        overview=overview_of(curves, stages),
        remarks=remarks_of(journey, curves, atlas),
        background=_background(journey, atlas),
        evidence=evidence[:SOURCES_SHOWN],
        more_evidence=evidence[SOURCES_SHOWN:],
        relatives=_relatives(journey, atlas),
        story=split_story(journey.body)[1],
        has_stage_stories=any(stage.body for stage in stages),
    )


def _stages(
    stages: tuple[Stage, ...],
    columns: tuple[Column, ...],
    scales: tuple[Scale, ...],
) -> tuple[StageHead, ...]:
    heads: list[StageHead] = []
    start = 0
    for number, stage in enumerate(stages, start=1):
        end = start + len(stage.steps)
        heads.append(
            StageHead(
                id=stage.id, number=number, name=stage.name, goal=stage.goal,
                expectations=tuple(Promise(text=c.text, count=c.count, of=c.of) for c in stage.expectations),
                strategy=stage.strategy, colour=stage.colour,
                metrics=tuple(map(number_of, stage.metrics)), columns=columns[start:end], scales=scales[start:end],
                starts_later=start > 0, story=stage.body,
            )
        )  # fmt: skip
        start = end
    return tuple(heads)


def _background(journey: Journey, atlas: Atlas) -> Background:
    return Background(
        objective=journey.objective, scenario=journey.scenario, trigger=journey.trigger, end=journey.end,
        scope_in=journey.scope_in, scope_out=journey.scope_out, metrics=tuple(map(number_of, journey.metrics)),
        tags=journey.tags, approved_by=journey.approved_by,
        approval=journey.approval.state if journey.approval else "",
        last_change=atlas.history.last_change(journey.origin.path) if atlas.history else None,
    )  # fmt: skip


def _evidence(journey: Journey, atlas: Atlas) -> tuple[EvidenceLine, ...]:
    """Research the journey names, then what only its steps rest on."""
    steps = [e for step in journey.steps for e in atlas.evidence_of_step(journey.id, step.id)]
    found = {evidence.id: evidence for evidence in (*journey.evidence, *steps)}
    return tuple(
        EvidenceLine(source=Source(target=target(e), kind=e.kind, n=e.n), unit=e.unit, date=e.date)
        for e in found.values()
    )


def _relatives(journey: Journey, atlas: Atlas) -> tuple[Relative, ...]:
    parent = atlas.journey(journey.parent) if journey.parent else None
    original = atlas.journey(journey.variant_of) if journey.variant_of else None
    found = [
        ("pair", atlas.partner_of(journey)),
        ("parent", parent),
        *(("child", child) for child in atlas.children_of(journey.id)),
        ("original", original),
        *(("variant", other) for other in atlas.variants_of(journey.id)),
    ]
    return tuple(
        Relative(role=role, target=target(other), goal=other.goal, state=other.state) for role, other in found if other
    )


VIEW = View(name="map-grid", scope=Scope.JOURNEY, compute=compute, shows=with_steps, parts=("journey-head",))
