"""Uses of an entity, grouped as a page tells them."""

from __future__ import annotations

from cjmgen.analysis.usage import groups_of
from cjmgen.analysis.uses import Use
from cjmgen.model import Target

JOURNEY = Target("journey", "shoes", "Shoes")
OTHER = Target("journey", "returns", "Returns")
STEP = Target("step", "shoes/pay", "Pay")


def test_steps_and_stages_stand_under_their_journey() -> None:
    groups = groups_of(
        (
            Use(target=STEP, role="pains", journey=JOURNEY, stage="Buy"),
            Use(target=Target("stage", "shoes/buy", "Buy"), role="expectations", journey=JOURNEY, stage="Buy"),
            Use(target=Target("step", "returns/send", "Send"), role="evidence", journey=OTHER, stage="Return"),
        )
    )

    assert [(group.kind, group.journey and group.journey.id, len(group.lines)) for group in groups] == [
        ("step", "shoes", 2),
        ("step", "returns", 1),
    ]


def test_who_refers_twice_is_named_once_with_both_roles() -> None:
    [group] = groups_of(
        (Use(target=STEP, role="pains", journey=JOURNEY), Use(target=STEP, role="quotes", journey=JOURNEY))
    )

    assert [(line.target, line.roles) for line in group.lines] == [(STEP, ("pains", "quotes"))]


def test_what_goes_without_saying_is_not_said() -> None:
    uses = (Use(target=STEP, role="evidence", journey=JOURNEY), Use(target=STEP, role="pains", journey=JOURNEY))

    [group] = groups_of(uses, unsaid=("evidence",))

    assert group.lines[0].roles == ("pains",)


def test_kinds_stand_in_the_order_of_a_page_and_skipped_ones_not_at_all() -> None:
    uses = (
        Use(target=Target("metric", "nps", "NPS"), role="evidence"),
        Use(target=JOURNEY, role="evidence", journey=JOURNEY),
        Use(target=Target("persona", "anna", "Anna"), role="evidence"),
    )

    assert [group.kind for group in groups_of(uses, skip=("persona",))] == ["journey", "metric"]
