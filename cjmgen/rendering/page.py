"""What every page says about itself and about the site around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.model import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One view of a subject, in the row of tabs."""

    label: str
    """Key of its name among the interface words."""
    target: Target
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """An earlier version of the site that is published as it was."""

    name: str
    """Its tag."""
    folder: str
    """Where it stands, from the output's top: "releases/v3/"."""
    day: date
    commit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A page in one of the versions of the site that are published."""

    name: str
    """The tag; "" for the site as it is now."""
    path: str
    """Of the same page, or of its home."""
    is_here: bool
    is_same: bool
    """It has the same page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of one edition."""

    path: str
    """Where it is written, from the output's top."""
    lang: str
    title: str
    """Its subject's name, in the author's words; "" for pages of the site."""
    label: str
    """Key of the interface words that name the page, after its title if it has one; "" if the title says it all."""
    description: str | None
    view: str
    """The view that fills it."""
    section: str
    """The entry of the navigation it belongs to."""
    kind: str
    """A ``Scope`` value."""
    id: str
    edition: str
    """Folder of its edition: "" or "pl/"."""
    crumbs: tuple[Target, ...]
    tabs: tuple[Tab, ...]
    alternates: tuple[tuple[str, str, str], ...]
    """Language, its own name and the path of the same page in every edition, its own included; empty if one."""
    translated: bool
    """``False``: parts of its subject's text are in another language than the page."""
    outdated: bool
    """Its subject's text is a translation older than its original."""
    card: str | None = None
    """Path of the picture shown where its address is shared; ``None`` if it has none."""
    markdown: str | None = None
    """Path of its twin in Markdown; ``None`` if it has none."""
    feed: str | None = None
    """Path of the feed of its journey or persona; ``None`` if there is none."""
    release: Release | None = None
    """``None``: it is the site as it is now."""
    versions: tuple[Version, ...] = ()
    """The same page as it is now and in every release that is published; empty if there are none."""

    @property
    def top(self) -> str:
        """The folder of its version, in which its editions and files stand: "" or "releases/v3/"."""
        return self.release.folder if self.release else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFrame:
    """What every page says of the site."""

    title: str
    tagline: str | None
    description: str | None
    notice: str | None
    lang: str
    url: str | None
    """Where the site is published, http or https; ``None`` if nobody said."""
    feed: str | None
    """Path of the edition's feed; ``None`` if there is none."""
    home: Target
    search: Target
    accessibility: Target
    menu: tuple[Target, ...]
    """Free pages named in the footer."""
    revision: str | None
    """The commit the site was built from, shortened; ``None`` outside a repository."""
    revision_date: date | None
