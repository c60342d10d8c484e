"""Life-cycle coverage: what is mapped by whom, and what by nobody."""

from __future__ import annotations

from conftest import SITE, Load

from cjmgen import engine, pipeline
from cjmgen.analysis.index import Atlas
from cjmgen.views.life_cycle import BARS, LifeCycle, compute

CYCLE = SITE + "life_cycle: [find, pay, leave]\n"
WISH = "---\ntitle: I check out, better\npersonas: [anna]\ngoal: Pay\nstate: future\n---\n"
FIND = "---\nname: Find\nsteps: [{id: a, name: A, emotion: 2}]\n---\n"
FUTURE: dict[str, str | None] = {
    "content/journeys/better/journey.md": WISH,
    "content/journeys/better/01-find.md": FIND,
}


def view_of(load: Load, files: dict[str, str | None]) -> LifeCycle:
    site = load({"site.yaml": CYCLE, **files}).site
    view = compute(site, Atlas(site))
    assert view is not None
    return view


def test_a_stage_nobody_has_mapped_is_told_from_one_only_wished_for_and_one_mapped_once(load: Load) -> None:
    view = view_of(load, FUTURE)

    assert [(head.name, head.standing) for head in view.heads] == [
        ("Find", "wished"), ("Pay", "once"), ("Leave", "unmapped"),
    ]  # fmt: skip
    assert [(remark.standing, [j.id for j in remark.journeys]) for remark in view.remarks] == [
        ("wished", ["better"]), ("once", ["checkout"]), ("unmapped", []),
    ]  # fmt: skip
    assert view.unmapped == 1


def test_wishes_count_as_steps_but_not_in_the_mood_of_a_stage(load: Load) -> None:
    find = view_of(load, FUTURE).heads[0]

    assert (find.steps, find.mood) == (1, None)


def test_a_cell_draws_a_bar_a_step_up_if_it_feels_well_and_down_if_not(load: Load) -> None:
    [row] = view_of(load, {}).rows
    cell = row.cells[1]

    assert cell.picture is not None
    up, down = cell.picture.bars
    assert (cell.steps, cell.mood) == (2, -0.2)
    assert (up.kind, up.y + up.height) == ("high", 17)
    assert (down.kind, down.y, down.height) == ("low", 17, 12)
    assert (row.mapped.done, row.mapped.of) == (1, 3)


def test_a_stage_of_many_steps_is_told_as_a_number_alone(load: Load) -> None:
    steps = "\n".join(f"  - {{id: s{n}, name: Step {n}}}" for n in range(400))
    [row] = view_of(load, {"content/journeys/checkout/01-pay.md": f"---\nname: Pay\nsteps:\n{steps}\n---\n"}).rows

    assert row.cells[1].steps == 400 > BARS
    assert row.cells[1].picture is None


def test_archived_journeys_map_nothing(load: Load) -> None:
    gone = WISH.replace("state: future", "status: archived")

    view = view_of(load, {**FUTURE, "content/journeys/better/journey.md": gone})

    assert [head.standing for head in view.heads] == ["unmapped", "once", "unmapped"]


def test_a_site_with_nothing_in_common_has_no_such_page(load: Load) -> None:
    site = load().site

    assert compute(site, Atlas(site)) is None


def test_a_hostile_name_stays_text(load: Load) -> None:
    project = load({"site.yaml": SITE + 'life_cycle: [{id: pay, name: "<b>\\"Pay\\" & \\\\N"}, leave]\n'})
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)

    page = folder.read("life-cycle/index.html").decode()
    assert "&lt;b&gt;" in page
    assert '<b>"Pay' not in page
