"""A plan whose files are made when somebody asks for them, and kept until what they are made of changes.

For a preview: of a thousand pages an author looks at one.  A file is the same whether ``run`` makes it
or this; only when is another question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cjmgen.digest import digest_bytes
from cjmgen.engine.outputs import Facts, Inputs, Output, Partly
from cjmgen.engine.runner import Failed, by_path, words_of


class OnDemand:
    """Not for several threads at once."""

    def __init__(
        self, outputs: Iterable[Output], facts: Facts, digests: Mapping[str, str], before: OnDemand | None = None
    ) -> None:
        """What ``before`` made of the same facts is not made again."""
        self._plan, self.collisions = by_path(outputs)
        self._facts = facts
        self._keys = {path: _key(output, digests) for path, output in self._plan.items()}
        self._made: dict[str, bytes] = {} if before is None else before._kept_by(self._keys)

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(self._plan)

    def file(self, path: str) -> bytes | None:
        """A file's bytes; ``None`` if the plan has no such file.  Raises what its recipe raises."""
        output = self._plan.get(path)
        if output is None:
            return None
        if path in self._made:
            return self._made[path]
        made = output.recipe(Inputs(output, self._facts))
        if isinstance(made, Partly):
            return made.content  # what it lacks is tried again
        self._made[path] = made
        return made

    def failing(self, paths: Iterable[str]) -> tuple[Failed, ...]:
        """Make some files now; those that could not be made, and why."""
        failed = []
        for path in paths:
            try:
                self.file(path)
            except Exception as error:  # whatever it is, it is this output that failed
                failed.append(Failed(path, self._plan[path].producer, words_of(error), error))
        return tuple(failed)

    def changed_from(self, before: OnDemand | None) -> frozenset[str]:
        """Paths that are new, gone, or different; where nobody asked, made of other facts counts as different."""
        if before is None:
            return self.paths
        found = set(self._keys.keys() ^ before._keys.keys())
        for path in self._keys.keys() & before._keys.keys():
            if self._keys[path] != before._keys[path]:
                made, old = self._made.get(path), before._made.get(path)
                if made is None or made != old:
                    found.add(path)
        return frozenset(found)

    def _kept_by(self, keys: Mapping[str, str]) -> dict[str, bytes]:
        return {path: made for path, made in self._made.items() if keys.get(path) == self._keys[path]}


def _key(output: Output, digests: Mapping[str, str]) -> str:
    return digest_bytes("\n".join(f"{name}\0{digests[name]}" for name in sorted(output.inputs)).encode())
