"""An opportunity's page: what it is worth and why, what it answers, what is done."""

from __future__ import annotations

from conftest import PAY, Load

from cjmgen.views.opportunity import OpportunityPage, compute

WIDE = "---\ntitle: Wide\n---\n"
REMEMBER = """\
    ---
    title: Remember the card
    parent: wide
    reach: 100
    impact: 0.5
    confidence: 80
    effort: 2
    importance: 8
    satisfaction: 3
    pains: [checkout/card/it-forgets]
    ---
    """
KEEP = "---\ntitle: Keep it\nopportunities: [remember]\nstatus: planned\n---\n"


def page(load: Load, id: str) -> OpportunityPage:
    project = load(
        {
            "content/opportunities/wide.md": WIDE,
            "content/opportunities/remember.md": REMEMBER,
            "content/solutions/keep.md": KEEP,
            "content/journeys/checkout/01-pay.md": PAY,
        }
    )
    assert not project.report.has_errors
    found = next(o for o in project.site.opportunities if o.id == id)
    return compute(found, project.atlases["en"])


def test_the_score_is_shown_with_what_it_is_made_of(load: Load) -> None:
    rice = page(load, "remember").rice

    assert (rice.reach, rice.impact_value, rice.confidence_pct, rice.effort, rice.score) == (100, 0.5, 80, 2, 20)
    assert rice.impact == "05"


def test_without_estimates_there_is_no_score(load: Load) -> None:
    wide = page(load, "wide")

    assert (wide.rice.score, wide.ulwick, wide.ice, wide.quadrant) == (None, None, None, None)


def test_an_underserved_need_scores_above_its_importance(load: Load) -> None:
    ulwick = page(load, "remember").ulwick

    assert ulwick is not None
    assert ulwick.score == 13


def test_pains_steps_solutions_and_family_are_named(load: Load) -> None:
    view = page(load, "remember")

    assert [(pain.text, pain.step.id, [m.name for m in pain.marks]) for pain in view.pains] == [
        ("it forgets", "checkout/card", ["Anna"])
    ]
    assert [step.target.id for group in view.journeys for step in group.steps] == ["checkout/card"]
    assert [(line.target.id, line.status) for line in view.solutions] == [("keep", "planned")]
    assert view.parent is not None
    assert view.parent.target.id == "wide"
    assert [child.target.id for child in page(load, "wide").children] == ["remember"]
