"""The flow as DOT text: stages side by side, their steps below each other.

Lengths are CSS pixels unless a name says otherwise.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from cjmgen.diagrams import Edge, Graph, Group, Node, TooLarge, dot_text, fit, px, text_width, wrap
from cjmgen.markup.markdown import plain_text
from cjmgen.views.flow.ways import FlowStage, FlowStep, Way
from cjmgen.views.graph_look import CHANNEL_COLOURS, INK, INK_2, LINE_COLOUR, STAR, SUNKEN, SURFACE

Look = dict[str, str | int | float | bool]

LAYOUT = "dot"
MAX_STEPS = 150
MAX_WAYS = 400

FONT = 13
LINE = FONT * 1.2
SMALL_FONT = 12
SMALL_LINE = SMALL_FONT * 1.2
WIDTH = 172
EXIT_WIDTH = 108
PADDING = 12
MAX_NAME_LINES = 3
MIN_GAP = 26.0
"""Between two steps: room for an arrow and the dot of a hand-over."""
LABEL_WIDTH = 92


def draw(stages: tuple[FlowStage, ...]) -> str | None:
    """The DOT text; ``None`` if there is too much to draw."""
    steps = [step for stage in stages for step in stage.steps]
    if len(steps) > MAX_STEPS or sum(len(step.ways) for step in steps) > MAX_WAYS:
        return None
    labels = {step.id: _label(step) for step in steps}
    height = max(map(len, labels.values())) * LINE + 18
    # Where an edge's label takes room, Graphviz makes edges within a column twice as long.
    is_doubled = any(_edge_label(way) for step in steps for way in step.ways)
    beside = [label.count("\n") + 1 for way in _downward(stages) if (label := _edge_label(way))]
    gap = max([MIN_GAP, *(lines * SMALL_LINE + 20 for lines in beside)])
    graph = Graph(
        groups=tuple(_column(stage, labels, gap) for stage in stages),
        nodes=tuple(_exit_node(key, way) for stage in stages for key, way in _exits(stage).items()),
        edges=(*_heads(stages), *_leaving(stages), *_across(stages)),
        look={
            "rankdir": "LR", "newrank": True, "splines": "spline", "bgcolor": "transparent", "pad": 0.08,
            "nodesep": px(gap / 2 if is_doubled else gap), "ranksep": px(48), "fontname": "Helvetica", "fontsize": FONT,
        },
        node_look={
            "shape": "box", "style": "rounded,filled", "fontname": "Helvetica", "fontsize": FONT, "fontcolor": INK,
            "fillcolor": SURFACE, "color": LINE_COLOUR, "penwidth": 1.5, "fixedsize": True, "margin": 0,
            "width": px(WIDTH), "height": px(height),
        },
        edge_look={
            "fontname": "Helvetica", "fontsize": SMALL_FONT, "fontcolor": INK_2, "color": LINE_COLOUR,
            "penwidth": 1.3, "arrowsize": 0.7,
        },
    )  # fmt: skip
    text = dot_text(graph)
    return None if isinstance(text, TooLarge) else text


def _downward(stages: tuple[FlowStage, ...]) -> Iterator[Way]:
    """Ways to the step just below."""
    for stage in stages:
        for step, below in itertools.pairwise(stage.steps):
            yield from (way for way in step.ways if way.step == below.id)


def _heads(stages: tuple[FlowStage, ...]) -> Iterator[Edge]:
    """What keeps the columns in order, two ranks apart where exits stand between them."""
    for one, next_one in itertools.pairwise(stages):
        look: Look = {"style": "invis", "weight": 1000, "minlen": 2 if _exits(one) else 1}
        yield Edge(tail=f"head {one.id}", head=f"head {next_one.id}", look=look)


def _column(stage: FlowStage, labels: dict[str, tuple[str, ...]], gap: float) -> Group:
    """A stage: its head, and its steps below each other."""
    nodes = (
        Node(
            key=f"head {stage.id}",
            lines=(fit(f"{stage.number}  {plain_text(stage.target.name)}", WIDTH, FONT, bold=True),),
            look={
                "class": "flow__head", "shape": "plaintext", "fillcolor": SUNKEN, "fontname": "Helvetica-Bold",
                "height": px(22),
            },
        ),
        *(_node(step, labels[step.id]) for step in stage.steps),
    )  # fmt: skip
    order = [node.key for node in nodes]
    inside = [(step, way) for step in stage.steps for way in step.ways if way.step in order]
    edges = tuple(_inside(step, way, stage.steps, gap) for step, way in inside)
    drawn = {(edge.tail, edge.head) for edge in edges}
    chain = tuple(
        Edge(tail=below, head=above, look={"style": "invis", "weight": 8})
        for above, below in itertools.pairwise(order)
        if (below, above) not in drawn
    )
    return Group(
        groups=(Group(framed=False, nodes=nodes),),
        edges=(*chain, *edges),
        look={"class": "flow__stage", "style": "rounded,filled", "fillcolor": SUNKEN, "color": SUNKEN, "margin": 12},
    )


def _node(step: FlowStep, lines: tuple[str, ...]) -> Node:
    classes = ["flow__step"]
    colour = LINE_COLOUR
    if step.channel:
        classes += [f"is-{step.channel.icon}", "has-channel"]
        colour = CHANNEL_COLOURS.get(step.channel.icon, INK_2)
    if step.truth is not None:
        classes.append("is-truth")
    about = (step.target.name, step.channel.name if step.channel else None, step.device, step.truth)
    return Node(
        key=step.id,
        lines=lines,
        tooltip=" · ".join(plain_text(part) for part in about if part),
        target=step.target,
        look={"class": " ".join(classes), "color": colour, "penwidth": 1.5 if step.truth is None else 3},
    )


def _label(step: FlowStep) -> tuple[str, ...]:
    """The step's name, and its channel on a line of its own."""
    name = plain_text(step.target.name)
    room = WIDTH - 2 * PADDING
    lines = wrap(name if step.truth is None else f"{STAR} {name}", room, FONT, MAX_NAME_LINES)
    return (*lines, fit(plain_text(step.channel.name), room, FONT)) if step.channel else lines


