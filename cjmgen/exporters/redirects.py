"""Pages at the addresses of earlier ids (``formerly``), which lead to where things are now.

A page of an entity, each of its tabs, in every edition.  That no earlier id is anybody's present
one is seen to while loading (R002).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from cjmgen.exporters.base import Export, Exporter, Published
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    lang: str
    title: str
    said: str
    """That it has moved."""
    href: str
    """Where to, as seen from the old address."""
    canonical: str | None
    """The new whole address; ``None`` if nobody said where the site is."""
    stylesheet: str


def exports(published: Published) -> Iterable[Export]:
    formerly = {
        (lang, scope.value, str(getattr(subject, "id", ""))): getattr(subject, "formerly", ())
        for lang, atlas in published.atlases.items()
        for scope in Scope
        for subject in scope.subjects(atlas.site)
    }
    for page in published.pages:
        for old in formerly.get((page.lang, page.kind, page.id), ()):
            here = published.path_of(page.lang, page.kind, page.id).removesuffix("index.html")
            there = published.path_of(page.lang, page.kind, old).removesuffix("index.html")
            path = there + page.path.removeprefix(here)
            redirect = Redirect(
                lang=page.lang,
                title=" · ".join(text for text in (plain_text(page.title), page.label) if text),
                said=published.say(page.lang, "theme.moved"),
                href=published.relative(page.path, path),
                canonical=published.address(page.path),
                stylesheet=published.relative("theme/site.css", path),
            )
            yield Export(path=path, value=redirect, write=write)


def write(redirect: Redirect) -> bytes:
    title, said, href = escape(redirect.title), escape(redirect.said), escape(redirect.href)
    canonical = f'  <link rel="canonical" href="{escape(redirect.canonical)}">\n' if redirect.canonical else ""
    return f"""<!doctype html>
<html lang="{escape(redirect.lang)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'">
  <meta http-equiv="refresh" content="0; url={href}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{title}</title>
{canonical}  <link rel="stylesheet" href="{escape(redirect.stylesheet)}">
</head>
<body>
<main class="wrap">
  <h1 class="page-title">{said}</h1>
  <p><a href="{href}">{title}</a></p>
</main>
</body>
</html>
""".encode()


EXPORTER = Exporter(name="redirects", exports=exports)
