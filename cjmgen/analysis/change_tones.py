"""Which way a change points, where the domain knows: ``analysis.changes`` says when."""

from __future__ import annotations

from typing import Literal

from cjmgen.analysis.change_facts import Value
from cjmgen.analysis.comparison import NOTABLE

SEVERITY = ("low", "medium", "high")
FREQUENCY = ("rare", "sometimes", "often", "always")
OUTCOME = ("falls-short", "as-expected", "exceeds")
PROGRESS = ("dropped", "idea", "planned", "in-progress", "live")
BASIS = ("assumed", "researched")
APPROVAL = ("unproven", "changed", "approved")
TRANSLATED = ("outdated", "none", "partly", "whole")

LESS_IS_BETTER = frozenset({"effort", "wait_min"})
MORE_IS_BETTER = frozenset({"satisfaction"})
GOOD_TO_HAVE = frozenset({"evidence", "gains", "opportunities", "owner"})
BAD_TO_HAVE = frozenset({"pains"})

Tone = Literal["worse", "better", ""]


def tone_of(kind: str, field: str, aspect: str, before: Value | None, after: Value | None) -> Tone:
    """Of a field of an entity of a kind, or of an aspect of one of its items."""
    name = aspect or field
    if before is None or after is None:
        return _of_presence(kind, name, before, after)
    if name == "emotion" and isinstance(before, float) and isinstance(after, float):
        return "" if abs(round(after - before, 6)) < NOTABLE else _rise(after > before)
    ladder = _ladder(kind, name)
    if ladder and before in ladder and after in ladder:
        rises = ladder.index(str(after)) > ladder.index(str(before))
        return _rise(rises if name not in ("severity", "frequency") else not rises)
    if name in LESS_IS_BETTER | MORE_IS_BETTER and _are_numbers(before, after):
        return _rise((float(after) > float(before)) == (name in MORE_IS_BETTER))  # type: ignore[arg-type]
    return ""


def _of_presence(kind: str, name: str, before: Value | None, after: Value | None) -> Tone:
    if name == "translation":
        return _rise(after == "whole") if after in ("whole", "outdated") else ""
    if name == "approval":
        return _rise(after == "approved") if after is not None else "worse"
    if name in BAD_TO_HAVE and "none" not in (before, after):
        return _rise(after is None)
    if name in GOOD_TO_HAVE and not (name == "opportunities" and kind == "solution"):
        return _rise(before is None)
    return ""


def _ladder(kind: str, name: str) -> tuple[str, ...]:
    if name == "status":
        return PROGRESS if kind in ("opportunity", "solution") else ()
    return {
        "severity": SEVERITY,
        "frequency": FREQUENCY,
        "outcome": OUTCOME,
        "basis": BASIS,
        "approval": APPROVAL,
        "translation": TRANSLATED,
    }.get(name, ())


def _are_numbers(*values: Value | None) -> bool:
    return all(isinstance(value, (int, float)) for value in values)


def _rise(is_better: bool) -> Tone:
    return "better" if is_better else "worse"
