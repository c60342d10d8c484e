"""``cjmgen new --ci``: the pipelines run here as they would there, and give strangers nothing."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from command_line import run
from git_site import GitSite

import cjmgen
from cjmgen.cli import cli
from cjmgen.diff.markdown import MARK
from cjmgen.starters import PIPELINES, pipeline_files

ROOT = Path(__file__).parent.parent.parent
EVIL = "title: Evil\ntheme: evil\n"


def parsed(where: str) -> dict[str, Any]:
    """Path -> values; YAML reads "on" as true."""
    return {path: yaml.safe_load(text) for path, text in pipeline_files(where).items()}


GITHUB, COMMENT = (parsed("github")[path] for path in PIPELINES["github"])
GITLAB = parsed("gitlab")[".gitlab-ci.yml"]


def test_a_new_site_has_its_pipeline_and_is_without_a_mistake(tmp_path: Path) -> None:
    assert run("new", tmp_path / "site", "--ci", "github").code == 0
    for path, text in pipeline_files("github").items():
        assert (tmp_path / "site" / path).read_text("utf-8") == text
    assert run("check", tmp_path / "site").out == ""


def test_a_site_that_is_there_gets_one_once_and_nothing_else(tmp_path: Path) -> None:
    run("new", tmp_path / "site", "--template", "one-file")
    ran = run("new", tmp_path / "site", "--ci", "gitlab")
    assert (ran.code, ran.out) == (0, f"written {tmp_path}/site/.gitlab-ci.yml\n")
    (tmp_path / "site/.gitlab-ci.yml").write_text("mine")
    assert run("new", tmp_path / "site", "--ci", "gitlab").code == 2
    assert (tmp_path / "site/.gitlab-ci.yml").read_text() == "mine"
    assert run("new", tmp_path / "site", "--ci", "github", "--title", "X").code == 2
    assert run("new", tmp_path / "site", "--ci", "jenkins").code == 2


@pytest.mark.parametrize("where", PIPELINES)
def test_it_installs_the_cjmgen_that_wrote_it(where: str) -> None:
    assert f"CJMGEN: cjmgen=={cjmgen.__version__} " in "".join(pipeline_files(where).values())


# Commands


def commands(text: str) -> list[list[str]]:
    """Every call of cjmgen in a text, as arguments."""
    found = re.findall(r"^[\s>-]*(?:- |run: |entry: )?(cjmgen (?!==).+)$", text, re.MULTILINE)
    return [shlex.split(line.partition(">>")[0], comments=True)[1:] for line in found]


CALLS = [
    *((path, call) for where in PIPELINES for path, text in pipeline_files(where).items() for call in commands(text)),
    *(("hooks", call) for call in commands((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))),
]


@pytest.mark.parametrize(
    ("path", "call"), CALLS, ids=lambda value: value if isinstance(value, str) else " ".join(value)
)
def test_every_command_is_one_there_is(path: str, call: list[str]) -> None:
    command = cli.get_command(click.Context(cli), call[0])
    assert command is not None
    command.make_context(call[0], call[1:])


def test_the_commands_were_found() -> None:
    assert len(CALLS) == 9


# GitHub


def steps(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = GITHUB["jobs"][job]["steps"]
    return found


def test_what_runs_code_of_a_pull_request_may_only_read() -> None:
    assert set(GITHUB[True]) == {"push", "pull_request"}
    assert GITHUB["permissions"] == {"contents": "read"}
    assert "permissions" not in GITHUB["jobs"]["site"]
    assert steps("site")[0]["with"]["persist-credentials"] is False
    text = pipeline_files("github")[".github/workflows/atlas.yaml"]
    assert "secrets." not in text
    assert "actions/cache" not in text
    assert "pull_request_target" not in text


def test_what_may_publish_runs_from_main_alone() -> None:
    publish = GITHUB["jobs"]["publish"]
    assert publish["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"] for step in publish["steps"]] == ["actions/deploy-pages@v4"]


def test_what_may_write_comments_runs_nothing_of_the_pull_request() -> None:
    assert COMMENT["permissions"] == {}
    [job] = COMMENT["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert COMMENT[True]["workflow_run"]["workflows"] == [GITHUB["name"]]
    uses = [step["uses"].partition("@")[0] for step in job["steps"]]
    assert uses == ["actions/download-artifact", "actions/github-script"]
    assert not any("run" in step for step in job["steps"])
    script = job["steps"][1]["with"]["script"]
    assert MARK in script
    assert "${{" not in script
    assert "head_sha" in script


def test_no_text_of_a_pull_request_becomes_part_of_a_script() -> None:
    for workflow in (GITHUB, COMMENT):
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                assert "${{" not in step.get("run", "")
    for job in GITLAB.values():
        if isinstance(job, dict):
            assert "CI_MERGE_REQUEST_TITLE" not in str(job)


def scripts_of(event: str, *, is_fork: bool) -> list[str]:
    """What the site's job runs on an event."""
    found = []
    for step in steps("site"):
        when = step.get("if", "")
        for_it = event in when if "event_name" in when else True
        if "run" in step and for_it and ("head.repo" not in when or is_fork):
            found.append(step["run"])
    return found


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """This cjmgen, and a pip that installs nothing."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, line in {"cjmgen": f'exec {shlex.quote(sys.executable)} -m cjmgen "$@"', "pip": "exit 0"}.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return folder


def executed(scripts: list[str], site: GitSite, tools: Path, env: dict[str, str]) -> None:
    plain = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(tools), "PYTHONPATH": str(ROOT)}
    for script in scripts:
        command = ["bash", "-euo", "pipefail", "-c", script]
        done = subprocess.run(
            command, cwd=site.folder, env=plain | env, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        if "GITHUB_ENV" in env and Path(env["GITHUB_ENV"]).exists():
            env = env | dict(line.split("=", 1) for line in Path(env["GITHUB_ENV"]).read_text().splitlines())


@pytest.fixture
def pull_request(tmp_path: Path) -> tuple[GitSite, str]:
    """A site with a change to a persona, and its base; the change brings settings and a theme, too."""
    run("new", tmp_path / "site", "--template", "one-file")
    site = GitSite(tmp_path / "site")
    base = site.commit(message="Base")
    [persona] = (site.folder / "content/personas").iterdir()
    text = persona.read_text("utf-8")
    files = {f"content/personas/{persona.name}": text.replace("name: ", "name: Dr "), "site.yaml": EVIL,
             "themes/evil/theme.yaml": "name: Evil\n", "site.pl.yaml": "title: Zło\n"}  # fmt: skip
    site.commit(dict(files), "Change")
    return site, base


@pytest.mark.git
def test_a_pull_request_of_a_stranger_is_checked_built_and_told_with_the_settings_of_the_base(
    pull_request: tuple[GitSite, str], tools: Path, tmp_path: Path
) -> None:
    site, base = pull_request
    env = {"BASE": base, "NUMBER": "7", "CJMGEN": "cjmgen", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    env["GITHUB_ENV"] = str(tmp_path / "env")
    executed(scripts_of("pull_request", is_fork=True), site, tools, env)
    assert (tmp_path / "env").read_text() == f"CJMGEN_UNTRUSTED={base}\n"
    assert not (site.folder / ".cjmgen").exists(), "a stranger's build leaves no cache"

    settings = site.git("show", f"{base}:site.yaml")
    assert (site.folder / "site.yaml").read_text("utf-8").strip() == settings
    assert not (site.folder / "themes").exists()
    assert not (site.folder / "site.pl.yaml").exists()
    comment = (site.folder / "comment/changes.md").read_text("utf-8")
    assert comment.startswith(MARK)
    assert "→ Dr " in comment
    assert (site.folder / "comment/number").read_text() == "7\n"
    assert (tmp_path / "summary").read_text("utf-8") == comment
    assert "Evil" not in (site.folder / "preview/site/index.html").read_text("utf-8")
    assert "Dr " in (site.folder / "preview/changes.html").read_text("utf-8")


@pytest.mark.git
def test_a_push_to_main_is_checked_and_built(pull_request: tuple[GitSite, str], tools: Path) -> None:
    site, base = pull_request
    site.git("checkout", "--quiet", base)
    executed(scripts_of("push", is_fork=False), site, tools, {"CJMGEN": "cjmgen"})
    assert (site.folder / "preview/site/index.html").is_file()
    assert not (site.folder / "comment").exists()


# GitLab


@pytest.mark.git
def test_a_merge_request_of_a_stranger_is_built_with_the_settings_of_the_base(
    pull_request: tuple[GitSite, str], tools: Path
) -> None:
    site, base = pull_request
    env = {
        "CI_MERGE_REQUEST_IID": "3",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH": "stranger/atlas",
        "CI_PROJECT_PATH": "team/atlas",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CJMGEN": "cjmgen",
    }
    executed(GITLAB["site"]["script"], site, tools, env)
    assert (site.folder / "site.yaml").read_text("utf-8").strip() == site.git("show", f"{base}:site.yaml")
    assert "→ Dr " in (site.folder / "changes.md").read_text("utf-8")
    assert (site.folder / "preview/changes.html").is_file()
    assert "cache" not in GITLAB["site"]


def test_a_token_is_there_only_where_no_code_of_a_merge_request_runs() -> None:
    assert GITLAB["site"]["variables"]["ATLAS_TOKEN"] == ""
    [rule] = GITLAB["comment"]["rules"]
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH" in rule["if"]
    assert GITLAB["comment"]["variables"]["GIT_STRATEGY"] == "none"
    [script] = GITLAB["comment"]["script"]
    compile(script.partition("<<'END'\n")[2].partition("\nEND")[0], "comment", "exec")
    assert GITLAB["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert GITLAB["pages"]["artifacts"]["paths"] == ["public"]
    assert set(GITLAB["stages"]) == {
        job["stage"] for job in GITLAB.values() if isinstance(job, dict) and "stage" in job
    }


# The hook and the container


def test_the_hook_looks_at_what_a_site_is_made_of() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    for path in ("content/personas/anna.md", "site.yaml", "site.zh-Hans.yaml", "themes/own/theme.yaml"):
        assert re.search(hook["files"], path), path
    for path in ("README.md", "tests/site.py", "public/index.html"):
        assert not re.search(hook["files"], path), path


def test_the_container_is_made_of_files_that_are_there() -> None:
    lines = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    copied = [shlex.split(line)[1:-1] for line in lines if line.startswith("COPY ")]
    assert copied
    assert all((ROOT / name).exists() for names in copied for name in names)
    assert 'ENTRYPOINT ["cjmgen"]' in lines
    base = {line.split()[1] for line in lines if line.startswith("FROM ")}
    assert base == {"python:3.12-slim"}
    assert any("git" in line for line in lines if line.startswith("RUN apt-get"))
    for line in re.findall(r"^#.*? cjmgen (\w.*)$", (ROOT / "Containerfile").read_text("utf-8"), re.MULTILINE):
        call = shlex.split(line)
        command = cli.get_command(click.Context(cli), call[0])
        if command is not None:
            command.make_context(call[0], call[1:])
