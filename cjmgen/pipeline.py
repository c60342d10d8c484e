"""The whole program on one screen.  Start reading here.

    tree --load--> editions --check--> report
                      |
                      +--facts--> view models --plan--> outputs --run--> files

Each arrow is one call below.  What is known of earlier versions is added to a loaded project by ``past``.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

from cjmgen import engine, loading, planning, plugins
from cjmgen.analysis.index import Atlas
from cjmgen.assets import Refused, publishable
from cjmgen.config import SiteConfig
from cjmgen.diagnostics import Diagnostic, Report, Severity
from cjmgen.digest import digest
from cjmgen.exporters import EXPORTERS
from cjmgen.fields import did_you_mean
from cjmgen.history.kept import Kept
from cjmgen.history.revision import Revision, revision_of
from cjmgen.loading import PUBLISHED, Readers
from cjmgen.loading.discover import ASSETS, not_read
from cjmgen.markup import document
from cjmgen.model import Site
from cjmgen.program import bundled, identity
from cjmgen.progress import Tell, silent
from cjmgen.rendering import Renderer, TemplateError, find_theme
from cjmgen.rendering.assets import images, scripts, stylesheet
from cjmgen.rules import RULES
from cjmgen.rules.findings import findings
from cjmgen.source import DiskTree, Origin, SourceTree, Span
from cjmgen.views import VIEWS
from cjmgen.views.base import View, is_our_view
from cjmgen.views.saved import without_dead_saved_views, wrong_saved_views

NO_REVISION = Revision(None, None)
VIEW_GROUP = "cjmgen.views"
"""Entry points by which installed packages offer views."""
MEMO_ENTRIES = 50_000
"""Diagrams and pieces of prose remembered between builds; some kilobytes each."""


@dataclass(frozen=True)
class Project:
    """A loaded site together with everything there is to say about it."""

    tree: SourceTree
    root: Path | None
    """Where it is on disk; ``None`` for a tree that is not."""
    config: SiteConfig | None
    """``None`` if ``site.yaml`` is wrong."""
    editions: Mapping[str, Site]
    """By language, the language of the files first."""
    atlases: Mapping[str, Atlas]
    assets: Mapping[str, bytes]
    """The author's files that are published, by path below ``content/assets/``, as they will be."""
    revision: Revision
    report: Report
    readers: Readers = PUBLISHED
    """Of its earlier versions: today's, without what they may not see today."""
    kept: tuple[Kept, ...] = ()
    """Releases that are published as they were."""

    @property
    def site(self) -> Site:
        return next(iter(self.editions.values()))

    def span_of(self, at: Diagnostic | Origin) -> Span:
        """The line and column a person is shown."""
        return self._places.span_of(at.origin if isinstance(at, Diagnostic) else at)

    @cached_property
    def _places(self) -> document.Places:
        return document.Places(self.tree)

    def text_of(self, path: str) -> str | None:
        """A file's text, for an excerpt; ``None`` if there is none to show."""
        try:
            return self.tree.read(path).content.decode("utf-8", "replace")
        except (OSError, KeyError):
            return None


def load(
    root: Path,
    *,
    readers: Readers = PUBLISHED,
    under: Callable[[SourceTree], SourceTree] | None = None,
    memo: engine.Memo | None = None,
    last: loading.LastTime | None = None,
    least: Severity = Severity.INFO,
    tell: Tell = silent,
) -> Project:
    """A site on disk.  ``memo`` and ``last`` know what was read before; rules that only find less than ``least`` are
    not asked.  ``under`` says what of the folder is read."""
    disk, revision = DiskTree(root), revision_of(root)
    said = tuple(not_read(disk.passed_over()))
    tree = disk if under is None else under(disk)
    found = load_tree(tree, root=root, readers=readers, revision=revision, memo=memo, last=last, least=least, tell=tell)
    found.report.extend(said)
    return found


