"""Outputs, and the only window through which their recipes see the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


class UndeclaredInput(LookupError):
    """A recipe asked for a fact its output does not declare.  A bug in our code."""


class UnknownFact(LookupError):
    """An output declares a fact that nobody makes.  A bug in our code."""


@dataclass(frozen=True, slots=True)
class Partly:
    """An output that lacks something its recipe could not make.  It is published, and tried again next time."""

    content: bytes
    lacks: tuple[str, ...]
    """What, in words for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    path: str
    """Where the file goes, relative to the output folder, with forward slashes."""
    inputs: frozenset[str]
    """Names of every fact the recipe may read."""
    recipe: Callable[[Inputs], bytes | Partly]
    """Pure: the same facts give the same bytes."""
    producer: str
    """Who makes it, for messages: "view emotion-curve", "exporter site-json"."""
    group: str = ""
    """Outputs of one group share facts, and are made by one process, one after the other; "": it stands alone."""


class Inputs(Mapping[str, object]):
    """The facts one output declared, and no others.

    Nothing is noted about what is read: an output depends on all it declares,
    whether or not its recipe looked at it this time.
    """

    __slots__ = ("_facts", "_output")

    def __init__(self, output: Output, facts: Mapping[str, object]) -> None:
        self._output = output
        self._facts = facts

    def __getitem__(self, name: str) -> object:
        if name not in self._output.inputs:
            raise UndeclaredInput(f"{self._output.path} reads {name!r} without declaring it")
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._output.inputs))

    def __len__(self) -> int:
        return len(self._output.inputs)
