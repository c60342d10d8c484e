"""DOT text: graphs described as values, written with names of our own and escaped text.

Every name in the text is generated.  An author's words stand only in labels and
tooltips, attributes come from a fixed list with checked values, links are relative.
So nothing an author writes can be anything but words in the picture.

Lengths are in DOT's own units, inches for sizes and points for type; one point is
one CSS pixel in the page (``px`` converts).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import graphviz

from cjmgen.diagrams.svg import BACKSLASH
from cjmgen.diagrams.text_width import roomy
from cjmgen.model import Target

MAX_NODES = 500
"""More, and nobody reads the picture."""
MAX_EDGES = 1500
MAX_TEXT = 2000
"""Characters of one label or tooltip that reach the picture; the words beside it have them all."""

Value = str | int | float | bool
Attributes = Mapping[str, Value]

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_POINTS = re.compile(r"-?\d+(\.\d+)?(,-?\d+(\.\d+)?){1,3}!?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|transparent")
_CLASSES = re.compile(r"[A-Za-z][A-Za-z0-9_-]*( [A-Za-z][A-Za-z0-9_-]*)*")
_BLANKS = re.compile("[ \t\n]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _words(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


def _list_of(*words: str) -> re.Pattern[str]:
    return re.compile(f"({'|'.join(words)})(,({'|'.join(words)}))*")


_COMPASS = _words("n", "ne", "e", "se", "s", "sw", "w", "nw", "c")
_ARROW = _words("none", "normal", "empty", "vee", "dot", "odot", "tee", "box", "obox", "diamond", "odiamond")
_TRUTH = _words("true", "false")

ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("color", "fillcolor", "fontcolor", "bgcolor"), _COLOUR),
    **dict.fromkeys(("constraint", "fixedsize", "newrank", "concentrate", "forcelabels"), _TRUTH),
    **dict.fromkeys(("tailport", "headport"), _COMPASS),
    **dict.fromkeys(("arrowhead", "arrowtail"), _ARROW),
    **dict.fromkeys(("pos", "bb", "lp"), _POINTS),
    **dict.fromkeys(
        (
            "arrowsize", "fontsize", "height", "labelangle", "labeldistance", "margin", "minlen", "nodesep", "pad",
            "penwidth", "peripheries", "ranksep", "sides", "weight", "width",
        ),
        _NUMBER,
    ),
    "class": _CLASSES,
    "dir": _words("forward", "back", "both", "none"),
    "fontname": _words("Helvetica", "Helvetica-Bold"),
    "labeljust": _words("l", "c", "r"),
    "labelloc": _words("t", "c", "b"),
    "ordering": _words("in", "out"),
    "outputorder": _words("breadthfirst", "nodesfirst", "edgesfirst"),
    "rank": _words("same", "min", "max", "source", "sink"),
    "rankdir": _words("LR", "TB", "RL", "BT"),
    "shape": _words("box", "ellipse", "circle", "diamond", "hexagon", "octagon", "parallelogram", "plaintext", "point"),
    "splines": _words("spline", "ortho", "line", "true", "false"),
    "style": _list_of("rounded", "filled", "dashed", "dotted", "solid", "bold", "invis"),
}  # fmt: skip
"""The attributes a graph may use, each with what it may say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    key: str
    """What edges call it; never written."""
    lines: tuple[str, ...] = ()
    """Its label, already broken into lines."""
    tooltip: str = ""
    """What it is called in full; also the name of its link."""
    target: Target | None = None
    """Where it leads.  Which address that is depends on the page: see ``svg.with_addresses``."""
    look: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    tail: str
    head: str
    """Keys of nodes."""
    label: str = ""
    """May have several lines."""
    label_at: str = "label"
    """"label": the layout makes room for it; "xlabel": afterwards, where there is room;
    "headlabel": near the head, at ``labelangle`` degrees and ten times ``labeldistance`` points from it."""
    tooltip: str = ""
    look: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Nodes that belong together: a framed cluster, or (``framed=False``) only a shared rank."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    label: str = ""
    framed: bool = True
    look: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    look: Attributes = field(default_factory=dict)
    node_look: Attributes = field(default_factory=dict)
    """What holds for every node unless it says otherwise."""
    edge_look: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TooLarge:
    """The graph is beyond drawing; show the words instead."""

    nodes: int
    edges: int


