"""A touchpoint's page: scores that were asked for, steps that meet it, pains felt there."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.touchpoint import TouchpointPage, compute

POINT = "---\nname: Basket\nchannel: web\nsatisfaction: 6\nimportance: {customer: 9}\n---\n"
PAY = """\
    ---
    name: Pay
    steps:
      - {id: a, name: A, touchpoint: basket, emotion: 1, pains: [{text: it forgets, severity: high}]}
      - {id: b, name: B, emotion: -2, pains: [it hurts]}
    ---
    """


def page(load: Load) -> TouchpointPage:
    project = load({"content/touchpoints/basket.md": POINT, "content/journeys/checkout/01-pay.md": PAY})
    return compute(project.site.touchpoints[0], project.atlases["en"])


def test_scores_nobody_asked_for_are_left_out(load: Load) -> None:
    assert [(score.kind, score.value, score.pct) for score in page(load).scores] == [
        ("satisfaction", 6, 60),
        ("importance-customer", 9, 90),
    ]


def test_steps_that_meet_it_stand_under_their_journey(load: Load) -> None:
    [group] = page(load).journeys

    assert group.journey.id == "checkout"
    assert [(step.target.id, step.number, step.pains) for step in group.steps] == [("checkout/a", 1, 1)]
    assert [(felt.mark.name, felt.emotion) for felt in group.steps[0].moods] == [("Anna", 1.0)]


def test_pains_of_its_steps_are_felt_here_and_others_are_not(load: Load) -> None:
    assert [(pain.text, pain.severity, pain.answered) for pain in page(load).pains] == [("it forgets", "high", False)]
