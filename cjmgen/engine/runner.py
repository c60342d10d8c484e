"""Run the recipes of stale outputs, and publish what they made: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from cjmgen.diagnostics import CjmgenError
from cjmgen.digest import digest_bytes
from cjmgen.engine.files import folders_of
from cjmgen.engine.folder import Folder
from cjmgen.engine.freshness import Record, Stamp, why_stale
from cjmgen.engine.outputs import Facts, Output, Partly, UndeclaredInput, UnknownFact
from cjmgen.engine.state import State
from cjmgen.engine.workers import MAKING, made_by_all, timed
from cjmgen.progress import Tell, silent


@dataclass(frozen=True, slots=True)
class Built:
    """An output whose recipe ran."""

    path: str
    reason: str
    """Why, in words: "view:flow:checkout changed"."""
    changed: bool
    """Its file has other bytes than before, or was not there."""
    lacks: tuple[str, ...] = ()
    """What could not be made, in words; it is tried again by the next run."""
    seconds: float = field(default=0.0, compare=False)
    """How long its recipe took."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An output whose recipe raised."""

    path: str
    producer: str
    error: str
    """What went wrong, for people."""
    exception: Exception = field(compare=False, repr=False)
    """What was raised, for callers that know more about it."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Outputs that cannot be there together: they have one path, or the file of one is a folder of the other."""

    path: str
    producers: tuple[str, ...]
    """Everyone who wants it, in the order of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a run did.  Everything is in the order of paths."""

    built: tuple[Built, ...] = ()
    """What was made again and published; empty if nothing was published."""
    failed: tuple[Failed, ...] = ()
    collisions: tuple[Collision, ...] = ()
    removed: tuple[str, ...] = ()
    """Files of ours that nothing makes any more."""
    unchanged: int = 0
    """Number of outputs that were up to date."""
    state: State
    """To be saved for the next run, if it is not equal to the one before."""

    @property
    def is_published(self) -> bool:
        """The folder holds this plan's files; otherwise it holds what it held before."""
        return not (self.failed or self.collisions)


def run(
    outputs: Iterable[Output],
    facts: Facts,
    digests: Mapping[str, str],
    state: State,
    folder: Folder,
    *,
    workers: int = 1,
    prepare: Callable[[], None] | None = None,
    tell: Tell = silent,
) -> BuildResult:
    """Bring a folder up to date with a plan.

    ``digests`` has every fact's digest; the fact itself is asked for only when a recipe
    reads it.  A failing recipe does not keep the others from being tried, so that all
    failures are seen at once, but then nothing is published.  With many ``workers`` the
    recipes run in so many processes, after ``prepare``.  How far it is, ``tell`` is told.
    """
    planned, collisions = by_path(outputs)
    known = frozenset(digests)
    changed = {name for name, digest in digests.items() if state.facts.get(name) != digest}
    fresh: dict[str, Record] = {}
    stale: list[tuple[Output, str, _File | None]] = []
    made: list[_Made] = []
    failed: list[Failed] = []
    for path, output in sorted(planned.items()):
        if unknown := output.inputs - known:
            raise UnknownFact(f"{path} declares {min(unknown)!r}, which is no fact")
        record = state.records.get(path)
        there = _look(folder, path, record)
        reason = why_stale(output, changed, record, None if there is None else there.content)
        if reason is None and there is not None:
            seen = Record(output.inputs, there.content, there.stamp)
            fresh[path] = record if record is not None and record.stamp == there.stamp else seen
            continue
        stale.append((output, reason or "", there))
    elsewhere = made_by_all([output for output, _, _ in stale], facts, workers, prepare, tell)
    for place, (output, reason, there) in enumerate(stale):
        try:
            if place in elsewhere:
                content, seconds = elsewhere[place]
            else:
                tell(MAKING, place, len(stale))
                content, seconds = timed(output, facts)
        except UndeclaredInput:
            raise
        except Exception as error:  # whatever it is, it is this output that failed
            failed.append(Failed(output.path, output.producer, words_of(error), error))
        else:
            made.append(_made(output, reason, content, seconds, there))
    if failed or collisions:
        return BuildResult(
            failed=tuple(failed), collisions=collisions, unchanged=len(fresh), state=_without(state, failed)
        )
    tell("publishing", 0, 0)
    return _published(fresh, made, digests, folder)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is there."""

    content: str
    """Digest of its bytes."""
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class _Made:
    """What a recipe gave."""

    output: Output
    reason: str
    digest: str
    content: bytes | None
    """``None``: the bytes that are on disk already."""
    there: _File | None
    lacks: tuple[str, ...]
    seconds: float


def _made(output: Output, reason: str, made: bytes | Partly, seconds: float, there: _File | None) -> _Made:
    content, lacks = (made.content, made.lacks) if isinstance(made, Partly) else (made, ())
    digest = digest_bytes(content)
    is_same = there is not None and there.content == digest
    return _Made(output, reason, digest, None if is_same else content, there, lacks, seconds)


def _look(folder: Folder, path: str, record: Record | None) -> _File | None:
    """What is on disk; its bytes are read only if its stamp is not the recorded one."""
    stamp = folder.stamp(path)
    if stamp is None:
        return None
    if record is not None and stamp == record.stamp:
        return _File(record.content, stamp)
    try:
        return _File(digest_bytes(folder.read(path)), stamp)
    except OSError:
        return None  # there, but of no use


def _published(
    fresh: Mapping[str, Record], made: list[_Made], digests: Mapping[str, str], folder: Folder
) -> BuildResult:
    new = {one.output.path: one.content for one in made if one.content is not None}
    planned = fresh.keys() | {one.output.path for one in made}
    removed = folder.ours() - planned
    stamps = folder.publish(new, planned - new.keys())
    records = dict(fresh)
    for one in made:
        path = one.output.path
        stamp = stamps[path] if one.there is None or path in new else one.there.stamp
        if not one.lacks:
            records[path] = Record(one.output.inputs, one.digest, stamp)
    used = {name for record in records.values() for name in record.inputs}
    return BuildResult(
        built=tuple(
            Built(one.output.path, one.reason, one.content is not None, one.lacks, one.seconds) for one in made
        ),
        removed=tuple(sorted(removed)),
        unchanged=len(fresh),
        state=State({name: digests[name] for name in used}, records),
    )


def _without(state: State, failed: Iterable[Failed]) -> State:
    """The state as it was, but for what failed: that is tried again, whatever its facts."""
    paths = {one.path for one in failed}
    return State(state.facts, {path: record for path, record in state.records.items() if path not in paths})


def by_path(outputs: Iterable[Output]) -> tuple[dict[str, Output], tuple[Collision, ...]]:
    """Outputs by path, and those that cannot be there together."""
    wanted: dict[str, list[Output]] = {}
    for output in outputs:
        wanted.setdefault(output.path, []).append(output)
    files, folders = wanted.keys(), folders_of(wanted)
    collisions: dict[str, list[Output]] = {path: same for path, same in wanted.items() if len(same) > 1}
    for path in files & folders:
        below = [other for inner, same in wanted.items() if inner.startswith(f"{path}/") for other in same]
        collisions[path] = wanted[path] + below
    planned = {path: same[0] for path, same in wanted.items() if path not in collisions}
    return planned, tuple(
        Collision(path, tuple(output.producer for output in found)) for path, found in sorted(collisions.items())
    )


def words_of(error: Exception) -> str:
    """What went wrong, for people."""
    if isinstance(error, CjmgenError):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
