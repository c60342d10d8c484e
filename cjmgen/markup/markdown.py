"""Markdown -> safe HTML, inline or in blocks, and Markdown -> plain words.

Authors write text, not HTML: a tag in their text is shown as they typed it.  What the
Markdown library makes is sanitised against a short list of elements, so that a mistake
here or there is text on a page, never a script in it.  Where links lead is decided by
the caller: each target is handed to a ``LinkFn``.

The slow part does not depend on where links lead, so it is done once a text: a
*fragment* is the finished HTML with gaps for the links.  Texts without markup, which
are most, never meet the library at all.  Texts made to take long are shown as written.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from cjmgen.markup.links import KINDS, is_external, unsafe_target
from cjmgen.markup.markdown_limits import would_take_long

if TYPE_CHECKING:
    from markdown import Markdown
    from nh3 import Cleaner

LinkFn = Callable[[str], str | None]
"""The address for a link's or image's target; ``None`` drops the link and keeps its text."""
Remember = Callable[[str, Callable[[], str]], str]
"""Takes a key and how to make what belongs to it; gives that, made now or before."""


def at_once(key: str, make: Callable[[], str]) -> str:
    """Remembers nothing."""
    return make()


_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_INLINE_MARKUP: Final = re.compile(r"[\\`*_\[<&\x00-\x1f\x7f]|  ")
_BLOCK_MARKUP: Final = re.compile(
    r"[\\`*_\[<&|~\t\x00-\x09\x0b-\x1f\x7f]|  \n|^ {0,3}(?:[#>]|[-+=]|\d+\.)|^ {4}", re.MULTILINE
)
_BLANK_LINES: Final = re.compile(r"\n(?: *\n)+")

_INLINE_TAGS: Final = frozenset({"a", "br", "code", "em", "img", "strong"})
_BLOCK_TAGS: Final = _INLINE_TAGS | {
    "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "img": {"alt", "src", "title"},
    "code": {"class"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_SCHEMES: Final = frozenset({"http", "https", "mailto"}) | KINDS
_LANGUAGE: Final = re.compile(r"language-[A-Za-z0-9+#.-]{1,40}")

_LINK: Final = re.compile(r'<(?:a|img)((?: [a-z]+="[^"]*")*)>|</a>')
_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([^"]*)"')
_TAG: Final = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_HEADING: Final = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TABLE: Final = re.compile(r"<table>.*?</table>", re.DOTALL)
_CAPTIONED: Final = re.compile(r"<p>(<code>[^<\s]+</code></p>\n<pre>)")
_HEADER_CELL: Final = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)
_ALIGNED: Final = re.compile(r'<(t[dh]) align="([a-z]*)">')
_ALT: Final = re.compile(r'<img(?: [a-z]+="[^"]*")*? alt="([^"]*)"(?: [a-z]+="[^"]*")*>')

_PATTERNS: Final[Mapping[str, str]] = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "entity": "&",
    "em_strong": "*_",
    "em_strong2": "*_",
    "not_strong": "*_",
}
"""Patterns of the library, by its names -> signs without any of which it matches nothing."""
_SIGNS: Final = "".join(sorted({*"".join(_PATTERNS.values())}))

GAP: Final = "\0"
"""Parts the pieces of a fragment where it is one text; no piece holds a control character."""
Fragment = tuple[str, ...]
"""Finished HTML; every second piece is an opening ``<a …>``, a ``</a>`` or an ``<img …>`` yet to be decided."""


def inline_html(text: str, link: LinkFn, remember: Remember = at_once) -> str:
    """One line of text as HTML for the inside of an element; never a paragraph, list or heading."""
    if _INLINE_MARKUP.search(text) is None:
        return html.escape(text, quote=False)
    made = remember(f"line {text}", lambda: GAP.join(_inline_fragment(str(text))))
    return _linked(tuple(made.split(GAP)), link)


def block_html(text: str, link: LinkFn, heading_base: int = 2, remember: Remember = at_once) -> str:
    """Prose as HTML.  Its shallowest headings become ``h{heading_base}``, and no level is skipped."""
    if _BLOCK_MARKUP.search(text) is None:
        return _paragraphs(text)
    made = remember(f"prose {heading_base} {text}", lambda: GAP.join(_block_fragment(str(text), heading_base)))
    return _linked(tuple(made.split(GAP)), link)


def plain_text(text: str) -> str:
    """The words of a text without its markup, on one line: for attributes, titles and search."""
    if _INLINE_MARKUP.search(text) is None:
        return str(text)
    is_block = "\n" in text.strip()
    made = "".join(_block_fragment(str(text), 2) if is_block else _inline_fragment(str(text)))
    made = _ALT.sub(lambda found: found.group(1), made)
    made = _TAG.sub(" ", made) if is_block else _TAG.sub("", made.replace("<br>", " "))
    return _SPACE.sub(" ", html.unescape(made)).strip()


@lru_cache(maxsize=4096)
def _inline_fragment(text: str) -> Fragment:
    line = _SPACE.sub(" ", _CONTROL.sub("", text)).strip()
    if _INLINE_MARKUP.search(line) is None or would_take_long(line):
        return (html.escape(line, quote=False),)
    try:
        made = _convert(_inline_converter(_signs_in(line)), line)
    except RecursionError:
        return (html.escape(line, quote=False),)
    return _split(_sanitised(made.removeprefix("<p>").removesuffix("</p>"), _INLINE_TAGS))


@lru_cache(maxsize=1024)
def _block_fragment(text: str, heading_base: int) -> Fragment:
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if would_take_long(text):
        return (_paragraphs(text),)
    try:
        made = _convert(_block_converter(_signs_in(text)), text)
    except RecursionError:
        return (_paragraphs(text),)
    made = _with_code(_with_tables(_sanitised(made, _BLOCK_TAGS)))
    return _split(_with_headings(made, heading_base))


def _paragraphs(text: str) -> str:
    """Text without markup: blank lines part paragraphs."""
    escaped = html.escape(text.strip(), quote=False)
    return "\n".join(f"<p>{part.strip()}</p>" for part in _BLANK_LINES.split(escaped) if part.strip())


def _sanitised(made: str, tags: frozenset[str]) -> str:
    return _sanitiser(tags).clean(made)


@lru_cache(maxsize=2)
def _sanitiser(tags: frozenset[str]) -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(tags),
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in tags},
        attribute_filter=_only_languages,
        url_schemes=set(_SCHEMES),
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


def _only_languages(tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "class" or _LANGUAGE.fullmatch(value) else None


def _split(made: str) -> Fragment:
    """HTML parted at its links.  The sanitiser has written it, so every attribute is in double quotes."""
    pieces: list[str] = []
    at = 0
    for found in _LINK.finditer(made):
        pieces += (made[at : found.start()], found.group())
        at = found.end()
    return (*pieces, made[at:])


def _linked(fragment: Fragment, link: LinkFn) -> str:
    """A fragment with its gaps filled."""
    if len(fragment) == 1:
        return fragment[0]
    made = list(fragment)
    is_linked = False
    for index in range(1, len(made), 2):
        piece = made[index]
        if piece == "</a>":
            made[index] = piece if is_linked else ""
        elif piece.startswith("<a"):
            made[index] = _anchor(piece, link)
            is_linked = made[index] != ""
        else:
            made[index] = _image(piece, link)
    return "".join(made)


def _anchor(tag: str, link: LinkFn) -> str:
    values = _attributes_of(tag)
    address = _address(values.get("href", ""), link, is_image=False)
    if address is None:
        return ""
    title = f' title="{html.escape(values["title"])}"' if "title" in values else ""
    rel = ' rel="noopener noreferrer"' if is_external(address) else ""
    return f'<a href="{html.escape(address)}"{title}{rel}>'


def _image(tag: str, link: LinkFn) -> str:
    values = _attributes_of(tag)
    alt = html.escape(values.get("alt", ""))
    address = _address(values.get("src", ""), link, is_image=True)
    if address is None:
        return alt
    title = f' title="{html.escape(values["title"])}"' if "title" in values else ""
    return f'<img src="{html.escape(address)}" alt="{alt}"{title}>'


def _address(target: str, link: LinkFn, *, is_image: bool) -> str | None:
    if not target or unsafe_target(target, is_image):
        return None
    address = link(target)
    return None if address is None or unsafe_target(address, is_image) else address


def _attributes_of(tag: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _with_headings(made: str, heading_base: int) -> str:
    """Headings moved down to their place on the page, each with an anchor of its own."""
    taken: set[str] = set()
    written = sorted({int(level) for level, _ in _HEADING.findall(made)})
    above = heading_base - 1

    def heading(found: re.Match[str]) -> str:
        nonlocal above
        above = level = min(written.index(int(found.group(1))) + heading_base, above + 1, 6)
        return f'<h{level} id="{_anchor_id(found.group(2), taken)}">{found.group(2)}</h{level}>'

    return _HEADING.sub(heading, made)


def _anchor_id(made: str, taken: set[str]) -> str:
    """Letters and digits of any script, joined by hyphens, after ``h-``."""
    words = re.findall(r"[^\W_]+", html.unescape(_TAG.sub("", made)).lower())
    stem = "h-" + ("-".join(words)[:60].strip("-") or "section")
    anchor = next(name for name in _numbered(stem) if name not in taken)
    taken.add(anchor)
    return anchor


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _with_tables(made: str) -> str:
    """Tables in a region that scrolls by itself, named after its columns; of two with the same, the second counts."""

    met: Counter[str] = Counter()

    def table(found: re.Match[str]) -> str:
        columns = (html.unescape(_TAG.sub("", cell)).strip() for cell in _HEADER_CELL.findall(found.group()))
        name = html.escape(", ".join(column for column in columns if column)[:200])
        met[name] += 1
        if name and met[name] > 1:
            name += f" ({met[name]})"
        role = f' role="region" aria-label="{name}"' if name else ""
        return f'<div class="prose__table" tabindex="0"{role}>{found.group()}</div>'

    return _TABLE.sub(table, _ALIGNED.sub(_aligned, made))


def _with_code(made: str) -> str:
    """Code that can be scrolled with the keyboard; a file's path on a line of its own above it is its caption."""
    return _CAPTIONED.sub(r'<p class="prose__path">\1', made).replace("<pre>", '<pre tabindex="0">')


