"""Ids that must be told apart within one journey, and within the site's life cycle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cjmgen.config import SiteConfig
from cjmgen.diagnostics import Diagnostic, Related, Report
from cjmgen.loading.declared import Declarations
from cjmgen.loading.references import stage_id, stages_of
from cjmgen.source import Origin

MAX_STEPS: Final = 2_000
"""Of one journey; nobody reads a map of forty."""
MAX_PAINS: Final = 10_000
"""Of one journey.  Each is ranked, listed and drawn, and so takes longer than other texts."""


def check_journey(journey: str, declared: Declarations, report: Report) -> None:
    """Stages and steps are unique within the journey, pains within their step."""
    stages = list(stages_of(journey, declared, None))
    steps = [(step, at.child("steps", i)) for stage, at in stages for i, step in enumerate(stage.steps)]
    if len(steps) > MAX_STEPS:
        hint = "make several journeys of it: a step may open into another"
        report.add(Diagnostic("S004", f"a journey has at most {MAX_STEPS:,} steps", steps[MAX_STEPS][1], hint=hint))
    hurts = [at.child("pains", i) for step, at in steps for i in range(len(step.pains or ()))]
    if len(hurts) > MAX_PAINS:
        hint = "make several journeys of it, or tell only what matters"
        report.add(Diagnostic("S004", f"a journey has at most {MAX_PAINS:,} pains", hurts[MAX_PAINS], hint=hint))
    _check("stages", [(stage_id(stage, at), at) for stage, at in stages], "in this journey", report)
    _check("steps", [(step.id, at) for step, at in steps], "in this journey", report)
    for step, at in steps:
        pains = [(pain.id, at.child("pains", i)) for i, pain in enumerate(step.pains or ())]
        _check("pains", pains, "at this step", report)


def check_life_cycle(config: SiteConfig, report: Report) -> None:
    stages = config.texts[config.lang].life_cycle
    at = config.origin.child("life_cycle")
    _check("stages", [(stage.id, at.child(i)) for i, stage in enumerate(stages)], "in the life cycle", report)


def _check(kinds: str, items: Iterable[tuple[str, Origin]], where: str, report: Report) -> None:
    seen: dict[str, Origin] = {}
    for ident, at in items:
        here = at.child("id")
        if ident in seen:
            message = f'there are two {kinds} with the id "{ident}" {where}'
            related = (Related(seen[ident], "the first is here"),)
            report.add(Diagnostic("R002", message, here, hint="give one of them another id", related=related))
        seen.setdefault(ident, here)
