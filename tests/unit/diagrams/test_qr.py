"""A QR code is one path in module units, with its quiet zone."""

from __future__ import annotations

import re

import segno

from cjmgen.diagrams.qr import MAX_BYTES, QUIET, qr_code

ADDRESS = "https://example.org/atlas/pl/journeys/pierwsze-buty/index.html"


def modules(path: str) -> set[tuple[int, int]]:
    """The dark modules a path draws."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{m}z" for x, y, n, m in runs) == path, "nothing but rectangles"
    return {(int(x) + i, int(y)) for x, y, n, _ in runs for i in range(int(n))}


def test_the_path_draws_the_modules_of_the_code_inside_a_quiet_zone() -> None:
    code = qr_code(ADDRESS)
    assert code is not None
    matrix = segno.make_qr(ADDRESS, error="m", boost_error=False).matrix
    dark = {(x + QUIET, y + QUIET) for y, row in enumerate(matrix) for x, value in enumerate(row) if value}
    assert modules(code.path) == dark
    assert code.size == len(matrix) + 2 * QUIET


def test_the_three_corners_hold_finder_patterns() -> None:
    code = qr_code(ADDRESS)
    assert code is not None
    ring = {(x, y) for x in range(7) for y in range(7) if {x, y} & {0, 6} or {x, y} <= {2, 3, 4}}
    far = code.size - 2 * QUIET - 7
    drawn = modules(code.path)
    for left, top in ((0, 0), (far, 0), (0, far)):
        square = {(x, y) for x in range(7) for y in range(7) if (x + left + QUIET, y + top + QUIET) in drawn}
        assert square == ring


def test_the_same_address_gives_the_same_code_and_none_gives_none() -> None:
    assert qr_code(ADDRESS) == qr_code(ADDRESS)
    assert qr_code("") is None
    assert qr_code("x" * (MAX_BYTES + 1)) is None
