"""The list of touchpoints: by channel, with how often they are met and how it feels."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.touchpoints import Row, Touchpoints, compute

POINTS = """\
    - {id: till, name: Till, channel: shop, satisfaction: 7.5}
    - {id: basket, name: Basket, channel: web}
    - {id: fax, name: Fax form, channel: shop, status: retired}
    """
PAY = """\
    ---
    name: Pay
    steps:
      - {id: a, name: A, touchpoint: basket, emotion: 1}
      - {id: b, name: B, touchpoint: basket, emotion: -2}
    ---
    """


def list_of(load: Load) -> Touchpoints:
    project = load({"content/touchpoints.yaml": POINTS, "content/journeys/checkout/01-pay.md": PAY})
    view = compute(project.site, project.atlases["en"])
    assert view is not None
    return view


def row(view: Touchpoints, id: str) -> Row:
    return next(row for group in view.groups for row in group.rows if row.target.id == id)


def test_touchpoints_stand_under_their_channels(load: Load) -> None:
    groups = {group.channel.id: [row.target.id for row in group.rows] for group in list_of(load).groups}

    assert groups == {"shop": ["fax", "till"], "web": ["basket"]}


def test_its_mood_is_the_mean_of_the_steps_that_meet_it(load: Load) -> None:
    basket = row(list_of(load), "basket")

    assert (basket.steps, basket.journeys, basket.mood) == (2, 1, -0.5)


def test_what_nobody_knows_is_none_and_not_zero(load: Load) -> None:
    till, basket = row(list_of(load), "till"), row(list_of(load), "basket")

    assert (till.mood, till.steps, till.satisfaction, till.satisfaction_pct) == (None, 0, 7.5, 75)
    assert basket.satisfaction is None


def test_a_site_without_touchpoints_has_no_list(load: Load) -> None:
    project = load()

    assert compute(project.site, project.atlases["en"]) is None
