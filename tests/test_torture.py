"""Builds that die, fail or find nonsense leave the old site or the new one; ``make torture`` does it for longer."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from torture.acts import caches_broken, each_call_fails_in_turn, failing, killed, two_at_once, writing_half
from torture.edits import edited
from torture.worlds import World

from cjmgen.diagnostics import CjmgenError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="builds die in other ways there")
FEW = 8


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "site", 10)


def test_a_build_that_dies_at_any_moment_leaves_a_whole_site(world: World) -> None:
    assert [(number, why) for number, why in killed(world, FEW, Random(7)) if why] == []


def test_a_full_disk_leaves_a_whole_site_whichever_file_it_meets(world: World) -> None:
    found = list(each_call_fails_in_turn(world, writing_half, 100))
    assert len(found) > 5
    assert [(nth, why) for nth, why in found if why] == []


def test_a_call_that_fails_leaves_a_whole_site(world: World) -> None:
    """Every tenth call; all of them in the long run."""
    world.build()
    said = 0
    for nth in range(1, 100, 16):
        world.turn()
        with failing(nth) as came_to_it:
            try:
                world.build()
            except (OSError, CjmgenError, AssertionError):
                said += 1
            assert came_to_it()
        assert world.wrong() == ""
    assert said > 3
    world.build()
    assert (world.wrong(), world.leftovers()) == ("", [])


def test_a_broken_cache_costs_time_and_never_truth(world: World) -> None:
    assert [(what, why) for what, why in caches_broken(world, FEW, Random(7)) if why] == []


def test_two_builds_at_once_leave_a_whole_site(world: World) -> None:
    assert [(number, why) for number, why in two_at_once(world, 2) if why] == []


def test_after_edits_of_texts_theme_and_settings_a_site_is_what_a_clean_build_makes(tmp_path: Path) -> None:
    assert [(said, why) for said, why in edited(tmp_path / "edited", 2, Random(3)) if why] == []
