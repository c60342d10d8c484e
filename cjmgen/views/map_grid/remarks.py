"""What a map says, in a few sentences that are computed and never guessed.

Each remark names its facts; the words are interface words (``map-grid.says-…``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjmgen.analysis.emotion import PersonaCurve
from cjmgen.analysis.gaps import Gaps, gaps_of, is_owned
from cjmgen.analysis.index import Atlas, pains_of
from cjmgen.model import Journey, Target

APART = 1.0
"""Personas who differ by less than this, in points of emotion, feel about the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    kind: str
    """"hand-overs", "shortfalls", "unclaimed", "unowned", "assumed", "apart" or "waiting"."""
    n: int = 0
    of: int = 0
    steps: tuple[Target, ...] = ()
    """Where to look; the worst first."""
    persona: str = ""
    emotion: float = 0.0
    other: str = ""
    other_emotion: float = 0.0
    minutes: float = 0.0
    of_minutes: float = 0.0


def remarks_of(journey: Journey, curves: Sequence[PersonaCurve], atlas: Atlas) -> tuple[Remark, ...]:
    gaps = gaps_of(journey, atlas)
    found = (
        _hand_overs(journey, gaps), _apart(curves, journey), _shortfalls(gaps), _unclaimed(journey, gaps),
        _unowned(journey), _waiting(journey), _assumed(journey, gaps),
    )  # fmt: skip
    return tuple(remark for remark in found if remark is not None)


def _hand_overs(journey: Journey, gaps: Gaps) -> Remark | None:
    changes = [change for change in gaps.changes if change.kind == "channel"]
    steps = tuple(change.after.target for change in changes)
    return Remark(kind="hand-overs", n=len(changes), of=len(journey.steps) - 1, steps=steps[:3]) if changes else None


def _apart(curves: Sequence[PersonaCurve], journey: Journey) -> Remark | None:
    """The step at which two personas differ most."""
    best: Remark | None = None
    widest = APART
    for step, points in enumerate(zip(*(curve.points for curve in curves), strict=True)):
        felt = [(p.emotion, c.persona.name) for p, c in zip(points, curves, strict=True) if p.emotion is not None]
        if len(felt) < 2:
            continue
        low, high = min(felt), max(felt)
        if high[0] - low[0] >= widest:
            widest = high[0] - low[0] + 1e-9
            at = Target("step", f"{journey.id}/{journey.steps[step].id}", journey.steps[step].name)
            best = Remark(
                kind="apart", steps=(at,), persona=high[1], emotion=high[0], other=low[1], other_emotion=low[0]
            )
    return best


def _shortfalls(gaps: Gaps) -> Remark | None:
    judged = [e for e in gaps.expectations if e.outcome is not None]
    short = gaps.falls_short
    if not short:
        return None
    return Remark(kind="shortfalls", n=len(short), of=len(judged), steps=tuple(e.place.target for e in short[:3]))


def _unclaimed(journey: Journey, gaps: Gaps) -> Remark | None:
    if not gaps.unclaimed:
        return None
    steps = tuple(dict.fromkeys(found.place.target for found in gaps.unclaimed))[:3]
    return Remark(kind="unclaimed", n=len(gaps.unclaimed), of=len(pains_of(journey)), steps=steps)


def _unowned(journey: Journey) -> Remark | None:
    pains = pains_of(journey)
    open_ = [found for found in pains if not is_owned(found.pain)]
    steps = tuple(dict.fromkeys(found.place.target for found in open_))[:3]
    return Remark(kind="unowned", n=len(open_), of=len(pains), steps=steps) if open_ else None


def _waiting(journey: Journey) -> Remark | None:
    """How much of the time that is known is spent waiting."""
    active = sum(step.duration_min or 0 for step in journey.steps)
    waiting = sum(step.wait_min or 0 for step in journey.steps)
    if not waiting:
        return None
    return Remark(kind="waiting", minutes=waiting, of_minutes=active + waiting)


def _assumed(journey: Journey, gaps: Gaps) -> Remark | None:
    if journey.state == "future" or not gaps.assumed:
        return None
    steps = tuple(place.target for place in gaps.assumed[:3])
    return Remark(kind="assumed", n=len(gaps.assumed), of=len(journey.steps), steps=steps)
