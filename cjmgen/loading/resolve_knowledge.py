"""Evidence and metrics."""

from __future__ import annotations

from typing import Any

from cjmgen.diagnostics import Diagnostic
from cjmgen.loading.declared import Declarations
from cjmgen.loading.resolution import Resolution
from cjmgen.model import Evidence, Metric, Point, Rating
from cjmgen.source import Origin

LOWER_IS_BETTER = frozenset({"drop-off", "duration", "ces"})


def evidence(run: Resolution, declared: Declarations) -> None:
    for item in declared.of("evidence"):
        decl, at = run.text(item), item.origin
        quotes = []
        for i, quote in enumerate(decl.quotes):
            here = at.child("quotes", i)
            step = run.refs.step(quote.step, here.child("step")) if quote.step else None
            quotes.append(run.voice(quote, here, step))
        ratings = []
        for i, rating in enumerate(decl.ratings):
            here = at.child("ratings", i)
            step = run.refs.step(rating.step, here.child("step"))
            persona = run.id_of("persona", rating.persona, here.child("persona"))
            if step is not None:
                ratings.append(Rating(step=step, persona=persona, emotion=rating.emotion, n=rating.n))
        run.of("evidence")[item.id] = Evidence(
            id=item.id,
            formerly=decl.formerly,
            title=decl.title or item.id.replace("-", " ").capitalize(),
            kind=decl.kind,
            date=decl.date,
            method=decl.method,
            n=decl.n,
            unit=decl.unit,
            source=decl.source,
            quotes=tuple(quotes),
            findings=decl.findings,
            ratings=tuple(ratings),
            confidence=decl.confidence,
            expires=decl.expires,
            owner=decl.owner,
            links=run.links(decl.links),
            tags=decl.tags,
            audience=decl.for_whom,
            body=run.body(item),
            origin=at,
        )


def metrics(run: Resolution, declared: Declarations) -> None:
    for item in declared.of("metric"):
        decl, at = run.text(item), item.origin
        points = [_point(run, point, decl, at.child("points", i)) for i, point in enumerate(decl.points)]
        low, high = (decl.scale.min, decl.scale.max) if decl.scale else (None, None)
        if decl.scale and decl.scale.min >= decl.scale.max:
            run.report.add(Diagnostic("D204", '"min" must be less than "max"', at.child("scale", "min")))
        run.of("metric")[item.id] = Metric(
            id=item.id,
            formerly=decl.formerly,
            name=decl.name,
            kind=decl.kind,
            method=decl.method,
            unit=decl.unit,
            direction=decl.direction or ("down" if decl.kind in LOWER_IS_BETTER else "up"),
            scale_min=low,
            scale_max=high,
            target=decl.target,
            source=decl.source,
            reading=decl.reading,
            evidence=run.evidence(decl.evidence, at.child("evidence")),
            points=tuple(sorted((p for p in points if p is not None), key=lambda p: p.date)),
            owner=decl.owner,
            tags=decl.tags,
            audience=decl.for_whom,
            body=decl.description or "",
            origin=at,
        )


def _point(run: Resolution, decl: Any, metric: Any, at: Origin) -> Point | None:
    value, n = decl.value, decl.n
    if decl.counts is not None:
        counted = _counted(decl.counts)
        if counted is None or decl.value is not None:
            both = "a value and counts; give one" if decl.value is not None else "counts that make no value"
            hint = "give promoters, passives and detractors, or yes and n"
            run.report.add(Diagnostic("D204", f"this point has {both}", at.child("counts"), hint=hint))
            return None
        value, n = counted
    if value is None:
        run.report.add(Diagnostic("D204", "this point has neither a value nor counts", at, hint='add "value: …"'))
        return None
    return Point(date=decl.date, value=value, n=n, segment=decl.segment)


def _counted(counts: Any) -> tuple[float, int] | None:
    """Value and n of counted answers; the formulas stand in ``CountsDecl``."""
    if None not in (counts.promoters, counts.passives, counts.detractors):
        n = counts.promoters + counts.passives + counts.detractors
        return (round(100 * (counts.promoters - counts.detractors) / n, 1), n) if n else None
    if counts.yes is not None and counts.n and counts.yes <= counts.n:
        return round(100 * counts.yes / counts.n, 1), counts.n
    return None
