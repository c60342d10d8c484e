"""The front page says what there is and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conftest import CHECKOUT, PAY, Load

from cjmgen.analysis.index import Atlas
from cjmgen.views.home import Home, compute

SITE = """\
    title: Tiny
    life_cycle:
      - {id: pay, name: Paying}
      - {id: return, name: Coming back}
    """
FUTURE = """\
    ---
    title: I check out at ease
    personas: [anna]
    goal: Pay with one tap
    state: future
    pairs_with: checkout
    ---
    """
BIG = """\
    ---
    title: I live with the shop
    personas: [anna]
    goal: Be known
    level: L0
    ---
    """


def home(load: Load, files: Mapping[str, str | None], today: date | None = None) -> Home:
    site = load({"site.yaml": SITE, **files}).site
    return compute(site, Atlas(site, today))


def opportunity(title: str, reach: int, status: str = "idea") -> str:
    return f"---\ntitle: {title}\nreach: {reach}\nimpact: 1\nconfidence: 50\neffort: 2\nstatus: {status}\n---\n"


def test_the_headline_goes_before_the_tagline_and_that_before_the_title(load: Load) -> None:
    assert home(load, {"site.yaml": "title: Tiny"}).title == "Tiny"
    assert home(load, {"site.yaml": "title: Tiny\ntagline: An atlas"}).title == "An atlas"
    assert home(load, {"site.yaml": "title: Tiny\ntagline: An atlas\nheadline: How"}).title == "How"


def test_the_life_cycle_counts_journeys_with_a_stage_in_it(load: Load) -> None:
    first, second = home(load, {}).cycle

    assert (first.number, first.name, first.pips) == (1, "Paying", (True,))
    assert (second.summary.journeys.done, second.pips) == (0, (False,))
    assert second.summary.emotion is None


def test_a_future_journey_stands_after_the_one_it_pairs_with_and_the_widest_first(load: Load) -> None:
    files: dict[str, str | None] = {
        "content/journeys/a-future/journey.md": FUTURE,
        "content/journeys/zoo/journey.md": BIG,
    }

    assert [card.target.id for card in home(load, files).cards] == ["zoo", "checkout", "a-future"]


def test_an_archived_journey_is_not_on_the_front_page(load: Load) -> None:
    archived = {"content/journeys/checkout/journey.md": CHECKOUT.replace("goal:", "status: archived\n    goal:")}

    assert home(load, archived).cards == ()


def test_a_card_says_what_needs_care(load: Load) -> None:
    [card] = home(load, {}).cards
    assert card.remark is not None
    assert (card.remark.kind, card.remark.n) == ("pains-unowned", 1)

    owned = PAY.replace("[it forgets]", "[{text: it forgets, owner: Ewa}]")
    [card] = home(load, {"content/journeys/checkout/01-pay.md": owned}).cards
    assert card.remark is not None
    assert (card.remark.kind, card.remark.n) == ("steps-assumed", 2)


def test_a_card_says_that_its_review_was_due(load: Load) -> None:
    due = {"content/journeys/checkout/journey.md": CHECKOUT.replace("goal:", "review_by: 2026-10-01\n    goal:")}

    [late] = home(load, due, date(2026, 11, 20)).cards
    [in_time] = home(load, due, date(2026, 9, 1)).cards
    [undated] = home(load, due).cards

    assert late.overdue == date(2026, 10, 1)
    assert (in_time.overdue, undated.overdue) == (None, None)


def test_the_health_bar_is_filled_from_end_to_end(load: Load) -> None:
    bars = home(load, {"content/journeys/zoo/journey.md": BIG.replace("goal:", "status: in-review\n    goal:")}).bars

    assert [bar.kind for bar in bars] == ["in-review", "never"]
    assert [(bar.x_pct, bar.width_pct) for bar in bars] == [(0, 50), (50, 50)]


def test_open_opportunities_are_ranked_by_score_and_those_done_with_are_left_out(load: Load) -> None:
    view = home(
        load,
        {
            "content/opportunities/a.md": opportunity("Small", 100),
            "content/opportunities/b.md": opportunity("Large", 400),
            "content/opportunities/c.md": opportunity("Gone", 900, "dropped"),
            "content/opportunities/d.md": "---\ntitle: Unknown\n---\n",
            "content/opportunities/e.md": opportunity("There already", 900, "live"),
        },
    )

    assert [(row.rank, row.target.name, row.score) for row in view.opportunities] == [
        (1, "Large", 100),
        (2, "Small", 25),
    ]
    assert view.opportunities_total == 5


def test_an_empty_site_has_a_front_page(load: Load) -> None:
    nothing = {f"content/journeys/checkout/{name}": None for name in ("journey.md", "01-pay.md")}

    view = home(load, {**nothing, "content/personas/anna.md": None})

    assert (view.journeys, view.cards, view.cycle, view.bars, view.people) == (0, (), (), (), ())
