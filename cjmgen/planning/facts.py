"""Sites -> facts: every named value a page may be made from.

View models are facts, so an edit that does not reach a page's view model does not
rebuild it.  Most are made later: what is planned is only that they can be.  ``nav`` and
``site`` hold titles and addresses only; else every edit would rebuild every page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.outline import Overview, outline_of
from cjmgen.analysis.surroundings import Surroundings
from cjmgen.engine import Later
from cjmgen.exporters.cards import card_path
from cjmgen.exporters.feed import feed_path, has_feed, has_own_feed
from cjmgen.exporters.markdown_twin import twin_path
from cjmgen.model import Journey, Scope, Site, Target, lang_of, target_of
from cjmgen.rendering.page import Page, Release, SiteFrame, Tab
from cjmgen.rendering.urls import base_of, edition_root, path_of
from cjmgen.rendering.words import language_name
from cjmgen.views.base import View, is_our_view

SECTIONS = ("home", "journeys", "personas", "touchpoints", "opportunities", "evidence", "metrics", "teams")
"""Entries of the navigation, where there is such a page."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that will be made, and the names of its facts."""

    view: View
    lang: str
    subject: Any
    page: Page
    page_fact: str
    view_fact: str
    parts: tuple[tuple[str, str], ...]
    edition: str
    """Whose frame and navigation it has: a language, with the folder of its release before it."""


@dataclass(frozen=True, slots=True)
class Planned:
    values: Mapping[str, object]
    pages: tuple[PlannedPage, ...]


def facts_of(
    editions: Mapping[str, Site],
    atlases: Mapping[str, Atlas],
    views: Sequence[View],
    revision: tuple[str | None, Any],
    release: Release | None = None,
    key: str = "",
) -> Planned:
    """Every view model that there will be, every page and what they share, in every language.

    Those of a release that is published as it was stand in its folder; ``key`` says all they are made of.
    """
    top = release.folder if release else ""
    values: dict[str, object] = {}
    pages: list[PlannedPage] = []
    first = next(iter(editions))
    for lang, site in editions.items():
        edition = top + lang
        overview = Overview(atlases[lang])
        outlines = {} if key else _outlines(overview, edition)
        made = _view_models(site, atlases[lang], views, overview, key, tuple(outlines))
        values |= outlines
        trailing = _trailing(site)
        values.update({_view_fact(name, ident, edition): model for (name, ident), model in made.items()})
        there = _sections(views, made)
        values[f"site:{edition}"] = _frame(atlases[lang], revision, top + edition_root(lang, first))
        values[f"nav:{edition}"] = tuple(
            (name, f"nav.{name}", Target("view", there[name], "")) for name in SECTIONS if name in there
        )
        for view in views:
            if not view.page:
                continue
            for subject in view.scope.subjects(site):
                ident = _id_of(subject)
                if (view.name, ident) not in made:
                    continue
                page = _page(view, subject, atlases[lang], made, views, tuple(editions), first, trailing, release)
                values[f"page:{page.path}"] = page
                heads = tuple(v.name for v in views if not v.page and v.scope is view.scope)
                parts = tuple(
                    (part, _view_fact(part, ident, edition)) for part in (*heads, *view.parts) if (part, ident) in made
                )
                pages.append(
                    PlannedPage(
                        view=view,
                        lang=lang,
                        subject=subject,
                        page=page,
                        page_fact=f"page:{page.path}",
                        view_fact=_view_fact(view.name, ident, edition),
                        parts=parts,
                        edition=edition,
                    )
                )
    return Planned(values, tuple(pages))


def _sections(views: Sequence[View], made: Mapping[tuple[str, str], object]) -> dict[str, str]:
    """Section -> the first of its pages that there is, which its entry in the navigation leads to."""
    found: dict[str, str] = {}
    for view in views:
        if view.page and view.scope is Scope.SITE and (view.name, "") in made:
            found.setdefault(view.home_section, view.name)
    return found


