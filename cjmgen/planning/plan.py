"""Planned -> outputs: which files a site has, and what each is made from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import Inputs, Output, Partly
from cjmgen.exporters.base import group_of
from cjmgen.planning.facts import Planned, PlannedPage
from cjmgen.rendering.renderer import PageFacts, Renderer

MAX_PAGES: Final = 300_000
"""Five thousand journeys with every view in three languages, and half as many again."""


def plan(
    facts: Planned, renderer: Renderer, files: Mapping[str, bytes]
) -> tuple[tuple[Output, ...], dict[str, object]]:
    """Every output with every fact.  ``files`` are stylesheets, scripts and assets: path -> bytes.

    Raises ``CjmgenError`` for more pages than anybody could want.
    """
    if len(facts.pages) > MAX_PAGES:
        message = f"this site would have {len(facts.pages):,} pages; a build makes at most {MAX_PAGES:,}"
        raise CjmgenError(message, 'publish fewer views ("views" in site.yaml), or make several sites of it')
    values = dict(facts.values)
    values["theme"] = (renderer.theme.digest, renderer.engine_name)
    for lang, words in renderer.words.items():
        values[f"words:{lang}"] = tuple(sorted((key, _plain(value)) for key, value in words.items()))
    outputs = [_page_output(planned, renderer) for planned in facts.pages]
    for path, content in sorted(files.items()):
        values[f"file:{path}"] = content
        outputs.append(
            Output(
                path=path,
                inputs=frozenset((f"file:{path}",)),
                recipe=partial(_copy, f"file:{path}"),
                producer="assets",
            )
        )
    return tuple(outputs), values


def _plain(value: object) -> object:
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value


def _page_output(planned: PlannedPage, renderer: Renderer) -> Output:
    lang = planned.lang
    first = next(iter(renderer.words))
    names = PageFacts(
        page=planned.page_fact,
        view=planned.view_fact,
        parts=planned.parts,
        site=f"site:{planned.edition}",
        nav=f"nav:{planned.edition}",
        others=("theme", f"words:{lang}", f"words:{first}"),
    )
    return Output(
        path=planned.page.path,
        inputs=names.names,
        recipe=partial(_render, renderer, names),
        producer=f"view {planned.view.name}",
        group=group_of(planned.edition, planned.page.kind, planned.page.id),
    )


def _render(renderer: Renderer, names: PageFacts, inputs: Inputs) -> bytes | Partly:
    return renderer.page(inputs, names)


def _copy(name: str, inputs: Inputs) -> bytes:
    content = inputs[name]
    assert isinstance(content, bytes)
    return content
