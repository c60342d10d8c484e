"""What this installation is: for bug reports, and to see which engine draws the diagrams."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata

import cjmgen
from cjmgen.diagnostics import CjmgenError
from cjmgen.diagrams import engines


def facts() -> Iterator[tuple[str, str]]:
    """Name and value, one a line."""
    yield "cjmgen", cjmgen.__version__
    yield "python", f"{platform.python_version()} ({platform.python_implementation()}, {sys.executable})"
    yield "platform", platform.platform()
    yield "diagrams", _best()
    for name in engines.NAMES:
        found = engines.installed(name)
        yield f"  {name}", found.version if found else "not installed"
    yield from _libraries()


def _best() -> str:
    try:
        found = engines.choose("auto")
    except CjmgenError as error:
        return f"none: {error}"
    return f"{found.name}, unless site.yaml says otherwise"


def _libraries() -> Iterator[tuple[str, str]]:
    """What cjmgen asks for, and the version that is there."""
    try:
        wanted = metadata.requires("cjmgen") or []
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return
    names = [match[0] for entry in wanted if "extra ==" not in entry and (match := re.match(r"[\w.-]+", entry))]
    for name in sorted(names, key=str.lower):
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "missing"