def load_tree(
    tree: SourceTree,
    *,
    root: Path | None = None,
    readers: Readers = PUBLISHED,
    revision: Revision = NO_REVISION,
    memo: engine.Memo | None = None,
    last: loading.LastTime | None = None,
    least: Severity = Severity.INFO,
    tell: Tell = silent,
) -> Project:
    report = Report()
    loaded = loading.load(tree, report, readers=readers, memo=memo, last=last, tell=tell)
    tell("checking", 0, 0)
    if loaded.config is not None:
        report.extend(_unknown_choices(loaded.config, tree))
    editions = dict(loaded.editions)
    if loaded.config is not None and loaded.whole is not editions[loaded.config.lang]:
        editions = {lang: without_dead_saved_views(VIEWS, site) for lang, site in editions.items()}
    atlases = {lang: Atlas(site, revision.day, loaded.written) for lang, site in editions.items()}
    if loaded.config is not None and loaded.whole is not None:
        shown = atlases[loaded.config.lang]
        whole = shown if shown.site is loaded.whole else Atlas(loaded.whole, revision.day)
        if not report.has_errors:
            report.extend(wrong_saved_views(VIEWS, loaded.whole, loaded.config.origin))
        if not report.has_errors:
            report.extend(findings(RULES, whole, loaded.config.severities, loaded.lint_ignore, least))
    assets = _assets(tree, editions, report, memo)
    audience = readers.audience or (loaded.config.audience if loaded.config else None)
    of_the_past = replace(readers, audience=audience, withheld=loaded.withheld)
    return Project(tree, root, loaded.config, editions, atlases, assets, revision, report, of_the_past)


def _assets(
    tree: SourceTree, editions: Mapping[str, Site], report: Report, memo: engine.Memo | None
) -> dict[str, bytes]:
    """The files that something refers to; what must not be published goes to ``report``."""
    found: dict[str, bytes] = {}
    for name in next(iter(editions.values())).assets if editions else ():
        path = f"{ASSETS}{name}"
        try:
            found[name] = publishable(name, tree.read(path).content, memo)
        except Refused as refused:
            report.add(Diagnostic("S011", str(refused), Origin(path), hint=refused.hint))
        except OSError as error:
            report.add(Diagnostic("S008", f"this file cannot be read: {error.strerror or error}", Origin(path)))
    return found


def _unknown_choices(config: SiteConfig, tree: SourceTree) -> Iterator[Diagnostic]:
    """What ``site.yaml`` asks for by name and nobody has."""
    themes = {path.split("/")[1] for path in tree.paths() if fnmatch(path, "themes/*/theme.yaml")}
    themes |= {folder.name for folder in bundled().iterdir() if (folder / "theme.yaml").is_file()}
    if config.theme not in themes:
        hint = did_you_mean(config.theme, themes) or f"themes to choose from: {', '.join(sorted(themes))}"
        yield Diagnostic("C104", f'there is no theme "{config.theme}"', config.origin.child("theme"), hint=hint)
    names = {view.name for view in VIEWS if view.optional}
    for i, name in enumerate(config.views or ()):
        if name not in names and not plugins.is_offered(name, VIEW_GROUP):
            hint = did_you_mean(name, names) or f"views to choose from: {', '.join(sorted(names))}"
            yield Diagnostic("C104", f'there is no view "{name}"', config.origin.child("views", i), hint=hint)


def build(
    project: Project,
    renderer: Renderer,
    state: engine.State,
    folder: engine.Folder,
    *,
    workers: int = 1,
    tell: Tell = silent,
) -> engine.BuildResult:
    """Bring ``folder`` up to date with a project that has no errors; what goes wrong is added to its report."""
    tell("planning", 0, 0)
    planned, outputs, values = _planned(project, renderer)
    exports, exported = planning.exports_of(EXPORTERS, planned, project.atlases, renderer.words, renderer.remember)
    facts = engine.Facts(values | exported)
    result = engine.run((*outputs, *exports), facts, state, folder, workers=workers, tell=tell)
    _say_trouble(project, result)
    return result


def preview(project: Project, renderer: Renderer, before: engine.OnDemand | None) -> engine.OnDemand:
    """A project that has no errors as files that are made when they are asked for."""
    planned, outputs, values = _planned(project, renderer)

    def exports() -> tuple[Iterable[engine.Output], engine.Facts]:
        exported, facts = planning.exports_of(EXPORTERS, planned, project.atlases, renderer.words, renderer.remember)
        return exported, engine.Facts(facts)

    return engine.OnDemand(outputs, engine.Facts(values), before, exports)


def say_failures(
    project: Project, failed: Iterable[engine.Failed], collisions: Iterable[engine.Collision] = ()
) -> None:
    """What could not be made is added to the project's report."""
    for collision in collisions:
        message = f"{' and '.join(collision.producers)} would both write {collision.path}"
        hint = "give one of them another id or name"
        project.report.add(Diagnostic("B001", message, Origin(collision.path), hint=hint))
    for one in failed:
        if isinstance(one.exception, TemplateError):
            error = one.exception
            place = Origin(error.path).at(Span(error.line, 1, error.line, 1))
            project.report.add(Diagnostic("T001", f"{error.message} (while making {one.path})", place))
        else:
            message = f"{one.producer} failed: {one.error}"
            project.report.add(Diagnostic("B002", message, Origin(one.path)))


