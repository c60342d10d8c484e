"""A tiny site, in memory, in one line."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from cjmgen import engine, pipeline
from cjmgen.source import MemoryTree

SITE = """\
    title: Tiny
    """

ANNA = """\
    ---
    name: Anna
    ---
    """

CHECKOUT = """\
    ---
    title: I check out
    personas: [anna]
    goal: Pay and be done
    ---
    """

PAY = """\
    ---
    name: Pay
    steps:
      - {id: cart, name: I review the cart, channel: web, emotion: 1}
      - {id: card, name: I type the card number, channel: web, emotion: -1.5, pains: [it forgets]}
    ---
    """

TINY = {
    "site.yaml": SITE,
    "content/personas/anna.md": ANNA,
    "content/journeys/checkout/journey.md": CHECKOUT,
    "content/journeys/checkout/01-pay.md": PAY,
}

Load = Callable[..., pipeline.Project]
Build = Callable[[pipeline.Project], list[engine.Built]]


def tiny(files: dict[str, str | None] | None = None) -> MemoryTree:
    """The smallest useful site; the argument replaces or adds files, ``None`` removes one."""
    changed = {**TINY, **(files or {})}
    return MemoryTree({path: dedent(text) for path, text in changed.items() if text is not None})


@pytest.fixture
def load() -> Load:
    def load(files: dict[str, str | None] | None = None) -> pipeline.Project:
        return pipeline.load_tree(tiny(files))

    return load


@pytest.fixture
def build() -> Build:
    """Build into one folder in memory, as often as one likes; what was made again."""
    folder, memo = engine.MemoryFolder(), engine.MemoryMemo()
    state = engine.State()

    def build(project: pipeline.Project) -> list[engine.Built]:
        nonlocal state
        result = pipeline.build(project, pipeline.renderer_of(project, memo), state, folder)
        assert result.is_published, result.failed
        state = result.state
        return [built for built in result.built if built.path.endswith(".html")]

    return build
