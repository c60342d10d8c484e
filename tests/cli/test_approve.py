"""``cjmgen approve``: a name under a map counts as long as the map says what was approved."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import JOURNEY, STAGE, edit, files_below, run, tiny_site

from cjmgen import pipeline
from cjmgen.views import journey_head


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tiny_site(tmp_path / "site")


def state(site: Path) -> str:
    """As the journey's page says."""
    project = pipeline.load(site)
    [journey] = project.site.journeys
    return journey_head.compute(journey, project.atlases["en"]).approval


def test_an_approval_adds_two_lines_and_a_status_and_leaves_the_rest(site: Path) -> None:
    edit(site / JOURNEY, "goal: Pay", "# what they want\ngoal: Pay")
    before = (site / JOURNEY).read_text("utf-8").splitlines()
    ran = run("approve", "checkout", "--by", "Ruth  “R” Adler: *she*", "--site", site)
    assert (ran.code, ran.out) == (0, f"approved by Ruth “R” Adler: *she*: {JOURNEY}\n")
    after = (site / JOURNEY).read_text("utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    assert new[:2] == ['status: "approved"', 'approved_by: "Ruth “R” Adler: *she*"']
    assert new[2].startswith('approved_as: "')
    assert len(new) == 3
    assert run("check", site).out == ""
    assert state(site) == "approved"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (STAGE, "emotion: 1}", "emotion: 0}"),
        (STAGE, "pains: [it forgets]", "pains: []"),
        (STAGE, "It takes a minute", "It takes an hour"),
        (JOURNEY, "Pay and be done", "Be done"),
        (JOURNEY, "---\n", "---\nstate: future\n"),
        (STAGE, "channel: app", "channel: web"),
    ],
)
def test_what_was_approved_and_changed_is_said_on_the_page_and_by_check(
    site: Path, path: str, old: str, new: str
) -> None:
    run("approve", "checkout", "--by", "Ruth", "--site", site)
    text = (site / path).read_text("utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), "utf-8")
    assert state(site) == "changed"
    assert f"{JOURNEY}:8:14: warning[L109]" in run("check", site).out.replace(":9:14:", ":8:14:")
    assert run("approve", "checkout", "--site", site).out == f"approved by Ruth: {JOURNEY}\n"
    assert state(site) == "approved"


def test_who_looks_after_a_map_and_how_it_is_written_is_not_what_was_approved(site: Path) -> None:
    run("approve", "checkout", "--by", "Ruth", "--site", site)
    edit(site / JOURNEY, "owner: Shop team", "owner: Omar\nreviewed: 2026-11-01\ntags: [till]")
    edit(site / STAGE, "steps:", "# the till\nsteps:")
    edit(site / STAGE, "emotion: 1}", "emotion: 1.0}")
    (site / STAGE).write_bytes((site / STAGE).read_bytes().replace(b"\n", b"\r\n"))
    edit(site / "content/personas/anna.md", "name: Anna", "name: Anne")
    assert state(site) == "approved"


def test_a_translation_says_as_much_about_the_approval_as_the_original(site: Path) -> None:
    (site / "site.yaml").write_text("title: Tiny\nlanguages: [en, pl]\n", "utf-8")
    (site / JOURNEY.replace(".md", ".pl.md")).write_text("---\ntitle: Płacę\n---\n", "utf-8")
    run("approve", "checkout", "--by", "Ruth", "--site", site)
    project = pipeline.load(site)
    states = {lang: site.journeys[0].approval for lang, site in project.editions.items()}
    assert {lang: found and found.state for lang, found in states.items()} == {"en": "approved", "pl": "approved"}


def test_the_same_again_writes_nothing(site: Path) -> None:
    run("approve", "checkout", "--by", "Ruth", "--site", site)
    before = files_below(site)
    ran = run("approve", "journeys/checkout/", "--site", site)
    assert (ran.code, ran.out) == (0, "")
    assert files_below(site) == before


def test_an_old_name_alone_proves_nothing(site: Path) -> None:
    edit(site / JOURNEY, "owner: Shop team", "owner: Shop team\nstatus: live\napproved_by: Ruth")
    assert state(site) == "unproven"
    assert "info[L110]" in run("check", site).out
    run("approve", "checkout", "--site", site)
    assert state(site) == "approved"
    assert "status: live\n" in (site / JOURNEY).read_text("utf-8")


def test_a_journey_that_is_not_there_nobodys_name_and_a_mistake_write_nothing(site: Path) -> None:
    before = files_below(site)
    assert run("approve", "chekout", "--by", "Ruth", "--site", site).code == 2
    assert run("approve", "checkout", "--site", site).code == 2
    assert run("approve", "checkout", "--by", " ", "--site", site).code == 2
    assert run("approve", "--site", site).code == 2
    assert files_below(site) == before
    edit(site / JOURNEY, "[anna]", "[ana]")
    assert run("approve", "checkout", "--by", "Ruth", "--site", site).code == 1


def test_a_file_that_cannot_be_changed_safely_is_left_as_it_is(site: Path) -> None:
    (site / JOURNEY).write_bytes((site / JOURNEY).read_bytes().replace(b"\n", b"\r\n", 2))
    before = files_below(site)
    ran = run("approve", "checkout", "--by", "Ruth", "--site", site)
    assert (ran.code, ran.out) == (1, "")
    assert files_below(site) == before
