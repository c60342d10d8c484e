"""Releases as they were: where they stand, what marks them, and what of them is nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built import files_of
from command_line import files_below, run
from conftest import ANNA, PAY
from git_site import GitSite, tiny_repository

from cjmgen import engine, footprint, past, pipeline, planning

pytestmark = pytest.mark.git
PORTRAIT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
STAGE = "content/journeys/checkout/01-pay.md"
SITE = "title: Tiny\nurl: https://example.org/maps\nviews: [emotion-curve, changes, history]\nlanguages: [en, pl]\n"
MAP = "journeys/checkout/index.html"


def released(folder: Path) -> GitSite:
    """v1, with a picture and a persona that are gone since; v2, in which the till is another."""
    made = tiny_repository(folder)
    portrait = ANNA.replace("name: Anna", "name: Anna\n    portrait: {src: anna.svg, alt: Anna}")
    made.commit({"content/personas/eve.md": "---\nname: Eve\n---\n", "content/personas/anna.md": portrait,
                 "content/assets/anna.svg": PORTRAIT, "site.yaml": SITE})  # fmt: skip
    made.git("tag", "v1")
    made.commit({"content/personas/eve.md": None, "content/personas/anna.md": ANNA, "content/assets/anna.svg": None,
                 STAGE: PAY.replace("I review the cart", "I look into the cart")})  # fmt: skip
    made.git("tag", "v2/<b>")
    return made


@pytest.fixture
def site(tmp_path: Path) -> GitSite:
    return released(tmp_path / "site")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything, with both releases."""
    return files_of(project_of(released(tmp_path_factory.mktemp("releases")), 5))


def project_of(site: GitSite, keep: int) -> pipeline.Project:
    site.write({"site.yaml": f"{SITE}history: {{keep: {keep}}}\n"})
    documents = engine.MemoryMemo()
    return past.with_releases(past.with_history(pipeline.load(site.folder), documents), documents)


def test_releases_stand_below_their_names_only_where_that_is_asked_for(site: GitSite, made: dict[str, bytes]) -> None:
    assert not [path for path in files_of(project_of(site, 0)) if path.startswith("releases/")]
    assert {path.split("/")[1] for path in files_of(project_of(site, 1)) if path.startswith("releases/")} == {"v2-b-"}
    assert {path.split("/")[1] for path in made if path.startswith("releases/")} == {"v1", "v2-b-"}
    assert b"I review the cart" in made[f"releases/v1/{MAP}"]
    assert b"I review the cart" not in made[MAP]
    assert b"I review the cart" in made[f"releases/v1/pl/{MAP}"]
    assert "releases/v1/personas/eve/index.html" in made
    assert "releases/v1/assets/anna.svg" in made
    assert b'src="../../assets/anna.svg"' in made["releases/v1/personas/anna/index.html"]


def test_every_page_of_a_release_says_that_it_is_old_and_leads_to_now(made: dict[str, bytes]) -> None:
    for path, content in made.items():
        if path.endswith(".html"):
            html = content.decode()
            is_old = path.startswith("releases/")
            assert ('<meta name="robots" content="noindex">' in html) == is_old, path
            assert ('class="as-it-was"' in html) == is_old, path
            assert ('rel="canonical"' in html) == (not is_old and not path.endswith("404.html")), path
    old = made[f"releases/v1/{MAP}"].decode()
    assert f'<a href="../../../../{MAP}">See this page as it is now</a>' in old
    gone = made["releases/v1/personas/eve/index.html"].decode()
    assert '<a href="../../../../index.html">This page is gone' in gone


def test_the_switcher_leads_to_the_same_page_in_every_version(made: dict[str, bytes]) -> None:
    chosen = re.search(r'<nav class="versions".*?</nav>', made[MAP].decode(), re.S)
    assert chosen is not None
    assert re.findall(r'<a href="([^"]+)"', chosen[0]) == [f"../../releases/v2-b-/{MAP}", f"../../releases/v1/{MAP}"]
    assert "v2/&lt;b&gt;" in chosen[0]


def test_nothing_but_their_pages_knows_of_releases(made: dict[str, bytes]) -> None:
    for path, content in made.items():
        if not path.endswith((".html", ".css", ".js", ".svg")) or path.startswith("search/en"):
            assert b"releases/v" not in content, path
    beside = {path for path in made if path.startswith("releases/") and not path.endswith((".html", ".svg"))}
    assert beside == set()


