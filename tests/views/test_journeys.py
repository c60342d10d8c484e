"""The list of journeys: by state, children below parents."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.journeys import compute


def journey(title: str, more: str = "") -> str:
    return f"---\ntitle: {title}\npersonas: [anna]\ngoal: Be done\n{more}---\n"


def test_a_site_without_journeys_has_no_list(load: Load) -> None:
    project = load({"content/journeys/checkout/journey.md": None, "content/journeys/checkout/01-pay.md": None})

    assert compute(project.site, next(iter(project.atlases.values()))) is None


def test_children_stand_below_their_parents_of_the_same_state(load: Load) -> None:
    project = load(
        {
            "content/journeys/a-detail/journey.md": journey("Detail", "parent: checkout\nlevel: L2\n"),
            "content/journeys/b-whole/journey.md": journey("Whole", "level: L0\n"),
            "content/journeys/c-wish/journey.md": journey("Wish", "state: future\nparent: b-whole\n"),
        }
    )

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    assert [(group.state, [(row.target.id, row.depth) for row in group.rows]) for group in view.groups] == [
        ("current", [("b-whole", 0), ("checkout", 0), ("a-detail", 1)]),
        ("future", [("c-wish", 0)]),
    ]


def test_a_pair_is_named_on_both_sides(load: Load) -> None:
    project = load({"content/journeys/wish/journey.md": journey("Wish", "state: future\npairs_with: checkout\n")})

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    partners = {row.target.id: row.partner and row.partner.id for group in view.groups for row in group.rows}
    assert partners == {"checkout": "wish", "wish": "checkout"}


def test_a_journey_of_which_nothing_is_felt_has_no_curve(load: Load) -> None:
    project = load({"content/journeys/bare/journey.md": journey("Bare")})

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    curves = {row.target.id: row.spark is not None for row in view.groups[0].rows}
    assert curves == {"bare": False, "checkout": True}
