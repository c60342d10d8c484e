"""Swimlanes as DOT text: every place computed here, only the ways' lines are left to Graphviz.

Lengths are CSS pixels; the page lays lane heads over the picture, so that they stay when it
scrolls, and therefore the picture keeps exactly the frame computed here.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.diagrams import Edge, Graph, Group, Node, TooLarge, dot_text, fit, px, wrap
from cjmgen.markup.markdown import plain_text
from cjmgen.views.graph_look import CHANNEL_COLOURS, INK, INK_2, LINE_COLOUR, STAR, SUNKEN, SURFACE
from cjmgen.views.swimlane.lanes import Lane, Lanes, LaneStep, LaneWay

Look = dict[str, str | int | float | bool]

LAYOUT = "nop"
MAX_STEPS = 150
MAX_WAYS = 400

FONT = 13
LINE = FONT * 1.2
WIDTH = 152
PADDING = 10
MAX_NAME_LINES = 3
COLUMN_GAP = 46
LANE_PADDING = 12
LANE_GAP = 4
TOP = 40
"""The stages' names.  Lines lead at most 36 around the outermost steps, so they never leave the frame."""
FRAME = 40
"""The same room to the left of the first column, right of the last, and below."""
HEAD_WIDTH = 136
"""Of a lane's head; ``swimlane.css`` knows it too."""
HEAD_TEXT_X = 46
HEAD_LINES = 3
ICON = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A lane's head, as it is laid over the picture."""

    icon: str
    y: float
    height: float
    icon_y: float
    mark_y: float
    """Of the square around the icon."""
    lines: tuple[tuple[float, str], ...]
    """Baseline and words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanePicture:
    dot: str
    width: float
    height: float
    heads: tuple[Head, ...]


def draw(lanes: Lanes, unnamed: str = "–") -> LanePicture | None:
    """``None`` if there is too much to draw."""
    steps = [step for lane in lanes.lanes for step in lane.steps]
    if len(steps) > MAX_STEPS or len(lanes.ways) > MAX_WAYS:
        return None
    labels = {step.id: _label(step, lanes.kind) for step in steps}
    columns = columns_of(lanes)
    step_height = round(max(map(len, labels.values())) * LINE + 16)
    lane_height = step_height + 2 * LANE_PADDING
    count = max(columns.values()) + 1
    width = HEAD_WIDTH + 2 * FRAME + count * (WIDTH + COLUMN_GAP) - COLUMN_GAP
    height = TOP + len(lanes.lanes) * (lane_height + LANE_GAP) + FRAME - 2 * LANE_PADDING
    tops = [TOP + number * (lane_height + LANE_GAP) for number in range(len(lanes.lanes))]

    def node(step: LaneStep, top: float) -> Node:
        x = HEAD_WIDTH + FRAME + columns[step.id] * (WIDTH + COLUMN_GAP) + WIDTH / 2
        return _node(step, labels[step.id], f"{x:.1f},{-(top + lane_height / 2):.1f}")

    graph = Graph(
        groups=(
            Group(look={"class": "swimlane__frame", "bb": _box(0, 0, width, height), "color": "transparent"}),
            *(
                Group(
                    nodes=tuple(node(step, top) for step in lane.steps),
                    label=fit(_name(lane, unnamed), HEAD_WIDTH - 12, FONT),
                    look=_lane_look(top, width, lane_height),
                )
                for lane, top in zip(lanes.lanes, tops, strict=True)
            ),
            *_stages(lanes, columns, tops[-1] + lane_height),
        ),
        # A way from a step to itself changes no lane, and Graphviz would draw it beyond the frame.
        edges=tuple(_edge(way) for way in lanes.ways if way.before.id != way.after.id),
        look={
            "splines": "ortho", "bgcolor": "transparent", "pad": 0, "fontname": "Helvetica", "fontsize": FONT,
            "bb": _box(0, 0, width, height),
        },
        node_look={
            "shape": "box", "style": "rounded,filled", "fontname": "Helvetica", "fontsize": FONT, "fontcolor": INK,
            "fillcolor": SURFACE, "color": LINE_COLOUR, "penwidth": 1.5, "fixedsize": True, "margin": 0,
            "width": px(WIDTH), "height": px(step_height),
        },
        edge_look={"color": LINE_COLOUR, "penwidth": 1.3, "arrowsize": 0.7},
    )  # fmt: skip
    text = dot_text(graph)
    if isinstance(text, TooLarge):
        return None
    heads = tuple(_head(lane, unnamed, top, lane_height) for lane, top in zip(lanes.lanes, tops, strict=True))
    return LanePicture(dot=text, width=width, height=height, heads=heads)


def columns_of(lanes: Lanes) -> dict[str, int]:
    """The column of each step, from left to right in the journey's order.

    A stage begins a new column.  Within it steps share one as long as each stands below the one
    before (or each above it), so lines between neighbours are straight.
    """
    rows = {step.id: row for row, lane in enumerate(lanes.lanes) for step in lane.steps}
    steps = sorted((step for lane in lanes.lanes for step in lane.steps), key=lambda step: step.number)
    columns: dict[str, int] = {}
    column, direction = -1, 0
    before: LaneStep | None = None
    for step in steps:
        move = 0 if before is None else _sign(rows[step.id] - rows[before.id])
        if before is None or step.stage != before.stage or move in (0, -direction):
            column, direction = column + 1, 0
        else:
            direction = move
        columns[step.id] = column
        before = step
    return columns


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _box(left: float, top: float, right: float, bottom: float) -> str:
    return f"{left:.1f},{-bottom:.1f},{right:.1f},{-top:.1f}"


def _lane_look(top: float, width: float, height: float) -> Look:
    return {
        "class": "swimlane__lane", "style": "filled", "fillcolor": SUNKEN, "color": SUNKEN,
        "bb": _box(0, top, width, top + height), "lp": f"{HEAD_WIDTH / 2:.1f},{-(top + height / 2):.1f}",
    }  # fmt: skip


def _stages(lanes: Lanes, columns: dict[str, int], bottom: float) -> list[Group]:
    """The stages' names above their columns, and a rule between stages."""
    taken: dict[int, list[int]] = {}
    for lane in lanes.lanes:
        for step in lane.steps:
            taken.setdefault(step.stage, []).append(columns[step.id])
    pitch, start = WIDTH + COLUMN_GAP, HEAD_WIDTH + FRAME
    heads: list[Group] = []
    rules: list[Group] = []
    for number, (_, inside) in enumerate(sorted(taken.items())):
        left, right = start + min(inside) * pitch, start + max(inside) * pitch + WIDTH
        name = fit(f"{number + 1}  {plain_text(lanes.stages[number])}", right - left, FONT, bold=True)
        look: Look = {
            "class": "swimlane__stage", "color": "transparent", "fontname": "Helvetica-Bold",
            "bb": _box(left, 6, right, TOP - 8), "lp": f"{(left + right) / 2:.1f},{-(TOP - 14) / 2 - 2:.1f}",
        }  # fmt: skip
        heads.append(Group(label=name, look=look))
        if number:
            x = left - COLUMN_GAP / 2
            rules.append(Group(look={"class": "swimlane__rule", "color": "#e4e0d7", "bb": _box(x, 6, x, bottom)}))
    return [*rules, *heads]


