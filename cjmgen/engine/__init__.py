"""A small incremental build engine.  It knows nothing about journeys.

    fact     a named, immutable value          "view:emotion-curve:checkout" -> EmotionCurve(...)
    output   one file, made by a pure recipe   from the facts it declares

The graph has two levels on purpose: facts, and outputs made of facts.  A fact is made when
its digest is asked for, a file when one of its facts changed.

    with locked(root / ".cjmgen/lock"):
        state, passed_over = load_state(root / ".cjmgen/state.json", tool=version)
        result = run(outputs, facts, state, open_folder(root / "public", root=root))
        if result.state != state:
            save_state(result.state, root / ".cjmgen/state.json", tool=version)

Invariants
    - A recipe sees the facts its output declares and nothing else.  Reading any other
      fact raises ``UndeclaredInput``: a forgotten dependency is a red test, never a
      stale page.
    - The same facts give the same bytes: no clock, no locale, no absolute paths, no
      iteration over unordered sets.
    - An incremental build leaves the same files behind as a clean one.
    - A site is published whole or not at all, and only if every recipe succeeded.
    - Only files the engine wrote are ever deleted.

What it is not: a general graph.  An output never reads another output.
"""

from __future__ import annotations

from cjmgen.engine.cache import CACHE, documents_of, forget, history_of, memo_of
from cjmgen.engine.facts import Facts, Later
from cjmgen.engine.folder import DiskFolder, Folder, MemoryFolder, open_folder
from cjmgen.engine.freshness import Record, Stamp, why_stale
from cjmgen.engine.lock import locked
from cjmgen.engine.memo import DiskMemo, Memo, MemoryMemo
from cjmgen.engine.on_demand import OnDemand
from cjmgen.engine.outputs import Inputs, Output, Partly, UndeclaredInput, UnknownFact
from cjmgen.engine.pack import Pack
from cjmgen.engine.runner import BuildResult, Built, Collision, Failed, run
from cjmgen.engine.state import State, load_state, save_state
from cjmgen.engine.workers import cores

__all__ = [
    "CACHE",
    "BuildResult",
    "Built",
    "Collision",
    "DiskFolder",
    "DiskMemo",
    "Facts",
    "Failed",
    "Folder",
    "Inputs",
    "Later",
    "Memo",
    "MemoryFolder",
    "MemoryMemo",
    "OnDemand",
    "Output",
    "Pack",
    "Partly",
    "Record",
    "Stamp",
    "State",
    "UndeclaredInput",
    "UnknownFact",
    "cores",
    "documents_of",
    "history_of",
    "forget",
    "load_state",
    "locked",
    "memo_of",
    "open_folder",
    "run",
    "save_state",
    "why_stale",
]