def test_a_release_that_cannot_be_read_is_said_and_left_out(site: GitSite) -> None:
    site.commit({STAGE: "---\nname: Pay\nsteps: 5\n---\n"})
    site.git("tag", "v3")
    site.commit({STAGE: PAY})
    project = project_of(site, 2)
    (found,) = [one for one in project.report if one.code == "B004"]
    assert ("v3" in found.message, STAGE in found.message) == (True, True)
    assert project.span_of(found).line == 5
    assert {path.split("/")[1] for path in files_of(project) if path.startswith("releases/")} == {"v2-b-"}


def test_a_release_with_a_picture_that_may_not_be_published_is_said_and_left_out(tmp_path: Path) -> None:
    made = tiny_repository(tmp_path / "site")
    portrait = ANNA.replace("name: Anna", "name: Anna\n    portrait: {src: anna.html, alt: Anna}")
    made.commit({"content/personas/anna.md": portrait, "content/assets/anna.html": "<script>", "site.yaml": SITE})
    made.git("tag", "v1")
    made.commit({"content/personas/anna.md": ANNA, "content/assets/anna.html": None})
    project = project_of(made, 5)
    [said] = [one for one in project.report if one.code == "B004"]
    assert "content/assets/anna.html" in said.message
    assert not [path for path in files_of(project) if path.startswith("releases/")]


def test_releases_that_would_stand_in_one_place_stand_in_two() -> None:
    found = planning.folders_of(["x-1", "x/1", "V2", "v2", "v3"])
    assert (found["x-1"], found["v2"], found["v3"]) == ("releases/x-1/", "releases/v2/", "releases/v3/")
    assert len({folder.casefold() for folder in found.values()}) == 5


def test_keeping_what_is_not_there_is_said(site: GitSite) -> None:
    site.write({"site.yaml": f"{SITE}history: {{keep: 2, releases: 'zzz*'}}\n"})
    project = past.with_past(pipeline.load(site.folder), engine.MemoryMemo(), site.folder)
    [said] = [one for one in project.report if one.code == "B004"]
    assert 'like "zzz*"' in said.message


def test_pages_of_a_release_are_made_once(site: GitSite) -> None:
    project = project_of(site, 1)
    folder, memo = engine.MemoryFolder(), engine.MemoryMemo()
    first = pipeline.build(project, pipeline.renderer_of(project, memo), engine.State(), folder)
    site.write({STAGE: PAY.replace("emotion: 1}", "emotion: 2}")})
    again = project_of(site, 1)
    second = pipeline.build(again, pipeline.renderer_of(again, memo), first.state, folder)
    assert second.built
    assert not [one.path for one in second.built if one.path.startswith("releases/")]


def test_a_new_tag_makes_a_build_happen(site: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footprint, "SETTLED_NS", 0)
    site.commit({"site.yaml": f"{SITE}history: {{keep: 1}}\n", ".gitignore": "public\n.cjmgen\n"})
    assert run("build", site.folder).code == 0
    assert footprint.unchanged(site.folder, None) is not None
    site.git("tag", "v3")
    assert footprint.unchanged(site.folder, None) is None
    assert run("build", site.folder).code == 0
    assert (site.folder / "public/releases/v3/index.html").is_file()
    assert not (site.folder / "public/releases/v2-b-").exists()


def test_after_a_commit_and_a_tag_a_build_leaves_what_a_clean_one_does(site: GitSite, tmp_path: Path) -> None:
    settings = f"{SITE}history: {{keep: 1, authors: true}}\n"
    site.commit({"site.yaml": settings, ".gitignore": "public\n.cjmgen\n"})
    public = site.folder / "public"
    assert run("build", site.folder).code == 0
    site.commit({STAGE: PAY.replace("emotion: 1}", "emotion: -2}")}, author="Li Na")
    site.git("tag", "v3")
    assert run("build", site.folder).code == 0
    assert "Li Na" in (public / "journeys/checkout/history/index.html").read_text("utf-8")
    assert run("build", site.folder, "--clean", "-o", tmp_path / "clean").code == 0
    assert files_below(public) == files_below(tmp_path / "clean")


