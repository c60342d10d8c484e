"""The site as it is being written: built in memory, again and again, the last good one kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cjmgen import engine, pipeline
from cjmgen.diagnostics import CjmgenError, Diagnostic, Severity, text
from cjmgen.rendering import Renderer

DOCUMENTS = 20_000
"""Files kept as they were read."""
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
    """Paths that are new, different or gone."""
    errors: tuple[Problem, ...]
    """If any, nothing was published: the pages are those of the last good build."""
    seconds: float


class Preview:
    """The built files and what was last said of them.  One thread builds; any may read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = engine.MemoryFolder()
        self._state = engine.State()
        self._memo = engine.memo_of(root)
        self._documents = engine.MemoryMemo()
        self._renderer: Renderer | None = None
        self._builds: list[Build] = []
        self._building = threading.Lock()
        self.project: pipeline.Project | None = None
        """As last loaded, with everything there is to say about it."""

    @property
    def last(self) -> Build:
        return self._builds[-1]

    def file(self, path: str) -> bytes | None:
        """A published file, waiting for a build that is under way; ``None`` if there is none."""
        with self._building:
            return self._folder.read(path) if path in self._folder.ours() else None

    def changed_since(self, number: int) -> frozenset[str] | None:
        """What changed after a build; ``None`` if that is too long ago to tell."""
        known = [build for build in self._builds if build.number > number]
        if len(known) != self.last.number - number:
            return None
        return frozenset().union(*(build.changed for build in known))

    def build(self) -> Build:
        """Bring the preview up to date with what is on disk."""
        with self._building:
            began = time.monotonic()
            before = dict(self._folder.files)
            errors = self._rebuild()
            after: Mapping[str, bytes] = self._folder.files
            changed = frozenset(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))
            number = self._builds[-1].number + 1 if self._builds else 1
            self._builds.append(Build(number, changed, errors, time.monotonic() - began))
            del self._builds[:-REMEMBERED]
            return self.last

    def _rebuild(self) -> tuple[Problem, ...]:
        try:
            project = self.project = pipeline.load(self._root, memo=self._documents)
            if project.config is not None and not project.report.has_errors:
                result = pipeline.build(project, self._renderer_for(project), self._state, self._folder)
                self._state = result.state
                self._documents.sweep(DOCUMENTS)
        except CjmgenError as error:
            return (Problem("error", "", "", str(error), "", error.hint or ""),)
        except OSError as error:  # a file went away while it was read; the next event builds again
            return (Problem("error", "", str(error.filename or ""), str(error.strerror or error), "", ""),)
        except Exception as error:  # a bug of ours must not end the preview
            return (Problem("error", "", "", f"this is a bug in cjmgen: {type(error).__name__}: {error}", "", ""),)
        return tuple(_problem(project, found) for found in project.report if found.severity is Severity.ERROR)

    def _renderer_for(self, project: pipeline.Project) -> Renderer:
        """The renderer of the last build, with its templates compiled, unless the theme is another now."""
        fresh = pipeline.renderer_of(project, self._memo)
        if self._renderer is None or not self._renderer.is_like(fresh):
            self._renderer = fresh
        return self._renderer


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
