"""The portfolio laid out: which columns there are, and what stands in them."""

from __future__ import annotations

from conftest import SITE, Load

from cjmgen.analysis.index import Atlas
from cjmgen.analysis.portfolio import Layout, cells_of, layout_of, mood_at

CYCLE = SITE + "life_cycle: [find, buy, leave]\n"
JOURNEY = "---\ntitle: {}\npersonas: [anna]\ngoal: A goal\n---\n"
STAGE = "---\nname: {}\nsteps: [{{id: {}, name: A step, emotion: {}}}]\n---\n"


def journey(id: str, *stages: str, emotion: float = 1) -> dict[str, str | None]:
    """A journey with stages of one step each."""
    files: dict[str, str | None] = {f"content/journeys/{id}/journey.md": JOURNEY.format(f"I {id}")}
    for number, stage in enumerate(stages, start=1):
        text = STAGE.format(stage.title(), f"step-{number}", emotion)
        files[f"content/journeys/{id}/{number:02}-{stage}.md"] = text
    return files


def layout(load: Load, files: dict[str, str | None]) -> tuple[Layout | None, Atlas]:
    atlas = Atlas(load(files).site)
    return layout_of(atlas), atlas


def test_the_columns_are_the_life_cycle_with_one_for_what_stands_outside(load: Load) -> None:
    found, _ = layout(load, {"site.yaml": CYCLE, **journey("rent", "find", "buy")})

    assert found is not None
    assert [(column.number, column.id) for column in found.columns] == [
        (1, "find"), (2, "buy"), (3, "leave"), (0, None),
    ]  # fmt: skip


def test_without_a_life_cycle_the_columns_are_the_stages_that_journeys_share_in_their_mean_order(load: Load) -> None:
    found, _ = layout(load, {**journey("rent", "find", "try", "buy"), **journey("hire", "ask", "find", "buy")})

    assert found is not None
    assert not found.is_life_cycle
    assert [column.id for column in found.columns] == ["find", "buy", None]


def test_a_single_shared_stage_lays_nothing_out(load: Load) -> None:
    found, _ = layout(load, {**journey("rent", "find", "try"), **journey("hire", "find", "ask")})

    assert found is None


def test_no_step_is_lost_between_the_columns(load: Load) -> None:
    found, atlas = layout(load, {"site.yaml": CYCLE, **journey("rent", "find", "rest")})

    assert found is not None
    cells = cells_of(found, atlas)
    assert {key: len(places) for key, places in cells.items()} == {
        ("checkout", None): 2, ("rent", "find"): 1, ("rent", None): 1,
    }  # fmt: skip


def test_a_mood_nobody_knows_is_none_and_not_zero(load: Load) -> None:
    files = {"content/journeys/checkout/01-pay.md": "---\nname: Pay\nsteps: [{id: a, name: A}]\n---\n"}
    atlas = Atlas(load(files).site)

    assert mood_at(atlas.places, atlas) is None