def _view_fact(name: str, ident: str, edition: str) -> str:
    return f"view:{name}:{ident}@{edition}" if ident else f"view:{name}@{edition}"


def _id_of(subject: object) -> str:
    return "" if isinstance(subject, Site) else str(getattr(subject, "id", ""))


def _outlines(overview: Overview, edition: str) -> dict[str, object]:
    """The facts that pages beyond journeys are made of."""
    outlines: dict[str, object] = {
        f"outline:{journey.id}@{edition}": Later(partial(outline_of, journey), overview.keys[journey.id])
        for journey in overview.journeys
    }
    return {f"overview@{edition}": overview.about_it, **outlines}


def _view_models(
    site: Site, atlas: Atlas, views: Sequence[View], overview: Overview, key: str, outlines: tuple[str, ...]
) -> dict[tuple[str, str], object]:
    """View and id of its subject -> view model, or how it is made.  What is not here has nothing to show.

    ``key`` says what all of them are made of; "": each has to say it for itself.
    """
    made: dict[tuple[str, str], object] = {}
    around = {journey.id: Surroundings(journey, atlas) for journey in site.journeys}
    for view in views:
        for subject in view.scope.subjects(site):
            sees: Atlas = around[_id_of(subject)] if view.scope is Scope.JOURNEY else atlas
            model: object
            if view.shows is None:
                model = view.compute(subject, sees)
            elif not view.shows(subject, sees):
                model = None
            elif key or not is_our_view(view):
                model = Later(partial(view.compute, subject, sees), key)
            elif isinstance(sees, Surroundings):
                model = Later(partial(view.compute, subject, sees), sees.key)
            else:
                model = Later(partial(_seen_from_afar, view, subject, overview), of=outlines)
            if model is not None:
                made[view.name, _id_of(subject)] = model
    return made


def _seen_from_afar(view: View, subject: Any, overview: Overview) -> object:
    """The view model of something that is no journey."""
    return view.compute(overview.atlas.site if isinstance(subject, Site) else subject, overview.atlas)


def _frame(atlas: Atlas, revision: tuple[str | None, Any], edition: str) -> SiteFrame:
    site = atlas.site
    commit, day = revision
    return SiteFrame(
        title=site.title,
        tagline=site.tagline,
        description=site.description,
        notice=site.notice,
        lang=site.lang,
        url=site.url,
        feed=feed_path(edition) if has_feed(atlas) else None,
        home=Target("view", "home", site.title),
        search=Target("view", "search", ""),
        accessibility=Target("view", "accessibility", ""),
        menu=tuple(target_of(page) for page in site.pages if page.menu),
        revision=commit[:7] if commit else None,
        revision_date=day,
    )


def _page(
    view: View,
    subject: Any,
    atlas: Atlas,
    made: Mapping[tuple[str, str], object],
    views: Sequence[View],
    languages: tuple[str, ...],
    first: str,
    trailing: Mapping[str, frozenset[tuple[str, str]]],
    release: Release | None,
) -> Page:
    site, ident = atlas.site, _id_of(subject)
    # Of the site's own pages only the first says what ``site.yaml`` says.
    said = (view.scope.value, ident) if view.scope is not Scope.SITE or view.name == "home" else None
    own_page = _primary(view.scope, views)
    if view.scope is Scope.SITE:
        inner = path_of("view", view.name)
    elif view is own_page:
        inner = path_of(view.scope.value, ident)
    else:
        inner = path_of(view.scope.value, ident).replace("index.html", f"{view.name}/index.html")
    title = "" if view.scope is Scope.SITE else target_of(subject).name
    top = release.folder if release else ""
    edition = top + edition_root(site.lang, first)
    return Page(
        path=edition + inner,
        lang=site.lang,
        title=title,
        label=_label(view, made) if title and view is own_page else f"{view.name}.title",
        description=_description(view, subject, site),
        view=view.name,
        section=view.home_section,
        kind=view.scope.value,
        id=ident,
        edition=edition,
        crumbs=_crumbs(view, subject, atlas, made),
        tabs=_tabs(view, ident, made, views),
        alternates=tuple(
            (lang, language_name(lang), top + edition_root(lang, first) + inner)
            for lang in languages
            if len(languages) > 1
        ),
        translated=lang_of(title) is None and said not in trailing["incomplete"],
        outdated=said in trailing["outdated"],
        card=card_path(ident) if view.scope is Scope.JOURNEY and base_of(site.url) else None,
        markdown=twin_path(edition + inner)
        if view.scope is Scope.JOURNEY and view is own_page and not release
        else None,
        feed=feed_path(edition + path_of(view.scope.value, ident).removesuffix("index.html"))
        if has_own_feed(subject, atlas)
        else None,
        release=release,
    )


