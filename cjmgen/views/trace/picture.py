"""A journey's chains as a picture: four columns of boxes, joined from left to right.

All numbers are SVG user units, one of them a CSS pixel.  Pains keep the order of the map; every
other column is ordered and placed by the middle of what leads to it, so that lines run level
where they can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.trace import JourneyTrace, solutions_of
from cjmgen.diagrams import wrap
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Target, as_foreign, lang_of, target_of

COLUMNS = ("pain", "opportunity", "solution", "metric")
WIDTH, BETWEEN = 236.0, 72.0
FONT, LEADING = 13.0, 17.0
PADDING, SIGN = 11.0, 12.0
GAP = 10.0
TOP = 30.0
"""Room for the names of the columns."""
MAX_LINES = 3
MAX_BOXES, MAX_LINKS = 80, 240
"""More, and the picture is a thicket; the table has everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    kind: str
    """"pain", "opportunity", "solution" or "metric"."""
    target: Target
    """For a pain: the step it is felt at, by the pain's words."""
    x: float
    y: float
    height: float
    lines: tuple[tuple[float, str], ...]
    """Baseline and words."""
    status: str | None
    """How far an opportunity or a solution is."""
    ends: bool
    """Nothing follows from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    width: float
    height: float
    box_width: float
    text_x: float
    """From a box's left edge to its words."""
    sign_x: float
    sign_y: float
    sign_size: float
    """Where in a box the sign of its status stands."""
    heads: tuple[tuple[str, float], ...]
    """Kind and x of each column that is not empty."""
    head_y: float
    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    """SVG path data of the lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A box before it has a place."""

    kind: str
    key: str
    target: Target
    status: str | None = None
    is_dropped: bool = False
    before: tuple[str, ...] = ()
    """Keys of what leads here."""


def draw(trace: JourneyTrace, atlas: Atlas) -> Picture | None:
    """``None`` if no chain begins here, or if there is too much to draw."""
    columns = _columns(trace, atlas)
    entries = [entry for column in columns for entry in column]
    links = [(before, entry.key) for entry in entries for before in entry.before]
    if not links or len(entries) > MAX_BOXES or len(links) > MAX_LINKS:
        return None
    leading = {before for before, _ in links}
    words = {entry.key: _words(entry) for entry in entries}
    heights = {key: len(lines) * LEADING + 2 * PADDING - 5 for key, lines in words.items()}
    tops: dict[str, float] = {}
    for column in columns:
        tops |= _placed(column, heights, tops)
    lowest = max(tops[entry.key] + heights[entry.key] for entry in entries)
    left = {entry.key: COLUMNS.index(entry.kind) * (WIDTH + BETWEEN) + 1 for entry in entries}
    middle = {key: top + heights[key] / 2 for key, top in tops.items()}
    return Picture(
        width=4 * WIDTH + 3 * BETWEEN + 2,
        height=round(lowest + 2, 1),
        box_width=WIDTH,
        text_x=PADDING,
        sign_x=WIDTH - PADDING - SIGN,
        sign_y=PADDING - 1,
        sign_size=SIGN,
        heads=tuple((kind, i * (WIDTH + BETWEEN) + 1) for i, kind in enumerate(COLUMNS) if columns[i]),
        head_y=14,
        boxes=tuple(
            Box(
                kind=entry.kind,
                target=entry.target,
                x=left[entry.key],
                y=round(tops[entry.key], 1),
                height=heights[entry.key],
                lines=tuple(
                    (round(PADDING + FONT - 3 + LEADING * number, 1), line)
                    for number, line in enumerate(words[entry.key])
                ),
                status=entry.status,
                ends=entry.kind != "metric" and entry.key not in leading and not entry.is_dropped,
            )
            for entry in entries
        ),
        paths=tuple(_path(left[tail] + WIDTH, middle[tail], left[head], middle[head]) for tail, head in links),
    )


def _columns(trace: JourneyTrace, atlas: Atlas) -> tuple[tuple[_Entry, ...], ...]:
    pains = tuple(
        _Entry(
            kind="pain",
            key=f"pain {found.id}",
            target=Target("step", found.place.target.id, found.pain.text),
        )
        for found in trace.claimed
    )
    opportunities = tuple(
        _Entry(
            kind="opportunity",
            key=f"opportunity {o.id}",
            target=target_of(o),
            status=o.status,
            is_dropped=o.status == "dropped",
            before=tuple(f"pain {p.id}" for p in trace.claimed if any(o.id == own.id for own in p.pain.opportunities)),
        )
        for o in trace.opportunities
    )
    answered = {o.id: {s.id for s in solutions_of(o, atlas)} for o in trace.opportunities}
    solutions = tuple(
        _Entry(
            kind="solution",
            key=f"solution {s.id}",
            target=target_of(s),
            status=s.status,
            before=tuple(f"opportunity {o.id}" for o in trace.opportunities if s.id in answered[o.id]),
        )
        for s in trace.solutions
    )
    metrics = tuple(
        _Entry(
            kind="metric",
            key=f"metric {m.id}",
            target=target_of(m),
            before=tuple(f"solution {s.id}" for s in trace.solutions if any(e.metric.id == m.id for e in s.expected)),
        )
        for m in trace.metrics
    )
    return pains, opportunities, solutions, metrics


def _words(entry: _Entry) -> tuple[str, ...]:
    room = WIDTH - 2 * PADDING - (SIGN + 6 if entry.status else 0)
    lang = lang_of(entry.target.name)
    lines = wrap(plain_text(entry.target.name), room, FONT, MAX_LINES)
    return tuple(as_foreign(line, lang) for line in lines)


def _placed(column: Sequence[_Entry], heights: Mapping[str, float], tops: Mapping[str, float]) -> dict[str, float]:
    """Upper edge of each box of a column: as near as may be to the middle of what leads to it."""
    centres = {key: top + heights[key] / 2 for key, top in tops.items()}

    def wanted(entry: _Entry) -> float:
        led = [centres[key] for key in entry.before]
        return sum(led) / len(led) if led else float("inf")

    order = sorted(column, key=wanted) if tops else list(column)
    ideal: list[float] = []
    for entry in order:
        middle = wanted(entry)
        after = ideal[-1] + heights[order[len(ideal) - 1].key] + GAP if ideal else TOP
        ideal.append(after if middle == float("inf") else middle - heights[entry.key] / 2)
    return dict(zip((entry.key for entry in order), apart(ideal, [heights[e.key] for e in order]), strict=True))


def apart(ideal: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Tops of boxes in this order, none above ``TOP`` and none overlapping, with the least squares of moving.

    Neighbours that would overlap are joined and moved together (pool adjacent violators; R. E. Barlow
    and others, Statistical Inference under Order Restrictions, 1972).
    """
    offsets = [0.0]
    for height in heights[:-1]:
        offsets.append(offsets[-1] + height + GAP)
    blocks: list[tuple[float, int]] = []
    """Mean of the wanted place, and how many boxes share it."""
    for wish, offset in zip(ideal, offsets, strict=False):
        blocks.append((wish - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, n), (b, m) = blocks[-2:]
            blocks[-2:] = [((a * n + b * m) / (n + m), n + m)]
    starts = [max(TOP, mean) for mean, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=False)]


def _path(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = BETWEEN * 0.55 if x2 - x1 <= BETWEEN + 1 else BETWEEN
    return f"M{x1:g} {y1:.1f}C{x1 + bend:g} {y1:.1f} {x2 - bend:g} {y2:.1f} {x2:g} {y2:.1f}"