def dot_text(graph: Graph, *, max_nodes: int = MAX_NODES, max_edges: int = MAX_EDGES) -> str | TooLarge:
    """The graph as DOT text; the same graph always gives the same text."""
    whole = Group(nodes=graph.nodes, edges=graph.edges, groups=graph.groups)
    keys, edges = _keys(whole), _count_edges(whole)
    if len(keys) > max_nodes or edges > max_edges:
        return TooLarge(len(keys), edges)
    names = {key: f"n{number}" for number, key in enumerate(keys)}
    if len(names) != len(keys):
        raise ValueError("two nodes have the same key")
    text = graphviz.Digraph(
        "diagram",
        graph_attr=_checked({"id": "graph", **graph.look}),
        node_attr=_checked(graph.node_look),
        edge_attr=_checked(graph.edge_look),
    )
    _write(text, whole, names, "")
    return str(text.source)


def px(length: float) -> float:
    """CSS pixels as DOT's inches."""
    return round(length / 72, 4)


def escape(line: str) -> str:
    """One line of an author's words as it may stand in a DOT label: itself, and nothing else."""
    return _entities(line).replace("\\", "\\\\")


def escape_tooltip(line: str) -> str:
    """The same for a tooltip.

    Graphviz reads a tooltip's backslashes twice and by other rules than a label's, so
    none is sent there: another character stands for them until ``svg.finish``.
    """
    return _entities(line).replace("\\", BACKSLASH)


def _entities(line: str) -> str:
    words = _BLANKS.sub(" ", _CONTROL.sub("", line.replace("\r", "\n")))[:MAX_TEXT].strip(" ")
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _label(lines: Iterable[str]) -> str:
    return "\\n".join(escape(line) for line in lines)


def link_to(target: Target) -> str:
    """What stands for the address of a target in a picture: ``to/step/checkout/cart``, percent-encoded.

    Whatever the id, this has no scheme and does not leave the site.
    """
    return f"to/{quote(target.kind, safe='')}/{quote(_CONTROL.sub('', target.id), safe='/')}"


def _write(text: graphviz.Digraph, group: Group, names: Mapping[str, str], path: str) -> None:
    for number, inner in enumerate(group.groups):
        where = f"{path}_{number}"
        if inner.framed:
            look = {"id": f"c{where}", **inner.look}
            part = graphviz.Digraph(f"cluster{where}", graph_attr=_checked(look) | {"label": escape(inner.label)})
        else:
            part = graphviz.Digraph(graph_attr=_checked({"rank": "same", **inner.look}))
        _write(part, inner, names, where)
        text.subgraph(part)
    for node in group.nodes:
        name = names[node.key]
        text.node(name, _label(node.lines), _attributes=_of_node(node, name))
    for number, edge in enumerate(group.edges):
        text.edge(names[edge.tail], names[edge.head], _attributes=_of_edge(edge, f"e{path}_{number}"))


def _of_node(node: Node, name: str) -> dict[str, str]:
    look = _checked({"id": name, **node.look})
    if node.tooltip:
        look["tooltip"] = escape_tooltip(node.tooltip)
    if node.target is not None:
        look["URL"] = link_to(node.target)
    return look


def _of_edge(edge: Edge, name: str) -> dict[str, str]:
    look = _checked({"id": name, **edge.look})
    if edge.label:
        if edge.label_at not in ("label", "xlabel", "headlabel"):
            raise ValueError(f"not a place for a label: {edge.label_at!r}")
        look[edge.label_at] = _label(map(roomy, edge.label.split("\n")))
    if edge.tooltip:
        look["edgetooltip"] = look["labeltooltip"] = escape_tooltip(edge.tooltip)
    return look


_ID = re.compile(r"graph|[nce](_?\d+)+")


def _checked(look: Attributes) -> dict[str, str]:
    """Attributes as text; one that is not on the list, or says something else, is a mistake of ours."""
    checked: dict[str, str] = {}
    for name, value in look.items():
        text = _plain(value)
        pattern = _ID if name == "id" else ATTRIBUTES.get(name)
        if pattern is None or not pattern.fullmatch(text):
            raise ValueError(f"a diagram must not say {name}={text!r}")
        checked[name] = text
    return checked


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _keys(group: Group) -> list[str]:
    return [node.key for node in group.nodes] + [key for inner in group.groups for key in _keys(inner)]


def _count_edges(group: Group) -> int:
    return len(group.edges) + sum(_count_edges(inner) for inner in group.groups)
