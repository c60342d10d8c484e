"""Changes as a page: one file, in the site's theme, with both curves of every journey whose mood or steps changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cjmgen.analysis.change_lines import told
from cjmgen.analysis.change_matching import matched
from cjmgen.analysis.changes import Change
from cjmgen.analysis.comparison import compare
from cjmgen.analysis.told import Group, Told
from cjmgen.diff.comparing import Compared
from cjmgen.engine import Inputs, MemoryMemo, Output
from cjmgen.exporters.single_file import Page as OnePage
from cjmgen.exporters.single_file import single_file
from cjmgen.history.names import Side
from cjmgen.model import Journey, Target
from cjmgen.rendering import Page, PageFacts, Renderer, SiteFrame, find_theme
from cjmgen.rendering.assets import stylesheet
from cjmgen.rendering.urls import base_of
from cjmgen.views.curves_overlaid import Overlaid, overlaid

PATH = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    anchor: str
    group: Group
    curve: Overlaid | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPage:
    before: Side
    after: Side
    told: Told
    sections: tuple[Section, ...]


def page(found: Compared, root: Path) -> str:
    """One HTML file; nothing in it runs or is fetched."""
    site, lang = found.now.site, found.now.site.lang
    renderer = _renderer(found.theme, root, lang)
    values: dict[str, object] = {
        "page": _page(lang),
        "view": page_model(found),
        "site": SiteFrame(
            title=site.title,
            tagline=site.tagline,
            description=None,
            notice=site.notice,
            lang=lang,
            url=None,
            feed=None,
            home=Target("view", "home", site.title),
            search=Target("view", "search", ""),
            accessibility=Target("view", "accessibility", ""),
            menu=(),
            revision=None,
            revision_date=None,
        ),
        "nav": (),
    }
    facts = PageFacts(page="page", view="view", parts=(), site="site", nav="nav", others=())
    output = Output(path=PATH, inputs=facts.names, recipe=lambda inputs: b"", producer="cjmgen diff")
    made = renderer.page(Inputs(output, values), facts)
    assert isinstance(made, bytes)  # no diagram is drawn here
    style = {"theme/site.css": stylesheet(renderer.theme).encode()}
    return single_file(OnePage(path=PATH, html=made.decode()), style, url=base_of(site.url))


def page_model(found: Compared) -> DiffPage:
    lines = told(found.changes)
    pairs = {new.id: (old, new) for old, new in matched(found.was.site.journeys, found.now.site.journeys).pairs}
    bent = {change.root.id for change in found.changes.all if _bends(change)}
    return DiffPage(
        before=found.before, after=found.after, told=lines, sections=tuple(_sections(lines, pairs, bent, found))
    )


def _sections(
    lines: Told, pairs: Mapping[str, tuple[Journey, Journey]], bent: set[str], compared: Compared
) -> Iterator[Section]:
    for group in lines.groups:
        root = group.root
        is_bent = root.kind == "journey" and root.id in bent and root.id in pairs
        yield Section(
            anchor=f"{root.kind}-{root.id}".rstrip("-"),
            group=group,
            curve=_curve(*pairs[root.id], compared) if is_bent else None,
        )


def _bends(change: Change) -> bool:
    """It can be seen in a curve."""
    return change.field == "emotion" or (change.subject.kind == "step" and change.kind in ("added", "removed", "moved"))


def _curve(old: Journey, new: Journey, compared: Compared) -> Overlaid | None:
    if not old.steps or not new.steps:
        return None
    found = compare(old, new, compared.now, was=compared.was)
    return overlaid(found, frozenset(mark.id for mark in found.personas), compared.now, was=compared.was)


def _renderer(name: str, root: Path, lang: str) -> Renderer:
    theme = find_theme(name, root, {"diff": Path(str(files(__package__)))})
    return Renderer(theme, theme.words((lang,)), "auto", MemoryMemo())


def _page(lang: str) -> Page:
    return Page(
        path=PATH, lang=lang, title="", label="diff.title", description=None, view="diff", section="", kind="site",
        id="", edition="", crumbs=(), tabs=(), alternates=(), translated=True, outdated=False,
    )  # fmt: skip
