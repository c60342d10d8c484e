"""Run the recipes of stale outputs, and publish what they made: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cjmgen.diagnostics import CjmgenError
from cjmgen.digest import digest_bytes
from cjmgen.engine.facts import Facts
from cjmgen.engine.files import folders_of
from cjmgen.engine.folder import Folder
from cjmgen.engine.freshness import Record
from cjmgen.engine.outputs import Output, UndeclaredInput, UnknownFact
from cjmgen.engine.spool import Spool
from cjmgen.engine.state import State
from cjmgen.engine.task import Done, File, Task, done
from cjmgen.engine.workers import done_by_all, put_aside
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
    outputs: Iterable[Output], facts: Facts, state: State, folder: Folder, *, workers: int = 1, tell: Tell = silent
) -> BuildResult:
    """Bring a folder up to date with a plan.

    A fact is made when a recipe reads it, or when its digest says whether an output is up
    to date.  A failing recipe does not keep the others from being tried, so that all
    failures are seen at once, but then nothing is published.  With many ``workers`` so
    many processes share the outputs.  How far they are, ``tell`` is told.
    """
    planned, collisions = by_path(outputs)
    for path, output in planned.items():
        if unknown := [name for name in output.inputs if name not in facts]:
            raise UnknownFact(f"{path} declares {min(unknown)!r}, which is no fact")
    facts.learn_from(state)
    records = {path: state.records.get(path) for path in sorted(planned)}
    tasks = [Task(planned[path], record, _look(folder, path, record)) for path, record in records.items()]
    with Spool() as spool:
        results = done_by_all(tasks, facts, state.digests, spool, workers, tell)
        failed: list[Failed] = []
        for place, task in enumerate(tasks):
            if place in results:
                continue
            try:
                one = done(task, facts, state.digests)
            except UndeclaredInput:
                raise
            except Exception as error:  # whatever it is, it is this output that failed
                failed.append(Failed(task.output.path, task.output.producer, words_of(error), error))
            else:
                results[place] = put_aside(place, one, spool)
        if failed or collisions:
            unchanged = sum(one.reason is None for one in results.values())
            return BuildResult(
                failed=tuple(failed), collisions=collisions, unchanged=unchanged, state=_without(state, failed)
            )
        tell("publishing", 0, 0)
        return _published([(task, results[place]) for place, task in enumerate(tasks)], spool, facts, folder)


def _look(folder: Folder, path: str, record: Record | None) -> File | None:
    """What is on disk; its bytes are read only if its stamp is not the recorded one."""
    stamp = folder.stamp(path)
    if stamp is None:
        return None
    if record is not None and stamp == record.stamp:
        return File(record.content, stamp)
    try:
        return File(digest_bytes(folder.read(path)), stamp)
    except OSError:
        return None  # there, but of no use


@dataclass(frozen=True, slots=True)
class _New(Mapping[str, bytes]):
    """What was made, by path."""

    places: Mapping[str, int]
    spool: Spool

    def __getitem__(self, path: str) -> bytes:
        return self.spool[self.places[path]]

    def __contains__(self, path: object) -> bool:
        return path in self.places  # the inherited one would fetch it

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def _published(results: list[tuple[Task, Done]], spool: Spool, facts: Facts, folder: Folder) -> BuildResult:
    places = {task.output.path: place for place, (task, _) in enumerate(results) if place in spool}
    new = _New(places, spool)
    planned = {task.output.path for task, _ in results}
    removed = folder.ours() - planned
    stamps = folder.publish(new, planned - new.keys())
    records: dict[str, Record] = {}
    built: list[Built] = []
    for task, one in results:
        path, inputs, there = task.output.path, task.output.inputs, task.there
        if one.reason is not None:
            built.append(Built(path, one.reason, path in places, one.lacks, one.seconds))
        if one.reason is None and there is not None:
            is_known = task.record is not None and task.record.stamp == there.stamp
            records[path] = task.record if is_known and task.record else Record(inputs, there.content, there.stamp)
        elif not one.lacks:
            stamp = stamps[path] if there is None or path in places else there.stamp
            records[path] = Record(inputs, one.digest, stamp)
    used = {name for record in records.values() for name in record.inputs}
    used.update(*{facts.of(name) for name in used})
    return BuildResult(
        built=tuple(built),
        removed=tuple(sorted(removed)),
        unchanged=len(results) - len(built),
        state=State(
            {name: facts.digest(name) for name in used},
            records,
            {name: key for name in used if (key := facts.key(name))},
        ),
    )


def _without(state: State, failed: Iterable[Failed]) -> State:
    """The state as it was, but for what failed: that is tried again, whatever its facts."""
    paths = {one.path for one in failed}
    kept = {path: record for path, record in state.records.items() if path not in paths}
    return State(state.digests, kept, state.keys)


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
