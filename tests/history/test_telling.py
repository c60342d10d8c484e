"""What is told of a repository's history: releases or months, what changed in each, who touched which step when."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import CHECKOUT, PAY, TINY
from git_site import GitSite, tiny_repository

from cjmgen import engine, past, pipeline
from cjmgen.analysis.history import Between, History, LastChange
from cjmgen.history.between import Comparer
from cjmgen.history.git import required_repository
from cjmgen.history.log import log_of, shown_name
from cjmgen.history.plain import from_plain, to_plain
from cjmgen.model import Foreign

pytestmark = pytest.mark.git
HEAD = "content/journeys/checkout/journey.md"
STAGE = "content/journeys/checkout/01-pay.md"
WORSE = PAY.replace("emotion: 1}", "emotion: -1}")


@pytest.fixture
def site(tmp_path: Path) -> GitSite:
    """The tiny site, released as v1; worse in v2; then a persona is new."""
    made = tiny_repository(tmp_path / "site")
    made.git("tag", "v1")
    made.commit({STAGE: WORSE}, author="Li Na")
    made.git("tag", "--annotate", "--message", "Two", "v2")
    made.commit({"content/personas/omar.md": "---\nname: Omar\n---\n"})
    return made


def history(site: GitSite, settings: str = "") -> History:
    site.write({"site.yaml": f"title: Tiny\nlanguages: [en, pl]\n{settings}"})
    return told(site.folder)


def told(folder: Path) -> History:
    found = past.with_history(pipeline.load(folder)).atlases["en"].history
    assert found is not None
    return found


def said(history: History) -> list[tuple[str, str, int]]:
    return [(moment.kind, moment.name, moment.between.told.count) for moment in history.moments]


# Moments


def test_each_release_tells_what_changed_since_the_one_before(site: GitSite) -> None:
    found = history(site)
    assert said(found) == [("since", "", 1), ("release", "v2", 1), ("release", "v1", 0)]
    assert [moment.is_first for moment in found.moments] == [False, False, True]
    assert found.moments[1].day == date(2026, 3, 2)
    (line,) = found.moments[1].between.told.notable
    assert (line.where, line.persona, line.tone) == (("I check out", "I review the cart"), "anna", "worse")
    (bend,) = found.moments[1].between.bends
    assert bend.before is not None
    assert [curve.lines[0].emotions for curve in (bend.before, bend.after)] == [(1.0, -1.5), (-1.0, -1.5)]


def test_only_tags_that_match_and_that_this_version_grew_from_are_releases(site: GitSite) -> None:
    site.git("tag", "nightly")
    site.git("switch", "--quiet", "--create", "aside", "v1")
    site.commit({"content/personas/eve.md": "---\nname: Eve\n---\n"})
    site.git("tag", "v9")
    site.git("switch", "--quiet", "main")
    assert said(history(site, "history: {releases: 'v*'}\n"))[0] == ("since", "", 1)
    names = [moment.name for moment in told(site.folder).moments]
    assert names == ["", "v2", "v1"]


def test_a_merged_branch_is_told_in_the_release_that_has_it(site: GitSite) -> None:
    site.git("switch", "--quiet", "--create", "aside", "v1")
    site.commit({"content/personas/eve.md": "---\nname: Eve\n---\n"}, author="Eve")
    site.git("switch", "--quiet", "main")
    site.git("merge", "--quiet", "--no-edit", "aside")
    site.git("tag", "v3")
    latest = history(site, "history: {authors: true}\n").moments[0]
    assert (latest.name, latest.between.told.count) == ("v3", 2)
    assert latest.by("personas/eve") == ("Eve",)


def test_without_releases_it_is_told_by_month(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path)
    site.commit({STAGE: WORSE}, day="2026-03-20")
    site.commit(day="2026-04-11", message="Nothing at all")
    site.commit({STAGE: PAY}, day="2026-06-30")
    found = history(site)
    assert found.by == "month"
    assert [(m.name, m.between.told.count, m.is_first) for m in found.moments] == [
        ("2026-06", 1, False),
        ("2026-03", 1, True),
    ]


def test_a_folder_that_nobody_keeps_versions_of_has_no_history(tmp_path: Path) -> None:
    site = GitSite(tmp_path / "site")
    site.write({"site.yaml": "title: T\n", "content/personas/anna.md": "---\nname: Anna\n---\n"})
    for folder in (site.folder, tmp_path):
        project = pipeline.load(site.folder)
        assert past.with_history(project).atlases["en"].history is None, folder


def test_a_shallow_clone_says_that_it_lacks_something(site: GitSite, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", site.folder.as_uri(), clone], check=True)
    found = told(clone)
    assert found.is_cut
    assert (dict(found.steps), dict(found.entities)) == ({}, {})


def test_a_journey_that_was_renamed_keeps_its_past(site: GitSite) -> None:
    site.git("mv", "content/journeys/checkout", "content/journeys/till")
    site.commit({"content/journeys/till/journey.md": CHECKOUT.replace("title:", "formerly: checkout\n    title:")})
    found = history(site)
    assert [ident for _, ident in found.trail("journey", "till")] == ["till", "checkout", "checkout"]
    assert {change.day for change in found.steps["till/cart"]} == {date(2026, 3, 1), date(2026, 3, 2)}


def test_a_site_in_a_folder_of_its_repository_is_told_of_alone(tmp_path: Path) -> None:
    repository = GitSite(tmp_path)
    inside = {f"atlas/{path}": text for path, text in TINY.items()}
    repository.commit({**inside, "content/personas/eve.md": "---\nname: Eve\n---\n"})
    repository.git("tag", "v1")
    repository.commit({f"atlas/{STAGE}": WORSE, "content/personas/eve.md": "---\nname: Eva\n---\n"})
    repository.git("tag", "v2")
    found = told(tmp_path / "atlas")
    assert said(found) == [("release", "v2", 1), ("release", "v1", 0)]
    assert found.steps["checkout/cart"][0].day == date(2026, 3, 2)
    assert found.entities.keys() == {"site", "personas/anna", "journeys/checkout"}


def test_a_commit_without_a_site_is_before_the_beginning(tmp_path: Path) -> None:
    site = GitSite(tmp_path)
    site.commit({"content/notes.txt": "later"})
    site.git("tag", "v0")
    made = tiny_repository(tmp_path)
    made.git("tag", "v1")
    assert said(told(tmp_path)) == [("release", "v1", 0), ("release", "v0", 0)]


# Who, and when


def test_names_are_known_only_where_they_are_asked_for(site: GitSite) -> None:
    silent, open_ = history(site), history(site, "history: {authors: true}\n")
    assert [moment.who for moment in silent.moments] == [(), (), ()]
    assert silent.entities["journeys/checkout"] == LastChange(day=date(2026, 3, 2), who=None)
    assert open_.moments[1].by() == open_.moments[1].by("journeys/checkout") == ("Li Na",)
    assert open_.entities["journeys/checkout"].who == "Li Na"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna Maj", "Anna Maj"),
        ("anna@example.org", None),
        ("Anna anna@example.org", "Anna"),
        ("a\u202eb\x1b[31m", "a b [31m"),
        ("<script>", "script"),
        ("\u200b", None),
    ],
)
def test_a_name_is_never_an_address_nor_anything_that_cannot_be_seen(name: str, shown: str | None) -> None:
    assert shown_name(name) == shown


def test_a_name_that_looks_like_an_answer_of_git_is_a_name(site: GitSite) -> None:
    fake = "4" * 40 + " 2026-01-01"
    site.commit({STAGE: PAY}, author=fake)
    site.commit({STAGE: WORSE}, author="3" * 40)
    first, second = log_of(required_repository(site.folder))[:2]
    assert (first.who, second.who) == ("3" * 40, fake)
    assert [edit.path for edit in (*first.edits, *second.edits)] == [STAGE, STAGE]


def test_a_step_knows_what_of_it_was_touched_when(site: GitSite) -> None:
    found = history(site).steps
    assert found["checkout/cart"][0] == LastChange(day=date(2026, 3, 2), who=None, fields=("emotion",))
    assert "emotion" not in found["checkout/cart"][1].fields
    (only,) = found["checkout/card"]
    assert (only.day, "pains" in only.fields) == (date(2026, 3, 1), True)


def test_what_is_only_written_otherwise_was_not_touched(site: GitSite) -> None:
    before = history(site).steps
    again = dedent(WORSE).replace("steps:", "# the till\nsteps:").replace("\n", "\r\n")
    site.commit({STAGE: again.encode()})
    site.git("mv", STAGE, STAGE.replace("01", "02"))
    site.commit()
    assert history(site).steps == before


# What is remembered


def test_what_was_found_between_commits_is_not_looked_for_again(site: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    first = history(site)
    monkeypatch.setattr(Comparer, "_compared", lambda *_: pytest.fail("compared again"))
    assert history(site) == first
    monkeypatch.undo()
    (file,) = site.folder.glob(".cjmgen/history")
    file.write_bytes(file.read_bytes().replace(b"worse", b"bette"))
    assert history(site) == first


def test_a_load_of_the_same_commit_looks_back_alike(site: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    known = past.with_history(pipeline.load(site.folder))
    monkeypatch.setattr(engine, "history_of", lambda *_: pytest.fail("looked again"))
    site.write({STAGE: PAY})
    again = past.with_history(pipeline.load(site.folder), known=known)
    assert again.atlases["en"].history == known.atlases["en"].history


def test_views_that_tell_nothing_of_it_cost_nothing(site: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "history_of", lambda *_: pytest.fail("looked"))
    site.write({"site.yaml": "title: Tiny\nviews: [flow]\n"})
    assert past.with_history(pipeline.load(site.folder)).atlases["en"].history is None


def test_plain_values_come_back_as_they_were(site: GitSite) -> None:
    for moment in history(site).moments:
        assert from_plain(Between, to_plain(moment.between)) == moment.between
    foreign = from_plain(tuple[str, ...], to_plain((Foreign("Guten Tag", "de"), "day")))
    assert foreign == (Foreign("Guten Tag", "de"), "day")


@pytest.mark.parametrize("plain", [[], [1, 2], "text", None, [[0, [], [], 0, []], [], 5], {"told": 1}])
def test_what_is_no_such_value_is_refused(plain: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        from_plain(Between, plain)
