"""What is done with a mutant, and what must hold whatever it says.  ``AssertionError`` or any other: it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from random import Random
from typing import Final

from active_markup import wrong_in
from built import Renderers

from cjmgen import engine, pipeline
from cjmgen.diagnostics import Report, github, json, text
from cjmgen.fields import decode
from cjmgen.loading.declared import DECLARATIONS
from cjmgen.loading.ids import with_ids
from cjmgen.loading.reading import read
from cjmgen.markup import document
from cjmgen.markup.links import find_links, unsafe_target
from cjmgen.markup.markdown import block_html, inline_html, plain_text
from cjmgen.source import MemoryTree
from cjmgen.starters import site_files
from fuzz.mutants import MARKDOWN_WORDS, YAML_WORDS, mutant, reworded

CONTENT: Final = Path(__file__).parent.parent.parent / "content"
KINDS: Final = tuple(DECLARATIONS)
_TERMINAL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ANY_TAG: Final = re.compile(r"<[^>]*>")
_TAG: Final = re.compile(
    r"</?(?:a|blockquote|br|code|div|em|h[1-6]|hr|img|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul)"
    r'(?: (?:href|src|alt|title|class|id|rel|start|role|tabindex|aria-label)="[^"<>]*")*>'
)
_ADDRESS: Final = re.compile(r' (?:href|src)="([^"]*)"')
_MARKER: Final = re.compile(r"^[\s\x00-\x20]*[a-z]*script\s*:", re.IGNORECASE)


@cache
def _seeds(pattern: str) -> tuple[bytes, ...]:
    files = sorted(CONTENT.rglob(pattern))
    assert len(files) > 5
    return tuple(path.read_bytes()[:4000] for path in files)


def yaml(number: int) -> None:
    """Read, decoded, and everything said of it shown in every form; remembered documents are the same."""
    content = mutant(_seeds("*.yaml") + _seeds("journeys/**/*.md"), YAML_WORDS, number)
    path = ("content/x.yaml", "content/x.md")[number % 2]
    tree, report = MemoryTree({path: content}), Report()
    found = document.read(tree, path, report)
    kind = KINDS[number % len(KINDS)]
    for values in found.values if isinstance(found.values, list) else [found.values]:
        decode(DECLARATIONS[kind], with_ids(kind, values), document.Origin(path), report)
    places = document.Places(tree)
    for each in list(report)[:5]:
        span = places.span_of(each.origin)
        assert 1 <= span.line <= content.count(b"\n") + content.count(b"\r") + 1
        shown = text.render(each, lambda path: content.decode("utf-8", "replace"), places.span_of)
        assert not _TERMINAL.search(shown), repr(shown)
        line = github.render(each, places.span_of)
        assert "\n" not in line
        assert not _TERMINAL.search(line), repr(line)
    json.render(list(report)[:5], places.span_of)
    memo = engine.MemoryMemo()
    once, again = (read(tree, path, Report(), memo) for _ in range(2))
    assert repr(once) == repr(again) == repr(found)


def markdown(number: int) -> None:
    """HTML in which every tag is one of ours, with our attributes, and no address runs anything."""
    content = mutant(_seeds("pages/**/*.md") + _seeds("personas/*.md"), MARKDOWN_WORDS, number)
    words = content.decode("utf-8", "replace")
    for made in (block_html(words, str), inline_html(words, str)):
        left = _TAG.sub("", made)
        assert "<" not in left, left[max(0, left.index("<") - 80) :][:200]
        for tag in _ANY_TAG.findall(made):
            for address in _ADDRESS.findall(tag):
                assert not unsafe_target(unescape(address), tag.startswith("<img")), address
                assert not _MARKER.match(unescape(address)), address
    plain = plain_text(words[:2000])
    assert "\n" not in plain
    for link in find_links(words):
        assert 0 <= link.start <= link.end <= len(words)


_RENDERERS = Renderers()


@cache
def _sites() -> tuple[Mapping[str, bytes], ...]:
    return tuple(
        {path: words.encode() for path, words in site_files(name).items()} for name in ("one-file", "five-stage")
    )


def site(number: int) -> None:
    """A site of which some files are mutants: loaded, and if nothing is wrong with it, built and read page by page."""
    random = Random(number)
    files = dict(random.choice(_sites()))
    texts = [path for path in sorted(files) if path.endswith((".md", ".yaml")) and path != "README.md"]
    for path in random.sample(texts, random.choice((1, 1, 2, 3))):
        words = YAML_WORDS if path.endswith(".yaml") or random.random() < 0.4 else MARKDOWN_WORDS
        change = random.randrange(1 << 40)
        files[path] = reworded(files[path], words, change) if change % 3 else mutant((files[path],), words, change)
    project = pipeline.load_tree(MemoryTree(files))
    for each in list(project.report)[:20]:
        shown = text.render(each, project.text_of, project.span_of)
        assert not _TERMINAL.search(shown), repr(shown)
    if project.config is None or project.report.has_errors:
        return
    folder = engine.MemoryFolder()
    result = pipeline.build(project, _RENDERERS.of(project), engine.State(), folder)
    assert result.is_published, [f"{f.path}: {f.error[:300]}" for f in result.failed]
    for path, content in folder.files.items():
        if path.endswith(".html"):
            wrong = wrong_in(path, content.decode())
            assert wrong == [], wrong[:3]


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    try_: Callable[[int], None]
    longest_s: float
    """No mutant may take longer."""


TARGETS: Final[Sequence[Target]] = (
    Target("yaml", yaml, 1.0),
    Target("markdown", markdown, 5.0),
    Target("site", site, 10.0),
)
