"""The example site, built once, and what its files say: read with Python's own HTML parser, without a browser."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from story import write_story

from cjmgen import engine, past, pipeline

ROOT = Path(__file__).parent.parent.parent
REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "for")
"""Attributes that name ids of the same page."""


@dataclass
class Markup:
    """One page, as far as the tests ask."""

    path: str
    lang: str = ""
    view: str = ""
    title: str = ""
    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    """Every address in it: links, pictures, stylesheets, scripts, symbols."""
    named: list[str] = field(default_factory=list)
    """Ids that its attributes refer to."""
    headings: list[int] = field(default_factory=list)
    silent_images: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    """Styles, scripts and event handlers written into the page."""
    home: str = ""
    """Where the site's name in the bar leads."""


class _Reader(HTMLParser):
    def __init__(self, page: Markup) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, values = self.page, {name: value or "" for name, value in attrs}
        self._open = tag
        if "id" in values:
            page.ids[values["id"]] += 1
        page.links += [values[name] for name in ("href", "src") if name in values]
        page.named += [ident for name in REFERRING for ident in values.get(name, "").split()]
        page.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        is_data = values.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            page.inline.append(tag)
        if re.fullmatch("h[1-6]", tag):
            page.headings.append(int(tag[1]))
        if tag == "img" and "alt" not in values:
            page.silent_images.append(values.get("src", ""))
        if tag == "html":
            page.lang = values.get("lang", "")
        if tag == "body":
            page.view = values.get("class", "").removeprefix("page-")
        if values.get("class") == "bar__mark":
            page.home = values.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title" and not self.page.title:
            self.page.title = data.strip()


@dataclass(frozen=True)
class Example:
    folder: Path
    project: pipeline.Project
    pages: dict[str, Markup]
    """By path below the folder."""
    files: frozenset[str]

    def url(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def fullest(self, lang: str) -> dict[str, str]:
        """View -> the page of it that has most to show, in one language."""
        found: dict[str, str] = {}
        for path, page in sorted(self.pages.items()):
            if page.lang == lang and self._size(path) > self._size(found.get(page.view, "")):
                found[page.view] = path
        return found

    def _size(self, path: str) -> int:
        return (self.folder / path).stat().st_size if path else 0

    def leads_to(self, page: str, href: str) -> tuple[str, str]:
        """File and fragment an address leads to, as a browser reads it from disk."""
        address, _, fragment = href.partition("#")
        address = address.partition("?")[0]
        if not address:
            return page, unquote(fragment)
        steps: list[str] = page.split("/")[:-1]
        for part in unquote(address).split("/"):
            if part == ".." and steps:
                steps.pop()
            elif part != ".":
                steps.append(part)
        return "/".join(steps), unquote(fragment)


def build(folder: Path) -> Example:
    project = _with_a_past(pipeline.load(ROOT), folder.parent / "story")
    renderer = pipeline.renderer_of(project, engine.DiskMemo(ROOT / ".cjmgen/memo"))
    result = pipeline.build(project, renderer, engine.State(), engine.open_folder(folder, root=ROOT))
    assert result.is_published, result.failed
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = {path: _read(folder, path) for path in sorted(files) if path.endswith(".html")}
    return Example(folder, project, pages, files)


def _with_a_past(project: pipeline.Project, story: Path) -> pipeline.Project:
    """The example with a history that is the same everywhere; its own depends on how it was cloned."""
    write_story(story)
    told = past.with_history(pipeline.load(story)).atlases
    return replace(
        project, atlases={lang: replace(a, history=told[lang].history) for lang, a in project.atlases.items()}
    )


def _read(folder: Path, path: str) -> Markup:
    page = Markup(path)
    reader = _Reader(page)
    reader.feed((folder / path).read_text("utf-8"))
    reader.close()
    return page
