"""Which opportunity first: several well-known ways to order them, side by side, each with its formula.

The formulas are those of ``analysis.priority``; the page says them too, with their ranges and
sources.  Dropped opportunities are decided and left out.  An opportunity has one number on the
whole page: its place by RICE, then those that cannot be scored.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.priority import ice, opportunity_score, quadrant, ranked, rice
from cjmgen.model import Opportunity, Scope, Site, Target, target_of
from cjmgen.views.base import View
from cjmgen.views.opportunity_matrix.picture import Landscape, Mark, Matrix, draw_landscape, draw_matrix

__all__ = ["VIEW", "KanoClass", "Landscape", "Line", "Mark", "Matrix", "OpportunityMatrix", "QuadrantLines", "compute"]

MAX_MARKS = 60
"""In one picture; the tables have every opportunity."""
QUADRANTS = ("quick-win", "big-bet", "fill-in", "thankless")
KANO = ("must-be", "one-dimensional", "attractive", "indifferent", "reverse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    target: Target
    kind: str
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One opportunity with every number that somebody gave or that follows from those."""

    number: int
    """The same all over the page."""
    target: Target
    status: str
    reach: float | None
    impact: float | None
    confidence_pct: float | None
    effort: float | None
    rice: float | None
    """0 or more."""
    ice: float | None
    """0 .. 1000."""
    ice_rank: int | None
    """Its place by ICE, from 1; ``None`` without an ICE score."""
    importance: float | None
    satisfaction: float | None
    score: float | None
    """Ulwick's, 0 .. 20."""
    score_pct: float | None
    """The same as a share of 20, 0 .. 100."""
    sources: tuple[Source, ...]
    """What the numbers rest on; empty: on opinion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantLines:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KanoClass:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityMatrix:
    matrix: Matrix | None
    """``None``: no opportunity has both impact and effort."""
    quadrants: tuple[QuadrantLines, ...]
    scored: tuple[Line, ...]
    """Those with a RICE or an ICE score, the highest RICE first."""
    landscape: Landscape | None
    """``None``: customers were not asked about any."""
    asked: tuple[Line, ...]
    """The highest opportunity score first."""
    kano: tuple[KanoClass, ...]
    """Classes that have an opportunity; empty: nobody asked."""
    undrawn: int
    """How many opportunities the fuller of the two pictures leaves out."""
    total: int
    dropped: int


def compute(site: Site, atlas: Atlas) -> OpportunityMatrix | None:
    lines = _lines(tuple(o for o in site.opportunities if o.status != "dropped"))
    by_id = {opportunity.id: opportunity for opportunity in site.opportunities}
    estimated = [line for line in lines if line.impact is not None and line.effort is not None]
    scored = tuple(line for line in lines if line.rice is not None or line.ice is not None)
    asked = tuple(line for line in lines if line.score is not None)
    kano = tuple(
        KanoClass(name=name, lines=own)
        for name in KANO
        if (own := tuple(line for line in lines if by_id[line.target.id].kano == name))
    )
    if not (estimated or scored or asked or kano):
        return None
    placed = [(x.number, x.target, x.impact or 0.0, x.effort or 0.0) for x in estimated[:MAX_MARKS]]
    told = [(x.number, x.target, x.importance or 0.0, x.satisfaction or 0.0) for x in asked[:MAX_MARKS]]
    return OpportunityMatrix(
        matrix=draw_matrix(placed) if placed else None,
        quadrants=tuple(
            QuadrantLines(name=name, lines=own)
            for name in QUADRANTS
            if (own := tuple(line for line in estimated if quadrant(by_id[line.target.id]) == name))
        ),
        scored=scored,
        landscape=draw_landscape(told) if told else None,
        asked=tuple(sorted(asked, key=lambda line: -(line.score or 0))),
        kano=kano,
        undrawn=max(len(estimated), len(asked), MAX_MARKS) - MAX_MARKS,
        total=len(lines),
        dropped=len(site.opportunities) - len(lines),
    )


def _lines(opportunities: tuple[Opportunity, ...]) -> tuple[Line, ...]:
    by_ice = [o.id for o in ranked(opportunities, ice) if ice(o) is not None]
    places = {id_: place for place, id_ in enumerate(by_ice, start=1)}
    return tuple(
        _line(opportunity, number, places.get(opportunity.id))
        for number, opportunity in enumerate(ranked(opportunities), start=1)
    )


def _line(opportunity: Opportunity, number: int, ice_rank: int | None) -> Line:
    score = opportunity_score(opportunity)
    return Line(
        number=number,
        target=target_of(opportunity),
        status=opportunity.status,
        reach=opportunity.reach,
        impact=opportunity.impact,
        confidence_pct=opportunity.confidence_pct,
        effort=opportunity.effort,
        rice=rice(opportunity),
        ice=ice(opportunity),
        ice_rank=ice_rank,
        importance=opportunity.importance,
        satisfaction=opportunity.satisfaction,
        score=score,
        score_pct=None if score is None else round(5 * score, 1),
        sources=tuple(Source(target=target_of(e), kind=e.kind, n=e.n) for e in opportunity.evidence),
    )


VIEW = View(name="opportunity-matrix", scope=Scope.SITE, compute=compute, section="opportunities", optional=True)
