"""Whatever an author writes stays words in the picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmgen.diagrams import Edge, Graph, Group, Node, TooLarge, choose, dot_text, render_svg
from cjmgen.diagrams.dot import MAX_TEXT, link_to
from cjmgen.model import Target

SVG = "{http://www.w3.org/2000/svg}"
ENGINE = choose("embedded")

HOSTILE = [
    'He said "stop"', "back\\slash", "\\N \\G \\L \\T \\E \\H", "ends in \\", "<b>bold</b>", "<x>", "<<table>>",
    "a &amp; b &#60; &nbsp; &bogus;", "]]>", "<!-- x -->", "]; evil [label=x", "a\nb", "a\x00\x07\x1bb", "\ufffe\uffff",
    "שלום עולם", "\u202eRTL", "👩\u200d🚀 🇵🇱", "%N %s {0} {{ t }}", "javascript:alert(1)", ' onclick="x"', "x" * 20_000,
]  # fmt: skip


def drawn(text: str) -> tuple[str, str]:
    """The words of a node and of its tooltip in the finished picture."""
    node = Node(key="a", lines=(f"-{text}-",), tooltip=f"-{text}-", target=Target("step", "a/b", ""))
    svg = render_svg(ENGINE, _dot(Graph(nodes=(node,))), "dot", id="d", title="T", desc="D")
    root = ElementTree.fromstring(svg)
    link = root.find(f".//{SVG}a")
    assert link is not None
    return link.findtext(f"{SVG}text") or "", link.findtext(f"{SVG}title") or ""


def _dot(graph: Graph) -> str:
    text = dot_text(graph)
    assert isinstance(text, str)
    return text


def words(text: str) -> str:
    kept = "".join(c for c in text if c in "\t\n\r" or (ord(c) >= 32 and c not in "\ufffe\uffff"))
    return " ".join(kept.split())


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_a_hostile_label_is_shown_as_it_was_written(text: str) -> None:
    shown = words(f"-{text}-")[:MAX_TEXT]

    assert drawn(text) == (shown, shown)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="\\NLGTHEnlr&;#amplt<>\"'x{}|[]%$", max_size=20))
def test_any_mix_of_signs_is_shown_as_it_was_written(text: str) -> None:
    assert drawn(text) == (f"-{text}-", f"-{text}-")


def test_edge_and_group_labels_are_escaped_too() -> None:
    graph = Graph(
        groups=(Group(nodes=(Node(key="a"),), label="<b> & \\N"),),
        nodes=(Node(key="b"),),
        edges=(Edge(tail="a", head="b", label="<i>\n\\L &lt;", tooltip="t\\T"),),
    )
    svg = render_svg(ENGINE, _dot(graph), "dot", id="d", title="T", desc="D")
    shown = {text.strip() for text in ElementTree.fromstring(svg).itertext()}

    assert {"<b> & \\N", "<i>", "\\L &lt;", "t\\T"} <= shown


def test_an_author_s_words_are_never_names() -> None:
    dot = _dot(Graph(nodes=(Node(key="evil -> x; y", lines=("a",)),), edges=()))

    assert "evil" not in dot


@pytest.mark.parametrize(
    "look",
    [{"image": "/etc/passwd"}, {"fontname": "x"}, {"color": "red"}, {"color": "#12345"}, {"class": "a\"b"},
     {"shapefile": "x"}, {"URL": "x"}, {"label": "x"}, {"width": "1;"}, {"style": "filled,evil"}, {"id": "x y"}],
    ids=str,
)  # fmt: skip
def test_an_attribute_or_value_off_the_list_is_refused(look: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="must not say"):
        dot_text(Graph(nodes=(Node(key="a", look=look),)))


@pytest.mark.parametrize(
    "id", ["javascript:alert(1)", "https://example.org", "//example.org", "../../x", 'zażółć "x', "a b#c?d", "\x00"]
)
def test_no_id_makes_a_link_that_leaves_the_site(id: str) -> None:
    assert re.fullmatch(r"to/step/[A-Za-z0-9%._~/-]*", link_to(Target("step", id, "")))


def test_too_many_nodes_or_edges_are_a_value_not_a_picture() -> None:
    nodes = tuple(Node(key=str(number)) for number in range(5))

    assert dot_text(Graph(nodes=nodes), max_nodes=4) == TooLarge(5, 0)
    assert dot_text(Graph(nodes=nodes, edges=(Edge(tail="0", head="1"),) * 3), max_edges=2) == TooLarge(5, 3)


def test_the_same_graph_gives_the_same_text() -> None:
    graph = Graph(nodes=(Node(key="b", look={"color": "#112233", "shape": "box"}), Node(key="a")))

    assert dot_text(graph) == dot_text(graph)