@pytest.mark.parametrize("hides", ["audience: internal", "draft: true"])
def test_what_is_withheld_today_is_told_of_no_yesterday(tmp_path: Path, hides: str) -> None:
    made = tiny_repository(tmp_path / "site")
    eve, stage = "content/personas/eve.md", "content/journeys/checkout/02-wait.md"
    waiting = "---\nname: Wait\nsteps:\n  - {id: wait, name: I wait for Zanzibar, channel: web}\n---\n"
    history = "views: [changes, history, persona-history]\nhistory: {keep: 5, authors: true}\n"
    url = "url: https://example.org\n"
    made.commit({"site.yaml": f"title: Tiny\n{url}{history}", eve: "---\nname: Ouagadougou\n---\n", stage: waiting})
    made.git("tag", "v1")
    made.commit({eve: "---\nname: Timbuktu\n---\n", stage: waiting.replace("Zanzibar", "Samarkand")})
    made.git("tag", "v2")
    names = (b"Ouagadougou", b"Timbuktu", b"Zanzibar", b"Samarkand")

    documents = engine.MemoryMemo()
    assert not [one for one in pipeline.load(made.folder).report if one.code == "B004"]
    before = files_of(past.with_past(pipeline.load(made.folder), documents, made.folder))
    assert all(any(name in content for content in before.values()) for name in names)

    hidden = waiting.replace("Zanzibar", "Samarkand").replace("name: Wait", f"name: Wait\n{hides}")
    made.commit({eve: f"---\nname: Timbuktu\n{hides}\n---\n", stage: hidden})
    after = files_of(past.with_past(pipeline.load(made.folder), documents, made.folder))
    assert "releases/v1/journeys/checkout/index.html" in after
    assert not [(name, path) for name in names for path, content in after.items() if name in content]


def test_a_field_or_a_pain_that_is_withheld_today_is_told_of_no_yesterday(tmp_path: Path) -> None:
    made = tiny_repository(tmp_path / "site")
    anna, stage = "content/personas/anna.md", "content/journeys/checkout/01-pay.md"
    site = "title: Tiny\nurl: https://example.org\nviews: [changes, history, persona-history]\nhistory: {keep: 5}\n"
    text = "---\nname: Anna\nowner: {}\n---\n\n{}\n"
    head = "---\nname: Pay\nsteps:\n  - id: pay\n    name: I pay\n"
    step = head + "    actual: {}\n    pains: [{{id: sore, text: {}}}]\n---\n"
    made.commit({"site.yaml": site, anna: text.format("Ouagadougou", "Timbuktu"), stage: step.format("Lima", "Quito")})
    made.git("tag", "v1")
    made.commit({anna: text.format("Zanzibar", "Samarkand"), stage: step.format("Maputo", "Havana")})
    made.git("tag", "v2")
    names = (b"Ouagadougou", b"Timbuktu", b"Zanzibar", b"Samarkand", b"Lima", b"Quito", b"Maputo", b"Havana")

    documents = engine.MemoryMemo()
    before = files_of(past.with_past(pipeline.load(made.folder), documents, made.folder))
    assert all(any(name in content for content in before.values()) for name in names)

    person = text.format("Zanzibar", "Samarkand").replace(
        "owner:", "audience: {owner: internal, body: internal}\nowner:"
    )
    hidden = step.format("Maputo", "Havana").replace("actual:", "audience: {actual: internal}\n    actual:")
    made.commit({anna: person, stage: hidden.replace("text: Havana", "text: Havana, audience: internal")})
    after = files_of(past.with_past(pipeline.load(made.folder), documents, made.folder))
    assert "releases/v1/journeys/checkout/index.html" in after
    assert not [(name, path) for name in names for path, content in after.items() if name in content]


def test_a_diff_of_old_versions_tells_nothing_that_is_withheld_today(tmp_path: Path) -> None:
    made = tiny_repository(tmp_path / "site")
    made.commit({"content/personas/eve.md": "---\nname: Ouagadougou\n---\n"})
    made.git("tag", "v1")
    made.commit({"content/personas/eve.md": "---\nname: Timbuktu\n---\n"})
    made.git("tag", "v2")
    assert "Timbuktu" in run("diff", "v1..v2", "--site", made.folder).out
    made.commit({"content/personas/eve.md": "---\nname: Timbuktu\naudience: internal\n---\n"})
    told = run("diff", "v1..v2", "--site", made.folder).out
    assert "Timbuktu" not in told
    assert "Ouagadougou" not in told
