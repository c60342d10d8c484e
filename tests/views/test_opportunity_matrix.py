"""The matrix: every mark on its side of the lines, no two marks on each other, each section only with its numbers."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from conftest import Load

from cjmgen.model import Target
from cjmgen.views.opportunity_matrix import MAX_MARKS, OpportunityMatrix, compute
from cjmgen.views.opportunity_matrix.picture import RADIUS, Mark, draw_landscape, draw_matrix


def opportunity(title: str = "How might we", **numbers: object) -> str:
    return f"---\ntitle: {title}\n" + "".join(f"{key}: {value}\n" for key, value in numbers.items()) + "---\n"


def matrix(load: Load, **opportunities: str) -> OpportunityMatrix | None:
    project = load({f"content/opportunities/{id}.md": text for id, text in opportunities.items()})
    assert not project.report.has_errors, list(project.report.sorted())
    return compute(project.site, project.atlases["en"])


def target(number: int) -> Target:
    return Target("opportunity", f"o{number}", f"O {number}")


def closest(marks: tuple[Mark, ...]) -> float:
    return min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(marks, 2))


def test_an_opportunity_has_one_number_its_place_by_rice(load: Load) -> None:
    view = matrix(
        load,
        small=opportunity(reach=100, impact=1, confidence=80, effort=1),
        large=opportunity(reach=900, impact=1, confidence=80, effort=8, importance=9, satisfaction=3),
        unscored=opportunity(importance=5, satisfaction=6),
    )

    assert view is not None
    assert [(line.number, line.target.id, line.rice, line.ice_rank) for line in view.scored] == [
        (1, "large", 90, 2),
        (2, "small", 80, 1),
    ]
    assert [(line.number, line.target.id, line.score, line.score_pct) for line in view.asked] == [
        (1, "large", 15, 75),
        (3, "unscored", 5, 25),
    ]


def test_quadrants_name_who_stands_in_them(load: Load) -> None:
    view = matrix(load, a=opportunity(impact=2, effort=2), b=opportunity(impact=1, effort=2.5))

    assert view is not None
    assert [(q.name, [line.target.id for line in q.lines]) for q in view.quadrants] == [
        ("quick-win", ["a"]),
        ("thankless", ["b"]),
    ]


@pytest.mark.parametrize(
    ("numbers", "sections"),
    [
        ({"impact": 1, "effort": 3}, {"matrix"}),
        ({"importance": 8, "satisfaction": 4}, {"landscape"}),
        ({"kano": "must-be"}, {"kano"}),
        ({"reach": 10, "impact": 1, "confidence": 50, "effort": 1}, {"matrix", "scored"}),
    ],
)
def test_a_section_is_there_only_with_its_numbers(load: Load, numbers: dict[str, object], sections: set[str]) -> None:
    view = matrix(load, a=opportunity(**numbers))

    assert view is not None
    assert {name for name in ("matrix", "scored", "landscape", "kano") if getattr(view, name)} == sections


def test_without_numbers_there_is_no_matrix(load: Load) -> None:
    assert matrix(load, a=opportunity(reach=100)) is None
    assert matrix(load, a=opportunity(impact=1, effort=1, status="dropped")) is None


def test_what_a_number_rests_on_is_told_with_its_n(load: Load) -> None:
    survey = "---\ntitle: Survey\nkind: survey\ndate: 2026-09-01\nmethod: Asked\nn: 412\n---\n"
    project = load(
        {
            "content/evidence/survey.md": survey,
            "content/opportunities/a.md": opportunity(importance=8, satisfaction=4, evidence="[survey]"),
        }
    )
    view = compute(project.site, project.atlases["en"])

    assert view is not None
    assert [(source.kind, source.n) for source in view.asked[0].sources] == [("survey", 412)]


def test_marks_stand_on_their_side_of_the_lines_and_never_on_each_other() -> None:
    efforts = (0.1, 0.5, 1, 1, 1, 1.99, 2, 2.01, 2.1, 3, 9, 40)
    estimates = [
        (number, target(number), impact, effort)
        for number, (impact, effort) in enumerate(((i, e) for i in (0.25, 0.5, 1, 2, 3) for e in efforts), start=1)
    ]
    picture = draw_matrix(estimates)
    placed = {number: (impact, effort) for number, _, impact, effort in estimates}

    assert closest(picture.marks) >= 2 * RADIUS
    for mark in picture.marks:
        impact, effort = placed[mark.number]
        assert (mark.x + RADIUS <= picture.divider_x) == (effort <= 2)
        assert (mark.y + RADIUS <= picture.divider_y) == (impact >= 2)
        assert picture.left <= mark.x - RADIUS
        assert mark.x + RADIUS <= picture.right
        assert picture.top <= mark.y - RADIUS
        assert mark.y + RADIUS <= picture.bottom


def test_many_with_the_same_answers_make_room_and_keep_a_line_home() -> None:
    picture = draw_landscape([(n, target(n), 9.0, 3.0) for n in range(1, MAX_MARKS + 1)])

    assert closest(picture.marks) >= 2 * picture.radius
    assert [mark.home is None for mark in picture.marks] == [True] + [False] * (MAX_MARKS - 1)
    assert all(
        picture.left <= mark.x - picture.radius and mark.x + picture.radius <= picture.right for mark in picture.marks
    )


def test_corners_of_the_landscape_stay_inside() -> None:
    picture = draw_landscape([(1, target(1), 0.0, 0.0), (2, target(2), 10.0, 10.0), (3, target(3), 10.0, 0.0)])

    for mark in picture.marks:
        assert picture.left <= mark.x - picture.radius
        assert mark.x + picture.radius <= picture.right
        assert picture.top <= mark.y - picture.radius
        assert mark.y + picture.radius <= picture.bottom


def test_more_than_a_picture_holds_stand_in_the_tables(load: Load) -> None:
    many = {f"o{n}": opportunity(reach=n + 1, impact=1, confidence=50, effort=1) for n in range(MAX_MARKS + 5)}
    view = matrix(load, **many)

    assert view is not None
    assert view.matrix is not None
    assert (len(view.matrix.marks), len(view.scored), view.undrawn) == (MAX_MARKS, MAX_MARKS + 5, 5)
