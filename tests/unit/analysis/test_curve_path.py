"""The line of an emotion curve, as SVG path data."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmgen.analysis.curve_path import monotone_path

HEIGHTS = st.lists(st.integers(-20, 20).map(lambda tenth: 132 - 46 * tenth / 10), min_size=2, max_size=25)


def curves(path: str) -> list[tuple[float, ...]]:
    """Each cubic as the heights of its start, two control points and end."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    ys = numbers[1::2]
    return [tuple(ys[i : i + 4]) for i in range(0, len(ys) - 1, 3)]


def test_no_points_make_no_line() -> None:
    assert monotone_path([], []) == ""


def test_one_point_is_a_place_without_a_line() -> None:
    assert monotone_path([92], [132]) == "M92 132"


def test_two_points_make_a_straight_line() -> None:
    assert monotone_path([0, 30], [0, 60]) == "M0 0 C10 20 20 40 30 60"


def test_a_level_stretch_stays_level() -> None:
    assert monotone_path([0, 30, 60], [5, 5, 50]).startswith("M0 5 C10 5 20 5 30 5 C")


def test_the_line_is_level_at_a_high() -> None:
    (_, _, before, high), (_, after, *_) = curves(monotone_path([0, 30, 60], [40, 10, 40]))
    assert before == high == after == 10


def test_positions_and_heights_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="as many"):
        monotone_path([0, 1], [0])


@given(HEIGHTS)
def test_the_line_never_leaves_the_range_of_its_neighbours(ys: list[float]) -> None:
    for start, one, two, end in curves(monotone_path([92 + 184 * i for i in range(len(ys))], ys)):
        for t in (i / 20 for i in range(21)):
            y = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * one + 3 * (1 - t) * t**2 * two + t**3 * end
            assert min(start, end) - 1e-9 <= y <= max(start, end) + 1e-9


@given(HEIGHTS)
def test_the_line_goes_through_every_point(ys: list[float]) -> None:
    found = curves(monotone_path([184 * i for i in range(len(ys))], ys))
    assert [found[0][0], *(cubic[3] for cubic in found)] == pytest.approx(ys, abs=0.05)
