"""What is translated into which language, what is not, and what is older than its original.

Counted are entities, stages and the site itself, each once a language.  What is out of date counts
as that, however much of it there is; else it is translated (every text), in part, or not at all.
Names are in the language of the page, as far as they are translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cjmgen.analysis.index import Atlas
from cjmgen.model import Scope, Site, Target, Translation, target_of
from cjmgen.views.base import View

State = Literal["outdated", "partly", "none"]
LISTED: tuple[State, ...] = ("outdated", "partly", "none")
"""In the order of the page; what is whole is only counted."""
ICONS: Mapping[State, str] = {"outdated": "clock", "partly": "minus", "none": "plus"}
KINDS = ("site", "journey", "stage", "persona", "touchpoint", "channel", "device", "team", "system",
         "opportunity", "solution", "evidence", "metric", "page")  # fmt: skip
MOST_LISTED = 300
"""Of each state; of the rest only the number is said."""
MOST_KEYS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    kind: str
    """"" for all kinds together."""
    total: int
    whole: int
    partly: int
    none: int
    outdated: int

    @property
    def whole_pct(self) -> float:
        return 100 * self.whole / self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that has to be translated, or translated again."""

    target: Target
    kind: str
    path: str
    """The file to write or to change."""
    texts: int
    lacking: int
    keys: tuple[str, ...]
    """Some of the texts it lacks, by their keys; none if it lacks all."""
    more_keys: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    state: State
    icon: str
    total: int
    items: tuple[Item, ...]
    more: int
    """How many are not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    lang: str
    counts: tuple[Count, ...]
    all: Count
    groups: tuple[Group, ...]
    untracked: int
    """Translations that do not say which original they were made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    languages: tuple[Language, ...]


def compute(site: Site, atlas: Atlas) -> Translations | None:
    targets = _targets(site)
    by_lang: dict[str, list[Translation]] = {}
    for translation in site.translations:
        if (translation.kind, translation.id) in targets:
            by_lang.setdefault(translation.lang, []).append(translation)
    if not by_lang:
        return None
    return Translations(languages=tuple(_language(lang, found, targets) for lang, found in by_lang.items()))


def _targets(site: Site) -> dict[tuple[str, str], Target]:
    """Everything with a page, or a place on one, in the words of the edition."""
    found = {("site", ""): Target("view", "home", site.title)}
    for scope in Scope:
        if scope is not Scope.SITE:
            for subject in scope.subjects(site):
                target = target_of(subject)
                found[scope.value, target.id] = target
    for journey in site.journeys:
        for stage in journey.stages:
            ident = f"{journey.id}/{stage.id}"
            found["stage", ident] = Target("stage", ident, stage.name)
    return found


def _language(lang: str, found: list[Translation], targets: Mapping[tuple[str, str], Target]) -> Language:
    kinds = [kind for kind in KINDS if any(translation.kind == kind for translation in found)]
    return Language(
        lang=lang,
        counts=tuple(_count(kind, (t for t in found if t.kind == kind)) for kind in kinds),
        all=_count("", found),
        groups=tuple(_group(state, found, targets) for state in LISTED if any(t.state == state for t in found)),
        untracked=sum(t.is_there and t.translated_from is None for t in found),
    )


def _count(kind: str, found: Iterable[Translation]) -> Count:
    states = [translation.state for translation in found]
    return Count(
        kind=kind,
        total=len(states),
        whole=states.count("whole"),
        partly=states.count("partly"),
        none=states.count("none"),
        outdated=states.count("outdated"),
    )


def _group(state: State, found: list[Translation], targets: Mapping[tuple[str, str], Target]) -> Group:
    here = sorted((t for t in found if t.state == state), key=lambda t: (KINDS.index(t.kind), t.id))
    return Group(
        state=state,
        icon=ICONS[state],
        total=len(here),
        items=tuple(_item(t, targets[t.kind, t.id]) for t in here[:MOST_LISTED]),
        more=max(0, len(here) - MOST_LISTED),
    )


def _item(translation: Translation, target: Target) -> Item:
    keys = translation.missing if translation.extent == "partly" else ()
    return Item(
        target=target,
        kind=translation.kind,
        path=translation.path,
        texts=translation.texts,
        lacking=len(translation.missing),
        keys=keys[:MOST_KEYS],
        more_keys=max(0, len(keys) - MOST_KEYS),
    )


VIEW = View(name="translations", scope=Scope.SITE, compute=compute, section="home", optional=True)
