"""The list of evidence: by kind, and what is used or out of date."""

from __future__ import annotations

from datetime import date

from conftest import PAY, Load

from cjmgen.analysis.index import Atlas
from cjmgen.views.evidence import compute

FILES: dict[str, str | None] = {
    "content/evidence/old-talks.md": "---\nkind: interview\ndate: 2025-01-01\nn: 5\nexpires: 2026-01-01\n---\n",
    "content/evidence/talks.md": "---\nkind: interview\ndate: 2026-09-18\nn: 12\n---\n",
    "content/evidence/counts.md": "---\nkind: analytics\ndate: 2026-09-30\n---\n",
    "content/journeys/checkout/01-pay.md": PAY.replace("emotion: 1}", "emotion: 1, evidence: [talks]}"),
}


def test_kinds_with_most_sources_come_first_and_the_newest_source_in_each(load: Load) -> None:
    site = load(FILES).site

    view = compute(site, Atlas(site))

    assert view is not None
    assert [(g.kind, [row.target.id for row in g.rows]) for g in view.groups] == [
        ("interview", ["talks", "old-talks"]),
        ("analytics", ["counts"]),
    ]


def test_uses_are_counted_and_what_nobody_uses_is_said(load: Load) -> None:
    site = load(FILES).site

    view = compute(site, Atlas(site))

    assert view is not None
    assert {row.target.id: row.used for g in view.groups for row in g.rows} == {"talks": 1, "old-talks": 0, "counts": 0}
    assert view.unused == 2


def test_expired_evidence_is_marked_if_the_day_is_known(load: Load) -> None:
    site = load(FILES).site

    dated, undated = compute(site, Atlas(site, date(2026, 11, 20))), compute(site, Atlas(site))

    assert dated is not None
    assert undated is not None
    assert {row.target.id for g in dated.groups for row in g.rows if row.expired} == {"old-talks"}
    assert not any(row.expired for g in undated.groups for row in g.rows)


def test_a_site_without_evidence_has_no_list(load: Load) -> None:
    site = load().site

    assert compute(site, Atlas(site)) is None
