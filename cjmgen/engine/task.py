"""One output looked at: is it up to date, and if not, what does its recipe make?

Whichever process looks, the answer is the same.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from cjmgen.digest import digest_bytes
from cjmgen.engine.facts import Facts
from cjmgen.engine.freshness import Record, Stamp, why_stale
from cjmgen.engine.outputs import Inputs, Output, Partly


@dataclass(frozen=True, slots=True)
class File:
    """A file that is there."""

    content: str
    """Digest of its bytes."""
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Task:
    output: Output
    record: Record | None
    """What the last run knew of it."""
    there: File | None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task."""

    reason: str | None = None
    """Why its recipe ran, in words; ``None``: it was up to date, and there is nothing more to say."""
    digest: str = ""
    """Of what the recipe made."""
    content: bytes | None = None
    """What it made; ``None``: the bytes that are on disk already."""
    lacks: tuple[str, ...] = ()
    seconds: float = 0.0
    """How long the recipe took."""


def done(task: Task, facts: Facts, known: Mapping[str, str]) -> Done:
    """Do a task.  ``known`` are the digests facts had in the last run; those of its facts are all asked for.

    Raises what the recipe raises.
    """
    output, there = task.output, task.there
    on_disk = None if there is None else there.content
    reason = why_stale(output, lambda name: facts.digest(name) != known.get(name), task.record, on_disk)
    if reason is None:
        return Done()
    began = time.perf_counter()
    made = output.recipe(Inputs(output, facts))
    seconds = time.perf_counter() - began
    for name in output.inputs:
        facts.digest(name)
    content, lacks = (made.content, made.lacks) if isinstance(made, Partly) else (made, ())
    digest = digest_bytes(content)
    is_same = there is not None and there.content == digest
    return Done(reason, digest, None if is_same else content, lacks, seconds)