def _aligned(found: re.Match[str]) -> str:
    """Alignment as a class: our pages allow no inline style."""
    tag, side = found.groups()
    return f'<{tag} class="is-{side}">' if side in ("right", "center") else f"<{tag}>"


_CONVERTING: Final = Lock()
"""A converter keeps state while it works, and a preview builds while it answers."""


def _convert(converter: Markdown, text: str) -> str:
    with _CONVERTING:
        return converter.reset().convert(text)


def _signs_in(text: str) -> str:
    """Which signs a text has, of those a pattern of the library waits for."""
    return "".join(filter(text.__contains__, _SIGNS))


@lru_cache(maxsize=64)
def _inline_converter(signs: str) -> Markdown:
    """Only paragraphs remain of the blocks, so nothing at the start of a line means anything."""
    made = _converter(signs)
    for name in ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
        made.parser.blockprocessors.deregister(name, strict=False)
    return made


@lru_cache(maxsize=64)
def _block_converter(signs: str) -> Markdown:
    return _converter(signs, "tables", "fenced_code", "sane_lists")


def _converter(signs: str, *extensions: str) -> Markdown:
    """The library, reading tags as text.  It tries each pattern on each text: those that wait for another sign than
    the text has are left out, which halves the time of a line."""
    from markdown import Markdown

    made = Markdown(extensions=list(extensions), extension_configs={"tables": {"use_align_attribute": True}})
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    for name, needed in _PATTERNS.items():
        if not any(sign in signs for sign in needed):
            made.inlinePatterns.deregister(name, strict=False)
    return made
