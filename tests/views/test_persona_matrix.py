"""Personas by stage: who is brought where by which journey, and where nobody has looked."""

from __future__ import annotations

from conftest import SITE, Load

from cjmgen.analysis.index import Atlas
from cjmgen.views.persona_matrix import STAYS, PersonaMatrix, compute

CYCLE = SITE + "life_cycle: [find, pay, leave]\n"
BOB = {"content/personas/bob.md": "---\nname: Bob\n---\n"}
TWICE: dict[str, str | None] = {
    "content/journeys/checkout/02-again.md": (
        "---\nname: Pay again\nlife_cycle: pay\nsteps: [{id: again, name: Again, emotion: {anna: -1}}]\n---\n"
    )
}
WISH: dict[str, str | None] = {
    "content/journeys/better/journey.md": "---\ntitle: Better\npersonas: [anna]\ngoal: Pay\nstate: future\n---\n",
    "content/journeys/better/01-pay.md": "---\nname: Pay\nsteps: [{id: a, name: A, emotion: 2}]\n---\n",
}


def view_of(load: Load, files: dict[str, str | None]) -> PersonaMatrix:
    site = load({"site.yaml": CYCLE, **files}).site
    view = compute(site, Atlas(site))
    assert view is not None
    return view


def test_a_cell_names_the_journeys_and_leads_to_the_stage_on_the_map(load: Load) -> None:
    [anna] = view_of(load, {}).rows
    [stay] = anna.cells[1].stays

    assert (stay.journey, stay.at.kind, stay.at.id, stay.mood) == ("I check out", "stage", "checkout/pay", -0.2)
    assert stay.stages == ()


def test_several_stages_of_a_journey_in_one_cell_are_each_named(load: Load) -> None:
    [anna] = view_of(load, TWICE).rows
    [stay] = anna.cells[1].stays

    assert [stage.name for stage in stay.stages] == ["Pay", "Pay again"]
    assert stay.mood == -0.5


def test_holes_are_named_and_counted(load: Load) -> None:
    view = view_of(load, {**BOB})

    assert {row.mark.id: row.holes for row in view.rows} == {"anna": ("Find", "Leave"), "bob": ("Find", "Pay", "Leave")}
    assert (view.mapped.done, view.mapped.of) == (1, 6)
    assert [(head.personas.done, head.personas.of) for head in view.heads] == [(0, 2), (1, 2), (0, 2)]


def test_a_wish_is_shown_but_does_not_better_the_mood_of_the_cell(load: Load) -> None:
    [anna] = view_of(load, WISH).rows
    cell = anna.cells[1]

    assert {(stay.state, stay.mood) for stay in cell.stays} == {("current", -0.2), ("future", 2.0)}
    assert cell.mood == -0.2


def test_more_journeys_than_a_cell_holds_are_counted(load: Load) -> None:
    many: dict[str, str | None] = {}
    for n in range(STAYS):
        many |= {path.replace("better", f"j{n:02}"): text for path, text in WISH.items()}

    [anna] = view_of(load, many).rows

    assert (len(anna.cells[1].stays), anna.cells[1].left_out) == (STAYS, 1)
