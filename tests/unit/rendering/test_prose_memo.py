"""Prose is made into HTML once: the next build finds it, wherever its links lead."""

from __future__ import annotations

from textwrap import dedent

import pytest
from conftest import PAY, tiny

from cjmgen import engine, pipeline
from cjmgen.markup import markdown

JOURNEY = "content/journeys/checkout/journey.md"
PROSE = (
    "---\ntitle: I check out\npersonas: [anna]\ngoal: Pay\n---\nA story.\n\nIt *goes* on, with [Anna](persona:anna).\n"
)


def built(memo: engine.Memo, files: dict[str, str | None]) -> dict[str, bytes]:
    project = pipeline.load_tree(tiny(files))
    folder = engine.MemoryFolder()
    result = pipeline.build(project, pipeline.renderer_of(project, memo), engine.State(), folder)
    assert result.is_published, result.failed
    return dict(folder.files)


def test_what_was_made_before_is_not_made_again_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = engine.MemoryMemo()
    first = built(memo, {JOURNEY: PROSE})

    def forbidden(*_: object) -> str:
        raise AssertionError("Markdown was asked for")

    monkeypatch.setattr(markdown, "_block_fragment", forbidden)
    assert built(memo, {JOURNEY: PROSE}) == first
    assert b"<em>goes</em>" in first["journeys/checkout/index.html"]
    assert b'href="../../personas/anna/index.html">Anna</a>' in first["journeys/checkout/index.html"]


def test_another_text_or_another_program_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = engine.MemoryMemo()
    built(memo, {JOURNEY: PROSE})
    asked: list[str] = []
    make = markdown._block_fragment
    monkeypatch.setattr(markdown, "_block_fragment", lambda text, base: asked.append(text) or make(text, base))
    built(memo, {JOURNEY: PROSE, "content/journeys/checkout/01-pay.md": dedent(PAY).rstrip() + "\n\nA *till*.\n"})
    assert [text.strip() for text in asked] == ["A *till*."]
    monkeypatch.setattr("cjmgen.rendering.renderer.identity", lambda: "another")
    built(memo, {JOURNEY: PROSE})
    assert len(asked) > 1
