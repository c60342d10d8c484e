"""``cjmgen new``: every starter is a site without a mistake, and nothing is ever written over."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import cjmgen.starters
from cjmgen import engine, pipeline
from cjmgen.cli import main
from cjmgen.diagnostics import Report
from cjmgen.loading.discover import discover
from cjmgen.loading.schemas import schemas
from cjmgen.markup import document
from cjmgen.source import MemoryTree
from cjmgen.starters import STARTERS, site_files

MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def contents(files: dict[str, str]) -> list[tuple[str, str, Any]]:
    """Path, name of the schema and values of ``site.yaml`` and every content file."""
    report = Report()
    sources = discover(files, ("en",), report).sources
    named = {s.path: f"{s.kind}s" if s.is_list else s.kind for s in sources} | {"site.yaml": "site"}
    assert not len(report)
    return [(path, kind, document.read(MemoryTree(files), path, report).values) for path, kind in named.items()]


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_has_nothing_to_complain_about(name: str) -> None:
    project = pipeline.load_tree(MemoryTree(site_files(name)))
    assert [(d.origin.path, d.message) for d in project.report] == []


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_builds_at_once(name: str) -> None:
    project = pipeline.load_tree(MemoryTree(site_files(name)))
    folder = engine.MemoryFolder()
    renderer = pipeline.renderer_of(project, engine.MemoryMemo())
    result = pipeline.build(project, renderer, engine.State(), folder)
    assert result.is_published, result.failed
    made = {built.path for built in result.built}
    assert {f"journeys/{journey.id}/index.html" for journey in project.site.journeys} | {"index.html"} <= made


@pytest.mark.parametrize("name", STARTERS)
def test_the_schemas_accept_what_a_starter_says_and_refuse_a_key_that_means_nothing(name: str) -> None:
    files = site_files(name)
    for path, kind, values in contents(files):
        schema = jsonschema.Draft202012Validator(json.loads(files[f".schemas/{kind}.json"]))
        assert [error.message for error in schema.iter_errors(values)] == [], path
        wrong = [{**values[0], "colour-of-hair": "red"}] if isinstance(values, list) else {**values, "headlin": "red"}
        assert not schema.is_valid(wrong), path


@pytest.mark.parametrize("name", STARTERS)
def test_yaml_files_name_the_schema_of_their_kind_in_their_first_line(name: str) -> None:
    files = site_files(name)
    for path, kind, _ in contents(files):
        if path.endswith(".yaml"):
            modeline = MODELINE.match(files[path])
            assert modeline is not None, path
            assert modeline[1] == "../" * path.count("/") + f".schemas/{kind}.json"


def test_the_editor_settings_know_every_place_where_a_yaml_file_may_lie() -> None:
    settings = json.loads(site_files("one-file")[".vscode/settings.json"])["yaml.schemas"]
    paths = {
        "site.yaml": "site",
        "content/journeys/first-card/journey.yaml": "journey",
        "content/journeys/first-card/01-awareness.yaml": "stage",
        **{f"content/{folder}/x.yaml": kind for folder, kind in
           {"personas": "persona", "touchpoints": "touchpoint", "opportunities": "opportunity",
            "solutions": "solution", "evidence": "evidence", "metrics": "metric"}.items()},
        **{f"content/{kinds}.yaml": kinds for kinds in ("channels", "devices", "teams", "systems", "touchpoints")},
    }  # fmt: skip
    for path, kind in paths.items():
        found = [schema for schema, pattern in settings.items() if fnmatch(path, pattern)]
        assert found == [f".schemas/{kind}.json"], path


def test_every_folder_of_starters_is_listed_and_every_kind_has_a_schema() -> None:
    here = Path(cjmgen.starters.__file__).parent
    assert {path.parent.name for path in here.glob("*/site.yaml")} == set(STARTERS)
    assert {path for path in site_files("one-file") if path.startswith(".schemas/")} == {
        f".schemas/{kind}.json" for kind in schemas()
    }


def test_the_five_stages_come_with_their_future() -> None:
    site = pipeline.load_tree(MemoryTree(site_files("five-stage"))).site
    assert [stage.id for stage in site.life_cycle] == ["awareness", "consideration", "decision", "retention", "loyalty"]
    assert {j.id: (j.state, j.pairs_with) for j in site.journeys} == {
        "first-card": ("current", "first-card-future"),
        "first-card-future": ("future", "first-card"),
    }


def test_new_writes_a_site_that_check_and_build_accept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Żółta łódź" / "our map"
    assert main(["new", str(folder), "--title", "Łódź: 100 % of it"]) == 0
    assert capsys.readouterr().out == f"cd '{folder}'\ncjmgen serve --open\n"
    assert pipeline.load(folder).site.title == "Łódź: 100 % of it"
    assert (folder / "README.md").read_text("utf-8").startswith("# Łódź: 100 % of it\n")
    assert (folder / ".gitignore").read_text("utf-8").endswith("public/\n.cjmgen/\n")
    assert main(["check", "--strict", str(folder)]) == 0
    assert main(["build", str(folder)]) == 0
    assert (folder / "public" / "index.html").is_file()


@pytest.mark.parametrize("title", ["a: b", "# no comment", "'", '"', "yes", "12", "[x", "\\1", "two\n lines", "{t}"])
def test_any_title_is_taken_as_it_is(tmp_path: Path, title: str) -> None:
    assert main(["new", str(tmp_path / "x"), "--title", title, "--template", "one-file"]) == 0
    assert pipeline.load(tmp_path / "x").site.title == " ".join(title.split())


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "is not empty: it holds notes.txt" in said
    assert "hint: nothing is ever written over" in said
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").write_text("mine")
    assert main(["new", str(tmp_path / "site")]) == 2
    assert "is a file" in capsys.readouterr().err
    assert main(["new", str(tmp_path / "site" / "below")]) == 2
    assert (tmp_path / "site").read_text() == "mine"


def test_an_empty_folder_and_a_fresh_repository_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert main(["new", str(tmp_path), "--template", "one-file"]) == 0
    assert (tmp_path / "site.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new"], "name a folder for the new site"),
        (["new", "x", "--template", "six"], 'there is no template "six"; one of: five-stage, six-stage'),
        (["new", "x", "--title", " "], "the title is empty"),
    ],
)
def test_wrong_usage_says_what_is_right(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_list_names_every_template(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(STARTERS)
