"""The tab that tells what became of a journey or a persona, and the page of what changed on the site."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree

import pytest
from built import files_of
from conftest import ANNA, CHECKOUT, PAY, Load
from git_site import GitSite, tiny_repository

from cjmgen import engine, past, pipeline
from cjmgen.loading.declarations import StepDecl
from cjmgen.rendering.theme import find_theme
from cjmgen.views import changes, history
from cjmgen.views.changes import ChangesPage
from cjmgen.views.history import UNTOLD, WORDS, HistoryPage

pytestmark = pytest.mark.git
STAGE = "content/journeys/checkout/01-pay.md"
HEAD = "content/journeys/checkout/journey.md"
SITE = "title: Tiny\nurl: https://example.org\nbadges: true\nviews: [history, persona-history, changes]\n"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Project:
    """v1; v2: worse, by <b>Eve</b>; v3: better and two steps more; v4: only a persona, Omar, is new."""
    site = tiny_repository(tmp_path_factory.mktemp("history"))
    site.commit({"site.yaml": f"{SITE}history: {{authors: true}}\n"})
    site.git("tag", "v1")
    site.commit({STAGE: PAY.replace("emotion: 1}", "emotion: -1}")}, author="<b>Eve</b> & co")
    site.git("tag", "v2")
    steps = "".join(f"\n  - {{id: s{n}, name: I wait {n}, emotion: 0}}" for n in range(12))
    better = (
        dedent(PAY)
        .replace("emotion: 1}", "emotion: 2}")
        .replace("pains: [it forgets]}", f"pains: [it forgets]}}{steps}")
    )
    site.commit({STAGE: better})
    site.git("tag", "v3")
    site.commit({"content/personas/omar.md": "---\nname: Omar\n---\n"})
    site.git("tag", "v4")
    return past.with_history(pipeline.load(site.folder))


def page_of(project: pipeline.Project, kind: str) -> HistoryPage:
    atlas = project.atlases["en"]
    if kind == "journey":
        found = history.of_journey(atlas.site.journeys[0], atlas)
    else:
        found = history.of_persona(next(p for p in atlas.site.personas if p.id == kind), atlas)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def made(project: pipeline.Project) -> dict[str, str]:
    return {path: content.decode() for path, content in files_of(project).items() if not path.endswith(".png")}


def test_a_journey_tells_the_moments_in_which_it_changed(project: pipeline.Project) -> None:
    page = page_of(project, "journey")
    assert [(entry.head.name, entry.count, entry.is_folded) for entry in page.entries] == [
        ("v3", 13, True),
        ("v2", 1, False),
    ]
    assert page.since_first is not None
    assert (page.since_first.name, page.quiet) == ("v1", 1)
    assert page.entries[1].head.who == ("bEve/b & co",)


def test_its_curve_is_shown_each_time_it_changed_with_the_one_before_behind(project: pipeline.Project) -> None:
    curves = page_of(project, "journey").curves
    assert [(curve.head.name, curve.spark.steps, len(curve.spark.was), curve.has_entry) for curve in curves] == [
        ("v1", 2, 0, False),
        ("v2", 2, 1, True),
        ("v3", 14, 0, True),
    ]


def test_a_persona_tells_how_their_journeys_felt_and_when_it_came(project: pipeline.Project) -> None:
    anna, omar = page_of(project, "anna"), page_of(project, "omar")
    lines = [line for entry in anna.entries for group in entry.groups for line in group.lines]
    assert {(line.field, line.item) for line in lines} == {("change.emotion", None)}
    assert [entry.head.name for entry in anna.entries] == ["v3", "v2"]
    assert [(entry.head.name, entry.is_new) for entry in omar.entries] == [("v4", True)]
    assert (omar.since_first, omar.quiet) == (None, 0)


def test_the_site_tells_each_moment_the_worst_first(project: pipeline.Project) -> None:
    found = changes.compute(project.site, project.atlases["en"])
    assert isinstance(found, ChangesPage)
    assert [entry.head.name for entry in found.entries] == ["v4", "v3", "v2", "v1"]
    assert [entry.is_first for entry in found.entries] == [False, False, False, True]
    (worse,) = found.entries[2].notable
    assert (worse.line.tone, worse.at and worse.at.id, found.entries[2].has_more) == ("worse", "checkout", False)
    (omar,) = found.entries[0].changed
    assert (omar.history and omar.history.id) == "personas/omar/persona-history"


def test_steps_say_when_they_were_touched(project: pipeline.Project) -> None:
    rows = page_of(project, "journey").steps
    assert [(t.day, t.fields, t.is_rest) for t in rows[0].touches] == [
        (date(2026, 3, 4), ("change.emotion",), False),
        (date(2026, 3, 1), (), True),
    ]


def test_every_key_of_a_step_has_a_word() -> None:
    words = find_theme("default", None, {}).strings("en")
    for key in StepDecl.model_fields.keys() - UNTOLD:
        assert f"change.{WORDS.get(key, key).replace('_', '-')}" in words, key


def test_what_a_page_shows_of_names_is_no_markup(made: dict[str, str]) -> None:
    html = made["journeys/checkout/history/index.html"]
    assert "<b>Eve" not in html
    assert "mail.example" not in "".join(made.values())
    assert re.search(r'<details class="timeline__rest" open>\s*<summary>All 13 changes</summary>', html)
    assert 'id="release-v2"' in html
    assert 'href="../journeys/checkout/history/index.html#release-v3"' in made["changes/index.html"]


def test_without_a_history_there_is_no_page_of_it(project: pipeline.Project) -> None:
    before = pipeline.load(project.root) if project.root else project
    atlas = before.atlases["en"]
    assert history.of_journey(atlas.site.journeys[0], atlas) is None
    assert changes.compute(atlas.site, atlas) is None


def test_what_is_lacking_is_said(tmp_path: Path) -> None:
    site = GitSite(tmp_path)
    site.commit({"site.yaml": SITE, "content/personas/anna.md": dedent(ANNA), HEAD: CHECKOUT, STAGE: PAY})
    (tmp_path / ".git/shallow").write_text(site.git("rev-parse", "HEAD") + "\n")
    project = past.with_history(pipeline.load(tmp_path))
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    for path in ("changes/index.html", "journeys/checkout/history/index.html"):
        assert "git fetch --unshallow" in folder.files[path].decode(), path


# Feeds and badges


def test_the_site_a_journey_and_a_persona_can_be_followed(made: dict[str, str]) -> None:
    def entries(path: str) -> list[tuple[str | None, str | None]]:
        found = ElementTree.fromstring(made[path]).findall(f"{ATOM}entry")
        return [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}id")) for one in found]

    at = "https://example.org/journeys/checkout/history/index.html"
    assert entries("journeys/checkout/feed.xml") == [
        ("I check out: v3", f"{at}#release-v3"),
        ("I check out: v2", f"{at}#release-v2"),
    ]
    assert [title for title, _ in entries("feed.xml")] == ["Tiny: v4", "Tiny: v3", "Tiny: v2"]
    assert [title for title, _ in entries("personas/omar/feed.xml")] == ["Omar: v4"]
    assert "I review the cart: emotion · Anna: +1.0 → −1.0" in made["journeys/checkout/feed.xml"]
    links = re.findall(r'type="application/atom\+xml" href="([^"]+)"', made["journeys/checkout/index.html"])
    assert links == ["feed.xml", "../../feed.xml"]


def test_badges_say_how_a_journey_stands(made: dict[str, str]) -> None:
    found = {path.rpartition("/")[2]: ElementTree.fromstring(text) for path, text in made.items() if "/badges/" in path}
    titles = {name: svg.findtext("{http://www.w3.org/2000/svg}title") for name, svg in found.items()}
    assert titles["reviewed.svg"] == "reviewed: never"
    assert titles["evidence.svg"] == "evidence: 0%"
    assert titles["emotion.svg"] == "mood: 0"
    assert titles.keys() == {"reviewed.svg", "evidence.svg", "emotion.svg", "health.svg"}


def test_there_are_badges_only_where_they_are_wanted(load: Load) -> None:
    project = load()
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    assert not [path for path in folder.files if "badges" in path]
