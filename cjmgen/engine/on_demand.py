"""A plan whose files are made when somebody asks for them, and kept until what they are made of changes.

For a preview: of a thousand pages an author looks at one.  A file is the same whether ``run`` makes it
or this; only when is another question.  Facts nobody asks for are never made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cjmgen.digest import digest_bytes
from cjmgen.engine.facts import Facts
from cjmgen.engine.outputs import Inputs, Output, Partly
from cjmgen.engine.runner import Failed, by_path, words_of


@dataclass(frozen=True, slots=True)
class _Made:
    key: str
    """Digest of the facts it was made of."""
    content: bytes


@dataclass(frozen=True, slots=True)
class _Before:
    """The facts of the plan before."""

    facts: Facts

    @property
    def digests(self) -> Mapping[str, str]:
        return dict(self.facts.digests)  # to look at one fact may digest another

    def key(self, name: str) -> str:
        return self.facts.key(name) if name in self.facts else ""

    def digest(self, name: str) -> str | None:
        return self.facts.digest(name) if name in self.facts else None


class OnDemand:
    """Not for several threads at once."""

    def __init__(
        self,
        outputs: Iterable[Output],
        facts: Facts,
        before: OnDemand | None = None,
        rest: Callable[[], tuple[Iterable[Output], Facts]] | None = None,
    ) -> None:
        """What ``before`` made of the same facts is not made again.  ``rest`` is a plan of further files, which is not
        made before somebody asks for one of them."""
        self._plan, self.collisions = by_path(outputs)
        self._facts = facts
        if before is not None:
            facts.learn_from(_Before(before._facts))
        self._made: dict[str, _Made] = {} if before is None else dict(before._made)
        """What was made; it may be out of date."""
        self._plan_rest = rest
        self._before = before and before._rest
        self._rest: OnDemand | None = None

    @property
    def paths(self) -> frozenset[str]:
        """Without the rest."""
        return frozenset(self._plan)

    def file(self, path: str) -> bytes | None:
        """A file's bytes; ``None`` if the plan has no such file.  Raises what its recipe raises."""
        output = self._plan.get(path)
        if output is None:
            return self._further.file(path) if self._further else None
        key = self._key(output)
        known = self._made.pop(path, None)
        if known is None or known.key != key:
            made = output.recipe(Inputs(output, self._facts))
            if isinstance(made, Partly):
                return made.content  # what it lacks is tried again
            known = _Made(key, made)
        self._made[path] = known
        return known.content

    def failing(self, paths: Iterable[str]) -> tuple[Failed, ...]:
        """Make some files now; those that could not be made, and why."""
        failed = []
        for path in paths:
            try:
                self.file(path)
            except Exception as error:  # whatever it is, it is this output that failed
                failed.append(Failed(path, self._producer(path), words_of(error), error))
        return tuple(failed)

    @property
    def _further(self) -> OnDemand | None:
        if self._rest is None and self._plan_rest is not None:
            self._rest = OnDemand(*self._plan_rest(), self._before)
        return self._rest

    def _producer(self, path: str) -> str:
        if path not in self._plan and self._further is not None:
            return self._further._producer(path)
        return self._plan[path].producer

    def changed_from(self, before: OnDemand | None) -> frozenset[str]:
        """Paths that are new, gone or different, as far as that can be told without making any fact."""
        if before is None:
            return self.paths
        there = self._plan.keys() & before._plan.keys()
        plain = (path for path in there if self._is_plain(path) and before._is_plain(path))
        different = (path for path in plain if self._key(self._plan[path]) != before._key(before._plan[path]))
        return frozenset(self._plan.keys() ^ before._plan.keys()).union(different)

    def _is_plain(self, path: str) -> bool:
        return all(self._facts.is_at_hand(name) for name in self._plan[path].inputs)

    def _key(self, output: Output) -> str:
        digests = (f"{name}\0{self._facts.digest(name)}" for name in sorted(output.inputs))
        return digest_bytes("\n".join(digests).encode())
