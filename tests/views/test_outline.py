"""Pages beyond journeys show nothing that an outline lacks, and are not computed while outlines stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PAY, Load, tiny

from cjmgen import engine, pipeline
from cjmgen.analysis.outline import Overview, outline_of
from cjmgen.model import Scope, Site
from cjmgen.source import MemoryTree
from cjmgen.starters import site_files
from cjmgen.views import VIEWS

EXAMPLE = Path(__file__).parents[2]
WIDE = tuple(view for view in VIEWS if view.scope is not Scope.JOURNEY and view.shows is not None)
SITES: dict[str, Callable[[], pipeline.Project]] = {
    "the example": lambda: pipeline.load(EXAMPLE),
    "a tiny site": lambda: pipeline.load_tree(tiny()),
    **{
        name: lambda name=name: pipeline.load_tree(  # type: ignore[misc]
            MemoryTree({path: text.encode() for path, text in site_files(name).items()})
        )
        for name in ("one-file", "five-stage")
    },
}


@pytest.mark.parametrize("site", SITES)
def test_an_outline_is_all_they_show(site: str) -> None:
    project = SITES[site]()
    for lang, edition in list(project.editions.items())[:2]:
        whole, afar = project.atlases[lang], Overview(project.atlases[lang]).atlas
        for view in WIDE:
            for subject in view.scope.subjects(edition):
                seen = afar.site if isinstance(subject, Site) else subject
                assert view.compute(seen, afar) == view.compute(subject, whole), (view.name, lang)


UNSEEN = {
    "a thought": ("emotion: 1", "emotion: 1, thinking: [{}]"),
    "what is expected": ("emotion: 1", "emotion: 1, expectation: {}, actual: {}, outcome: exceeds"),
    "a place": ("emotion: 1", "emotion: 1, place: {}, actors: [{}]"),
    "a goal of a stage": ("name: Pay", "name: Pay\n    goal: {}\n    strategy: {}"),
}


@pytest.mark.parametrize(("old", "new"), UNSEEN.values(), ids=UNSEEN)
def test_words_that_are_in_no_outline_leave_it_as_it_was(load: Load, old: str, new: str) -> None:
    first, second = (
        load({"content/journeys/checkout/01-pay.md": PAY.replace(old, new.replace("{}", words), 1)}).site.journeys[0]
        for words in ("slow", "quick")
    )
    assert first != second
    assert outline_of(first) == outline_of(second)


def test_an_edit_that_is_in_no_outline_computes_no_page_beyond_the_journey(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = "content/journeys/checkout/01-pay.md"
    folder, state = engine.MemoryFolder(), engine.State()
    asked: list[str] = []
    afar = Overview.atlas.func  # type: ignore[attr-defined]
    monkeypatch.setattr(Overview, "atlas", property(lambda self: asked.append("afar") or afar(self)))

    def build(text: str) -> list[str]:
        nonlocal state
        project = load({stage: text})
        result = pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), state, folder)
        assert result.is_published
        state = result.state
        asked_now = asked.copy()
        asked.clear()
        return asked_now

    thought = PAY.replace("emotion: 1", "emotion: 1, thinking: [slow]")
    assert build(thought) != []
    assert build(thought.replace("slow", "quick")) == []
    assert build(thought.replace("slow", "quick").replace("emotion: 1,", "emotion: 2,")) != []
    assert build(thought.replace("slow", "quick").replace("emotion: 1,", "emotion: 2,")) == []
