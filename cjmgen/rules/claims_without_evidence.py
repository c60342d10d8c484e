"""Something claims to rest on research but names none.

Why it matters
    A persona called researched, or a map that is live, will be believed. If nothing stands behind
    it, decisions rest on opinions that look like facts.

What to do
    Name the ``evidence``, on the persona, on the journey or best on each step. Until there is some,
    call the persona ``assumed``, or the map a draft.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.coverage import evidence_of
from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Severity
from cjmgen.model import Claim, Persona
from cjmgen.rules.base import Rule


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for persona in atlas.site.personas:
        if persona.basis == "researched" and not _rests_on_evidence(persona):
            yield Diagnostic(
                RULE.code,
                f'"{persona.name}" is called researched but names no evidence',
                persona.origin.child("basis"),
                severity=RULE.severity,
                hint='add "evidence", or set "basis: assumed"',
            )
    for journey in atlas.observed_journeys:
        if journey.status == "live" and journey.steps and not evidence_of(journey, atlas):
            yield Diagnostic(
                RULE.code,
                f'"{journey.title}" is live, but no evidence stands behind any of its steps',
                journey.origin.child("status"),
                severity=RULE.severity,
                hint='add "evidence" to the journey or its steps',
            )


def _rests_on_evidence(persona: Persona) -> bool:
    claims: tuple[Claim, ...] = (
        *persona.interests, *persona.goals, *persona.needs, *persona.motivations, *persona.concerns,
        *persona.frustrations, *persona.behaviours, *persona.accessibility,
    )  # fmt: skip
    is_quoted = persona.quote is not None and persona.quote.evidence is not None
    return bool(persona.evidence) or is_quoted or any(claim.evidence for claim in claims)


RULE = Rule(code="L401", name="claims-without-evidence", check=check, severity=Severity.WARNING)
