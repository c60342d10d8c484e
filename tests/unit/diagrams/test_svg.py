"""Only what is known to be harmless gets from an engine's SVG into a page."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from cjmgen.diagrams import DiagramError, Edge, Graph, Node, choose, dot_text, render_svg
from cjmgen.diagrams.svg import finish, with_addresses

SVG = "{http://www.w3.org/2000/svg}"


def picture(inner: str) -> bytes:
    return (
        '<?xml version="1.0"?><!DOCTYPE svg><!-- c --><svg width="10pt" height="20pt" viewBox="0.00 0.00 10.00 20.00"'
        ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">' + inner + "</svg>"
    ).encode()


def finished(inner: str) -> str:
    return finish(picture(inner), id="flow", title="T & <t>", desc='D "d"')


@pytest.mark.parametrize(
    "inner",
    [
        "<script>x</script>",
        '<image href="x"/>',
        '<foreignObject/>',
        "<style>x</style>",
        '<g onclick="x"/>',
        '<path style="x"/>',
        '<path ONLOAD="x"/>',
        '<path fill="url(http://x)"/>',
        '<a xlink:href="javascript:alert(1)"><path/></a>',
        '<a href="https://example.org"><path/></a>',
        '<a href="//example.org"><path/></a>',
        '<a href="../index.html"><path/></a>',
        '<g xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></g>',
        '<use href="#x"/>',
        '<path filter="x"/>',
    ],
)  # fmt: skip
def test_what_could_do_harm_is_refused(inner: str) -> None:
    with pytest.raises(DiagramError):
        finished(inner)


@pytest.mark.parametrize("svg", [b"", b"<html/>", b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_what_is_no_picture_is_refused(svg: bytes) -> None:
    with pytest.raises(DiagramError):
        finish(svg, id="d", title="T", desc="D")


def test_words_that_only_look_dangerous_are_shown() -> None:
    assert "javascript: onclick=&lt;script&gt;" in finished("<text>javascript: onclick=&lt;script&gt;</text>")


def test_the_picture_has_a_title_and_a_description_of_ours() -> None:
    svg = finished("<g><title>n0</title><path d='M0 0'/></g>")
    root = ElementTree.fromstring(svg)

    assert root.get("aria-labelledby") == "flow-title flow-desc"
    assert [(e.get("id"), e.text) for e in root[:2]] == [("flow-title", "T & <t>"), ("flow-desc", 'D "d"')]
    assert "n0" not in svg


def test_a_picture_without_links_is_an_image_and_one_with_links_a_document() -> None:
    assert 'role="img"' in finished("<path d='M0 0'/>")
    assert 'role="graphics-document"' in finished("<g><a xlink:href='to/step/a/b'><path d='M0 0'/></a></g>")


def test_prolog_comments_and_fonts_go_and_the_size_stays_as_numbers() -> None:
    svg = finished("<text font-family='Times,serif' font-size='14.00'>x</text>")

    assert svg.startswith("<svg ")
    assert "font-family" not in svg
    assert 'viewBox="0 0 10 20" width="10" height="20"' in svg
    assert "style=" not in svg


def test_ids_are_told_apart_between_diagrams() -> None:
    assert 'id="flow-n0"' in finished("<g id='n0'><path d='M0 0'/></g>")


def test_a_link_is_named_by_its_tooltip() -> None:
    svg = finished("<g id='a_n0'><a xlink:href='to/step/a/b' xlink:title='I pay · Shop'><path d='M0 0'/></a></g>")

    assert '<a href="to/step/a/b">\n<title>I pay · Shop</title>' in svg


def test_a_line_is_hidden_from_screen_readers() -> None:
    dot = dot_text(Graph(nodes=(Node(key="a"), Node(key="b")), edges=(Edge(tail="a", head="b", label="12 %"),)))
    assert isinstance(dot, str)
    root = ElementTree.fromstring(render_svg(choose(), dot, "dot", id="d", title="T", desc="D"))

    assert [g.get("class") for g in root.iter(f"{SVG}g") if g.get("aria-hidden") == "true"] == ["edge"]


def test_a_page_says_where_the_links_of_a_picture_lead() -> None:
    svg = finished("<g><a xlink:href='to/step/a/za%C5%BC%C3%B3%20%22b'><path d='M0 0'/></a></g>")

    there = with_addresses(svg, lambda target: f"../{target.kind}.html?{target.id}&x")

    assert '<a href="../step.html?a/zażó &quot;b&amp;x">' in there
    assert "to/step" not in there
