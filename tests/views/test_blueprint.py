"""The blueprint shows what stands behind each step; its lines follow from the rows there are."""

from __future__ import annotations

import re

import pytest
from conftest import Load

from cjmgen import engine, pipeline
from cjmgen.analysis.index import Atlas
from cjmgen.model import (
    Action,
    Channel,
    Journey,
    Next,
    Persona,
    Response,
    Site,
    Stage,
    Step,
    System,
    Target,
    Team,
    Touchpoint,
    Voice,
)  # fmt: skip
from cjmgen.source import Origin
from cjmgen.views.blueprint import MAX_COLUMNS, Blueprint, compute

HERE = Origin("x")
ANNA = Persona(id="anna", name="Anna", origin=HERE)
WEB = Channel(id="web", name="Website", icon="web", origin=HERE)
RETAIL = Team(id="retail", name="Retail", origin=HERE)
TILL = System(id="till", name="Till", origin=HERE)
CRM = System(id="crm", name="CRM", origin=HERE)


def did(*texts: str, team: Team | None = None, systems: tuple[System, ...] = ()) -> tuple[Action, ...]:
    return tuple(Action(text=text, team=team, systems=systems) for text in texts)


def step(id: str, response: Response | None = None, **more: object) -> Step:
    return Step(id=id, name=f"I do {id}", response=response, origin=HERE, **more)  # type: ignore[arg-type]


def made(*stages: tuple[Step, ...]) -> Blueprint | None:
    named = tuple(Stage(id=f"s{n}", name=f"Stage {n}", steps=steps, origin=HERE) for n, steps in enumerate(stages))
    journey = Journey(id="shoes", title="I buy *shoes*", personas=(ANNA,), goal="Shoes", stages=named, origin=HERE)
    return compute(journey, Atlas(Site(lang="en", title="T", journeys=(journey,), personas=(ANNA,))))


def blueprint(*stages: tuple[Step, ...]) -> Blueprint:
    found = made(*stages)
    assert found is not None
    return found


def test_without_a_response_there_is_no_blueprint() -> None:
    assert made((step("a"), step("b", Response()), step("c", systems=(TILL,)))) is None


def test_one_step_with_a_response_is_a_blueprint() -> None:
    found = blueprint((step("a", Response(frontstage=did("Sells"))),))

    assert [(row.kind, row.lines) for row in found.rows] == [("frontstage", ("interaction",))]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("frontstage", ["interaction"]),
        ("frontstage backstage", ["interaction", "visibility"]),
        ("frontstage backstage support", ["interaction", "visibility", "internal"]),
        ("frontstage support", ["interaction", "visibility"]),
        ("backstage", ["interaction+visibility"]),
        ("backstage support", ["interaction+visibility", "internal"]),
        ("support", ["interaction+visibility"]),
    ],
)
def test_the_lines_follow_from_the_rows(rows: str, lines: list[str]) -> None:
    found = blueprint((step("a", Response(**{row: did("Works") for row in rows.split()})),))

    assert [row.kind for row in found.rows] == rows.split()
    assert ["+".join(row.lines) for row in found.rows] == lines
    assert [line.kind for line in found.lines] == "+".join(lines).split("+")


def test_the_way_down_ends_at_the_deepest_row_and_passes_empty_ones() -> None:
    found = blueprint(
        (
            step("a", Response(frontstage=did("Greets"))),
            step("b", Response(support=did("Runs"))),
            step("c", Response(frontstage=did("Asks"), backstage=did("Looks"))),
            step("d"),
        )
    )
    crossed = {row.kind: [crossing.is_crossed for crossing in row.crossings] for row in found.rows}
    arrives = {row.kind: [crossing.is_arrival for crossing in row.crossings] for row in found.rows}
    through = {row.kind: [cell.is_through for cell in row.cells] for row in found.rows}

    assert crossed == {
        "frontstage": [True, True, True, False],
        "backstage": [False, True, True, False],
        "support": [False, True, False, False],
    }
    assert arrives["backstage"] == [False, False, True, False]
    assert through["backstage"] == [False, True, False, False]
    assert {line.kind: (line.crossed, [c.id for c in line.alone]) for line in found.lines} == {
        "interaction": (3, ["d"]),
        "visibility": (2, ["a", "d"]),
        "internal": (1, ["a", "c", "d"]),
    }


def test_systems_no_action_names_stand_in_support() -> None:
    found = blueprint((step("a", Response(frontstage=did("Sells", systems=(TILL,))), systems=(TILL, CRM)),))
    [act] = found.columns[0].support

    assert act.text == ""
    assert [system.id for system in act.systems] == ["crm"]


def test_evidence_is_touchpoint_channel_device_or_place() -> None:
    desk = Touchpoint(id="desk", name="Desk", channel=WEB, origin=HERE)
    found = blueprint((step("a", Response(frontstage=did("x")), touchpoint=desk, channel=WEB), step("b", place="Home")))
    first, second = (column.contact for column in found.columns)

    assert first is not None
    assert (first.target, first.icon) == (Target("touchpoint", "desk", "Desk"), "web")
    assert second is not None
    assert (second.target, second.place) == (None, "Home")


def test_only_a_way_to_the_next_step_is_an_arrow_across() -> None:
    found = blueprint(
        (step("a", Response(frontstage=did("x")), next=(Next(step="c"),)), step("b"), step("c", next=(Next(exit="x"),)))
    )

    assert [column.goes_on for column in found.columns] == [False, True, False]


def test_teams_and_systems_know_their_steps_and_unnamed_work_is_counted() -> None:
    found = blueprint(
        (
            step("a", Response(frontstage=did("Sells", team=RETAIL, systems=(TILL,)), backstage=did("Counts"))),
            step("b", Response(frontstage=did("Greets", "Smiles", team=RETAIL))),
        )
    )
    told = {
        worker.target.id if worker.target else None: {row: [c.number for c in columns] for row, columns in worker.steps}
        for worker in found.workers
    }

    assert told == {
        "retail": {"frontstage": [1, 2], "backstage": []},
        "till": {"frontstage": [1], "backstage": []},
        None: {"frontstage": [], "backstage": [1]},
    }


def test_a_single_personas_actions_carry_no_marker() -> None:
    found = blueprint((step("a", Response(frontstage=did("x")), doing=(Voice(text="Pays", persona="anna"),)),))

    assert [(said.text, said.by) for said in found.columns[0].doing] == [("Pays", None)]


def test_four_hundred_steps_are_told_stage_by_stage() -> None:
    found = blueprint(tuple(step(f"s{n}", Response(frontstage=did("x"))) for n in range(400)))

    assert found.too_large
    assert len(found.stages[0].columns) == 400 > MAX_COLUMNS


def test_hostile_words_stay_words_and_every_row_and_step_has_a_head(load: Load) -> None:
    project = load(
        {
            "content/journeys/checkout/01-pay.md": """\
            ---
            name: Pay
            steps:
              - id: cart
                name: I <b onclick=x>review</b> "the" cart
                doing: <script>alert(1)</script>
                response: {frontstage: '<img src=x onerror=alert(1)>', support: '& \\N'}
              - {id: card, name: I pay}
            ---
            """
        }
    )
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    page = folder.files["journeys/checkout/blueprint/index.html"].decode()
    table = page[page.index("<table") : page.index("</table>")]

    assert not re.search("<script|<img|<[^>]* on(click|error)=", table)
    assert len(re.findall('scope="col"', table)) == 2
    assert len(re.findall('scope="row"', table)) == 1 + 2 * 2  # customer; two rows, each below a line
