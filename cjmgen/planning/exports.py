"""Planned -> the site as exporters see it, and what they make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from cjmgen.analysis.index import Atlas
from cjmgen.engine import Inputs, Output
from cjmgen.exporters.base import Export, Exporter, Published, PublishedPage, Remember
from cjmgen.planning.facts import Planned
from cjmgen.rendering.page import Page
from cjmgen.rendering.strings import Words, translator
from cjmgen.rendering.urls import base_of, edition_root, path_of, relative
from cjmgen.rendering.words import amount_words, language_name, month_words


def exports_of(
    exporters: Iterable[Exporter],
    facts: Planned,
    atlases: Mapping[str, Atlas],
    words: Mapping[str, Words],
    remember: Remember,
) -> tuple[tuple[Output, ...], dict[str, object]]:
    """The exporters' outputs with their facts."""
    published = published_site(facts, atlases, words, remember)
    outputs: list[Output] = []
    values: dict[str, object] = {}
    for exporter in exporters:
        for number, export in enumerate(exporter.exports(published)):
            name = f"export:{exporter.name}:{number}:{export.path}"  # two of one path are a collision, not one fact
            values[name] = export.value
            outputs.append(
                Output(
                    path=export.path,
                    inputs=frozenset((name,)),
                    recipe=partial(_write, export, name),
                    producer=f"exporter {exporter.name}",
                    group=export.group,
                )
            )
    return tuple(outputs), values


def published_site(
    facts: Planned, atlases: Mapping[str, Atlas], words: Mapping[str, Words], remember: Remember
) -> Published:
    """The site with the addresses and words its pages have."""
    first = next(iter(atlases))
    translators = {lang: translator(own, words[first], lang) for lang, own in words.items()}

    said: dict[tuple[str, str], str] = {}

    def say(lang: str, key: str, **values: object) -> str:
        if values:
            return translators[lang](key, **values).unescape()
        if (lang, key) not in said:
            said[lang, key] = translators[lang](key).unescape()
        return said[lang, key]

    def where(lang: str, kind: str, ident: str) -> str:
        return edition_root(lang, first) + path_of(kind, ident)

    def page_of(page: Page) -> PublishedPage:
        return PublishedPage(
            path=page.path,
            lang=page.lang,
            view=page.view,
            kind=page.kind,
            id=page.id,
            title=page.title,
            label=say(page.lang, page.label) if page.label else "",
            description=page.description,
            alternates=tuple((lang, path) for lang, _, path in page.alternates),
        )

    return Published(
        url=base_of(atlases[first].site.url),
        atlases=atlases,
        pages=tuple(page_of(planned.page) for planned in facts.pages),
        path_of=where,
        relative=relative,
        say=say,
        remember=remember,
        month=lambda lang, day: month_words(day, lang),
        language=language_name,
        amount=amount_words,
    )


def _write(export: Export, name: str, inputs: Inputs) -> bytes:
    return export.write(inputs[name])
