"""Is an output up to date?  And if not, why not?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjmgen.engine.outputs import Output


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says about a file without opening it."""

    size: int
    """In bytes."""
    mtime_ns: int
    """When it was last written, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the last successful run knew about one output.

    The digests its facts had are in the state, once for all outputs: a run that
    succeeds leaves every output made from the same facts.
    """

    inputs: frozenset[str]
    """Names of the facts it was made from."""
    content: str
    """Digest of its bytes."""
    stamp: Stamp
    """Of its file, once published: while the file still has it, nobody touched it."""


def why_stale(
    output: Output, is_changed: Callable[[str], bool], record: Record | None, on_disk: str | None
) -> str | None:
    """Say in words why an output must be made again; ``None`` if it is up to date.

    ``is_changed`` says of a fact whether it differs from the last run's; ``on_disk`` is the
    digest of the file that is there, ``None`` if there is none.
    """
    if record is None:
        return "it is new" if on_disk is None else "nothing is known about it"
    if on_disk is None:
        return "its file is missing"
    if on_disk != record.content:
        return "its file was edited by hand"
    if output.inputs != record.inputs:
        if added := output.inputs - record.inputs:
            return f"it now depends on {min(added)}"
        return f"it no longer depends on {min(record.inputs - output.inputs)}"
    changed = next(filter(is_changed, sorted(output.inputs)), None)
    return None if changed is None else f"{changed} changed"
