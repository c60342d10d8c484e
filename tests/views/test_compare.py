"""Which comparisons a journey's page offers, and what they show."""

from __future__ import annotations

from conftest import Load

from cjmgen import engine, pipeline
from cjmgen.analysis.comparison import compare
from cjmgen.views.compare import Compared, compute
from cjmgen.views.curves_overlaid import overlaid

MAREK = "---\nname: Marek\n---\n"


def journey(id: str, steps: str, **fields: str) -> dict[str, str | None]:
    head = {"title": id.title(), "goal": "Go", "personas": "[anna]"} | fields
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return {
        f"content/journeys/{id}/journey.md": f"---\n{lines}---\n",
        f"content/journeys/{id}/01-pay.md": f"---\nname: Pay\nsteps:\n{steps}---\n",
    }


def compared(load: Load, id: str, *journeys: dict[str, str | None]) -> Compared | None:
    files: dict[str, str | None] = {
        "content/personas/marek.md": MAREK,
        "content/journeys/checkout/journey.md": None,
        "content/journeys/checkout/01-pay.md": None,
    }
    for files_of_one in journeys:
        files |= files_of_one
    project = load(files)
    assert not project.report.has_errors, project.report.sorted()
    atlas = project.atlases["en"]
    subject = atlas.journey(id)
    assert subject is not None
    return compute(subject, atlas)


def offered(made: Compared | None) -> list[tuple[str, str, str]]:
    return [(p.relation, p.before.id, p.after.id) for p in made.pairs] if made else []


A = "  - {id: a, name: A, emotion: 0}\n"


def test_a_journey_alone_with_one_persona_has_nothing_to_compare(load: Load) -> None:
    assert compared(load, "now", journey("now", A), journey("other", A)) is None


def test_a_pair_is_read_from_how_it_is_to_how_it_should_be_on_both_pages(load: Load) -> None:
    both = journey("now", A), journey("then", A, state="future", pairs_with="now")

    for id in ("now", "then"):
        assert offered(compared(load, id, *both)) == [("pair", "now", "then")]


def test_variants_are_compared_with_their_original_and_it_with_them_at_most_three(load: Load) -> None:
    variants = [journey(f"v{i}", A, variant_of="now") for i in range(4)]

    assert offered(compared(load, "v0", journey("now", A), *variants)) == [("variant", "v0", "now")]
    assert offered(compared(load, "now", journey("now", A), *variants)) == [
        ("variant", "now", f"v{i}") for i in range(3)
    ]


def test_without_pair_and_variants_the_closest_sibling_is_compared_by_stage(load: Load) -> None:
    def two_stages(id: str, **fields: str) -> dict[str, str | None]:
        more = {f"content/journeys/{id}/02-use.md": f"---\nname: Use\nsteps:\n  - {{id: {id}-u, name: U}}\n---\n"}
        return journey(id, A.replace("id: a", f"id: {id}-a"), **fields) | more

    made = compared(
        load, "one", journey("all", A), two_stages("one", parent="all"), two_stages("two", parent="all"),
        two_stages("wish", parent="all", state="future"), two_stages("stranger"),
    )  # fmt: skip

    assert offered(made) == [("relative", "one", "two")]
    assert made is not None
    assert made.pairs[0].by_stage
    assert [(stage.steps, stage.rows) for stage in made.pairs[0].stages] == [((1, 1), ()), ((1, 1), ())]


def test_a_pair_tells_what_became_of_each_step_and_what_else_is_different(load: Load) -> None:
    now = journey(
        "now",
        "  - {id: a, name: A, channel: web, emotion: -1, effort: 4, duration: 30, outcome: falls-short,\n"
        "     pains: [slow]}\n"
        "  - {id: b, name: B, channel: web, emotion: 0}\n",
    )
    then = journey(
        "then",
        "  - {id: a, name: A, channel: shop, emotion: 1, effort: 1, duration: 5, outcome: exceeds, pains: []}\n"
        "  - {id: c, name: C, channel: shop, emotion: 2, pains: [far]}\n",
        state="future", pairs_with="now",
    )  # fmt: skip

    made = compared(load, "now", now, then)

    assert made is not None
    [pair] = made.pairs
    a, b, c = pair.stages[0].rows
    assert [row.verdict for row in (a, b, c)] == ["improved", "removed", "added"]
    assert [(s.kind, s.before and s.before.id, s.after and s.after.id) for s in a.swaps] == [("channel", "web", "shop")]
    assert (a.effort, a.minutes, a.outcome) == ((4, 1), (30, 5), ("falls-short", "exceeds"))
    assert [hurt.text for hurt in a.gone] == ["slow"]
    assert [hurt.text for hurt in c.new] == ["far"]
    assert [(m.before, m.after, m.change) for m in pair.moods] == [(-0.5, 1.5, 2.0)]
    assert (pair.pains, pair.gone, pair.new, pair.steps) == ((1, 1), 1, 1, (2, 2))
    assert dict(pair.verdicts) == {"added": 1, "removed": 1, "improved": 1}
    assert [t.id for t in pair.stages[0].channels_gone] == ["web"]


