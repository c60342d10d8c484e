"""All printing: results to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Protocol, TextIO

import click

from cjmgen.diagnostics import CjmgenError, Diagnostic, Report, Severity
from cjmgen.diagnostics.text import visible
from cjmgen.source import Origin, Span


class Said(Protocol):
    """Something there is a report about."""

    @property
    def report(self) -> Report: ...
    def span_of(self, at: Diagnostic | Origin) -> Span: ...
    def text_of(self, path: str) -> str | None: ...


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
FORMATS = ("text", "json", "github")


class Ui:
    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out
        self._err = err

    @property
    def out(self) -> TextIO:
        return self._out or sys.stdout

    @property
    def err(self) -> TextIO:
        return self._err or sys.stderr

    def print(self, line: str) -> None:
        """A result on one line, whatever is in it."""
        click.echo(visible(line), file=self.out)

    def block(self, text: str) -> None:
        """A result of several lines.  Whoever made them has seen to it that no content begins or ends one."""
        click.echo(text, file=self.out)

    def say(self, line: str) -> None:
        """Something about how it goes."""
        click.echo(visible(line), file=self.err)

    def fail(self, message: str, hint: str | None) -> None:
        """What stopped us, and the way out."""
        mark = click.style("error:", fg="red", bold=True) if _coloured(self.err) else "error:"
        click.echo(f"{mark} {visible(message)}", file=self.err)
        if hint:
            click.echo(f"  = hint: {visible(hint)}", file=self.err)

    def stopped_by(self, error: Exception) -> int:
        """What an exception means for the person at the terminal; the exit code it comes to."""
        if isinstance(error, CjmgenError):
            self.fail(str(error), error.hint)
            return 2
        if isinstance(error, OSError):
            where = f": {error.filename}" if error.filename else ""
            self.fail(f"the system says: {error.strerror or error}{where}", "cjmgen --debug … shows what was tried")
            return 3
        self.fail(
            f"this is a bug in cjmgen: {type(error).__name__}: {error}",
            "please report it, with what cjmgen --debug … prints",
        )
        return 3

    def show(
        self, project: Said, *, format: str = "text", least: Severity = Severity.INFO, most: int | None = None
    ) -> None:
        """What there is to say about a project, in the order of the files: all of it, or ``most`` and how many more."""
        found = [d for d in in_order(project.report, project.span_of) if _ORDER[d.severity] <= _ORDER[least]]
        shown = found[:most]
        if format == "json":
            from cjmgen.diagnostics import json

            self.block(json.render(shown, project.span_of).rstrip("\n"))
        elif format == "github":
            from cjmgen.diagnostics import github

            for diagnostic in shown:
                self.block(github.render(diagnostic, project.span_of))
        else:
            from cjmgen.diagnostics import text

            for diagnostic in shown:
                self.block(text.render(diagnostic, project.text_of, project.span_of, colour=_coloured(self.out)) + "\n")
        if len(found) > len(shown):
            self.say(f"… and {len(found) - len(shown)} more")

    def summarise(self, report: Report) -> None:
        """Say "2 errors, 1 warning", or that all is well."""
        counts = [(report.count(s), s.value) for s in (Severity.ERROR, Severity.WARNING)]
        said = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in counts if n]
        notes = report.count(Severity.INFO)
        if notes:
            said.append(f"{notes} note{'s' if notes != 1 else ''}")
        self.say(", ".join(said) if said else "no mistakes found")

    @staticmethod
    def exit_code(project: Said, *, strict: bool = False) -> int:
        report = project.report
        if any(d.severity is Severity.ERROR and d.origin.path == "site.yaml" for d in report):
            return 2
        return 1 if report.has_errors or (strict and report.count(Severity.WARNING)) else 0


def in_order(report: Report, span_of: Callable[[Diagnostic], object]) -> list[Diagnostic]:
    """By file and place; places are looked up once each."""
    return sorted(report, key=lambda d: (d.origin.path, _place(span_of(d)), d.code, d.message))


def _place(span: object) -> tuple[int, int]:
    return getattr(span, "line", 1), getattr(span, "column", 1)


def _coloured(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")
