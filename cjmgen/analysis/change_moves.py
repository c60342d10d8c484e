"""Which steps of a journey moved: into another stage, or within one; the fewest that had to."""

from __future__ import annotations

from collections.abc import Mapping

from cjmgen.analysis.change_facts import Value
from cjmgen.analysis.change_matching import Matched, moved
from cjmgen.model import Journey, Stage, Step, Target


class StepMoves:
    """Where the steps of a journey were, and which of them had to move."""

    def __init__(self, old: Journey, new: Journey, found: Matched[Step], stages: Mapping[str, str]) -> None:
        self._before = {after.id: before for before, after in found.pairs}
        self._removed = {step.id for step in found.removed}
        self._was = _places(old)
        self._now = _places(new)
        stayed: dict[str, list[str]] = {}
        for after in new.stages:
            for step in after.steps:
                before = self._before.get(step.id)
                if before is not None and stages.get(s := self._was[before.id][0].id, s) == after.id:
                    stayed.setdefault(after.id, []).append(step.id)
        self._reordered: set[str] = set()
        for ids in stayed.values():
            then = sorted(ids, key=lambda ident: self._was[self._before[ident].id][1])
            self._reordered |= moved(then, ids)
        self._stayed = {ident for ids in stayed.values() for ident in ids}
        self._new_id = new.id

    def before(self, step: Step) -> Step | None:
        return self._before.get(step.id)

    def of(self, step: Step) -> tuple[Value, Value] | None:
        """From where to where: stages, or places within one."""
        was, now = self._was[self._before[step.id].id], self._now[step.id]
        if step.id not in self._stayed:
            return self._stage(was[0]), self._stage(now[0])
        return (was[1], now[1]) if step.id in self._reordered else None

    def removed_from(self, stage: Stage | None) -> tuple[Step, ...]:
        return tuple(step for step in stage.steps if step.id in self._removed) if stage else ()

    def _stage(self, stage: Stage) -> Target:
        return Target("stage", f"{self._new_id}/{stage.id}", stage.name)


def _places(journey: Journey) -> dict[str, tuple[Stage, int]]:
    return {step.id: (stage, i) for stage in journey.stages for i, step in enumerate(stage.steps, 1)}
