"""What is known of a site's earlier versions, added to a project that is loaded: its history, and releases kept as they
were.  Both are values; what is not asked for is not looked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cjmgen import engine, pipeline
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.history.kept import Kept, kept_releases
from cjmgen.history.telling import histories_of
from cjmgen.pipeline import Project
from cjmgen.progress import Tell, silent
from cjmgen.views import VIEWS
from cjmgen.views.saved import without_dead_saved_views

LOOKING_BACK = frozenset({"changes", "history", "persona-history"})
"""Views that tell of earlier versions: without any of them nobody looks there."""


def with_past(project: Project, documents: engine.Memo, own: Path, tell: Tell = silent) -> Project:
    """The project, with what is known of its earlier versions and the releases that are published as they were."""
    return with_releases(with_history(project, documents, own=own, tell=tell), documents, tell)


def with_history(
    project: Project,
    documents: engine.Memo | None = None,
    known: Project | None = None,
    own: Path | None = None,
    tell: Tell = silent,
) -> Project:
    """The project, with what is known of its earlier versions.

    ``documents`` knows files that were read before; ``known`` is an earlier load, whose history is right for as long
    as nothing was committed.  ``own`` is the folder with its caches, if not the site's own.
    """
    if project.root is None or project.config is None or project.revision.commit is None:
        return project
    if not any(view.name in LOOKING_BACK for view in pipeline.views_of(project)):
        return project
    if known is not None and _looks_back_alike(known, project):
        pairs = {lang: known.atlases[lang].history for lang in project.atlases}
        return replace(project, atlases={lang: replace(a, history=pairs[lang]) for lang, a in project.atlases.items()})
    memo = engine.history_of(own or project.root)
    read = documents or engine.MemoryMemo()
    found = histories_of(
        project.root, project.config, project.site, project.readers, memo=memo, documents=read, tell=tell
    )
    memo.save()
    return replace(project, atlases={lang: replace(a, history=found.get(lang)) for lang, a in project.atlases.items()})


def with_releases(project: Project, documents: engine.Memo, tell: Tell = silent) -> Project:
    """The project, with the releases that are to be published as they were; what cannot be is said."""
    if project.root is None or project.config is None or not project.config.history.keep:
        return project
    kept = kept_releases(project.root, project.config, project.readers, documents, tell)
    lacks = [
        (
            f"the release {one.name} is not published as it was: {one.why}",
            'lower "keep", or let "releases" match only tags that this version of cjmgen can read',
        )
        for one in kept
        if one.why
    ]
    if not kept:
        message = f'no release is published as it was: no tag here is like "{project.config.history.releases}"'
        lacks = [(message, "git tag v1 makes one; git fetch --unshallow --tags brings those a shallow clone lacks")]
    for message, hint in lacks:
        place = project.config.origin.child("history", "keep")
        project.report.add(Diagnostic("B004", message, place, severity=Severity.WARNING, hint=hint))
    return replace(project, kept=tuple(_with_live_views(one) for one in kept if not one.why))


def _with_live_views(one: Kept) -> Kept:
    """A release whose saved views name nothing that was left out of it."""
    editions = {lang: without_dead_saved_views(VIEWS, site) for lang, site in one.editions.items()}
    return replace(one, editions=editions)


def _looks_back_alike(first: Project, second: Project) -> bool:
    if first.config is None or second.config is None or first.atlases.keys() != second.atlases.keys():
        return False
    return (first.revision, first.readers, first.config.history, first.config.views) == (
        second.revision,
        second.readers,
        second.config.history,
        second.config.views,
    )
