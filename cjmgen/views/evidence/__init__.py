"""Everything we know from somewhere, by kind of source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.freshness import is_expired
from cjmgen.analysis.index import Atlas
from cjmgen.analysis.usage import users_of
from cjmgen.model import Evidence, Scope, Site, Target, target_of
from cjmgen.views.base import View, of_some
from cjmgen.views.facets import NOTHING, Bar, Facets, bar_of, facets, owners, tags, worded

KINDS = (
    "interview", "survey", "analytics", "ticket", "observation", "document",
    "usability-test", "social", "search-terms", "frontline", "crm",
)  # fmt: skip
FILTERS = (
    worded("kind", {kind: f"evidence-kind.{kind}" for kind in KINDS}),
    worded("freshness", {"valid": "filters.valid", "expired": "filters.expired"}),
    worded("confidence", {level: f"evidence-confidence.{level}" for level in ("low", "medium", "high")}),
    worded("used", {"yes": "list.used", "no": "list.not-used"}),
    owners(lambda site: site.evidence),
    tags(lambda site: site.evidence),
)
SORTS = (
    ("name", "evidence.source"),
    ("n", "fact.sample"),
    ("date", "fact.date"),
    ("used", "list.used"),
)


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
    facets: Facets


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
    bar: Bar | None


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
        bar=bar_of("evidence", FILTERS, SORTS, (row.facets for group in groups for row in group.rows), site),
    )


def _row(evidence: Evidence, atlas: Atlas) -> Row:
    expired, used = is_expired(evidence, atlas), users_of("evidence", evidence.id, atlas)
    return Row(
        target=target_of(evidence),
        method=evidence.method,
        n=evidence.n,
        unit=evidence.unit,
        date=evidence.date,
        expired=expired is True,
        confidence=evidence.confidence,
        used=used,
        facets=facets(
            {
                "kind": evidence.kind,
                "freshness": None if expired is None else "expired" if expired else "valid",
                "confidence": evidence.confidence,
                "used": "yes" if used else "no",
                "owner": evidence.owner or NOTHING,
                "tag": evidence.tags,
            },
            {"name": evidence.title, "n": evidence.n, "date": evidence.date, "used": used},
        ),
    )


VIEW = View(name="evidence", scope=Scope.SITE, compute=compute, shows=of_some("evidence"), filters=FILTERS, sorts=SORTS)
