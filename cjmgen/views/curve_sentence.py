"""What a curve says, as the values of one sentence: high, low, end, trend and the steepest way down.

The words are the theme's (``curve.says-…``); here it is only decided which sentence it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjmgen.analysis.emotion import PersonaCurve, felt


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSentence:
    kind: str
    """"rising", "falling", "level"; "flat": all known points are equal; "one": a single one is known; "none"."""
    persona: str
    number: int
    """Of the persona's look."""
    steps: int
    unknown: int
    """How many of the steps nobody knows about."""
    peak: float = 0.0
    peak_step: str = ""
    low: float = 0.0
    low_step: str = ""
    end: float = 0.0
    """Of the last step that is known."""
    end_step: str = ""
    is_end_known: bool = False
    """The last known step is the last of all."""
    drop: float | None = None
    """The steepest way down, above 0; ``None`` if it never goes down by more than half a point."""
    drop_from: str = ""
    drop_to: str = ""


def sentence_of(curve: PersonaCurve) -> CurveSentence:
    persona, number, steps = curve.persona.name, curve.persona.number, len(curve.points)
    peak, low, end, drop = curve.peak, curve.low, curve.end, curve.largest_drop
    if peak is None or low is None or end is None:
        return CurveSentence(kind="none", persona=persona, number=number, steps=steps, unknown=steps)
    is_steep = drop is not None and drop.size > 0.5
    kind = "one" if len(curve.known) == 1 else "flat" if peak.emotion == low.emotion else curve.trend or "level"
    return CurveSentence(
        kind=kind, persona=persona, number=number, steps=steps, unknown=steps - len(curve.known),
        peak=felt(peak), peak_step=peak.name, low=felt(low), low_step=low.name, end=felt(end), end_step=end.name,
        is_end_known=end is curve.points[-1],
        drop=drop.size if drop and is_steep else None,
        drop_from=drop.before.name if drop and is_steep else "",
        drop_to=drop.after.name if drop and is_steep else "",
    )  # fmt: skip
