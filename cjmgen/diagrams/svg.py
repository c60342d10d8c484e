"""What becomes of an engine's SVG before a page may carry it.

The picture is read as XML and written anew from a list of elements and attributes
that may pass, so nothing gets through that nobody thought of.  It gets a title and
a description of ours, ids of its own, links that only a page can lead anywhere, and the
size it was laid out for as plain numbers: one user unit is one CSS pixel.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from urllib.parse import unquote
from xml.etree import ElementTree

from cjmgen.diagrams.failure import DiagramError
from cjmgen.model import Target

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"

_SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "text"})
_PASSING = frozenset({
    "class", "cx", "cy", "d", "fill", "fill-opacity", "font-size", "font-weight", "id", "points", "r", "rx", "ry",
    "stroke", "stroke-dasharray", "stroke-opacity", "stroke-width", "text-anchor", "text-decoration", "transform",
    "x", "x1", "x2", "y", "y1", "y2",
})  # fmt: skip
_DROPPED = frozenset({"font-family", "font-style", "target", "title", "width", "height", "viewBox"})
_NONE = ("none", "transparent")
_WITHIN_THE_SITE = re.compile(r"to/[a-z]+/[A-Za-z0-9%._~/-]+")
"""What ``dot.link_to`` writes."""
_LINK_TO = re.compile(r'<a href="to/([a-z]+)/([A-Za-z0-9%._~/-]+)"')
BACKSLASH = "\ue05c"
"""Stands for a backslash in a tooltip on its way through an engine."""
_ID = re.compile(r"[a-z][a-z0-9-]*")
_UNFIT = re.compile(r"url\(|[<>]").search
"""What no value of an attribute may hold."""


def finish(svg: bytes, *, id: str, title: str, desc: str) -> str:
    """The picture, ready to stand in an HTML page or alone; ``DiagramError`` if it is not safe."""
    if not _ID.fullmatch(id):
        raise ValueError(f"not an id: {id!r}")
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise DiagramError("the engine's picture is not XML") from error
    if root.tag != f"{_SVG}svg":
        raise DiagramError("the engine made something other than a picture")
    box = [float(number) for number in (root.get("viewBox") or "").split()]
    if len(box) != 4:
        raise DiagramError("the engine's picture has no size")
    body = "".join(_element(child, f"{id}-") for child in root)
    role = "graphics-document" if "<a " in body else "img"
    width, height = (f"{round(number)}" for number in box[2:])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" id="{id}" viewBox="{" ".join(map(_number, box))}"'
        f' width="{width}" height="{height}" role="{role}" aria-labelledby="{id}-title {id}-desc">\n'
        f'<title id="{id}-title">{_text(title)}</title>\n<desc id="{id}-desc">{_text(desc)}</desc>\n{body}</svg>'
    )


def _element(element: ElementTree.Element, prefix: str) -> str:
    name = _local(element)
    if name == "title":
        return ""
    if name == "g":
        return _group(element, prefix)
    if name == "a":
        return _link(element, prefix)
    if name not in _SHAPES:
        raise DiagramError(f"the picture holds <{name}>")
    attributes = _attributes(element, prefix)
    if name == "polygon" and element.get("fill") in _NONE and element.get("stroke") in _NONE:
        return ""  # the transparent ground
    words = _text(element.text or "")
    if not words.strip():
        return "" if name == "text" else f"<{name}{attributes}/>\n"
    return f"<{name}{attributes}>{words}</{name}>\n"


def _group(element: ElementTree.Element, prefix: str) -> str:
    children = list(element)
    if len(children) == 1 and _local(children[0]) == "a":
        return _link(children[0], prefix)  # the wrapper Graphviz puts round a link
    inner = "".join(_element(child, prefix) for child in children)
    attributes = _attributes(element, prefix)
    if "edge" in element.get("class", "").split() and "<a " not in inner and "<title" not in inner:
        # A line has no name of its own; what it joins is said in words beside the picture.
        attributes += ' aria-hidden="true"'
    return f"<g{attributes}>\n{inner}</g>\n"


def with_addresses(svg: str, address_of: Callable[[Target], str]) -> str:
    """A finished picture on a page: each of its links leads to the address the page gives its target."""

    def link(found: re.Match[str]) -> str:
        kind, ident = found.groups()
        return f'<a href="{escape(address_of(Target(kind, unquote(ident), "")))}"'

    return _LINK_TO.sub(link, svg)


def _link(element: ElementTree.Element, prefix: str) -> str:
    """A link, or (without an address) only the tooltip of a group."""
    inner = "".join(_element(child, prefix) for child in element)
    if title := element.get(f"{_XLINK}title"):
        inner = f"<title>{_text(title.replace(BACKSLASH, chr(92)))}</title>\n{inner}"
    address = element.get(f"{_XLINK}href") or element.get("href")
    if address is None:
        return f"<g>\n{inner}</g>\n"
    if not _WITHIN_THE_SITE.fullmatch(address):
        raise DiagramError("the picture holds a link that leaves the site")
    return f'<a href="{_text(address)}">\n{inner}</a>\n'


def _attributes(element: ElementTree.Element, prefix: str) -> str:
    """Those that may pass, as they are written in a tag."""
    written = [
        f' id="{_text(prefix + value)}"' if name == "id" else _attribute(name, value)
        for name, value in element.attrib.items()
    ]
    return "".join(written)


@lru_cache(maxsize=10_000)
def _attribute(name: str, value: str) -> str:
    """One of them; "" if it is left out.  A picture has the same few hundred times."""
    if value == "transparent" and name in ("fill", "stroke"):
        return f' {name}="none"'
    if name in _PASSING and _UNFIT(value) is None:
        return f' {name}="{_text(value)}"'
    if name not in _DROPPED and not name.startswith("{"):
        raise DiagramError(f"the picture holds {name}=")
    return ""


def _local(element: ElementTree.Element) -> str:
    if not (isinstance(element.tag, str) and element.tag.startswith(_SVG)):
        raise DiagramError("the picture holds something that is no SVG")
    return element.tag.removeprefix(_SVG)


_UNWRITABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_CONTROL = re.compile(f"[{_UNWRITABLE}]")
_SPECIAL = re.compile(f"[&<>\"'{_UNWRITABLE}]").search


def _text(text: str) -> str:
    return text if _SPECIAL(text) is None else escape(_CONTROL.sub("", text), quote=True)


def _number(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
