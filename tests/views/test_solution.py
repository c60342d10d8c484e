"""A solution's page: from the pains it should ease to the numbers it should move."""

from __future__ import annotations

from conftest import PAY, Load

from cjmgen.views.solution import compute

FILES: dict[str, str | None] = {
    "content/opportunities/remember.md": "---\ntitle: Remember\n---\n",
    "content/solutions/keep.md": (
        "---\ntitle: Keep\nopportunities: [remember]\nexpected: [{metric: lost, change: from 18 to 8}]\n---\n"
    ),
    "content/metrics/lost.yaml": (
        "name: Lost\nkind: drop-off\nmethod: log\nunit: '%'\npoints: [{date: 2026-09-30, value: 18}]\n"
    ),
    "content/journeys/checkout/01-pay.md": PAY.replace(
        "[it forgets]", "[{text: it forgets, opportunities: [remember]}]"
    ),
}


def test_it_leads_from_pain_to_opportunity_to_metric(load: Load) -> None:
    project = load(FILES)

    page = compute(project.site.solutions[0], project.atlases["en"])

    assert [pain.text for pain in page.pains] == ["it forgets"]
    assert [answered.target.id for answered in page.opportunities] == ["remember"]
    [expected] = page.expected
    assert expected.standing.latest is not None
    assert (expected.metric.id, expected.change, expected.standing.latest.value) == ("lost", "from 18 to 8", 18)
