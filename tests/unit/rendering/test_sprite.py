"""A page carries the symbols it shows, and no others."""

from __future__ import annotations

import re

from conftest import tiny

from cjmgen import engine, pipeline
from cjmgen.rendering.sprite import trimmed

PAGE = """<svg class="sprite"><defs>
    <symbol id="i-a"><path d="M0 0"/></symbol>
    <symbol id="i-b"><use href="#i-c"/></symbol>
    <symbol id="i-c"><circle/></symbol>
    <pattern id="hatch"></pattern>
  </defs></svg><main><use href="#i-b"/> #i-a</main>"""


def test_symbols_nobody_refers_to_go_and_everything_else_stays() -> None:
    assert trimmed(PAGE) == PAGE.replace('    <symbol id="i-a"><path d="M0 0"/></symbol>\n', "")


def test_what_only_looks_like_a_symbol_in_the_text_stays() -> None:
    page = PAGE + '<code>&lt;symbol id="i-a"&gt;</code><svg><defs><symbol id="x"></symbol></defs></svg>'
    assert trimmed(page).endswith(page[len(PAGE) :])


def test_on_every_page_each_symbol_is_used_and_each_use_has_its_symbol() -> None:
    project = pipeline.load_tree(tiny())
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    pages = [content.decode() for path, content in folder.files.items() if path.endswith(".html")]
    for page in pages:
        there = set(re.findall(r'<symbol id="([^"]+)"', page))
        assert there == set(re.findall(r'<use[^>]* href="#([^"]+)"', page))
    assert len(pages) > 10
