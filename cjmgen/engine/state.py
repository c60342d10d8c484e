"""What the last successful run knew, as one JSON file.

The file can be read by a person: one line for each fact and each output.  Outputs
name their facts by the number of the fact's line, and a fact's digest is written once,
so that a thousand pages with twenty facts each stay a small file.  A fact that knows what
it is made of has its key beside its digest.

A state is never trusted further than it can be checked, and never needed: one that is
missing, garbled, foreign or written by another version is an empty state and a reason.
An empty state costs time, never truth.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import files
from cjmgen.engine.freshness import Record, Stamp

FORMAT = 2
"""Raised whenever the file's meaning changes; other formats are not read."""


@dataclass(frozen=True, slots=True)
class State:
    """Every output as the last successful run left it."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """Fact name -> digest, for every fact an output was made from."""
    records: Mapping[str, Record] = field(default_factory=dict)
    """Output path -> record.  Every input of a record is among the facts."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Fact name -> what it was made of, of those facts that can say so."""

    def key(self, name: str) -> str:
        return self.keys.get(name, "")

    def digest(self, name: str) -> str | None:
        return self.digests.get(name)


_json = json.JSONEncoder(separators=(",", ":")).encode


class _Garbled(Exception):
    """The file is JSON, but does not say what a state says."""


def load_state(path: Path, *, tool: str) -> tuple[State, str | None]:
    """The state a file holds and, if it had to be passed over, why: then the state is empty.

    ``tool`` is the version that reads; only what the same version wrote is used.
    A file that does not exist is a first run: an empty state and nothing to say.
    """
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return State(), None
    except OSError as error:
        return State(), f"{path.name} cannot be read ({error.strerror})"
    except UnicodeDecodeError:
        return State(), f"{path.name} is garbled"
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return State(), f"{path.name} is garbled"
    if not isinstance(found, dict) or "format" not in found:
        return State(), f"{path.name} is not a state of cjmgen"
    if found["format"] != FORMAT:
        return State(), f"{path.name} has another format"
    if found.get("tool") != tool:
        return State(), f"{path.name} was written by another version"
    try:
        return _state_from(found), None
    except _Garbled:
        return State(), f"{path.name} is garbled"


def save_state(state: State, path: Path, *, tool: str) -> None:
    """Write a state, whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, _text_of(state, tool).encode())
    except OSError as error:
        raise CjmgenError(f"cannot write {path}: {error.strerror}", hint="check permissions and free space") from error


def _text_of(state: State, tool: str) -> str:
    names = sorted(state.digests)
    number_of = {name: number for number, name in enumerate(names)}
    facts = (f"{_json(name)}: {_json([state.digests[name], state.key(name)])}" for name in names)
    records = (f"{_json(path)}: {_json(_row(record, number_of))}" for path, record in sorted(state.records.items()))
    return (
        f'{{"format": {FORMAT}, "tool": {_json(tool)},\n"facts": {{\n'
        + ",\n".join(facts)
        + '\n},\n"outputs": {\n'
        + ",\n".join(records)
        + "\n}}\n"
    )


def _row(record: Record, number_of: Mapping[str, int]) -> list[object]:
    numbers = sorted(number_of[name] for name in record.inputs)
    return [record.content, record.stamp.size, record.stamp.mtime_ns, numbers]


def _state_from(found: Mapping[str, object]) -> State:
    facts, outputs = found.get("facts"), found.get("outputs")
    if not isinstance(facts, dict) or not isinstance(outputs, dict):
        raise _Garbled
    name_of = tuple(facts).__getitem__
    records = {path: _record_from(row, name_of) for path, row in outputs.items()}
    pairs = {name: _pair_from(row) for name, row in facts.items()}
    digests = {name: digest for name, (digest, _) in pairs.items()}
    return State(digests, records, {name: key for name, (_, key) in pairs.items() if key})


def _pair_from(row: Any) -> tuple[str, str]:
    """A fact's digest and its key."""
    if not isinstance(row, list) or len(row) != 2 or not all(isinstance(part, str) for part in row):
        raise _Garbled
    return row[0], row[1]


def _record_from(row: Any, name_of: Callable[[int], str]) -> Record:
    try:
        content, size, mtime_ns, numbers = row
        inputs = frozenset(map(name_of, numbers))
    except (TypeError, ValueError, IndexError):
        raise _Garbled from None
    if not (isinstance(content, str) and isinstance(size, int) and isinstance(mtime_ns, int)):
        raise _Garbled
    return Record(inputs, content, Stamp(size, mtime_ns))
