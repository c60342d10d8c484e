"""Finding room for words in a picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from cjmgen.views.labels import Box, Place, Sheet

SIDES = some.tuples(some.floats(-30, 400), some.floats(-30, 200), some.floats(0, 150), some.floats(0, 60))
BOXES = SIDES.map(lambda s: Box(s[0], s[1], s[0] + s[2], s[1] + s[3]))


@given(some.lists(some.tuples(BOXES, some.floats(0.5, 8)), max_size=20), BOXES)
def test_what_is_covered_counts_once_wherever_it_lies(taken: list[tuple[Box, float]], box: Box) -> None:
    sheet = Sheet(1000, 1000)
    for other, weight in taken:
        sheet.take(other, weight)

    empty = Sheet(1000, 1000).cost(box)

    assert abs(sheet.cost(box) - empty - sum(weight * box.covered(other) for other, weight in taken)) < 1e-6


def test_a_label_takes_the_first_place_that_is_free() -> None:
    sheet = Sheet(200, 100)
    sheet.take(Box(80, 20, 120, 40))
    places = (Place(x=100, y=36), Place(x=100, y=70), Place(x=100, y=90))

    assert sheet.settle(places, 30, 12) == places[1]
    assert sheet.settle(places, 30, 12) == places[2]


def test_a_label_would_rather_cover_something_than_leave_the_picture() -> None:
    sheet = Sheet(100, 40)
    sheet.take(Box(0, 0, 100, 40), 0.4)

    assert sheet.settle((Place(x=50, y=60), Place(x=50, y=20)), 30, 12).y == 20