def _trailing(site: Site) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Whose translation into the edition's language lacks texts, and whose is older than its original, by kind and id.
    A journey is translated with its stages."""
    incomplete, outdated = set(), set()
    for translation in site.translations:
        if translation.lang == site.lang:
            kind, ident = translation.kind, translation.id
            whose = ("journey", ident.partition("/")[0]) if kind == "stage" else (kind, ident)
            if translation.missing:
                incomplete.add(whose)
            if translation.is_outdated:
                outdated.add(whose)
    return {"incomplete": frozenset(incomplete), "outdated": frozenset(outdated)}


def _label(view: View, made: Mapping[tuple[str, str], object]) -> str:
    """An entity's own page is named after the list it is in, too: a channel and a team may share a name."""
    return f"nav.{view.scope.plural}" if (view.scope.plural, "") in made else ""


def _primary(scope: Scope, views: Sequence[View]) -> View | None:
    return next((view for view in views if view.page and view.scope is scope), None)


def _tabs(view: View, ident: str, made: Mapping[tuple[str, str], object], views: Sequence[View]) -> tuple[Tab, ...]:
    """The other views of the subject; of the site, those of the same section.  None are no choice."""
    beside = [other for other in views if other.page and other.scope is view.scope and (other.name, ident) in made]
    if view.scope is Scope.SITE:
        inner = [other for other in beside if other.home_section == view.home_section]
        tabs = [Tab(label=f"nav.{v.name}", target=Target("view", v.name, ""), view=v.name) for v in inner]
    else:
        kind, own_page = view.scope.value, _primary(view.scope, views)
        targets = (
            Target(kind, ident, "") if v is own_page else Target("tab", f"{view.scope.plural}/{ident}/{v.name}", "")
            for v in beside
        )
        tabs = [Tab(label=f"{v.name}.tab", target=t, view=v.name) for v, t in zip(beside, targets, strict=True)]
    return tuple(tabs) if len(tabs) > 1 else ()


def _description(view: View, subject: Any, site: Site) -> str | None:
    if view.scope is Scope.SITE:
        return site.description if view.name == "home" else None
    for name in ("goal", "role", "description"):
        if text := getattr(subject, name, None):
            return str(text)
    return None


def _crumbs(view: View, subject: Any, atlas: Atlas, made: Mapping[tuple[str, str], object]) -> tuple[Target, ...]:
    """The way down to a page: home, the list it is in, and for a journey those it is part of."""
    if view.name in ("home", "not-found"):
        return ()
    crumbs = [Target("view", "home", "")]
    if (view.scope.plural, "") in made:
        crumbs.append(Target("view", view.scope.plural, ""))
    if view.scope is Scope.JOURNEY:
        crumbs += _ancestors(subject, atlas)
    return tuple(crumbs)


def _ancestors(journey: Journey, atlas: Atlas) -> list[Target]:
    found: list[Target] = []
    here = atlas.journey(journey.parent) if journey.parent else None
    while here is not None and len(found) < 4:
        found.insert(0, target_of(here))
        here = atlas.journey(here.parent) if here.parent else None
    return found
