"""The list of opportunities: ranked where they can be."""

from __future__ import annotations

from conftest import PAY, Load

from cjmgen.views.opportunities import compute


def opportunity(reach: int | None = None, more: str = "") -> str:
    estimates = "" if reach is None else f"reach: {reach}\nimpact: 2\nconfidence: 80\neffort: 4\n"
    return f"---\ntitle: How might we\n{estimates}{more}---\n"


def test_they_are_ranked_by_rice_and_the_rest_follows_unranked(load: Load) -> None:
    project = load(
        {
            "content/opportunities/a.md": opportunity(100),
            "content/opportunities/b.md": opportunity(),
            "content/opportunities/c.md": opportunity(900),
            "content/opportunities/d.md": opportunity(5000, "status: dropped\n"),
        }
    )

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    assert [(row.rank, row.target.id, row.score) for row in view.ranked] == [(1, "c", 360), (2, "a", 40)]
    assert [(row.rank, row.target.id) for row in view.unranked] == [(None, "b")]
    assert [(row.rank, row.target.id) for row in view.dropped] == [(None, "d")]


def test_pains_and_solutions_are_counted(load: Load) -> None:
    project = load(
        {
            "content/opportunities/a.md": opportunity(),
            "content/solutions/s.md": "---\ntitle: Remember\nopportunities: [a]\n---\n",
            "content/journeys/checkout/01-pay.md": PAY.replace(
                "[it forgets]", "[{text: it forgets, opportunities: [a]}]"
            ),
        }
    )

    view = compute(project.site, project.atlases["en"])

    assert view is not None
    [row] = view.unranked
    assert (row.pains, row.solutions) == (1, 1)


def test_a_site_without_opportunities_has_no_list(load: Load) -> None:
    assert compute(load().site, load().atlases["en"]) is None
