"""Every address of the site, in one place.

A page's path names its ``index.html``: the site opens from disk as it does from a
server.  All links are relative.
"""

from __future__ import annotations

from urllib.parse import quote

from cjmgen.model import Scope, Target

_PLURALS = {scope.value: scope.plural for scope in Scope}
_VIEW_FILES = {"home": "index.html", "not-found": "404.html"}


def path_of(kind: str, ident: str = "") -> str:
    """Path and anchor of a page or of a place on one, below the edition's root."""
    if kind == "view":
        return _VIEW_FILES.get(ident, f"{ident}/index.html")
    if kind == "tab":
        return f"{ident}/index.html"
    if kind in ("step", "stage"):
        journey, _, inner = ident.partition("/")
        return f"journeys/{journey}/index.html#{kind}-{inner}"
    return f"{_PLURALS[kind]}/{ident}/index.html"


def edition_root(lang: str, first: str) -> str:
    """Where an edition stands: the first language at the top, others in a folder of their own."""
    return "" if lang == first else f"{lang}/"


def relative(path: str, page: str) -> str:
    """The address of ``path`` as seen from ``page``, percent-encoded; both from the output's top.

    A page that is shown at any address has a path that begins with a slash, from the host's top:
    the addresses on it do, too.
    """
    file, hash_, anchor = path.partition("#")
    if page.startswith("/"):
        return quote(page.rpartition("/")[0] + "/" + file) + (hash_ + quote(anchor) if hash_ else "")
    here, there = page.split("/")[:-1], file.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    steps = [".."] * (len(here) - common) + there[common:]
    if path.startswith("#") or file == page:
        return hash_ + quote(anchor) if hash_ else quote(there[-1])
    return quote("/".join(steps)) + (hash_ + quote(anchor) if hash_ else "")


def base_of(url: str | None) -> str | None:
    """Where the site is published, without a slash at the end; ``None`` if nobody said, or not on the web."""
    return url.rstrip("/") if url and url.startswith(("http://", "https://")) else None


def address_of(target: Target, root: str, page: str) -> str:
    """The relative address of a target in the edition at ``root``, as seen from ``page``."""
    return relative(root + path_of(target.kind, target.id), page)
