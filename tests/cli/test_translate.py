"""``cjmgen translate``: what is missing or out of date, and how a translation is accepted."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from command_line import JOURNEY, STAGE, edit, files_below, run, tiny_site

JOURNEY_PL, STAGE_PL = JOURNEY.replace(".md", ".pl.md"), STAGE.replace(".md", ".pl.md")
ANNA_PL = "content/personas/anna.pl.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tiny_site(tmp_path / "site")
    for path, text in {
        "site.yaml": "title: Tiny\nlanguages: [en, pl]\n",
        "site.pl.yaml": "title: Maleńka\n",
        ANNA_PL: "---\n# po polsku\nname: Ania\n---\n",
        JOURNEY_PL: "---\ntitle: Płacę\ngoal: Zapłacić i mieć z głowy\n---\n",
    }.items():
        (folder / path).write_text(text, "utf-8")
    return folder


def states(site: Path) -> dict[str, str]:
    return {row["path"]: row["state"] for row in json.loads(run("translate", "status", site, "--format", "json").out)}


def test_the_status_names_what_is_missing_and_what_is_not_tracked(site: Path) -> None:
    ran = run("translate", "status", site)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "pl: 2 of 4 translated, 1 in part, 1 not, 3 not tracked",
        f"  in part     {JOURNEY_PL}: 2 of 4 missing: scope/in, scope/out",
        f"  not         {STAGE_PL}",
    ]


def test_a_translation_once_accepted_is_out_of_date_when_its_original_changes(site: Path) -> None:
    assert run("translate", "accept", "--all", "--site", site).out.splitlines() == [
        f"accepted {path}" for path in (JOURNEY_PL, ANNA_PL, "site.pl.yaml")
    ]
    assert run("check", site).out == ""

    edit(site / "content/personas/anna.md", "name: Anna", "name: Anna B.")

    assert states(site)[ANNA_PL] == "outdated"
    assert f"{ANNA_PL}:3:18: warning[L306]" in run("check", site).out
    assert run("translate", "accept", ANNA_PL, "--site", site).out == f"accepted {ANNA_PL}\n"
    assert run("check", site).out == ""


def test_numbers_references_and_comments_are_no_reason_to_translate_again(site: Path) -> None:
    (site / STAGE_PL).write_text("---\nname: Płatność\n---\n", "utf-8")
    run("translate", "accept", "--all", "--site", site)
    edit(site / STAGE, "emotion: 1}", "emotion: 2}")
    edit(site / STAGE, "steps:", "# the till\nsteps:")
    assert "outdated" not in states(site).values()

    edit(site / STAGE, "I review the cart", "I look at the cart")
    assert states(site)[STAGE_PL] == "outdated"


def test_accepting_adds_one_line_and_a_second_time_nothing(site: Path) -> None:
    assert run("translate", "accept", site / ANNA_PL, "--site", site).code == 0
    first, second, key, *rest = (site / ANNA_PL).read_text("utf-8").splitlines()
    assert [first, second, *rest] == ["---", "# po polsku", "name: Ania", "---"]
    assert key.startswith('translated_from: "')

    before = files_below(site)
    ran = run("translate", "accept", ANNA_PL, "--site", site)
    assert (ran.code, ran.out, ran.err) == (0, "", "1 was up to date already\n")
    assert files_below(site) == before


def test_every_item_of_a_list_is_tracked_by_itself(site: Path) -> None:
    (site / "content/teams.yaml").write_text("- {id: desk, name: Desk}\n- {id: web, name: Web}\n")
    (site / "content/teams.pl.yaml").write_text("- {id: desk, name: Kasa}\n- {id: web, name: Sieć}\n", "utf-8")
    run("translate", "accept", "content/teams.pl.yaml", "--site", site)
    edit(site / "content/teams.yaml", "name: Web", "name: Web shop")

    rows = json.loads(run("translate", "status", site, "--lang", "pl", "--format", "json").out)
    assert {row["id"]: row["state"] for row in rows if row["kind"] == "team"} == {"desk": "whole", "web": "outdated"}
    assert "content/teams.pl.yaml:2:30: warning[L306]" in run("check", site).out


def test_a_file_that_is_no_translation_a_wrong_language_and_an_error_stop_it(site: Path) -> None:
    before = files_below(site)
    assert run("translate", "accept", "content/personas/anna.md", "--site", site).code == 2
    assert run("translate", "status", site, "--lang", "de").code == 2
    assert run("translate", "accept", "--site", site).code == 2
    assert run("translate", "accept", ANNA_PL, "--all", "--site", site).code == 2
    assert files_below(site) == before
    edit(site / JOURNEY, "[anna]", "[ana]")
    ran = run("translate", "accept", "--all", "--site", site)
    assert (ran.code, "R001" in ran.out) == (1, True)


def test_a_file_that_cannot_be_changed_safely_is_left_as_it_is_and_said(site: Path) -> None:
    (site / ANNA_PL).write_bytes(b"---\r\nname: Ania\n---\n")
    before = (site / ANNA_PL).read_bytes()
    ran = run("translate", "accept", ANNA_PL, "--site", site)
    assert (ran.code, ran.out) == (1, "")
    assert ANNA_PL in ran.err
    assert (site / ANNA_PL).read_bytes() == before


def test_in_a_repository_the_status_names_what_changed_since(site: Path) -> None:
    def git(*arguments: str) -> None:
        name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(site), *name, *arguments], check=True, capture_output=True)

    anna = site / "content/personas/anna.md"
    anna.write_text("---\nname: Anna\ngoals: [To run, To rest]\n---\nShe runs.\n")
    run("translate", "accept", ANNA_PL, "--site", site)
    edit(anna, "To rest", "To sleep")
    assert "changed" not in run("translate", "status", site).out, "nobody kept what it said"

    edit(anna, "To sleep", "To rest")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "As translated")
    edit(anna, "To rest", "To sleep")
    edit(anna, "She runs.", "She ran.")
    git("commit", "--quiet", "--all", "--message", "Changed since")

    changed = f"  out of date {ANNA_PL}: 3 of 4 missing: goals/1, goals/2, body; changed: goals/2, body"
    assert changed in run("translate", "status", site).out.splitlines()


def test_a_second_folder_is_wrong_usage(site: Path) -> None:
    ran = run("translate", "status", site, "more")
    assert (ran.code, ran.out) == (2, "")
    assert "unexpected extra argument (more)" in ran.err
