"""A page as one file: stylesheet and pictures inside, nothing to fetch, no script.

What leads out of the page becomes an address on the published site, or plain words if
nobody said where that is.  Only our own finished pages are read here: text in them is
escaped, so what looks like a tag is one.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from cjmgen.exporters.base import whole_address

TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
ATTRIBUTE = re.compile(r"\s+([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")
VIEW = re.compile(r'<div class="view">.*(?=</main>)', re.DOTALL)

KINDS = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp",
}  # fmt: skip
"""Pictures that can be put inside, by suffix."""

DROPPED = ("script", "dialog", "button", "template")
"""What does nothing without a script.  With the buttons go the popovers that nothing would open any more."""

HEAD = ("charset", "name")
"""Attributes of the "meta" elements that are kept."""

PLAIN_LINKS = "a:not([href]) { color: inherit; text-decoration: none; cursor: auto; }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    path: str
    """Where it stands on the site, from its top."""
    html: str


def single_file(
    page: Page, files: Mapping[str, bytes], *, url: str | None, also: tuple[tuple[str, Page], ...] = (), style: str = ""
) -> str:
    """The page as one file.  ``files`` are those of the site: path -> bytes.

    ``also`` are further pages whose content is put below it, each under a heading;
    ``style`` is what its stylesheet says last.
    """
    inside = {other.path: f"also-{number}" for number, (_, other) in enumerate(also, 1)}
    sheets: list[str] = []
    html = _rewritten(page, files, url, inside, sheets)
    for heading, other in also:
        found = VIEW.search(_rewritten(other, files, url, inside | {page.path: ""}, []))
        if found:
            ident = inside[other.path]
            part = f'<div class="wrap"><h2 class="section-title" id="{ident}">{escape(heading)}</h2></div>\n'
            html = html.replace("</main>", f'<section aria-labelledby="{ident}">\n{part}{found[0]}</section>\n</main>')
    css = "\n".join((*sheets, PLAIN_LINKS, style)).replace("</", "<\\/")
    sha = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{sha}'; base-uri 'none'; form-action 'none'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n  <style>{css}</style>\n</head>'
    return html.replace("</head>", head, 1)


def _rewritten(
    page: Page, files: Mapping[str, bytes], url: str | None, inside: Mapping[str, str], sheets: list[str]
) -> str:
    """Its markup without what fetches or runs, every address made good; its stylesheets are added to ``sheets``."""

    def there(address: str) -> str:
        """An address as a path from the site's top."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(unescape(address))))

    def link(address: str) -> str | None:
        path, hash_, anchor = address.partition("#")
        if not path or re.match(r"[A-Za-z][\w+.-]*:", address):
            return address
        if there(path) in inside:
            return f"#{anchor or inside[there(path)]}"
        return escape(whole_address(url, there(path)), quote=True) + hash_ + anchor if url else None

    def picture(address: str) -> str | None:
        path = there(address)
        kind = KINDS.get(path.rpartition(".")[2].lower())
        if address.startswith(("data:", "#")):
            return address
        if path not in files or kind is None:
            return None
        return f"data:{kind};base64,{base64.b64encode(files[path]).decode()}"

    out: list[str] = []
    at = 0
    end_of_drop = 0
    for tag in TAG.finditer(page.html):
        if tag.start() < end_of_drop:
            continue
        name, closes = tag[2].lower(), tag[1] == "/"
        out.append(page.html[at : tag.start()])
        at = tag.end()
        if closes:
            out.append(tag[0])
        elif name == "link":
            sheet = _value(tag[3], "href") if _value(tag[3], "rel") == "stylesheet" else None
            if sheet is not None and there(sheet) in files:
                sheets.append(files[there(sheet)].decode())
        elif name == "meta":
            out.append(tag[0] if any(_value(tag[3], kept) is not None for kept in HEAD) else "")
        elif name in DROPPED or _value(tag[3], "popover") is not None or _is_useless(page.html, tag, url):
            at = end_of_drop = _end_of(page.html, tag)
        elif name in ("a", "area"):
            out.append(_with_address(tag, "href", link))
        elif name in ("img", "source"):
            out.append(_with_address(tag, "src", picture))
        elif name in ("image", "use"):
            out.append(_with_address(tag, "href", picture))
        else:
            out.append(tag[0])
    return "".join((*out, page.html[at:]))


def _value(attributes: str, name: str) -> str | None:
    for found in ATTRIBUTE.finditer(attributes):
        if found[1] == name:
            return found[2] if found[2] is not None else found[3] or ""
    return None


def _with_address(tag: re.Match[str], name: str, change: Callable[[str], str | None]) -> str:
    """A start tag with another address; without one, it loses all that says where it led."""
    old = _value(tag[3], name)
    if old is None:
        return tag[0]
    new = change(old)
    gone = (
        {name, "srcset", "loading"}
        if new is not None
        else {name, "srcset", "hreflang", "rel", "download", "aria-label"}
    )
    kept = "".join(found[0] for found in ATTRIBUTE.finditer(tag[3]) if found[1] not in gone)
    tail = "/" if tag[3].rstrip().endswith("/") else ""
    address = "" if new is None else f' {name}="{new}"'
    return f"<{tag[2]}{kept}{address}{tail}>"


def _end_of(html: str, start: re.Match[str]) -> int:
    """Where the element that begins with ``start`` ends."""
    depth = 0
    for tag in TAG.finditer(html, start.start()):
        if tag[2].lower() == start[2].lower():
            depth += -1 if tag[1] else 1
            if depth == 0:
                return tag.end()
    return len(html)


def _is_useless(html: str, start: re.Match[str], url: str | None) -> bool:
    """It would lead to other pages, and to nothing else, if they were there."""
    if url or start[2] not in ("a", "nav"):
        return False
    if start[2] == "a":
        return (_value(start[3], "class") or "").split()[:1] == ["button"]
    inner = html[start.end() : _end_of(html, start)]
    return not any((_value(tag[3], "href") or "").startswith("#") for tag in TAG.finditer(inner))