def test_both_curves_share_their_columns_and_pass_by_steps_they_do_not_have(load: Load) -> None:
    now = journey("now", "".join(f"  - {{id: {i}, name: S, emotion: 0}}\n" for i in "abc"))
    steps = "".join(f"  - {{id: {i}, name: S {i}, emotion: 1}}\n" for i in "axbc")

    made = compared(load, "now", now, journey("then", steps, state="future", pairs_with="now"))

    assert made is not None
    drawn = made.pairs[0].overlaid
    assert drawn is not None
    first, second = sorted(drawn.sketch.picture.lines, key=lambda line: line.is_other)
    at = {dot.step: dot.x for dot in second.dots}
    assert {dot.step: dot.x for dot in first.dots} == {id: x for id, x in at.items() if id != "x"}
    assert len(first.paths) == 1
    assert not drawn.has_unknown
    assert [label.lines[0][1][0] for label in drawn.axes.steps] == ["=", "+", "=", "="]


def test_personas_are_shown_where_they_part_the_farthest_first(load: Load) -> None:
    steps = (
        "  - {id: a, name: A, emotion: {anna: 1, marek: 0.5}}\n"
        "  - {id: b, name: B, emotion: {anna: -1, marek: 0.9}, pains: [{text: Jargon, personas: anna}, All]}\n"
        "  - {id: c, name: C, emotion: {anna: 1}}\n"
        "  - {id: d, name: D, emotion: 1}\n"
    )

    made = compared(load, "now", journey("now", steps, personas="[anna, marek]"))

    assert made is not None
    people = made.people
    assert people is not None
    assert (people.compared, people.parted) == (3, 1)
    assert [(row.number, row.distance, row.best and row.best.id) for row in people.farthest] == [
        (2, 1.9, "marek"), (1, 0.5, "anna"),
    ]  # fmt: skip
    rows = people.stages[0].rows
    assert [row.distance for row in rows] == [0.5, 1.9, None, 0.0]
    assert [(pain.text, [mark.id for mark in pain.by]) for pain in rows[1].pains] == [("Jargon", ["anna"])]


def test_personas_nobody_knows_two_of_at_one_step_are_not_compared(load: Load) -> None:
    steps = "  - {id: a, name: A, emotion: {anna: 1}}\n  - {id: b, name: B, emotion: {marek: 1}}\n"

    assert compared(load, "now", journey("now", steps, personas="[anna, marek]")) is None


def test_four_hundred_steps_with_hostile_names_become_one_page_of_text(load: Load) -> None:
    hostile = "'<u>\"&\\'"
    steps = "".join(f"  - {{id: s{i}, name: {hostile}, emotion: 1}}\n" for i in range(400))
    more = steps.replace("emotion: 1", "emotion: -1")
    project = load(journey("checkout", steps) | journey("then", more, state="future", pairs_with="checkout"))
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)

    html = folder.read("journeys/checkout/compare/index.html").decode()

    assert html.count('<tr class="is-worsened">') == 400
    assert "<u>" not in html


def test_of_two_versions_what_holds_now_is_drawn_filled(load: Load) -> None:
    then = load(journey("now", "  - {id: a, name: A, emotion: -1}\n  - {id: gone, name: Gone, emotion: 0}\n"))
    now = load(journey("now", "  - {id: a, name: A again, emotion: 1}\n  - {id: new, name: New, emotion: 0}\n"))
    was, atlas = then.atlases["en"], now.atlases["en"]
    old, new = was.journey("now"), atlas.journey("now")
    assert old is not None
    assert new is not None

    drawn = overlaid(compare(old, new, atlas, was=was), frozenset({"anna"}), atlas, was=was)

    assert drawn is not None
    filled, hollow = sorted(drawn.sketch.picture.lines, key=lambda line: line.is_other)
    assert [(dot.step, dot.emotion) for dot in filled.dots] == [("a", 1), ("new", 0)]
    assert [(dot.step, dot.emotion) for dot in hollow.dots] == [("a", -1), ("gone", 0)]
    names = [" ".join(word for _, word in label.lines) for label in drawn.axes.steps]
    assert sorted(names) == ["+ New", "A again", "− Gone"]
