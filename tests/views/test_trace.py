"""The trace follows pains to metrics, and names every loose end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import Load

from cjmgen.views.trace import Trace, compute
from cjmgen.views.trace.picture import GAP, TOP, apart

STAGE = """\
    ---
    name: Pay
    steps:
      - id: card
        name: I type the card number
        channel: web
        pains:
          - {id: forgets, text: It forgets my address, severity: low, opportunities: [remember]}
          - {id: slow, text: It takes a minute, opportunities: [remember, dropped]}
          - {id: lost, text: The basket is gone, severity: high}
          - {id: ugly, text: It looks cheap}
    ---
    """
FILES = {
    "content/journeys/checkout/01-pay.md": STAGE,
    "content/opportunities/remember.md": "---\ntitle: How might we remember\n---\n",
    "content/opportunities/idle.md": "---\ntitle: How might we rest\n---\n",
    "content/opportunities/dropped.md": "---\ntitle: How might we not\nstatus: dropped\n---\n",
    "content/solutions/keep.md": "---\ntitle: Keep it\nopportunities: remember\n"
    "expected: [{metric: drop-off, change: From 9 % to 5 %}]\n---\n",
    "content/solutions/hope.md": "---\ntitle: Hope\nopportunities: remember\n---\n",
    "content/metrics/drop-off.yaml": "name: Drop-off\nkind: drop-off\nmethod: Counted\n",
    "content/metrics/nps.yaml": "name: NPS\nkind: nps\nmethod: Asked\n",
}


def trace(load: Load, files: dict[str, str | None] | None = None) -> Trace:
    project = load({**FILES, **(files or {})})
    assert not project.report.has_errors, list(project.report.sorted())
    found = compute(project.site, project.atlases["en"])
    assert found is not None
    return found


def orphans(view: Trace) -> dict[str, list[str]]:
    return {group.kind: [end.target.id for end in group.ends] for group in view.orphans}


def test_the_counts_say_how_much_has_what_should_follow(load: Load) -> None:
    counts = {count.kind: (count.share.done, count.share.of) for count in trace(load).counts}

    assert counts == {"pain": (2, 4), "opportunity": (1, 2), "solution": (1, 2), "metric": (1, 2)}


def test_every_loose_end_is_named(load: Load) -> None:
    view = trace(load)

    assert [(g.severity, [p.step.name for p in g.pains]) for g in view.pains] == [
        ("high", ["The basket is gone"]),
        (None, ["It looks cheap"]),
    ]
    assert orphans(view) == {"idle": ["idle"], "painless": ["idle"], "unmeasured": ["hope"], "unmoved": ["nps"]}


def test_nothing_more_is_asked_of_what_was_dropped(load: Load) -> None:
    view = trace(
        load, {"content/solutions/hope.md": "---\ntitle: Hope\nopportunities: remember\nstatus: dropped\n---\n"}
    )

    assert "unmeasured" not in orphans(view)
    assert [row.works for row in view.rows if row.opportunity.id == "dropped"] == [()]


def test_pains_of_future_maps_are_not_counted(load: Load) -> None:
    future = "---\ntitle: As it should be\npersonas: [anna]\ngoal: Pay\nstate: future\n---\n"
    files = {"content/journeys/dream/journey.md": future, "content/journeys/dream/01-pay.md": STAGE}

    assert trace(load, files).counts[0].share.of == 4


def test_the_picture_joins_the_columns_and_marks_where_a_chain_ends(load: Load) -> None:
    [part] = trace(load).parts
    picture = part.picture

    assert picture is not None
    assert [kind for kind, _ in picture.heads] == ["pain", "opportunity", "solution", "metric"]
    assert len(picture.paths) == 3 + 2 + 1
    assert {box.target.id for box in picture.boxes if box.ends} == {"hope"}
    assert {box.target.name for box in picture.boxes if box.kind == "pain"} == {
        "It forgets my address", "It takes a minute",
    }  # fmt: skip


def test_the_table_says_what_the_picture_shows(load: Load) -> None:
    row = trace(load).rows[0]

    assert (row.opportunity.id, [pain.step.name for pain in row.pains]) == (
        "remember",
        ["It forgets my address", "It takes a minute"],
    )
    assert [(work.target.id, [(e.metric.id, e.change) for e in work.effects]) for work in row.works] == [
        ("hope", []),
        ("keep", [("drop-off", "From 9 % to 5 %")]),
    ]


def test_boxes_never_overlap_and_stay_in_the_picture(load: Load) -> None:
    pains = "".join(
        f"      - {{id: p{n}, text: '{'very ' * (n % 30)}long', opportunities: [o{n % 7}]}}\n" for n in range(40)
    )
    stage = "---\nname: Pay\nsteps:\n  - id: card\n    name: I pay\n    pains:\n" + pains + "---\n"
    files = {f"content/opportunities/o{n}.md": f"---\ntitle: How might we {n}\n---\n" for n in range(7)}
    [part] = trace(load, {**files, "content/journeys/checkout/01-pay.md": stage}).parts
    picture = part.picture

    assert picture is not None
    for kind in ("pain", "opportunity"):
        column = sorted((box.y, box.height) for box in picture.boxes if box.kind == kind)
        assert all(a + height < b for (a, height), (b, _) in pairwise(column))
        assert column[0][0] >= TOP
        assert column[-1][0] + column[-1][1] <= picture.height


def test_more_than_a_reader_can_follow_is_left_to_the_table(load: Load) -> None:
    pains = "".join(f"      - {{id: p{n}, text: It hurts {n}, opportunities: [remember]}}\n" for n in range(400))
    stage = "---\nname: Pay\nsteps:\n  - id: card\n    name: I pay\n    pains:\n" + pains + "---\n"
    view = trace(load, {"content/journeys/checkout/01-pay.md": stage})

    assert [part.picture for part in view.parts] == [None]
    assert view.undrawn == 1
    assert len(view.rows[0].pains) == 400


def test_without_opportunities_there_is_no_trace(load: Load) -> None:
    assert compute(load().site, load().atlases["en"]) is None


@pytest.mark.parametrize(
    ("ideal", "expected"),
    [
        ([100, 200], [100, 200]),
        ([100, 100], [100 - (20 + GAP) / 2, 100 + (20 + GAP) / 2]),
        ([-50, 0], [TOP, TOP + 20 + GAP]),
        ([], []),
    ],
)
def test_boxes_give_way_to_each_other_evenly(ideal: list[float], expected: list[float]) -> None:
    assert apart(ideal, [20.0] * len(ideal)) == expected
