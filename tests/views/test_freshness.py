"""Freshness: what is late, by how much, and drawn where in time."""

from __future__ import annotations

import itertools
from datetime import date

from conftest import CHECKOUT, Load

from cjmgen import pipeline, planning
from cjmgen.analysis.index import Atlas
from cjmgen.views.freshness import Freshness, compute

TODAY = date(2026, 11, 22)
JOURNEY = "content/journeys/checkout/journey.md"
FILES: dict[str, str | None] = {
    "content/personas/anna.md": "---\nname: Anna\nreviewed: 2026-01-01\n---\n",
    JOURNEY: CHECKOUT.replace("goal:", "reviewed: 2026-11-01\n    review_by: 2026-12-01\n    goal:"),
    "content/evidence/old.md": "---\nkind: interview\ndate: 2025-01-01\nexpires: 2026-11-15\n---\n",
    "content/evidence/good.md": "---\nkind: survey\ndate: 2026-10-01\nexpires: 2027-10-01\n---\n",
    "content/evidence/law.md": "---\nkind: document\ndate: 2020-01-01\n---\n",
}


def view_of(load: Load, files: dict[str, str | None], today: date | None = TODAY) -> Freshness:
    site = load({**FILES, **files}).site
    view = compute(site, Atlas(site, today))
    assert view is not None
    return view


def days(view: Freshness) -> dict[str, list[tuple[str, int | None]]]:
    return {group.state: [(row.target.id, row.days) for row in group.rows] for group in view.groups}


def test_everything_is_sorted_by_how_late_it_is_whatever_its_kind(load: Load) -> None:
    assert days(view_of(load, {})) == {
        "overdue": [("anna", -145), ("old", -7)],
        "due": [("checkout", 9)],
        "in-time": [("good", 313)],
        "no-end": [("law", None)],
    }


def test_what_was_never_reviewed_stands_right_after_what_is_late(load: Load) -> None:
    view = view_of(load, {JOURNEY: CHECKOUT})

    assert [group.state for group in view.groups][:2] == ["overdue", "never"]
    assert view.groups[1].rows[0].line is None


def test_nothing_is_called_late_without_a_day_to_judge_on(load: Load) -> None:
    view = view_of(load, {}, today=None)

    assert (view.late, view.scale) == (0, None)
    assert {group.state for group in view.groups} == {"unknown", "no-end"}
    assert all(row.line is None for group in view.groups for row in group.rows)


def test_a_line_runs_on_in_the_sign_of_lateness_until_today(load: Load) -> None:
    view = view_of(load, {})
    anna = view.groups[0].rows[0].line

    assert anna is not None
    assert view.scale is not None
    assert anna.x + anna.width == anna.until_x == anna.late_x
    assert round(anna.late_x + anna.late_width, 1) == view.scale.today_x


def test_ends_beyond_the_picture_are_cut_off_and_unmarked(load: Load) -> None:
    view = view_of(load, {})
    law = view.groups[-1].rows[0].line

    assert law is not None
    assert (law.since_x, law.until_x, law.late_width) == (None, None, 0)
    assert view.scale is not None
    assert law.x >= 0
    assert law.x + law.width <= view.scale.width


def test_years_and_today_never_share_a_place(load: Load) -> None:
    for month in range(1, 13):
        scale = view_of(load, {}, today=date(2026, month, 2)).scale
        assert scale is not None
        here = scale.today_label_x - 46 if scale.is_today_left else scale.today_label_x
        labels = sorted([(here, 46.0), *((tick.label_x, 32.0) for tick in scale.ticks if tick.label)])
        assert all(x + width <= after + 6 for (x, width), (after, _) in itertools.pairwise(labels))


def test_a_site_that_dates_nothing_has_no_such_page(load: Load) -> None:
    site = load().site

    assert compute(site, Atlas(site, TODAY)) is None


def test_a_site_without_evidence_still_leads_to_it(load: Load) -> None:
    files = {path: text if "evidence" not in path else None for path, text in FILES.items()}
    project = load({path: text for path, text in files.items() if text is not None})

    facts = planning.facts_of(project.editions, project.atlases, pipeline.views_of(project), (None, None))

    nav = facts.values["nav:en"]
    assert isinstance(nav, tuple)
    assert ("evidence", "freshness") in [(name, target.id) for name, _, target in nav]
