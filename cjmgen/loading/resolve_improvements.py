"""Opportunities and solutions, and which steps they speak to."""

from __future__ import annotations

from cjmgen.diagnostics import Diagnostic
from cjmgen.loading.declared import Declarations
from cjmgen.loading.references import stages_of
from cjmgen.loading.resolution import Resolution
from cjmgen.model import Effect, Opportunity, Solution, StepRef


def note_addressed(run: Resolution, declared: Declarations) -> None:
    """Join what opportunities say of steps with what steps and pains say of opportunities."""
    found: dict[str, dict[StepRef, None]] = {}
    for item in declared.of("opportunity"):
        decl, at = run.text(item), item.origin
        refs = found.setdefault(item.id, {})
        for i, text in enumerate(decl.pains):
            refs.update(dict.fromkeys(_pains_of(run, run.refs.step(text, at.child("pains", i), pain=True))))
        for i, text in enumerate(decl.steps):
            if (ref := run.refs.step(text, at.child("steps", i))) is not None:
                refs[ref] = None
    for head in declared.of("journey"):
        for stage, _ in stages_of(head.id, declared, run.lang):
            for step in stage.steps:
                for ident in step.opportunities:
                    found.setdefault(ident, {})[StepRef(journey=head.id, step=step.id)] = None
                for pain in step.pains or ():
                    for ident in pain.opportunities:
                        found.setdefault(ident, {})[StepRef(journey=head.id, step=step.id, pain=pain.id)] = None
    run.addressed = {ident: list(refs) for ident, refs in found.items()}


def _pains_of(run: Resolution, ref: StepRef | None) -> tuple[StepRef, ...]:
    """The pain itself, or every pain of a step; the step where it has none."""
    if ref is None or ref.pain is not None:
        return () if ref is None else (ref,)
    pains = run.refs.steps_of(ref.journey)[ref.step]
    return tuple(StepRef(journey=ref.journey, step=ref.step, pain=pain) for pain in pains) or (ref,)


def opportunities(run: Resolution, declared: Declarations) -> None:
    parents = {item.id: run.text(item).parent for item in declared.of("opportunity")}
    for item in declared.of("opportunity"):
        decl, at = run.text(item), item.origin
        parent = run.id_of("opportunity", decl.parent, at.child("parent"))
        if parent and goes_in_circles(item.id, parents):
            message = f'"{item.id}" is its own ancestor'
            run.report.add(Diagnostic("R003", message, at.child("parent"), hint="remove one of the parents"))
            parent = None
        run.of("opportunity")[item.id] = Opportunity(
            id=item.id,
            formerly=decl.formerly,
            title=decl.title,
            steps=tuple(run.addressed.get(item.id, ())),
            owner=decl.owner,
            team=run.one("team", decl.team, at.child("team")),
            status=decl.status,
            reach=decl.reach,
            impact=decl.impact,
            confidence_pct=decl.confidence,
            effort=decl.effort,
            importance=decl.importance,
            satisfaction=decl.satisfaction,
            kano=decl.kano,
            parent=parent,
            evidence=run.evidence(decl.evidence, at.child("evidence")),
            links=run.links(decl.links),
            tags=decl.tags,
            audience=decl.for_whom,
            body=run.body(item),
            origin=at,
        )


def solutions(run: Resolution, declared: Declarations) -> None:
    for item in declared.of("solution"):
        decl, at = run.text(item), item.origin
        run.of("solution")[item.id] = Solution(
            id=item.id,
            formerly=decl.formerly,
            title=decl.title,
            opportunities=run.many("opportunity", decl.opportunities, at.child("opportunities")),
            owner=decl.owner,
            team=run.one("team", decl.team, at.child("team")),
            status=decl.status,
            effort=decl.effort,
            target=decl.target,
            expected=tuple(
                Effect(metric=metric, change=effect.change)
                for i, effect in enumerate(decl.expected)
                if (metric := run.one("metric", effect.metric, at.child("expected", i, "metric")))
            ),
            links=run.links(decl.links),
            tags=decl.tags,
            audience=decl.for_whom,
            body=run.body(item),
            origin=at,
        )


def goes_in_circles(ident: str, parents: dict[str, str | None]) -> bool:
    """Does following the parents from ``ident`` lead back to it?"""
    seen: set[str] = set()
    here = parents.get(ident)
    while here is not None and here not in seen:
        if here == ident:
            return True
        seen.add(here)
        here = parents.get(here)
    return False
