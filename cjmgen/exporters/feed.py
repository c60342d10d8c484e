"""Atom feeds: of each edition, and of each of its journeys and personas, what changed and what was reviewed last.

Their days are those of the content (``reviewed``) and of its history, so the same commit is the same feed.  What was
not released yet is in no feed: an entry stays as it is once readers have seen it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from cjmgen.analysis.change_words import Sayer
from cjmgen.analysis.history import Moment
from cjmgen.analysis.index import Atlas
from cjmgen.analysis.told import Line
from cjmgen.engine import Later
from cjmgen.exporters.base import Export, Exporter, Published
from cjmgen.exporters.xml import element, xml_document
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey, Persona, Site

ENTRIES: Final = 50
"""More would be an archive, which the site itself is."""
LINES: Final = 6
"""Of a summary."""

Subject = Journey | Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    address: str
    title: str
    summary: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    lang: str
    title: str
    subtitle: str
    author: str
    """The site's title."""
    home: str
    address: str
    entries: tuple[Entry, ...]
    """The latest first; at least one."""


def has_feed(atlas: Atlas) -> bool:
    """Whether there is an address to write down, and anything with a day."""
    site = atlas.site
    return _has_address(site) and (any(subject.reviewed for subject in _subjects(site)) or any(_moments(atlas)))


def has_own_feed(subject: object, atlas: Atlas) -> bool:
    """Whether a journey or a persona has a feed of its own."""
    return (
        isinstance(subject, (Journey, Persona))
        and _has_address(atlas.site)
        and (subject.reviewed is not None or any(_own_moments(subject, atlas)))
    )


def feed_path(folder: str) -> str:
    """Of the edition, the journey or the persona whose first page lies in a folder."""
    return f"{folder}feed.xml"


def exports(published: Published) -> Iterable[Export]:
    for lang, atlas in published.atlases.items():
        make = partial(_export, atlas=atlas, published=published)
        if has_feed(atlas):
            entries = partial(_entries_of_site, atlas, published)
            yield make(published.path_of(lang, "view", "home"), atlas.site.title, atlas.site.description, entries)
        for subject in _subjects(atlas.site):
            if has_own_feed(subject, atlas):
                entries = partial(_entries_of, subject, atlas, published)
                page = published.path_of(lang, _kind(subject), subject.id)
                yield make(page, f"{_title(subject)} · {atlas.site.title}", _about(subject), entries)


Entries = Callable[[], Iterable[Entry]]


def _entries_of_site(atlas: Atlas, published: Published) -> Iterator[Entry]:
    yield from _reviews(_subjects(atlas.site), atlas.site.lang, published)
    yield from _of_site(atlas, published)


def _entries_of(subject: Subject, atlas: Atlas, published: Published) -> Iterator[Entry]:
    yield from _reviews((subject,), atlas.site.lang, published)
    yield from _of_subject(subject, atlas, published)


def _export(
    page: str, title: str, subtitle: str | None, entries: Entries, *, atlas: Atlas, published: Published
) -> Export:
    path = feed_path(page.removesuffix("index.html"))
    feed = partial(_feed, path, page, title, subtitle, entries, atlas, published)
    return Export(path=path, value=Later(feed), write=write)


def _feed(
    path: str, page: str, title: str, subtitle: str | None, entries: Entries, atlas: Atlas, published: Published
) -> Feed:
    found = sorted(entries(), key=lambda entry: (-entry.day.toordinal(), entry.address))
    return Feed(
        lang=atlas.site.lang,
        title=plain_text(title),
        subtitle=plain_text(subtitle or ""),
        author=plain_text(atlas.site.title),
        home=published.address(page) or "",
        address=published.address(path) or "",
        entries=tuple(found[:ENTRIES]),
    )


# What was reviewed


def _reviews(subjects: Iterable[Subject], lang: str, published: Published) -> Iterator[Entry]:
    for subject in subjects:
        if subject.reviewed is not None:
            yield Entry(
                address=published.address(published.path_of(lang, _kind(subject), subject.id)) or "",
                title=plain_text(_title(subject)),
                summary=plain_text(_about(subject) or ""),
                kind=published.say(lang, f"nav.{_kind(subject)}s"),
                day=subject.reviewed,
            )


