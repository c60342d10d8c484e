"""Declarations -> ``Site``: names become what they stand for, in one language.

Entities are made in the order in which they refer to each other, so that each finds
the others finished.  Where two kinds refer to each other, one side keeps ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from cjmgen.config import SiteConfig
from cjmgen.diagnostics import Diagnostic, Report
from cjmgen.loading import resolve_improvements, resolve_journeys, resolve_knowledge, resolve_people
from cjmgen.loading.declared import Declarations
from cjmgen.loading.last_time import LastTime
from cjmgen.loading.references import References
from cjmgen.loading.resolution import Resolution
from cjmgen.model import Channel, Device, FreePage, LifeCycleStage, SavedView, Site, System, Team, Touchpoint
from cjmgen.model.built_in import NAMES, name_of
from cjmgen.source import Origin

BUILT_IN = Origin("site.yaml")


def resolve(
    declared: Declarations,
    config: SiteConfig,
    lang: str,
    files: frozenset[str],
    report: Report,
    last: LastTime | None = None,
) -> Site:
    """One edition of the site; journeys that ``last`` knows, and for which nothing changed, are taken over."""
    run = Resolution(lang=lang, refs=References(declared, NAMES, report), files=files, report=report)
    _places(run, declared)
    resolve_knowledge.evidence(run, declared)
    resolve_knowledge.metrics(run, declared)
    resolve_people.personas(run, declared)
    resolve_improvements.note_addressed(run, declared)
    resolve_improvements.opportunities(run, declared)
    resolve_improvements.solutions(run, declared)
    resolve_journeys.journeys(run, declared, config, last)
    pages = _pages(run, declared)
    for link in declared.links:
        run.prose_link(link)
    _check_formerly(declared, report)
    texts = config.texts[lang]
    used_channels, used_devices = _used(run)
    return Site(
        lang=lang,
        title=texts.title,
        tagline=texts.tagline,
        headline=texts.headline,
        description=texts.description,
        notice=texts.notice,
        url=config.url,
        life_cycle=tuple(LifeCycleStage(id=s.id, name=s.name or _words(s.id)) for s in texts.life_cycle),
        saved_views=tuple(SavedView(name=v.name, list=v.list, query=_query(v.query)) for v in texts.saved_views),
        lanes=config.lanes,
        review_days=config.review_days,
        badges=config.badges,
        personas=_all(run, "persona"),
        journeys=_all(run, "journey"),
        touchpoints=_all(run, "touchpoint"),
        channels=tuple(c for c in _all(run, "channel") if c.origin is not BUILT_IN or c.id in used_channels),
        devices=tuple(c for c in _all(run, "device") if c.origin is not BUILT_IN or c.id in used_devices),
        teams=_all(run, "team"),
        systems=_all(run, "system"),
        opportunities=_all(run, "opportunity"),
        solutions=_all(run, "solution"),
        evidence=_all(run, "evidence"),
        metrics=_all(run, "metric"),
        pages=tuple(sorted(pages, key=lambda page: (page.order, page.id))),
        assets=tuple(sorted(run.assets)),
        translations=(*config.translations, *declared.translations),
    )


def _query(written: str) -> str:
    """As it stands in an address."""
    return urlencode(parse_qsl(written.strip().removeprefix("?"), keep_blank_values=True))


def _words(ident: str) -> str:
    text = ident.replace("-", " ")
    return text[:1].upper() + text[1:]


def _all(run: Resolution, kind: str) -> tuple:  # type: ignore[type-arg]
    return tuple(entity for _, entity in sorted(run.of(kind).items()))


def _places(run: Resolution, declared: Declarations) -> None:
    for kind, make in (("channel", Channel), ("device", Device)):
        for ident in NAMES[kind]:
            icon = ident if kind == "channel" else f"device-{ident}"
            run.of(kind)[ident] = make(id=ident, name=name_of(kind, ident, run.lang), icon=icon, origin=BUILT_IN)
        for item in declared.of(kind):
            decl = run.text(item)
            icon = decl.icon or _icon_for(kind, item.id)
            run.of(kind)[item.id] = make(
                id=item.id, name=decl.name, icon=icon, description=decl.description, origin=item.origin
            )
    for item in declared.of("team"):
        decl = run.text(item)
        run.of("team")[item.id] = Team(
            id=item.id,
            name=decl.name,
            lead=decl.lead,
            description=decl.description,
            links=run.links(decl.links),
            origin=item.origin,
        )
    for item in declared.of("system"):
        decl = run.text(item)
        run.of("system")[item.id] = System(
            id=item.id,
            name=decl.name,
            vendor=decl.vendor,
            team=run.one("team", decl.team, item.origin.child("team")),
            description=decl.description,
            links=run.links(decl.links),
            origin=item.origin,
        )
    for item in declared.of("touchpoint"):
        decl, at = run.text(item), item.origin
        channel = run.one("channel", decl.channel, at.child("channel"))
        if channel is None:
            run.refs.forgive("touchpoint", item.id)
            continue
        run.of("touchpoint")[item.id] = Touchpoint(
            id=item.id,
            formerly=decl.formerly,
            name=decl.name,
            channel=channel,
            kind=decl.kind,
            team=run.one("team", decl.team, at.child("team")),
            systems=run.many("system", decl.systems, at.child("systems")),
            description=decl.description,
            url=decl.url,
            screenshot=run.picture(decl.screenshot, at.child("screenshot")),
            status=decl.status,
            satisfaction=decl.satisfaction,
            importance_customer=decl.importance.customer,
            importance_organisation=decl.importance.organisation,
            accessibility=decl.accessibility,
            tags=decl.tags,
            audience=decl.for_whom,
            body=run.body(item),
            origin=at,
        )


def _icon_for(kind: str, ident: str) -> str:
    if kind == "channel":
        return ident if ident in NAMES["channel"] or ident == "locker" else "web"
    return f"device-{ident}" if ident in NAMES["device"] else "device-phone"


def _used(run: Resolution) -> tuple[set[str], set[str]]:
    """Ids of channels and devices that something refers to."""
    channels = {t.channel.id for t in run.of("touchpoint").values()}
    devices: set[str] = set()
    for persona in run.of("persona").values():
        channels |= {use.channel.id for use in persona.channels}
        devices |= {use.device.id for use in persona.devices}
    for journey in run.of("journey").values():
        channels |= {step.channel.id for step in journey.steps if step.channel}
        devices |= {step.device.id for step in journey.steps if step.device}
    return channels, devices


def _pages(run: Resolution, declared: Declarations) -> list[FreePage]:
    return [
        FreePage(
            id=item.id,
            title=(decl := run.text(item)).title,
            description=decl.description,
            order=decl.order,
            menu=decl.menu,
            audience=decl.for_whom,
            body=run.body(item),
            origin=item.origin,
        )
        for item in declared.of("page")
    ]


def _check_formerly(declared: Declarations, report: Report) -> None:
    """An old id may not be anybody's present id, nor two entities' old one."""
    taken: dict[tuple[str, str], str] = {}
    for (kind, ident), item in sorted(declared.entities.items()):
        for i, old in enumerate(getattr(next(iter(item.texts.values())), "formerly", ())):
            origin = item.origin.child("formerly", i)
            other = old if (kind, old) in declared.entities else taken.get((kind, old))
            if other is not None:
                report.add(Diagnostic("R002", f'the id "{old}" belongs to the {kind} "{other}"', origin))
            taken[kind, old] = ident


def editions(
    declared: Declarations, config: SiteConfig, files: frozenset[str], report: Report, last: LastTime | None = None
) -> Mapping[str, Site]:
    """The site in every language, the language of the files first."""
    return {lang: resolve(declared, config, lang, files, report, last) for lang in config.languages}