def _node(step: LaneStep, lines: tuple[str, ...], place: str) -> Node:
    classes = ["swimlane__step"]
    colour = LINE_COLOUR
    if step.icon:
        classes += [f"is-{step.icon}", "has-channel"]
        colour = CHANNEL_COLOURS.get(step.icon, INK_2)
    if step.truth is not None:
        classes.append("is-truth")
    about = (step.target.name, step.channel, step.truth)
    return Node(
        key=step.id,
        lines=lines,
        tooltip=f"{step.number} · " + " · ".join(plain_text(part) for part in about if part),
        target=step.target,
        look={"class": " ".join(classes), "color": colour, "penwidth": 1.5 if step.truth is None else 3, "pos": place},
    )


def _label(step: LaneStep, kind: str) -> tuple[str, ...]:
    """Number and name; where the lane does not tell the channel, that on a line of its own."""
    name = f"{step.number}  {STAR} " if step.truth is not None else f"{step.number}  "
    room = WIDTH - 2 * PADDING
    lines = wrap(name + plain_text(step.target.name), room, FONT, MAX_NAME_LINES)
    if kind == "channel" or not step.channel:
        return lines
    return (*lines, fit(plain_text(step.channel), room, FONT))


def _edge(way: LaneWay) -> Edge:
    classes = f"swimlane__way is-{'loop' if way.is_back else 'onward'}"
    look: Look = {"class": classes}
    if way.is_back:
        look["style"] = "dashed"
    if way.is_handover:
        look |= {
            "class": f"{classes} is-handover", "color": INK, "penwidth": 2, "dir": "both", "arrowtail": "dot",
        }  # fmt: skip
    return Edge(tail=way.before.id, head=way.after.id, look=look)


def _name(lane: Lane, unnamed: str) -> str:
    return plain_text(lane.target.name) if lane.target else unnamed


def _head(lane: Lane, unnamed: str, top: float, height: float) -> Head:
    words = wrap(_name(lane, unnamed), HEAD_WIDTH - HEAD_TEXT_X - 6, FONT, HEAD_LINES, bold=True)
    middle = top + height / 2
    first = middle - (len(words) - 1) * LINE / 2 + FONT * 0.36
    return Head(
        icon=lane.icon,
        y=round(top, 1),
        height=round(height, 1),
        icon_y=round(middle - ICON / 2, 1),
        mark_y=round(middle - 13, 1),
        lines=tuple((round(first + number * LINE, 1), line) for number, line in enumerate(words)),
    )
