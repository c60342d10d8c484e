"""What the guide and the README show is true: examples load, messages are what is said, tables leave nothing out.

An example is a file's path in backticks on a line of its own, and a fence below it.  Examples of the guide are
whole files: those of the first chapter make a site, those of any other are laid over it.  An example followed by
a ``text`` fence that begins with its path is a mistake, and the fence is what is said about it.  Examples of the
README are stretches of the files that ``cjmgen new`` writes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from importlib import invalidate_caches
from pathlib import Path

import pytest
import yaml
from git_site import GitSite

from cjmgen import engine, pipeline, planning
from cjmgen.analysis.emotion import emotion_at
from cjmgen.analysis.priority import rice
from cjmgen.cli import main
from cjmgen.cli.ui import in_order
from cjmgen.config.site_config import SiteDecl
from cjmgen.diagnostics import Severity, text
from cjmgen.loading.declarations import StepDecl
from cjmgen.loading.declared import DECLARATIONS
from cjmgen.rules import RULES
from cjmgen.source import MemoryTree
from cjmgen.starters import DEFAULT, STARTERS, site_files
from cjmgen.views import VIEWS

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "content" / "pages" / "guide"
CHAPTERS = sorted(path for path in GUIDE.glob("*.md") if "." not in path.stem)
README = (ROOT / "README.md").read_text("utf-8")

EXAMPLE = re.compile(r"^`([^`\s]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MISTAKE = re.compile(EXAMPLE.pattern + r"\n\n```text\n(\1:.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| *(.+?) *\|$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")


def chapter(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text("utf-8")


def files_of(words: str) -> dict[str, str]:
    """The examples of a page that are no mistakes."""
    return dict(EXAMPLE.findall(MISTAKE.sub("", words)))


FERRY = files_of(chapter("first-map"))
MISTAKES = [(path.stem, *found) for path in CHAPTERS for found in MISTAKE.findall(path.read_text("utf-8"))]


def load(files: dict[str, str]) -> pipeline.Project:
    return pipeline.load_tree(MemoryTree({**FERRY, **files}))


def said(project: pipeline.Project, *severities: Severity) -> str:
    found = [d for d in in_order(project.report, project.span_of) if d.severity in severities]
    return "\n\n".join(text.render(d, project.text_of, project.span_of) for d in found)


def table_below(words: str, heading: str) -> list[list[str]]:
    """The cells of the first table after a line."""
    lines = words.partition(heading)[2].partition("\n|")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in row.split("|")] for row in ROW.findall("|" + lines)]
    assert len(rows) > 2, heading
    return rows[2:]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_examples_of_a_chapter_load_without_a_mistake_or_a_warning(path: Path) -> None:
    files = files_of(path.read_text("utf-8"))
    assert files or path.stem == "mistakes"
    assert said(load(files), Severity.ERROR, Severity.WARNING) == ""


@pytest.mark.parametrize(("stem", "path", "example", "message"), MISTAKES)
def test_a_mistake_in_the_guide_is_said_as_the_guide_shows_it(stem: str, path: str, example: str, message: str) -> None:
    assert said(load({path: example}), Severity.ERROR) == message.rstrip("\n")


def test_the_guide_shows_mistakes() -> None:
    assert len(MISTAKES) >= 4


def test_a_chapter_shows_each_file_once() -> None:
    for path in CHAPTERS:
        paths = [found[0] for found in EXAMPLE.findall(MISTAKE.sub("", path.read_text("utf-8")))]
        assert len(paths) == len(set(paths)), path


def test_the_guide_lists_its_chapters_in_their_order() -> None:
    contents = (GUIDE.parent / "guide.md").read_text("utf-8")
    listed = re.findall(r"^\d+\. \[(.+)\]\(page:guide/(.+?)\)", contents, re.MULTILINE)
    pages = sorted((p for p in pipeline.load(ROOT).site.pages if p.id.startswith("guide/")), key=lambda p: p.order)
    assert [(page.title, page.id.removeprefix("guide/")) for page in pages] == listed
    assert len(listed) == len(CHAPTERS)


def test_the_chapter_that_a_hint_names_is_there() -> None:
    project = load({"content/persona/tor.md": "---\nname: Tor\n---\n"})
    [found] = [diagnostic for diagnostic in project.report if diagnostic.code == "S007"]
    assert "title: Where files go\n" in chapter("where-files-go")
    assert "“Where files go”" in (found.hint or "")


def test_the_chapter_on_steps_shows_every_key_of_a_step() -> None:
    words = chapter("steps")
    for name in StepDecl.model_fields:
        assert re.search(rf"(?<![\w-]){name}: ?|`{name}`", words), name


def test_the_chapter_on_rules_shows_every_rule_with_its_weight() -> None:
    weight = {Severity.WARNING: "warns", Severity.INFO: "informs"}
    rows = [row[0] for row in table_below(chapter("rules"), "what to do.")]
    assert rows == [f"`{rule.code}` {rule.name}, {weight[rule.severity]}" for rule in RULES]


def test_what_the_chapter_on_emotions_says_of_its_example_is_so() -> None:
    project = load({k: v for k, v in files_of(chapter("emotions")).items() if k != "site.yaml"})
    atlas = project.atlases["en"]
    [journey] = project.site.journeys
    felt = {step.id: emotion_at(journey, step, "ines", atlas)[:3] for step in journey.stages[0].steps}
    assert felt == {
        "timetable": (0.5, True, None),
        "queue": (-1.2, True, None),
        "board": (-0.9, False, 31),
        "wait": (0.4, False, 132),
        "horn": (None, False, None),
    }


def test_the_score_in_the_chapter_on_opportunities_is_what_is_computed() -> None:
    [opportunity] = load(files_of(chapter("improvements"))).site.opportunities
    [score] = re.findall(r"÷ 1\.5 = (\d+)", chapter("improvements"))
    assert rice(opportunity) == float(score)


def test_the_theme_of_the_guide_says_its_own_words_on_every_page(tmp_path: Path) -> None:
    for path, words in (FERRY | files_of(chapter("themes"))).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(words, "utf-8")
    tokens = "assets/css/tokens.css"
    [accent] = re.findall(r"^--cjm-color-accent: .*;$", chapter("themes"), re.MULTILINE)
    bundled = (ROOT / "themes" / "default" / tokens).read_text("utf-8")
    own = tmp_path / "themes" / "harbour" / tokens
    own.parent.mkdir(parents=True)
    own.write_text(re.sub(r"--cjm-color-accent: .*;", accent, bundled, count=1), "utf-8")

    assert pipeline.publish(pipeline.load(tmp_path), tmp_path / "public").is_published

    pages = [path.read_text("utf-8") for path in (tmp_path / "public").rglob("*.html")]
    assert pages
    assert all("Harbour Ferry: mind the gap between quay and ship." in page for page in pages)
    assert all(">Crossings</a>" in page for page in pages)
    [style] = (tmp_path / "public").rglob("site.css")
    assert accent in style.read_text("utf-8")


def interface_words() -> dict[str, str]:
    """What the interface says in English."""
    files = [*(ROOT / "cjmgen/views").glob("*/strings/en.yaml"), ROOT / "themes/default/strings/en.yaml"]
    return {key: word for file in files for key, word in yaml.safe_load(file.read_text("utf-8")).items()}


def test_the_chapter_on_views_names_every_view_that_a_site_may_choose() -> None:
    words, said_as = chapter("views"), interface_words()
    named = {row[2].strip("`"): row[1] for row in table_below(words, "tabs of a journey.")[1:]}
    assert [named[name] for name in named] == [said_as[f"{name}.tab"] for name in named]
    portfolio = {row[2].strip("`"): row[1] for row in table_below(words, "## Of all journeys")}
    assert [portfolio[name] for name in portfolio] == [said_as[f"nav.{name}"] for name in portfolio]
    impact = re.findall(r"`(\w+-(?:impact|history))`", words.partition("## If it changes")[2].partition("##")[0])
    optional = [view.name for view in VIEWS if view.optional]
    assert sorted([*named, *portfolio, *impact]) == sorted(optional)
    assert list(named) == [name for name in optional if name in named], "in the order of the tabs"


def tabs_of(project: pipeline.Project, path: str) -> list[str]:
    facts = planning.facts_of(project.editions, project.atlases, pipeline.views_of(project), (None, None))
    [page] = [planned.page for planned in facts.pages if planned.page.path == path]
    return [tab.label for tab in page.tabs]


def test_the_choice_in_the_chapter_on_views_gives_the_tabs_it_says() -> None:
    [said_to_be] = re.findall(r"first crossing are now (.+?)\.", chapter("views"))
    project = load({"site.yaml": files_of(chapter("views"))["site.yaml"]})
    labels = [interface_words()[label] for label in tabs_of(project, "journeys/first-crossing/index.html")]
    assert labels == said_to_be.split(", ")
    assert tabs_of(project, "personas/ines/index.html") == ["persona.tab", "persona-impact.tab"]
    assert tabs_of(project, "index.html") == []


def test_the_package_of_the_chapter_on_views_can_be_installed_and_shows_its_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, site_packages = tmp_path / "source", tmp_path / "site-packages"
    for path, words in files_of(chapter("views")).items():
        if path != "site.yaml":
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(words, "utf-8")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(tmp_path), str(source)], check=True, cwd=tmp_path)
    [wheel] = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(site_packages)
    monkeypatch.syspath_prepend(site_packages)
    invalidate_caches()
    [views] = re.findall(r"name it: `(views: .+?)`", chapter("views"))
    quay = "name: Quay\nsteps:\n  - {name: I queue, emotion: 0, wait: 20 min}\n  - {name: I wait, wait: 65 min}\n"
    project = load({"site.yaml": f"title: Ferry\n{views}\n", "content/journeys/first-crossing/01-quay.yaml": quay})

    folder = engine.MemoryFolder()
    result = pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)

    sys.modules.pop("harbour_waits", None)
    assert result.is_published, result.failed
    page = folder.read("journeys/first-crossing/harbour-waits/index.html").decode()
    assert re.search(r'<a href="../index.html#step-i-wait">I wait</a>\s+1\sh\s5\smin\s', page)
    assert page.index("I wait</a>") < page.index("I queue</a>")
    assert "<p>Altogether: " in page
    assert ">Waiting</a>" in folder.read("journeys/first-crossing/index.html").decode()


def test_the_readme_lists_the_chapters_in_their_order() -> None:
    contents = (GUIDE.parent / "guide.md").read_text("utf-8")
    chapters = re.findall(r"\(page:guide/(.+?)\)", contents)
    [listed] = [line for line in README.splitlines() if line.startswith("The **guide** goes on")]
    assert re.findall(r"\(content/pages/guide/(.+?)\.md\)", listed) == chapters


def keys(cell: str) -> set[str]:
    return set(CODE.findall(cell))


def required(kind: str) -> set[str]:
    fields = SiteDecl.model_fields if kind == "site" else DECLARATIONS[kind].model_fields
    named = {name for name, field in fields.items() if field.is_required()}
    return named | ({"id"} if kind in ("channel", "device", "team", "system") else set())


def test_the_tables_of_kinds_name_every_key_that_is_required() -> None:
    in_readme = {row[0].lower(): keys(row[2]) for row in table_below(README, "## The content model")}
    kinds = {"site", *DECLARATIONS}
    assert in_readme == {kind: required(kind) for kind in kinds}

    in_guide = {row[0].lower(): keys(row[2]) for row in table_below(chapter("where-files-go"), "registered anywhere.")}
    plural = {"channels, devices, teams, systems", "pictures, downloads", "journey in one file"}
    assert set(in_guide) - plural == {
        "free page" if kind == "page" else kind for kind in kinds - {"channel", "device", "team", "system"}
    }
    for name, named in in_guide.items():
        if name not in plural:
            assert named == required("page" if name == "free page" else name), name


def test_the_table_of_kinds_in_the_readme_names_no_key_that_is_not_there() -> None:
    for kind, _, _, more in table_below(README, "## The content model"):
        fields = SiteDecl.model_fields if kind == "Site" else DECLARATIONS[kind.lower()].model_fields
        assert keys(more) <= fields.keys(), kind


def test_what_the_readme_shows_of_a_new_site_is_what_is_written() -> None:
    written = site_files(DEFAULT)
    shown = EXAMPLE.findall(README)
    assert len(shown) >= 2
    for path, words in shown:
        assert words in written[path], path


def test_the_readme_lists_every_site_to_begin_with() -> None:
    assert [row[0] for row in table_below(README, "cjmgen new --list")] == [f"`{name}`" for name in STARTERS]


def test_the_mistakes_in_the_readme_are_said_as_it_shows_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, folder = site_files(DEFAULT), "content/journeys/first-card"
    for name, right, wrong in (
        ("02-consideration.yaml", "    expectation:", "    expectaton:"),
        ("02-consideration.yaml", "marta: 1.2", "marta: 3"),
        ("journey.md", "[marta, idris]", "[marta, idriss]"),
    ):
        files[f"{folder}/{name}"] = files[f"{folder}/{name}"].replace(right, wrong)
    for path, words in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(words, "utf-8")

    assert main(["check", str(tmp_path)]) == 1

    printed = capsys.readouterr()
    [shown] = re.findall(r"^```text\n\$ cjmgen check\n(content/.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert shown == printed.out + printed.err


def test_the_pictures_and_files_the_readme_links_to_are_there() -> None:
    linked = set(re.findall(r'\]\(([^)#:]+)\)|src="([^":]+)"', README))
    paths = [path or source for path, source in linked]
    assert any(path.endswith(".png") for path in paths)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert all((ROOT / path).stat().st_size < 250_000 for path in paths if path.endswith(".png"))


@pytest.mark.git
def test_what_the_guide_shows_of_a_diff_is_what_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = GitSite(tmp_path)
    site.commit(dict(FERRY))
    site.git("tag", "v1")
    quay, journey = (f"content/journeys/first-crossing/{name}" for name in ("01-quay.yaml", "journey.md"))
    pains = "[The machine takes no cards, The machine takes no coins]"
    edited = FERRY[quay].replace("-1.2", "-0.4").replace("[The machine takes no cards]", pains)
    site.write({quay: edited, journey: FERRY[journey].replace("owner: Ada Holm", "owner: Tor Berg")})

    assert main(["diff", "v1", "--site", str(tmp_path)]) == 0

    [shown] = re.findall(r"^```text\n(From v1 .*?)^```$", chapter("versions"), re.MULTILINE | re.DOTALL)
    assert capsys.readouterr().out == shown


@pytest.mark.git
def test_what_the_readme_shows_of_a_diff_is_what_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, files = GitSite(tmp_path), site_files(DEFAULT)
    site.commit(dict(files))
    site.git("tag", "v1")
    path = "content/journeys/first-card/02-consideration.yaml"
    edited = files[path].replace("{marta: -0.4}", "{marta: 0.3}", 1)
    pain = "      - The hours of the mobile library are not there\n"
    first = edited.index("    pains:\n") + len("    pains:\n")
    site.write({path: edited[:first] + pain + edited[first:]})

    assert main(["diff", "v1", "--site", str(tmp_path)]) == 0

    [shown] = re.findall(r"^\$ cjmgen diff v1\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert capsys.readouterr().out == shown