# What changed


def _moments(atlas: Atlas) -> Iterator[Moment]:
    for moment in atlas.history.moments if atlas.history else ():
        if moment.kind != "since" and moment.between.told.count:
            yield moment


def _own_moments(subject: Subject, atlas: Atlas) -> Iterator[tuple[Moment, tuple[Line, ...]]]:
    if atlas.history is None:
        return
    for moment, ident in atlas.history.trail(_kind(subject), subject.id):
        group = atlas.history.group(moment, _kind(subject), ident)
        if group is not None and moment.kind != "since":
            yield moment, group.lines


def _of_site(atlas: Atlas, published: Published) -> Iterator[Entry]:
    lang = atlas.site.lang
    sayer = _sayer(lang, published)
    page = _first_there(published, published.path_of(lang, "view", "changes"), published.path_of(lang, "view", "home"))
    for moment in _moments(atlas):
        told = moment.between.told
        summary = "; ".join((sayer.summary(told), *(sayer.line(line) for line in told.notable[:LINES])))
        yield _entry(moment, atlas.site.title, summary, page, lang, published)


def _of_subject(subject: Subject, atlas: Atlas, published: Published) -> Iterator[Entry]:
    lang, kind = atlas.site.lang, _kind(subject)
    sayer = _sayer(lang, published)
    own = published.path_of(lang, kind, subject.id)
    tab = own.replace("index.html", f"{'history' if kind == 'journey' else 'persona-history'}/index.html")
    page = _first_there(published, tab, own)
    for moment, lines in _own_moments(subject, atlas):
        worst = sorted(lines, key=lambda line: not line.tone)
        yield _entry(moment, _title(subject), "; ".join(map(sayer.line, worst[:LINES])), page, lang, published)


def _sayer(lang: str, published: Published) -> Sayer:
    return Sayer(
        partial(published.say, lang),
        plain_text,
        published.language,
        lambda value, unit: published.amount(value, unit, lang),
    )


def _entry(moment: Moment, title: str, summary: str, page: str, lang: str, published: Published) -> Entry:
    when = published.month(lang, moment.day) if moment.kind == "month" else moment.name
    return Entry(
        address=published.address(f"{page}#{moment.anchor}") or "",
        title=f"{plain_text(title)}: {when}",
        summary=summary,
        kind=published.say(lang, "nav.changes"),
        day=moment.day,
    )


def _first_there(published: Published, *paths: str) -> str:
    return next((path for path in paths if path in published.paths), paths[-1])


def _subjects(site: Site) -> tuple[Subject, ...]:
    return (*site.journeys, *site.personas)


def _kind(subject: Subject) -> str:
    return "journey" if isinstance(subject, Journey) else "persona"


def _title(subject: Subject) -> str:
    return subject.title if isinstance(subject, Journey) else subject.name


def _about(subject: Subject) -> str | None:
    return subject.goal if isinstance(subject, Journey) else subject.role


def _has_address(site: Site) -> bool:
    return site.url is not None and site.url.startswith(("http://", "https://"))


def write(feed: Feed) -> bytes:
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.lang}">',
        element("id", feed.address),
        element("title", feed.title),
        *([element("subtitle", feed.subtitle)] if feed.subtitle else []),
        element("link", rel="self", type="application/atom+xml", href=feed.address),
        element("link", rel="alternate", type="text/html", href=feed.home),
        element("updated", _moment(feed.entries[0].day)),
        f"<author>{element('name', feed.author)}</author>",
    ]
    for entry in feed.entries:
        lines += [
            "<entry>",
            element("id", entry.address),
            element("title", entry.title),
            element("link", rel="alternate", type="text/html", href=entry.address),
            element("updated", _moment(entry.day)),
            element("category", term=entry.kind),
            *([element("summary", entry.summary)] if entry.summary else []),
            "</entry>",
        ]
    return xml_document([*lines, "</feed>"])


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


EXPORTER = Exporter(name="feed", exports=exports)
