"""Evidence coverage: which steps rest on what, and which on nothing."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import PAY, Load

from cjmgen.analysis.index import Atlas
from cjmgen.views.evidence_coverage import Block, EvidenceCoverage, compute, months_between

FILES: dict[str, str | None] = {
    "content/evidence/talks.md": "---\nkind: interview\ndate: 2026-09-18\nconfidence: high\nexpires: 2026-10-01\n---\n",
    "content/evidence/counts.md": "---\nkind: analytics\ndate: 2026-03-31\n---\n",
    "content/journeys/checkout/01-pay.md": PAY.replace("emotion: 1}", "emotion: 1, evidence: [talks, counts]}"),
}
TODAY = date(2026, 11, 20)


def view_of(load: Load, files: dict[str, str | None], today: date | None = TODAY) -> EvidenceCoverage:
    site = load({**FILES, **files}).site
    view = compute(site, Atlas(site, today))
    assert view is not None
    return view


def block(view: EvidenceCoverage) -> Block:
    [found] = view.blocks
    return found


def test_steps_without_evidence_are_listed_with_their_numbers(load: Load) -> None:
    [pay] = block(view_of(load, {})).stages

    assert (pay.share.done, pay.share.of, pay.squares) == (1, 2, (True, False))
    assert [(step.number, step.target.id) for step in pay.assumed] == [(2, "checkout/card")]


def test_sources_are_told_by_kind_confidence_and_age(load: Load) -> None:
    [pay] = block(view_of(load, {})).stages

    assert {count.key: count.n for count in pay.sources.kinds} == {"interview": 1, "analytics": 1}
    assert [(count.key, count.n) for count in pay.sources.confidence] == [("high", 1), (None, 1)]
    assert (pay.sources.youngest_months, pay.sources.oldest_months, pay.sources.expired) == (2, 7, 1)


def test_a_source_behind_two_steps_is_counted_once(load: Load) -> None:
    both = PAY.replace("emotion: 1}", "emotion: 1, evidence: [talks]}").replace("-1.5,", "-1.5, evidence: [talks],")

    found = block(view_of(load, {"content/journeys/checkout/01-pay.md": both}))

    assert (found.sources.n, found.basis, found.share.done) == (1, "researched", 2)


def test_without_a_day_to_judge_on_no_age_is_told(load: Load) -> None:
    sources = block(view_of(load, {}, today=None)).sources

    assert (sources.oldest_months, sources.expired) == (None, 0)


def test_wishes_are_listed_and_left_out_of_the_share(load: Load) -> None:
    wish: dict[str, str | None] = {
        "content/journeys/better/journey.md": "---\ntitle: B\npersonas: [anna]\ngoal: G\nstate: future\n---\n",
        "content/journeys/better/01-pay.md": "---\nname: Pay\nsteps: [{id: a, name: A}]\n---\n",
    }

    view = view_of(load, wish)

    assert (view.share.done, view.share.of) == (1, 2)
    assert [found.journey.id for found in view.blocks] == ["checkout", "better"]


def test_a_journey_of_many_steps_is_told_as_numbers_alone(load: Load) -> None:
    steps = "\n".join(f"  - {{id: s{n}, name: Step {n}}}" for n in range(400))

    found = block(view_of(load, {"content/journeys/checkout/01-pay.md": f"---\nname: Pay\nsteps:\n{steps}\n---\n"}))

    assert (found.squares, found.width, found.share.of, found.stages[0].squares) == ((), 0, 400, ())


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2026, 9, 20), date(2026, 11, 20), 2),
        (date(2026, 9, 21), date(2026, 11, 20), 1),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
        (date(2026, 12, 1), date(2026, 11, 20), 0),
    ],
)
def test_an_age_is_whole_months_and_never_below_none(earlier: date, later: date, months: int) -> None:
    assert months_between(earlier, later) == months


def test_a_site_without_evidence_has_no_such_page(load: Load) -> None:
    site = load().site

    assert compute(site, Atlas(site, TODAY)) is None
