"""Find what a name stands for, or say that it stands for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from cjmgen.diagnostics import Diagnostic, Related, Report
from cjmgen.fields import nearest
from cjmgen.loading.declared import Declarations
from cjmgen.loading.ids import id_from
from cjmgen.model import StepRef
from cjmgen.source import Origin

E = TypeVar("E")

WHERE = {
    "persona": "add a file under content/personas/",
    "journey": "add a folder under content/journeys/",
    "touchpoint": "add it to content/touchpoints.yaml",
    "channel": "add it to content/channels.yaml",
    "device": "add it to content/devices.yaml",
    "team": "add it to content/teams.yaml",
    "system": "add it to content/systems.yaml",
    "opportunity": "add a file under content/opportunities/",
    "solution": "add a file under content/solutions/",
    "evidence": "add a file under content/evidence/",
    "metric": "add a file under content/metrics/",
    "page": "add a file under content/pages/",
}
"""What to do about an entity that is not there."""


class References:
    """Every name that can be referred to.  Knows the steps of journeys before journeys exist."""

    def __init__(self, declared: Declarations, built_in: Mapping[str, Mapping[str, Any]], report: Report) -> None:
        self._declared = declared
        self._report = report
        self._built_in = built_in
        self._ids: dict[str, frozenset[str]] = {}
        self._steps: dict[str, Mapping[str, Mapping[str, Origin]]] = {}

    def ids(self, kind: str) -> frozenset[str]:
        if kind not in self._ids:
            declared = (i for k, i in self._declared.entities if k == kind)
            self._ids[kind] = frozenset((*declared, *self._built_in.get(kind, ())))
        return self._ids[kind]

    def forgive(self, kind: str, ident: str) -> None:
        """An entity that could not be made; references to it are not complained about as well."""
        self._declared.broken.add((kind, ident))

    def is_broken(self, kind: str, ident: str) -> bool:
        return not self._declared.broken.isdisjoint({(kind, ident), (kind, "")})

    def steps_of(self, journey: str) -> Mapping[str, Mapping[str, Origin]]:
        """Step id -> pain id -> origin, of one journey."""
        if journey not in self._steps:
            is_there = ("journey", journey) in self._declared.entities
            self._steps[journey] = _steps_of(journey, self._declared) if is_there else {}
        return self._steps[journey]

    def stage_ids(self, journey: str) -> set[str]:
        return {stage_id(stage, origin) for stage, origin in stages_of(journey, self._declared, None)}

    def exists(self, kind: str, ident: str, origin: Origin) -> bool:
        """True if there is such an entity; otherwise it is said, unless its file is broken."""
        if ident in self.ids(kind):
            return True
        if not self.is_broken(kind, ident):
            self._unknown(kind, ident, origin, self.ids(kind), WHERE[kind])
        return False

    def one(self, kind: str, ident: str | None, origin: Origin, found: Mapping[str, E]) -> E | None:
        if ident is None or not self.exists(kind, ident, origin):
            return None
        return found.get(ident)

    def many(self, kind: str, idents: Iterable[str], origin: Origin, found: Mapping[str, E]) -> tuple[E, ...]:
        kept: dict[str, E] = {}
        for i, ident in enumerate(idents):
            if self.exists(kind, ident, origin.child(i)) and ident in found:
                kept[ident] = found[ident]
        return tuple(kept.values())

    def step(self, text: str, origin: Origin, *, pain: bool = False) -> StepRef | None:
        """``journey/step`` or, where ``pain`` is true, also ``journey/step/pain``."""
        journey, _, rest = text.partition("/")
        step, _, pain_id = rest.partition("/")
        if self.is_broken("journey", journey):
            return None
        if not rest or (pain_id and not pain):
            form = "journey/step/pain or journey/step" if pain else "journey/step"
            self._report.add(Diagnostic("D105", f'"{text}" is not of the form {form}', origin))
            return None
        if not self.exists("journey", journey, origin):
            return None
        steps = self.steps_of(journey)
        if step not in steps:
            self._unknown("step", step, origin, steps, None, f' in the journey "{journey}"', f"{journey}/")
            return None
        if pain_id and pain_id not in steps[step]:
            self._unknown("pain", pain_id, origin, steps[step], None, f' at the step "{step}"', f"{journey}/{step}/")
            return None
        return StepRef(journey=journey, step=step, pain=pain_id or None)

    def _unknown(
        self,
        kind: str,
        ident: str,
        origin: Origin,
        known: Iterable[str],
        where: str | None,
        within: str = "",
        prefix: str = "",
    ) -> None:
        near = nearest(ident, known)
        related: tuple[Related, ...] = ()
        if near and (kind, near) in self._declared.entities:
            declared = self._declared.entities[kind, near]
            related = (Related(declared.origin.child("id"), f'"{near}" is defined here'),)
        hint = f'did you mean "{prefix}{near}"?' if near else where
        message = f'no {kind}{within} has the id "{ident}"'
        self._report.add(Diagnostic("R001", message, origin, hint=hint, related=related))


def stage_id(stage: Any, origin: Origin) -> str:
    """A stage's own id, else the one its file's name gives."""
    return stage.id or id_from(origin.path)


def _steps_of(journey: str, declared: Declarations) -> dict[str, dict[str, Origin]]:
    steps: dict[str, dict[str, Origin]] = {}
    for stage, origin in stages_of(journey, declared, None):
        for i, step in enumerate(stage.steps):
            here = origin.child("steps", i)
            steps.setdefault(step.id, {p.id: here.child("pains", j) for j, p in enumerate(step.pains or ())})
    return steps


def stages_of(journey: str, declared: Declarations, lang: str | None) -> Iterable[tuple[Any, Origin]]:
    """The stage declarations of a journey with where they stand; ``lang`` ``None`` is the language of the files."""
    head = declared.entities["journey", journey]
    own = next(iter(head.texts)) if lang is None else lang
    inline = [(s, head.origin.child("stages", i)) for i, s in enumerate(head.texts[own].stages)]
    return inline or [(s.texts[own], s.origin) for s in declared.stages.get(journey, ())]
