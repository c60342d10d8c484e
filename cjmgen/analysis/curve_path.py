"""A line through points that never invents a high or a low: SVG path data.

Monotone cubic Hermite interpolation (F. N. Fritsch, R. E. Carlson: Monotone Piecewise Cubic
Interpolation, SIAM Journal on Numerical Analysis 17, 1980, 238-246).  Between two points the
line stays between their heights; at a high or a low of the data it is level.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot


def monotone_path(xs: Sequence[float], ys: Sequence[float]) -> str:
    """``M`` and ``C`` commands, one decimal; ``xs`` must rise.  Both in SVG user units."""
    if len(xs) != len(ys):
        raise ValueError("as many heights as positions are needed")
    if not xs:
        return ""
    slopes = _slopes(xs, ys)
    commands = [f"M{_number(xs[0])} {_number(ys[0])}"]
    for i in range(len(xs) - 1):
        third = (xs[i + 1] - xs[i]) / 3
        points = (
            (xs[i] + third, _between(ys[i] + slopes[i] * third, ys[i], ys[i + 1])),
            (xs[i + 1] - third, _between(ys[i + 1] - slopes[i + 1] * third, ys[i], ys[i + 1])),
            (xs[i + 1], ys[i + 1]),
        )
        commands.append("C" + " ".join(f"{_number(x)} {_number(y)}" for x, y in points))
    return " ".join(commands)


def _slopes(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The line's slope at each point."""
    secants = [(ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) for i in range(len(xs) - 1)]
    if not secants:
        return [0.0] * len(xs)
    inner = [(a + b) / 2 if a * b > 0 else 0.0 for a, b in pairwise(secants)]
    slopes = [secants[0], *inner, secants[-1]]
    for i, secant in enumerate(secants):
        if secant == 0:
            slopes[i] = slopes[i + 1] = 0.0
            continue
        # Within this circle a cubic is monotone (one of the paper's regions); outside, both ends are drawn in.
        length = hypot(slopes[i] / secant, slopes[i + 1] / secant)
        if length > 3:
            slopes[i] *= 3 / length
            slopes[i + 1] *= 3 / length
    return slopes


def _between(value: float, a: float, b: float) -> float:
    """Floating-point dust must not lift a control point above its neighbours."""
    return min(max(value, min(a, b)), max(a, b))


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
