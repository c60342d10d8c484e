"""Everything we know from somewhere, by kind of source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.freshness import is_expired
from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import users_of
from cjmgen.model import Evidence, Scope, Site, Target, target_of
from cjmgen.views.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    target: Target
    method: str | None
    n: int | None
    unit: str | None
    date: date
    expired: bool
    """It should not be relied on any more."""
    confidence: str | None
    used: int
    """How many stages, steps, personas … rest on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceList:
    total: int
    unused: int
    groups: tuple[Group, ...]
    """The kinds with most sources first."""


def compute(site: Site, atlas: Atlas) -> EvidenceList | None:
    if not site.evidence:
        return None
    newest_first = sorted(site.evidence, key=lambda evidence: evidence.date, reverse=True)
    kinds = {evidence.kind for evidence in site.evidence}
    groups = [
        Group(kind=kind, rows=tuple(_row(evidence, atlas) for evidence in newest_first if evidence.kind == kind))
        for kind in kinds
    ]
    groups.sort(key=lambda group: (-len(group.rows), group.kind))
    return EvidenceList(
        total=len(site.evidence),
        unused=sum(not row.used for group in groups for row in group.rows),
        groups=tuple(groups),
    )


def _row(evidence: Evidence, atlas: Atlas) -> Row:
    return Row(
        target=target_of(evidence),
        method=evidence.method,
        n=evidence.n,
        unit=evidence.unit,
        date=evidence.date,
        expired=is_expired(evidence, atlas) is True,
        confidence=evidence.confidence,
        used=users_of("evidence", evidence.id, atlas),
    )


VIEW = View(name="evidence", scope=Scope.SITE, compute=compute)
