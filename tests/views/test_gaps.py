"""The page of gaps: what it counts, in which order it tells it, and where the strip's marks lead."""

from __future__ import annotations

import re

import pytest
from conftest import Load

from cjmgen import engine, pipeline
from cjmgen.views.gaps import GapList, compute

STAGE = "content/journeys/checkout/01-pay.md"


def gaps(load: Load, steps: str, *, name: str = "Pay", more: dict[str, str] | None = None) -> GapList | None:
    project = load({STAGE: f"---\nname: {name}\nsteps:\n{steps}---\n", **(more or {})})
    assert not project.report.has_errors, project.report.sorted()
    return compute(project.site.journeys[0], project.atlases["en"])


def found(load: Load, steps: str) -> GapList:
    made = gaps(load, steps)
    assert made is not None
    return made


def test_a_journey_that_holds_has_no_page(load: Load) -> None:
    survey = "---\ntitle: Survey\nkind: survey\ndate: 2026-01-01\n---\n"

    made = gaps(load, "  - {id: a, name: A, evidence: s}\n", more={"content/evidence/s.md": survey})

    assert made is None


def test_expectations_that_fall_short_come_with_the_lowest_mood_first_and_the_met_apart(load: Load) -> None:
    made = found(
        load,
        "  - {id: a, name: A, expectation: x, actual: y, outcome: falls-short, emotion: -0.5}\n"
        "  - {id: b, name: B, expectation: x, actual: y, outcome: falls-short, emotion: -1.5}\n"
        "  - {id: c, name: C, expectation: x, actual: y}\n"
        "  - {id: d, name: D, expectation: x, actual: y, outcome: exceeds}\n",
    )

    assert [row.step.number for row in made.falls_short] == [2, 1, 3]
    assert [row.step.number for row in made.met] == [4]
    assert (made.short, made.compared) == (2, 4)


def test_pains_nobody_took_up_come_by_severity_then_frequency(load: Load) -> None:
    made = found(
        load,
        "  - id: a\n    name: A\n    pains:\n"
        "      - {id: p, text: P, severity: low, frequency: always}\n"
        "      - {id: q, text: Q, severity: high, frequency: rare}\n"
        "      - {id: r, text: R, severity: high, frequency: often}\n"
        "      - {id: s, text: S}\n",
    )

    assert [row.text for row in made.open] == ["R", "Q", "P", "S"]


def test_changes_say_from_where_to_where_since_when_and_what_it_does_to_the_mood(load: Load) -> None:
    made = found(
        load,
        "  - {id: a, name: A, channel: web, device: laptop, emotion: 1}\n"
        "  - {id: b, name: B, channel: web, device: phone, emotion: 1}\n"
        "  - {id: c, name: C}\n"
        "  - {id: d, name: D, channel: shop, device: laptop, emotion: -1.5}\n",
    )

    worst, other = made.handed_over
    assert (worst.step.number, worst.fall) == (4, 2.5)
    assert [(m.kind, m.left.id, m.met.id, m.since_number) for m in worst.moves] == [
        ("channel", "web", "shop", 2), ("device", "phone", "laptop", 2),
    ]  # fmt: skip
    assert worst.moves[0].since is not None
    assert [(m.kind, m.since) for m in other.moves] == [("device", None)]


def test_steps_without_evidence_come_with_moments_of_truth_first(load: Load) -> None:
    made = found(
        load,
        "  - {id: a, name: A, emotion: -2, thinking: hm, pains: [p]}\n"
        "  - {id: b, name: B, moment_of_truth: It decides}\n",
    )

    assert [(row.step.number, row.statements) for row in made.unproven] == [(2, 0), (1, 3)]


def test_the_strip_counts_what_the_lists_tell(load: Load) -> None:
    made = found(
        load,
        "  - {id: a, name: A, channel: web}\n"
        "  - {id: b, name: B, channel: shop, outcome: falls-short, pains: [p, q]}\n",
    )

    assert made.strip is not None
    assert {row.kind: [cell.count for cell in row.cells] for row in made.strip.rows} == {
        "expectation": [0, 1], "pain": [0, 2], "channel": [0, 1], "evidence": [1, 1],
    }  # fmt: skip
    assert made.strip.count == made.total == 6
    assert [column.count for column in made.strip.columns] == [1, 5]


@pytest.mark.parametrize(("stages", "columns"), [(1, 1), (10, 10), (400, None)])
def test_a_long_journey_has_a_strip_of_stages_or_none(load: Load, stages: int, columns: int | None) -> None:
    each = 400 // stages
    files: dict[str, str | None] = {STAGE: None}
    for number in range(stages):
        steps = "".join(f"  - {{id: s{number}-{i}, name: S}}\n" for i in range(each))
        files[f"content/journeys/checkout/{number:03}-s{number}.md"] = f"---\nname: Stage\nsteps:\n{steps}---\n"
    project = load(files)

    made = compute(project.site.journeys[0], project.atlases["en"])

    assert made is not None
    assert made.total == 400
    assert (made.strip and len(made.strip.columns)) == columns
    if made.strip:
        assert made.strip.by_stage
        assert made.strip.rows[0].cells[0].count == each


def test_every_mark_leads_to_a_row_and_names_are_text(load: Load) -> None:
    hostile = "'\"<b>&amp; \\N'"
    steps = (
        f"  - {{id: a, name: {hostile}, channel: web, outcome: falls-short, pains: [{hostile}]}}\n"
        f"  - {{id: b, name: {hostile}, channel: shop, actual: {hostile}}}\n"
    )
    project = load({STAGE: f"---\nname: {hostile}\nsteps:\n{steps}---\n"})
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)

    html = folder.read("journeys/checkout/gaps/index.html").decode()

    marks = set(re.findall(r'gaps__cell[^>]*><a href="#([^"]+)"', html))
    assert marks == {"gaps-expectation-a", "gaps-pain-a-b-amp-n", "gaps-evidence-a", "gaps-evidence-b", "gaps-change-b"}
    assert marks <= set(re.findall(r'<tr id="([^"]+)"', html))
    assert "<b>&amp;amp;" not in html
