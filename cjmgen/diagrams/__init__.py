"""Diagrams: graphs described as values, laid out by Graphviz, made fit for a page.

    Graph --dot_text--> DOT text --Engine.render--> SVG --finish--> SVG of ours

A view makes the DOT text.  Turning it into a picture is slow, so it happens while
rendering and is remembered under ``diagram_key``.
"""

from __future__ import annotations

import hashlib
import json

from cjmgen.diagrams.dot import Edge, Graph, Group, Node, TooLarge, dot_text, px
from cjmgen.diagrams.engines import Engine, choose
from cjmgen.diagrams.failure import DiagramError
from cjmgen.diagrams.svg import finish, with_addresses
from cjmgen.diagrams.text_width import fit, text_width, width_em, wrap

__all__ = [
    "DiagramError", "Edge", "Engine", "Graph", "Group", "Node", "TooLarge", "choose", "diagram_key", "dot_text",
    "fit", "px", "render_svg", "text_width", "width_em", "with_addresses", "wrap",
]  # fmt: skip

REVISION = 1
"""To be raised whenever ``svg.finish`` makes something else of the same picture."""


def render_svg(engine: Engine, dot: str, layout: str, *, id: str, title: str, desc: str) -> str:
    """The picture as SVG text for a page; ``DiagramError`` if it cannot be drawn."""
    return finish(engine.render(dot, layout), id=id, title=title, desc=desc)


def diagram_key(engine: Engine, dot: str, layout: str, *, id: str, title: str, desc: str) -> str:
    """What to remember the result of ``render_svg`` under."""
    parts = [REVISION, engine.name, engine.version, dot, layout, id, title, desc]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
