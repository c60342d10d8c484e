"""Channels by stage: how much happens where, and how it feels."""

from __future__ import annotations

import pytest
from conftest import SITE, Load

from cjmgen.analysis.index import Atlas
from cjmgen.views.channel_heat import Band, ChannelHeat, bands_of, compute

CYCLE = SITE + "life_cycle: [find, pay]\n"
FIND = """\
    ---
    name: Find
    steps:
      - {id: ad, name: I see an ad, channel: social, emotion: 1}
      - {id: look, name: I look, touchpoint: list, emotion: 2}
      - {id: think, name: I think}
    ---
    """
FILES: dict[str, str | None] = {
    "site.yaml": CYCLE,
    "content/touchpoints.yaml": "- {id: list, name: List, channel: web}\n",
    "content/journeys/checkout/00-find.md": FIND,
}


def view_of(load: Load, files: dict[str, str | None]) -> ChannelHeat:
    site = load({**FILES, **files}).site
    view = compute(site, Atlas(site))
    assert view is not None
    return view


def test_steps_are_counted_in_their_own_channel_else_in_their_touchpoints(load: Load) -> None:
    rows = {row.channel.id if row.channel else None: [c.steps for c in row.cells] for row in view_of(load, {}).rows}

    assert rows == {"web": [1, 2], "social": [1, 0], None: [1, 0]}


def test_totals_of_rows_and_of_columns_add_up_to_every_step(load: Load) -> None:
    view = view_of(load, {})

    assert sum(row.total.steps for row in view.rows) == sum(head.total.steps for head in view.heads) == 5
    assert (view.total.steps, view.total.mood) == (5, 0.6)


def test_moods_are_means_and_none_where_nobody_knows(load: Load) -> None:
    moods = {row.channel.id if row.channel else None: row.total.mood for row in view_of(load, {}).rows}

    assert moods == {"web": 0.5, "social": 1.0, None: None}


def test_a_shade_is_the_count_in_fifths_of_the_largest(load: Load) -> None:
    web = view_of(load, {}).rows[0]

    assert [cell.level for cell in web.cells] == [3, 5]


@pytest.mark.parametrize("largest", [1, 2, 4, 5, 7, 18, 400])
def test_the_shades_of_the_key_cover_every_count_once(largest: int) -> None:
    bands = bands_of(largest)
    found = [n for band in bands for n in range(band.first, band.last + 1)]

    assert found == list(range(1, largest + 1))
    assert all(-(-5 * n // largest) == band.level for band in bands for n in range(band.first, band.last + 1))


def test_a_key_of_one_count_has_one_shade() -> None:
    assert bands_of(1) == (Band(level=5, first=1, last=1),)


def test_wishes_are_not_counted(load: Load) -> None:
    wish = "---\ntitle: Better\npersonas: [anna]\ngoal: Pay\nstate: future\n---\n"
    files: dict[str, str | None] = {
        "content/journeys/better/journey.md": wish,
        "content/journeys/better/01-pay.md": "---\nname: Pay\nsteps: [{id: a, name: A, channel: web}]\n---\n",
    }

    view = view_of(load, files)

    assert (view.total.steps, view.journeys) == (5, 1)


def test_what_feels_best_or_worst_is_named_only_where_enough_steps_say_so(load: Load) -> None:
    remarks = {remark.kind: (remark.channel.id, remark.stage) for remark in view_of(load, {}).remarks}

    assert remarks == {"busiest": ("web", "Pay")}


def test_a_site_without_channels_has_no_such_page(load: Load) -> None:
    plain = "---\nname: Pay\nsteps: [{id: a, name: A}]\n---\n"
    site = load({"site.yaml": CYCLE, "content/journeys/checkout/01-pay.md": plain}).site

    assert compute(site, Atlas(site)) is None
