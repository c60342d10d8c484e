"""The list of solutions: by how far they are, the nearest day first."""

from __future__ import annotations

from datetime import date

from conftest import Load

from cjmgen.analysis.index import Atlas
from cjmgen.views.solutions import compute

FILES: dict[str, str | None] = {
    "content/solutions/a.md": "---\ntitle: Later\nstatus: planned\ntarget: 2027-03-01\n---\n",
    "content/solutions/b.md": "---\ntitle: Sooner\nstatus: planned\ntarget: 2026-10-01\n---\n",
    "content/solutions/c.md": "---\ntitle: Some day\nstatus: planned\n---\n",
    "content/solutions/d.md": "---\ntitle: Done\nstatus: live\ntarget: 2026-01-01\n---\n",
}


def test_they_stand_by_status_and_day(load: Load) -> None:
    site = load(FILES).site

    view = compute(site, Atlas(site, date(2026, 11, 20)))

    assert view is not None
    assert [(g.status, [row.target.id for row in g.rows]) for g in view.groups] == [
        ("planned", ["b", "a", "c"]),
        ("live", ["d"]),
    ]


def test_only_what_is_open_can_be_late(load: Load) -> None:
    site = load(FILES).site

    view = compute(site, Atlas(site, date(2026, 11, 20)))
    undated = compute(site, Atlas(site))

    assert view is not None
    assert undated is not None
    assert {row.target.id for group in view.groups for row in group.rows if row.late} == {"b"}
    assert not any(row.late for group in undated.groups for row in group.rows)
