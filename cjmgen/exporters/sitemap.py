"""``sitemap.xml`` with every page in every language, and ``robots.txt`` that names it.

A sitemap holds whole addresses, so there is none on a site that does not say where it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cjmgen.exporters.base import Export, Exporter, Published, PublishedPage
from cjmgen.exporters.xml import element, xml_document

PAGES_PER_FILE: Final = 20_000
"""The protocol allows 50 000 addresses and 50 MB; each page here names all its languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    address: str
    changed: date | None
    """The day its journey or persona was last reviewed; ``None`` if nobody said."""
    alternates: tuple[tuple[str, str], ...]
    """Language and whole address."""


def exports(published: Published) -> Iterable[Export]:
    sitemap = published.address("sitemap.xml")
    yield Export(path="robots.txt", value=sitemap, write=write_robots)
    if sitemap is None:
        return
    entries = [_entry(page, published) for page in published.pages if page.view != "not-found"]
    parts = [tuple(entries[i : i + PAGES_PER_FILE]) for i in range(0, len(entries), PAGES_PER_FILE)]
    if len(parts) == 1:
        yield Export(path="sitemap.xml", value=parts[0], write=write_sitemap)
        return
    names = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield Export(path="sitemap.xml", value=tuple(map(published.address, names)), write=write_index)
    for name, part in zip(names, parts, strict=True):
        yield Export(path=name, value=part, write=write_sitemap)


def _entry(page: PublishedPage, published: Published) -> Entry:
    atlas = published.atlases[page.lang]
    journey = atlas.journey(page.id) if page.kind == "journey" else None
    person = atlas.persona(page.id) if page.kind == "persona" else None
    return Entry(
        address=published.address(page.path) or "",
        changed=next((each.reviewed for each in (journey, person) if each), None),
        alternates=tuple((lang, published.address(path) or "") for lang, path in page.alternates),
    )


def write_sitemap(entries: tuple[Entry, ...]) -> bytes:
    lines = [
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for entry in entries:
        lines += ["<url>", element("loc", entry.address)]
        if entry.changed:
            lines.append(element("lastmod", entry.changed.isoformat()))
        default = [("x-default", address) for _, address in entry.alternates[:1]]
        lines += [
            element("xhtml:link", rel="alternate", hreflang=lang, href=address)
            for lang, address in (*entry.alternates, *default)
        ]
        lines.append("</url>")
    return xml_document([*lines, "</urlset>"])


def write_index(addresses: tuple[str, ...]) -> bytes:
    entries = [f"<sitemap>{element('loc', address)}</sitemap>" for address in addresses]
    head = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return xml_document([head, *entries, "</sitemapindex>"])


def write_robots(sitemap: str | None) -> bytes:
    named = f"\nSitemap: {sitemap}\n" if sitemap else ""
    return f"User-agent: *\nAllow: /\n{named}".encode()


EXPORTER = Exporter(name="sitemap", exports=exports)
