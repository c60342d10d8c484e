"""Problems as values: a code, a sentence, a place, a way out.

Nothing about an author's content is ever raised or logged.  ``CjmgenError`` is for
a world that does not cooperate (no ``site.yaml``, a folder that cannot be written);
the command line catches it in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from cjmgen.source import Origin

__all__ = ["CjmgenError", "Diagnostic", "Related", "Report", "Severity"]


class Severity(Enum):
    """The worst first."""

    ERROR = "error"
    """The site would be wrong or incomplete."""
    WARNING = "warning"
    """It is right, but probably not meant."""
    INFO = "info"
    """Worth knowing."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains the first."""

    origin: Origin
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    code: str
    """From ``diagnostics.catalogue``; never reused, never changes its meaning."""
    message: str
    """States the fact in the author's words, in lower case, without a full stop."""
    origin: Origin
    severity: Severity = Severity.ERROR
    hint: str | None = None
    """What to do; ``None`` rather than something vague."""
    related: tuple[Related, ...] = ()


class Report:
    """All there is to say about a site.  Grows while loading, is read afterwards."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._found: dict[Diagnostic, None] = dict.fromkeys(diagnostics)

    def add(self, diagnostic: Diagnostic) -> None:
        """Note one problem.  Saying the same twice (once a language, say) counts once."""
        self._found[diagnostic] = None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self._found)

    @property
    def has_errors(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self._found)


class CjmgenError(Exception):
    """The world does not cooperate.  The message is for the user; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
