"""An author's SVG, written anew from a list of what may pass: it runs nothing, asks nobody, and stays small when drawn.

Pages show it in ``<img>`` alone, where nothing of it could run; but it has an address of its own, which somebody may
open.  What is not on the list is left out without a word: editors write much that nobody sees.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final
from xml.parsers import expat

from cjmgen.assets.refused import Refused, broken

MAX_BYTES: Final = 5_000_000
MAX_ELEMENTS: Final = 50_000
"""As drawn: what is used twice counts twice."""
MAX_DEPTH: Final = 50
SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS: Final = frozenset(
    {
        "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer",
        "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
        "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge",
        "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
        "feTurbulence", "filter", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern",
        "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text",
        "textPath", "title", "tspan", "use",
    }
)  # fmt: skip
_ATTRIBUTE: Final = re.compile(r"(?![oO][nN])[a-zA-Z][a-zA-Z0-9-]*")
_INNER: Final = re.compile(r"#[^\s\"'<>]+")
_RASTER: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_OUTWARD: Final = re.compile(r"url\s*\(\s*[\"']?\s*(?!#|\s)|image-set|src\s*\(|\\", re.IGNORECASE)
"""In a value: leads out of the drawing, or may hide something that does."""
_OUTWARD_STYLE: Final = re.compile(rf"{_OUTWARD.pattern}|@|expression|script|/\*", re.IGNORECASE)


def clean_svg(content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise Refused(f"a drawing has at most {MAX_BYTES // 1_000_000} MB", "draw it plainer, or save it as a picture")
    cleaner = _Cleaner(f' xmlns="{SVG}"' + (f' xmlns:xlink="{XLINK}"' if b"xlink" in content else ""))
    try:
        cleaner.parser.Parse(content, True)
    except expat.ExpatError:
        raise broken("SVG") from None
    return cleaner.result()


class _Cleaner:
    def __init__(self, names: str) -> None:
        self._names = names
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        self._made: list[str] = []
        self._open: list[str] = []
        self._skipped = 0
        """How many elements are open that are left out."""
        self._style: list[str] | None = None
        self._sizes: dict[str, int] = {"": 0}
        """Id -> elements within; "" is the whole."""
        self._uses: dict[str, list[str]] = {"": []}
        self._ids: list[str | None] = []
        """Of the open elements."""

    def result(self) -> bytes:
        if not self._made:
            raise broken("SVG")
        self._check_as_drawn("", {}, 0)
        return "".join(self._made).encode()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        local = "g" if local == "a" else local  # what is a link stays as a drawing
        if not self._open and not self._skipped and (space, local) != (SVG, "svg"):
            raise broken("SVG")
        if self._skipped or space != SVG or local not in _ELEMENTS:
            self._skipped += 1
            return
        if len(self._open) >= MAX_DEPTH:
            raise Refused(f"this drawing is more than {MAX_DEPTH} levels deep", "draw it plainer")
        self._count(local, attributes)
        root = "" if self._open else self._names
        self._made.append(f"<{local}{root}{''.join(map(_attribute, attributes.items()))}>")
        self._open.append(local)
        if local == "style":
            self._style = []

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        local = self._open.pop()
        self._ids.pop()
        if self._style is not None:
            style = "".join(self._style)
            self._made.append(" " if _OUTWARD_STYLE.search(style) else escape(style, quote=False))
            self._style = None
        if self._made[-1].startswith(f"<{local}"):
            self._made[-1] = f"{self._made[-1][:-1]}/>"  # nothing is in it
        else:
            self._made.append(f"</{local}>")

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)
        elif not self._skipped and self._open:
            self._made.append(escape(text, quote=False))

    def _entity(self, *_: object) -> None:
        raise Refused("this drawing declares entities", "save it as plain SVG")

    def _count(self, local: str, attributes: dict[str, str]) -> None:
        """An element counts for everything that is open around it."""
        ident = attributes.get("id")
        self._ids.append(ident)
        within = {"", *(each for each in self._ids if each)}
        href = attributes.get("href") or attributes.get(f"{XLINK} href") or ""
        for each in within:
            self._sizes[each] = self._sizes.get(each, 0) + 1
            if local == "use" and href.startswith("#"):
                self._uses.setdefault(each, []).append(href[1:])
        if self._sizes[""] > MAX_ELEMENTS:
            raise _too_much()

    def _check_as_drawn(self, ident: str, known: dict[str, int], depth: int) -> int:
        """Elements of something when all it uses is drawn."""
        if ident not in known:
            if depth > MAX_DEPTH:
                raise _too_much()
            known[ident] = MAX_ELEMENTS + 1  # what uses itself never ends
            used = sum(self._check_as_drawn(each, known, depth + 1) for each in self._uses.get(ident, ()))
            known[ident] = self._sizes.get(ident, 0) + used
        if known[ident] > MAX_ELEMENTS:
            raise _too_much()
        return known[ident]


def _attribute(named: tuple[str, str]) -> str:
    name, value = named
    space, _, local = name.rpartition(" ")
    if local == "href" and space in ("", XLINK):
        is_safe = _INNER.fullmatch(value) or _RASTER.fullmatch(value)
        return f" {'xlink:' if space else ''}href={_quoted(value)}" if is_safe else ""
    if space == _XML and local in ("space", "lang"):
        return f" xml:{local}={_quoted(value)}"
    if space or not _ATTRIBUTE.fullmatch(local):
        return ""
    if (_OUTWARD_STYLE if local == "style" else _OUTWARD).search(value):
        return ""
    return f" {local}={_quoted(value)}"


def _quoted(value: str) -> str:
    """An attribute's value; a reader would make spaces of what breaks lines."""
    return '"' + escape(value).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;") + '"'


def _too_much() -> Refused:
    return Refused(f"this drawing has more than {MAX_ELEMENTS:,} elements when it is drawn", "draw it plainer")
