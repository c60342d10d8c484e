"""What a list offers to filter and sort by, and what its rows say of themselves."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Load
from views.test_templates import LANGUAGES, THEME

from cjmgen.analysis.index import Atlas
from cjmgen.views import VIEWS
from cjmgen.views.facets import Bar, Facets
from cjmgen.views.journeys import compute

WISH = """\
    ---
    title: I wish
    personas: [anna]
    goal: Be done
    state: future
    owner: Ewa
    reviewed: 2026-01-01
    tags: [slow, new]
    ---
    """
BOTH = {"content/journeys/wish/journey.md": WISH}


def listed(load: Load, files: dict[str, str | None], today: date | None = None) -> tuple[Bar | None, list[Facets]]:
    project = load(files)
    assert not project.report.has_errors
    view = compute(project.site, Atlas(project.site, today))
    assert view is not None
    return view.bar, [row.facets for group in view.groups for row in group.rows]


def offered(bar: Bar | None) -> dict[str, list[str]]:
    assert bar is not None
    return {filter.name: [choice.value for choice in filter.choices] for filter in bar.filters}


def codes(load: Load, saved: str) -> list[tuple[str, tuple[str | int, ...]]]:
    project = load({"site.yaml": f"title: Tiny\nsaved_views:\n  - {saved}\n", **BOTH})
    return [(found.code, found.origin.keys) for found in project.report if found.code.startswith("C")]


def test_only_choices_that_leave_some_rows_and_not_all_are_offered(load: Load) -> None:
    bar, _ = listed(load, BOTH, today=date(2026, 11, 1))
    assert offered(bar) == {
        "state": ["current", "future"],
        "channel": ["web"],
        "owner": ["Ewa", "-"],
        "freshness": ["overdue", "never"],
        "emotion": ["0", "-0.5", "-1"],
        "tag": ["new", "slow"],
    }


def test_a_row_says_what_is_known_and_leaves_out_the_rest(load: Load) -> None:
    _, [checkout, wish] = listed(load, BOTH)
    assert dict(checkout.filters)["emotion"] == (-1.5,)
    assert dict(checkout.sorts)["steps"] == 2.0
    assert dict(wish.filters)["tag"] == ("slow", "new")
    assert "emotion" not in dict(wish.filters)
    assert dict(wish.sorts)["reviewed"] == "2026-01-01"


def test_a_list_of_one_has_no_bar_unless_a_view_of_it_is_saved(load: Load) -> None:
    assert listed(load, {})[0] is None

    bar, _ = listed(
        load, {"site.yaml": "title: Tiny\nsaved_views: {name: Late, list: journeys, query: '?state=future'}"}
    )
    assert bar is not None
    assert [(view.name, view.query) for view in bar.saved] == [("Late", "state=future")]
    assert offered(bar) == {"state": ["future"]}, "what a saved view asks for can be seen in the bar"


def test_a_saved_view_is_named_in_each_language(load: Load) -> None:
    project = load(
        {
            "site.yaml": "title: Tiny\nlanguages: [en, pl]\n"
            "saved_views: [{name: Late, list: journeys, query: freshness=overdue}]",
            "site.pl.yaml": "saved_views: [{name: Spóźnione}]",
        }
    )
    assert not project.report.has_errors
    assert [str(site.saved_views[0].name) for site in project.editions.values()] == ["Late", "Spóźnione"]


@pytest.mark.parametrize(
    ("saved", "key"),
    [
        ("{name: A, list: journies, query: state=future}", "list"),
        ("{name: A, list: journeys, query: stat=future}", "query"),
        ("{name: A, list: journeys, query: state=futur}", "query"),
        ("{name: A, list: journeys, query: persona=ana}", "query"),
        ("{name: A, list: journeys, query: sort=-size}", "query"),
        ("{name: A, list: journeys, query: state=future&state=current}", "query"),
        ("{name: A, list: journeys, query: ''}", "query"),
    ],
)
def test_a_saved_view_that_asks_for_what_is_not_there_is_wrong(load: Load, saved: str, key: str) -> None:
    assert codes(load, saved) == [("C104", ("saved_views", 0, key))]


def test_a_saved_view_may_ask_for_what_no_row_is_today(load: Load) -> None:
    assert codes(load, "{name: A, list: journeys, query: state=day-in-the-life&freshness=overdue&sort=-steps}") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_filter_and_column_has_words(lang: str, load: Load) -> None:
    site = load(BOTH).site
    asked = {dimension.words for view in VIEWS for dimension in view.filters}
    asked |= {choice.words for view in VIEWS for d in view.filters for choice in d.choices(site) if choice.words}
    asked |= {key for view in VIEWS for _, key in view.sorts}
    assert len(asked) > 40
    assert asked - THEME.strings(lang).keys() == set()
