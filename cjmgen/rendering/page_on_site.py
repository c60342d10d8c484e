"""A page as templates see it: its facts, and addresses as seen from where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from cjmgen.exporters.base import whole_address
from cjmgen.exporters.script_data import script_data
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Target
from cjmgen.rendering.page import Page, SiteFrame
from cjmgen.rendering.urls import address_of, base_of, path_of, relative
from cjmgen.rendering.words import territory_locale

NOT_FOUND = "not-found"


class PageOnSite:
    __slots__ = ("_base", "_page", "_site", "_t", "edition", "lang", "path", "top")

    def __init__(self, page: Page, site: SiteFrame, t: Callable[..., Markup]) -> None:
        self._page, self._site, self._t = page, site, t
        self._base = base_of(site.url)
        self.edition, self.lang = page.edition, page.lang  # asked for by nearly every filter
        self.top = page.top
        self.path = page.path
        """Where it is seen.  The page of lost addresses is shown at any of them, so it counts from the host's top."""
        if page.view == NOT_FOUND and self._base:
            self.path = f"{urlsplit(self._base).path}/404.html"

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the page is called, most telling first: its subject, then the view of it."""
        label = self._page.label
        return tuple(words for words in (self._page.title, self._t(label).striptags() if label else "") if words)

    @property
    def description(self) -> str:
        """What a search engine shows below its name: what the subject says of itself, else what is said of the site."""
        about = self._site.description or self._site.tagline or self._site.title
        return self._page.description or " · ".join((*self.titles, about))

    @property
    def root(self) -> str:
        """The way up to the output's top."""
        if self.path.startswith("/"):
            return self.path.rpartition("/")[0] + "/"
        return "../" * self.path.count("/")

    @property
    def alternates(self) -> Sequence[tuple[str, str, str]]:
        return [(lang, name, relative(path, self.path)) for lang, name, path in self._page.alternates]

    @property
    def tabs(self) -> Sequence[tuple[str, str, bool, int | None]]:
        page = self._page
        return [
            (str(self._t(tab.label)), address_of(tab.target, page.edition, self.path), tab.view == page.view, None)
            for tab in page.tabs
        ]

    # What is said to programs

    @property
    def address(self) -> str | None:
        """The page's one address on the web; ``None`` if nobody said where the site is, or it has none."""
        return None if self._page.view == NOT_FOUND else self._whole(self._page.path)

    @property
    def hreflangs(self) -> Sequence[tuple[str, str]]:
        """Language and address of the same page in every edition.  Search engines heed whole addresses only."""
        if self._page.view == NOT_FOUND or self._base is None:
            return ()
        seen = [(lang, whole_address(self._base, path)) for lang, _, path in self._page.alternates]
        return [*seen, ("x-default", seen[0][1])] if seen else ()

    @property
    def card(self) -> str | None:
        """The whole address of the picture shown where the page is shared."""
        return self._whole(self._page.card) if self._page.card else None

    @property
    def markdown(self) -> str | None:
        return relative(self._page.markdown, self.path) if self._page.markdown else None

    @property
    def feeds(self) -> Sequence[tuple[str, str]]:
        """Title and address of what can be followed here: the subject of the page, and the site."""
        whose = ((self._page.title, self._page.feed), (self._site.title, self._site.feed))
        return [(title, relative(path, self.path)) for title, path in whose if path]

    @property
    def manifest(self) -> str:
        edition = "" if self._page.release else self._page.edition
        return relative(f"{edition}manifest.webmanifest", self.path)

    @property
    def versions(self) -> Sequence[tuple[str, str, bool, bool]]:
        """Tag ("" for now), address, whether it is this one, whether it has the same page."""
        return [(one.name, relative(one.path, self.path), one.is_here, one.is_same) for one in self._page.versions]

    @property
    def locale(self) -> str:
        return territory_locale(self._page.lang)

    @property
    def linked_data(self) -> Markup | None:
        """JSON-LD: what the site is, or the way down to the page.  Data, never run."""
        if self.address is None:
            return None
        if self._page.view == "home":
            site = {"@type": "WebSite", "name": plain_text(self._site.title), "url": self.address}
            about = {"description": plain_text(self._page.description)} if self._page.description else {}
            return Markup(
                script_data({"@context": "https://schema.org", **site, **about, "inLanguage": self._page.lang})
            )
        if not self._page.crumbs:
            return None
        way = [(self._name(crumb), self._address_of(crumb)) for crumb in self._page.crumbs]
        if way[-1][1] != self.address:
            way.append((" · ".join(map(plain_text, self.titles)), self.address))
        items = [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(way, 1)
        ]
        return Markup(
            script_data({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})
        )

    def _name(self, crumb: Target) -> str:
        return plain_text(crumb.name) if crumb.name else self._t(f"nav.{crumb.id}").unescape()

    def _address_of(self, crumb: Target) -> str | None:
        return self._whole(self._page.edition + path_of(crumb.kind, crumb.id))

    def _whole(self, path: str) -> str | None:
        return None if self._base is None else whole_address(self._base, path)
