"""The site as it is being written: planned again and again, its pages made when somebody looks at them.

The last good site is kept.  What is open in a browser is made with each build, so that a mistake in
its template is said at once; a page is called changed only if it is.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cjmgen import engine, loading, past, pipeline
from cjmgen.diagnostics import CjmgenError, Diagnostic, Severity, text
from cjmgen.digest import digest_bytes
from cjmgen.loading import PUBLISHED, Readers
from cjmgen.rendering import Renderer

REMEMBERED = 100
"""Builds whose changes are kept, for tabs that slept through some."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake as the overlay shows it."""

    severity: str
    code: str
    place: str
    """``path:line:column``; "" if the mistake stands in no file."""
    message: str
    excerpt: str
    """The line it stands in and a line of carets, as a terminal would show them; may be empty."""
    hint: str


@dataclass(frozen=True, slots=True)
class Build:
    number: int
    """Counts from 1."""
    changed: frozenset[str]
    """Paths that are new or gone, and files that are no pages and different."""
    errors: tuple[Problem, ...]
    """If any, nothing was published: the pages are those of the last good build."""
    seconds: float


class Preview:
    """The built files and what was last said of them.  One thread builds; any may read."""

    def __init__(self, root: Path, readers: Readers = PUBLISHED) -> None:
        self._root, self._readers = root, readers
        self._files: engine.OnDemand | None = None
        self._open: dict[str, int] = {}
        """Pages browsers asked after, and after which build they did last."""
        self._seen: dict[str, tuple[str, int]] = {}
        """Files that were asked for: a digest of their bytes, and the build they are like this since."""
        self._memo = engine.memo_of(root)
        self._last = loading.LastTime()
        self._renderer: Renderer | None = None
        self._builds: list[Build] = []
        self._building = threading.Lock()
        self.project: pipeline.Project | None = None
        """As last loaded, with everything there is to say about it."""

    @property
    def last(self) -> Build:
        return self._builds[-1]

    def file(self, path: str) -> bytes | None:
        """A published file, waiting for a build that is under way; ``None`` if there is none, or none can be made."""
        with self._building:
            return self._file(path)

    def _file(self, path: str) -> bytes | None:
        if self._files is None:
            return None
        failed = self._files.failing([path])
        if failed:
            if self.project is not None:
                pipeline.say_failures(self.project, failed)
                self._builds[-1] = replace(self.last, errors=_errors(self.project))
            return None
        content = self._files.file(path)
        if content is not None:
            self._note(path, content, self.last.number)
        return content

    def _note(self, path: str, content: bytes, number: int) -> None:
        digest = digest_bytes(content)
        if self._seen.get(path, ("", 0))[0] != digest:
            self._seen[path] = (digest, number)

    def changed_since(self, number: int, page: str) -> frozenset[str] | None:
        """What changed after a build, of the pages only that which is open; ``None`` if it is too long ago to tell."""
        with self._building:
            known = [build for build in self._builds if build.number > number]
            if len(known) != self.last.number - number:
                return None
            changed = frozenset().union(*(build.changed for build in known))
            self._open[page] = self.last.number
            if self._file(page) is None or self._seen[page][1] <= number:
                return changed
            return changed | {page}

    def build(self) -> Build:
        """Bring the preview up to date with what is on disk."""
        with self._building:
            began = time.monotonic()
            before = self._files
            errors = self._rebuild()
            same = self._files is None or self._files is before
            changed = frozenset() if same or self._files is None else self._files.changed_from(before)
            self._builds.append(Build(self._next, changed, errors, time.monotonic() - began))
            del self._builds[:-REMEMBERED]
            return self.last

    @property
    def _next(self) -> int:
        return self._builds[-1].number + 1 if self._builds else 1

    def _rebuild(self) -> tuple[Problem, ...]:
        known, self.project = self.project, None
        try:
            load = partial(pipeline.load, self._root, readers=self._readers)
            project = load(last=self._last, least=Severity.ERROR)
            project = self.project = past.with_history(project, known=known)
            if project.config is not None and not project.report.has_errors:
                files = pipeline.preview(project, self._renderer_for(project), self._files)
                self._open = {path: last for path, last in self._open.items() if last == self._next - 1}
                failed = files.failing(self._open)
                pipeline.say_failures(project, failed, files.collisions)
                if not (failed or files.collisions):
                    self._files = files
        except CjmgenError as error:
            return (Problem("error", "", "", str(error), "", error.hint or ""),)
        except OSError as error:  # a file went away while it was read; the next event builds again
            return (Problem("error", "", str(error.filename or ""), str(error.strerror or error), "", ""),)
        except Exception as error:  # a bug of ours must not end the preview
            return (Problem("error", "", "", f"this is a bug in cjmgen: {type(error).__name__}: {error}", "", ""),)
        return _errors(project)

    def _renderer_for(self, project: pipeline.Project) -> Renderer:
        """The renderer of the last build, with its templates compiled, unless the theme is another now."""
        fresh = pipeline.renderer_of(project, self._memo)
        if self._renderer is None or not self._renderer.is_like(fresh):
            self._renderer = fresh
        return self._renderer


def _errors(project: pipeline.Project) -> tuple[Problem, ...]:
    return tuple(_problem(project, found) for found in project.report if found.severity is Severity.ERROR)


def _problem(project: pipeline.Project, found: Diagnostic) -> Problem:
    span = project.span_of(found)
    excerpt = text.excerpt(found.origin, span, project.text_of)
    return Problem(
        severity=found.severity.value,
        code=found.code,
        place=f"{found.origin.path}:{span.line}:{span.column}",
        message=found.message,
        excerpt="\n".join(excerpt) if excerpt else "",
        hint=found.hint or "",
    )
