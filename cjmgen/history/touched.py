"""When each step was last touched, and which of its fields: from what every commit did to the files of stages.

Values are compared, not lines: a step that was moved about in its file, or written another way, was not touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from cjmgen.analysis.history import LastChange, key_of
from cjmgen.diagnostics import Report
from cjmgen.engine import Memo
from cjmgen.history.git import Repository
from cjmgen.history.log import Commit, Edit
from cjmgen.history.tree import contents_of
from cjmgen.loading.ids import with_ids
from cjmgen.loading.reading import read
from cjmgen.model import Site
from cjmgen.program import identity
from cjmgen.source import MemoryTree

MOST_EDITS = 4000
"""Of all stages together; who touched what before them is not looked for."""
AT_ONCE = 400
Steps = Mapping[str, Mapping[str, str]]
"""Step -> field -> its value, as text."""
Touched = tuple[tuple[str, tuple[str, ...]], ...]
"""Steps that an edit made or changed, with their fields."""


def entities_touched(commits: Iterable[Commit], *, names: bool) -> dict[str, LastChange]:
    """Whatever has a file or a folder of its own -> who touched it last, and when."""
    found: dict[str, LastChange] = {}
    for commit in commits:
        for edit in commit.edits:
            if edit.before != edit.after:
                found.setdefault(key_of(edit.path), _by(commit, (), names=names))
    return found


def steps_touched(
    repository: Repository, site: Site, commits: Sequence[Commit], *, memo: Memo, documents: Memo, names: bool
) -> dict[str, tuple[LastChange, ...]]:
    """ "journey/step" -> its last changes, the latest first; together they name every field that was found."""
    steps = {
        path: {step.id: f"{journey.id}/{step.id}" for step in journey.steps if step.origin.path == path}
        for journey in site.journeys
        for path in dict.fromkeys(step.origin.path for step in journey.steps)
    }
    found: dict[str, list[LastChange]] = {}
    seen: dict[str, set[str]] = {}
    whole: set[str] = set()
    left = sum(map(len, steps.values()))
    edits = islice(_of_stages(commits, steps), MOST_EDITS)
    while left and (chunk := list(islice(edits, AT_ONCE))):
        touched = _touched(repository, [edit for _, edit, _ in chunk], memo, documents)
        for commit, edit, path in chunk:
            for step, fields in touched[edit.before, edit.after]:
                target = steps[path].get(step)
                if target is None or target in whole:
                    continue
                known = seen.setdefault(target, set())
                new = tuple(one for one in fields if one not in known)
                known.update(new)
                if new:
                    found.setdefault(target, []).append(_by(commit, new, names=names))
                if "id" in fields:  # it is new here: what it was before is another step's story
                    whole.add(target)
                    left -= 1
    return {target: tuple(changes) for target, changes in found.items()}


def _by(commit: Commit, fields: tuple[str, ...], *, names: bool) -> LastChange:
    return LastChange(day=commit.day, who=commit.who if names else None, fields=fields)


def _of_stages(commits: Iterable[Commit], steps: Mapping[str, object]) -> Iterator[tuple[Commit, Edit, str]]:
    """Edits of files with steps, with the path each has today; a file's earlier names are followed."""
    today = {path: path for path in steps}
    for commit in commits:
        renamed = {}
        for edit in commit.edits:
            path = today.get(edit.path)
            if path is None:
                continue
            if edit.old_path != edit.path:
                renamed[edit.old_path] = path
            if edit.before != edit.after and edit.after:
                yield commit, edit, path
        today |= renamed


def _touched(
    repository: Repository, edits: Sequence[Edit], memo: Memo, documents: Memo
) -> dict[tuple[str, str], Touched]:
    found: dict[tuple[str, str], Touched] = {}
    unknown: dict[tuple[str, str], str] = {}
    for edit in edits:
        pair = (edit.before, edit.after)
        known = _remembered(memo.get(_key(pair)))
        if known is None:
            unknown[pair] = edit.path
        else:
            found[pair] = known
    if not unknown:
        return found
    contents = dict(contents_of(repository, (blob for pair in unknown for blob in pair if blob)))
    paths = {blob: path for pair, path in unknown.items() for blob in pair}
    steps = {blob: _steps(path, contents.get(blob, b""), documents) for blob, path in paths.items()}
    for pair in unknown:
        found[pair] = tuple(_differing(steps[pair[0]], steps[pair[1]]))
        memo.put(_key(pair), json.dumps(found[pair], ensure_ascii=False, separators=(",", ":")).encode())
    return found


def _key(pair: tuple[str, str]) -> str:
    return f"touched {identity()} {pair[0]} {pair[1]}"


def _remembered(line: bytes | None) -> Touched | None:
    try:
        return None if line is None else tuple((step, tuple(fields)) for step, fields in json.loads(line))
    except (ValueError, TypeError):
        return None


def _differing(before: Steps, after: Steps) -> Iterator[tuple[str, tuple[str, ...]]]:
    for step, now in after.items():
        was = before.get(step, {})
        fields = tuple(field for field in dict.fromkeys((*now, *was)) if now.get(field) != was.get(field))
        if fields:
            yield step, fields


def _steps(path: str, content: bytes, documents: Memo) -> Steps:
    """A file's steps; none, if it cannot be read."""
    values = read(MemoryTree({path: content}), path, Report(), documents).values if content else None
    if not isinstance(values, dict):
        return {}
    is_stage = "steps" in values
    named = with_ids("stage" if is_stage else "journey", values)
    stages = [named] if is_stage else [one for one in _list(named.get("stages")) if isinstance(one, dict)]
    return {
        str(step["id"]): {str(field): repr(value) for field, value in step.items()}
        for stage in stages
        for step in _list(stage.get("steps"))
        if isinstance(step, dict) and "id" in step
    }


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