def some_files(project: Project, renderer: Renderer, pages: Collection[str]) -> Mapping[str, bytes]:
    """These pages of a project that has no errors, and the theme's and the author's files; nothing is written.

    A page that the site does not have is not in the result, nor is one that could not be made: that is added to
    the report.
    """
    _, outputs, values = _planned(project, renderer)
    chosen = [out for out in outputs if out.path in pages or out.path.startswith(("theme/", "assets/"))]
    folder = engine.MemoryFolder()
    _say_trouble(project, engine.run(chosen, engine.Facts(values), engine.State(), folder))
    return folder.files


def _planned(
    project: Project, renderer: Renderer
) -> tuple[planning.Planned, tuple[engine.Output, ...], dict[str, object]]:
    """What is known of a site, its pages and the files they need, and every fact those are made of."""
    revision, views = (project.revision.commit, project.revision.day), views_of(project)
    facts = planning.facts_of(project.editions, project.atlases, views, revision)
    folders, readers = planning.folders_of([one.name for one in project.kept]), digest(project.readers)
    past = [
        planning.PastSite(
            name=one.name,
            folder=folders[one.name],
            commit=one.commit,
            day=one.day,
            readers=readers,
            editions=one.editions,
        )
        for one in project.kept
    ]
    whole = planning.with_past(facts, past, views)
    files = _files(project, renderer)
    for one, site in zip(project.kept, past, strict=True):
        files |= {f"{site.folder}assets/{path}": content for path, content in one.assets.items()}
    return facts, *planning.plan(whole, renderer, files)


def publish(
    project: Project,
    output: Path,
    *,
    own: Path | None = None,
    say: Callable[[str], None] | None = None,
    tell: Tell = silent,
) -> engine.BuildResult:
    """Build a site that is on disk into ``output``: whole, or not at all.

    ``own`` is the folder with its themes and caches, if not the site's own.
    """
    assert project.root is not None
    own = own or project.root
    cache = own / engine.CACHE
    beside = next((folder for folder in output.absolute().parents if folder.is_dir()), None)
    with engine.locked(cache / "lock", instead=beside, say=say) as may_remember:
        folder = engine.open_folder(output, root=project.root)
        state_file = cache / f"state-{digest(str(output.resolve()))[:8]}.json"
        state, why = engine.load_state(state_file, tool=identity())
        if why and say:
            say(f"starting afresh: {why}")
        memo = engine.memo_of(own)
        renderer = renderer_of(project, memo, own)
        result = build(project, renderer, state, folder, workers=engine.cores(), tell=tell)
        if result.built:
            memo.sweep(at_most=MEMO_ENTRIES)
        if may_remember:
            engine.save_state(result.state, state_file, tool=identity())
        elif say:
            say(f"nothing is remembered for the next build: {cache} cannot be written")
    return result


def _say_trouble(project: Project, result: engine.BuildResult) -> None:
    for built in result.built:
        for lack in built.lacks:
            project.report.add(Diagnostic("B003", lack, Origin(built.path), severity=Severity.WARNING))
    say_failures(project, result.failed, result.collisions)


def views_of(project: Project) -> tuple[View, ...]:
    """The views to publish: all of ours, or those ``site.yaml`` chooses, in its order, installed ones among them."""
    chosen = project.config.views if project.config else None
    if chosen is None:
        return VIEWS
    found = plugins.collect(VIEWS, VIEW_GROUP, chosen)
    optional = {view.name: view for view in found if view.optional or view not in VIEWS}
    return (*(view for view in VIEWS if not view.optional), *(optional[name] for name in chosen))


def is_ours(project: Project) -> bool:
    """No view of another package is in it: of those nobody can say whether they are what they were."""
    return all(map(is_our_view, views_of(project)))


def renderer_of(project: Project, memo: engine.Memo, own: Path | None = None) -> Renderer:
    """The renderer a project asks for: its theme, its languages, its diagram engine.

    ``own`` is the folder with its themes, if not the site's own.
    """
    assert project.config is not None
    folders = {view.name: Path(str(importlib.resources.files(view.module))) for view in views_of(project)}
    theme = find_theme(project.config.theme, own or project.root, folders)
    words = theme.words(project.config.languages)
    return Renderer(theme, words, project.config.diagram_engine, memo)


def _files(project: Project, renderer: Renderer) -> dict[str, bytes]:
    """Files that are not pages: output path -> bytes.  The author's are in a folder of their own."""
    files = {"theme/site.css": stylesheet(renderer.theme).encode()}
    files |= {f"theme/{name}.js": text.encode() for name, text in scripts(renderer.theme).items()}
    files |= images(renderer.theme)
    return files | {f"assets/{path}": content for path, content in project.assets.items()}