def _exits(stage: FlowStage) -> dict[str, Way]:
    """One node for each way of leaving, however many steps of the stage it leaves from."""
    return {_exit_key(stage, way): way for step in stage.steps for way in step.ways if way.kind == "exit"}


def _exit_key(stage: FlowStage, way: Way) -> str:
    return f"exit {stage.id} {way.name}\n{way.leads_to.id if way.leads_to else ''}"


def _exit_node(key: str, way: Way) -> Node:
    words = plain_text(way.name)
    lines = wrap(words, EXIT_WIDTH - 2 * PADDING, FONT, 3)
    return Node(
        key=key,
        lines=lines,
        tooltip=words,
        target=way.leads_to,
        look={
            "class": "flow__exit", "style": "rounded,dashed,filled", "color": INK_2, "fontcolor": INK_2,
            "penwidth": 1.2, "width": px(EXIT_WIDTH), "height": px(max(1, len(lines)) * LINE + 14),
        },
    )  # fmt: skip


def _leaving(stages: tuple[FlowStage, ...]) -> Iterator[Edge]:
    for stage in stages:
        for step in stage.steps:
            for way in step.ways:
                if way.kind == "exit":
                    look = _way_look(way) | {"tailport": "e", "headport": "w", "weight": 20}
                    yield Edge(tail=step.id, head=_exit_key(stage, way), label=_edge_label(way), look=look)


def _inside(step: FlowStep, way: Way, inner: tuple[FlowStep, ...], gap: float) -> Edge:
    """A way within a column.  Downwards to the neighbour it is written backwards, which keeps the order."""
    look, label = _way_look(way), _edge_label(way)
    below = inner[inner.index(step) + 1 :][:1]
    if not (below and below[0].id == way.step):
        side = "w" if way.kind == "loop" else "e"
        look |= {**_arrow(way), "tailport": side, "headport": side, "constraint": False}
        return Edge(tail=step.id, head=way.step or "", label=label, label_at="xlabel", look=look)
    look |= {"dir": "both", "arrowhead": "dot"} if way.is_handover else {"dir": "back"}
    if label:
        across, along = max(text_width(line, SMALL_FONT) for line in label.split("\n")) / 2 + 10, gap / 2
        # To the right of the arrow; where a way leads straight back, Graphviz draws both from the other end.
        is_turned = any(back.step == step.id for back in below[0].ways)
        degrees = math.degrees(math.atan2(across, along)) * (-1 if is_turned else 1)
        look |= {"labelangle": degrees, "labeldistance": math.hypot(across, along) / 10}
    return Edge(tail=below[0].id, head=step.id, label=label, label_at="headlabel", look={**look, "weight": 8})


def _across(stages: tuple[FlowStage, ...]) -> Iterator[Edge]:
    column = {step.id: number for number, stage in enumerate(stages) for step in stage.steps}
    for step in (step for stage in stages for step in stage.steps):
        for way in step.ways:
            if way.step is None or column[way.step] == column[step.id]:
                continue
            sides = ("e", "w") if column[way.step] > column[step.id] else ("w", "e")
            look = _way_look(way) | _arrow(way)
            look |= {"tailport": sides[0], "headport": sides[1], "constraint": False}
            yield Edge(tail=step.id, head=way.step, label=_edge_label(way), look=look)


def _arrow(way: Way) -> Look:
    return {"dir": "both", "arrowtail": "dot"} if way.is_handover else {}


def _way_look(way: Way) -> Look:
    classes = f"flow__way is-{way.kind}"
    look: Look = {"class": classes}
    if way.kind in ("loop", "exit"):
        look["style"] = "dashed"
    if way.is_handover:
        look |= {"class": f"{classes} is-handover", "color": INK, "penwidth": 2.2}
    return look


def _edge_label(way: Way) -> str:
    words = wrap(plain_text(way.label), LABEL_WIDTH, SMALL_FONT, 2) if way.label else ()
    share = () if way.share_pct is None else (_share(way.share_pct),)
    return "\n".join((*words, *share))


def _share(share_pct: float) -> str:
    """Whole per cent; the words beside the picture are exact."""
    return "< 1\N{NO-BREAK SPACE}%" if 0 < share_pct < 1 else f"{round(share_pct)}\N{NO-BREAK SPACE}%"
