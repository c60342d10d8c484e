"""Two journeys side by side: what corresponds, and what became of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from small_sites import journey, pain, persona, stage, step

from cjmgen.analysis.comparison import Comparison, closest, compare
from cjmgen.analysis.index import Atlas
from cjmgen.model import Feeling, Journey, Site, Step

ANNA, MAREK = persona("anna"), persona("marek")


def compared(before: Journey, after: Journey) -> Comparison:
    return compare(before, after, Atlas(Site(lang="en", title="S", journeys=(before, after), personas=(ANNA, MAREK))))


def rows(found: Comparison) -> list[tuple[str | None, str | None, str]]:
    return [(r.before and r.before.step.id, r.after and r.after.step.id, r.verdict) for r in found.steps]


def test_steps_correspond_by_id_then_former_id_then_name() -> None:
    before = journey("now", stage("s", step("same"), step("old"), step("a", name="I Pay")))
    after = journey("then", stage("s", step("b", name="i pay"), step("new", formerly=("old",)), step("same")))

    pairs = {(first, second) for first, second, _ in rows(compared(before, after))}

    assert pairs == {("same", "same"), ("old", "new"), ("a", "b")}


def test_what_only_one_has_stands_between_its_neighbours() -> None:
    before = journey("now", stage("s", step("a"), step("gone"), step("b")))
    after = journey("then", stage("s", step("first"), step("a"), step("b"), step("last")))

    assert rows(compared(before, after)) == [
        (None, "first", "added"), ("a", "a", "kept"), ("gone", None, "removed"), ("b", "b", "kept"),
        (None, "last", "added"),
    ]  # fmt: skip


def test_a_stage_without_a_common_step_lets_both_run_side_by_side() -> None:
    before = journey("now", stage("s", step("a"), step("b"), step("c")))
    after = journey("then", stage("s", step("x"), step("y")))

    assert [first or second for first, second, _ in rows(compared(before, after))] == ["a", "x", "b", "y", "c"]


def test_a_quarter_of_a_point_makes_a_step_better_or_worse() -> None:
    before = journey("now", stage("s", step("a", 0.0), step("b", 0.0), step("c", 0.0), step("d")))
    after = journey("then", stage("s", step("a", 0.3), step("b", -0.3), step("c", 0.2), step("d", 2.0)))

    assert [verdict for *_, verdict in rows(compared(before, after))] == ["improved", "worsened", "kept", "kept"]


def test_a_step_better_for_one_and_worse_for_another_is_mixed() -> None:
    def felt(anna: float, marek: float) -> Step:
        return step("a", feelings=(Feeling(persona="anna", emotion=anna), Feeling(persona="marek", emotion=marek)))

    before = journey("now", stage("s", felt(0, 0)), personas=(ANNA, MAREK))
    after = journey("then", stage("s", felt(1, -1)), personas=(ANNA, MAREK))

    assert compared(before, after).count("mixed") == 1


def test_a_persona_of_one_journey_alone_is_not_compared() -> None:
    found = compared(
        journey("now", stage("s", step("a", 0.0)), personas=(ANNA,)),
        journey("then", stage("s", step("a", 1.0)), personas=(MAREK,)),
    )

    assert [(m.persona.id, m.before, m.after, m.change) for m in found.moods] == [
        ("anna", 0.0, None, None), ("marek", None, 1.0, None),
    ]  # fmt: skip


def test_stages_correspond_by_id_then_life_cycle_then_name_and_may_share_one() -> None:
    before = journey(
        "now", stage("a", step("1")), stage("b", step("2"), life_cycle="buy"), stage("c", step("3"), name="Use"),
        stage("alone", step("4")),
    )  # fmt: skip
    after = journey(
        "then", stage("z", step("0")), stage("a", step("1")), stage("p", step("5"), life_cycle="buy"),
        stage("q", step("6"), life_cycle="buy"), stage("u", step("7"), name="USE"),
    )  # fmt: skip

    groups = [([s.id for s in g.before], [s.id for s in g.after]) for g in compared(before, after).stages]

    assert groups == [([], ["z"]), (["a"], ["a"]), (["b"], ["p", "q"]), (["c"], ["u"]), (["alone"], [])]


def test_a_step_that_moved_to_another_stage_stays_one_step() -> None:
    before = journey("now", stage("s", step("a"), step("m")), stage("t", step("b")))
    after = journey("then", stage("s", step("a")), stage("t", step("b"), step("m")))

    found = compared(before, after)

    assert rows(found) == [("a", "a", "kept"), ("m", "m", "kept"), ("b", "b", "kept")]
    assert [row.moved for row in found.steps] == [False, True, False]


def test_pains_are_gone_new_or_still_there() -> None:
    kept, walks = pain("stays"), pain("walks", text="It hurts")
    before = (
        step("a", pains=(kept, pain("goes"), walks)), step("b", pains=(pain("who-knows"),)),
        step("c", pains=(pain("with-it"),)),
    )  # fmt: skip
    after = (
        step("a", pains=(pain("stays", text="Other words"), pain("comes"))), step("b", pains=None),
        step("d", pains=(pain("x", text="it hurts"),)),
    )  # fmt: skip

    found = compared(journey("now", stage("s", *before)), journey("then", stage("s", *after)))

    assert [p.pain.id for row in found.steps for p in row.gone] == ["goes", "with-it"]
    assert [p.pain.id for row in found.steps for p in row.new] == ["comes"]


IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@settings(max_examples=150, deadline=None)
@given(IDS, IDS, st.integers(0, 8), st.integers(0, 8))
def test_every_step_stands_in_one_row_and_the_first_journey_keeps_its_order(
    first: list[str], second: list[str], cut: int, other_cut: int
) -> None:
    def made(id: str, ids: list[str], at: int) -> Journey:
        return journey(id, stage("s", *map(step, ids[:at])), stage("t", *map(step, ids[at:])))

    found = rows(compared(made("now", first, cut), made("then", second, other_cut)))

    assert [before for before, *_ in found if before] == first
    assert sorted(after for _, after, _ in found if after) == sorted(second)


def test_the_closest_journey_has_the_same_first_persona() -> None:
    stages = (stage("s", step("a")), stage("t", step("b")))
    own = journey("own", *stages, personas=(ANNA, MAREK))
    second = journey("second", *stages, personas=(MAREK,))
    first = journey("first", *stages, personas=(ANNA,))
    short = journey("short", stages[0], personas=(ANNA,))

    assert closest(own, [second, first, short]) == first
    assert closest(own, [short]) is None
