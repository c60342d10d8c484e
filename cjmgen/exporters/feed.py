"""An Atom feed of each edition: journeys and personas, the last reviewed first.

Its days are those of the content (``reviewed``), so the same content is the same feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cjmgen.exporters.base import Export, Exporter, Published
from cjmgen.exporters.xml import element, xml_document
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey, Persona, Site

ENTRIES: Final = 50
"""More would be an archive, which the site itself is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    address: str
    title: str
    summary: str
    kind: str
    reviewed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    lang: str
    title: str
    subtitle: str
    home: str
    address: str
    entries: tuple[Entry, ...]
    """The latest first; at least one."""


def has_feed(site: Site) -> bool:
    """Whether there is an address to write down, and anything with a day."""
    has_address = site.url is not None and site.url.startswith(("http://", "https://"))
    return has_address and (
        any(journey.reviewed for journey in site.journeys) or any(persona.reviewed for persona in site.personas)
    )


def feed_path(edition: str) -> str:
    return f"{edition}feed.xml"


def exports(published: Published) -> Iterable[Export]:
    for lang, atlas in published.atlases.items():
        if not has_feed(atlas.site):
            continue
        home = published.path_of(lang, "view", "home")
        path = feed_path(home.removesuffix("index.html"))
        yield Export(path=path, value=_feed(atlas.site, path, published), write=write)


def _feed(site: Site, path: str, published: Published) -> Feed:
    subjects: tuple[tuple[str, Journey | Persona], ...] = (
        *(("journey", journey) for journey in site.journeys),
        *(("persona", persona) for persona in site.personas),
    )
    entries = [
        Entry(
            address=published.address(published.path_of(site.lang, kind, subject.id)) or "",
            title=plain_text(subject.title if isinstance(subject, Journey) else subject.name),
            summary=plain_text((subject.goal if isinstance(subject, Journey) else subject.role) or ""),
            kind=published.say(site.lang, f"nav.{kind}s"),
            reviewed=subject.reviewed,
        )
        for kind, subject in subjects
        if subject.reviewed is not None
    ]
    entries.sort(key=lambda entry: (-entry.reviewed.toordinal(), entry.address))
    return Feed(
        lang=site.lang,
        title=plain_text(site.title),
        subtitle=plain_text(site.description or ""),
        home=published.address(published.path_of(site.lang, "view", "home")) or "",
        address=published.address(path) or "",
        entries=tuple(entries[:ENTRIES]),
    )


def write(feed: Feed) -> bytes:
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.lang}">',
        element("id", feed.address),
        element("title", feed.title),
        *([element("subtitle", feed.subtitle)] if feed.subtitle else []),
        element("link", rel="self", type="application/atom+xml", href=feed.address),
        element("link", rel="alternate", type="text/html", href=feed.home),
        element("updated", _moment(feed.entries[0].reviewed)),
        f"<author>{element('name', feed.title)}</author>",
    ]
    for entry in feed.entries:
        lines += [
            "<entry>",
            element("id", entry.address),
            element("title", entry.title),
            element("link", rel="alternate", type="text/html", href=entry.address),
            element("updated", _moment(entry.reviewed)),
            element("category", term=entry.kind),
            *([element("summary", entry.summary)] if entry.summary else []),
            "</entry>",
        ]
    return xml_document([*lines, "</feed>"])


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


EXPORTER = Exporter(name="feed", exports=exports)
