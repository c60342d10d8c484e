"""``cjmgen build``: the whole site or none of it, and only where a site may go."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from command_line import JOURNEY, STAGE, edit, files_below, run, tiny_site

from cjmgen.rendering import renderer


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tiny_site(tmp_path / "site")


def test_the_site_is_built_into_public(site: Path) -> None:
    ran = run("build", site)
    assert (ran.code, ran.out) == (0, "")
    made = files_below(site / "public")
    assert {"index.html", "404.html", "journeys/checkout/index.html", "personas/anna/index.html"} <= made.keys()
    assert ran.err.startswith("no mistakes found\n")
    assert ran.err.rstrip().endswith(f"{site}/public/index.html")
    assert f"\n{len(made) - 1} written, 0 unchanged, " in ran.err  # the manifest is no page of the site


def test_it_is_built_from_this_folder_into_the_one_that_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert run("build", "-o", "../elsewhere").code == 0
    assert (site.parent / "elsewhere" / "index.html").is_file()
    assert not (site / "public").exists()


def test_site_yaml_may_name_the_folder(site: Path) -> None:
    (site / "site.yaml").write_text("title: Tiny\noutput: docs\n")
    assert run("build", site).code == 0
    assert (site / "docs" / "index.html").is_file()


def test_what_did_not_change_is_not_written_again(site: Path) -> None:
    run("build", site)
    before = files_below(site / "public")
    ran = run("build", site, "--why")
    assert (ran.code, ran.out) == (0, "")
    assert f"\n0 written, {len(before) - 1} unchanged, " in ran.err
    assert files_below(site / "public") == before


def test_why_says_for_each_file_what_made_it_necessary(site: Path) -> None:
    run("build", site)
    edit(site / "content/personas/anna.md", "name: Anna", "name: Anna\nrole: Runner")
    lines = run("build", site, "--why").out.splitlines()
    assert "personas/index.html: view:personas@en changed" in lines
    assert [line for line in lines if line.startswith("personas/anna/index.html: ")]
    assert not [line for line in lines if line.startswith("channels/")]
    shutil.rmtree(site / "content/journeys")
    lines = run("build", site, "--why").out.splitlines()
    assert "journeys/checkout/index.html: removed, nothing makes it any more" in lines


def test_a_mistake_in_the_content_leaves_the_last_good_site_as_it_was(site: Path) -> None:
    run("build", site)
    good = files_below(site / "public")
    edit(site / JOURNEY, "[anna]", "[ana]")
    edit(site / STAGE, "name: Pay", "name: Pay at the till")
    ran = run("build", site)
    assert ran.code == 1
    assert ran.out.startswith(f"{JOURNEY}:3:12: error[R001]")
    assert ran.err == "1 error\nnothing was built; the last good site is as it was\n"
    assert files_below(site / "public") == good


def test_a_mistake_in_the_first_build_writes_nothing_at_all(site: Path) -> None:
    edit(site / JOURNEY, "[anna]", "[ana]")
    before = files_below(site)
    assert run("build", site).code == 1
    assert files_below(site) == before


def test_a_page_that_cannot_be_made_is_our_fault_and_leaves_the_last_good_site(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise ValueError("no ink")

    run("build", site)
    good = files_below(site / "public")
    edit(site / STAGE, "name: Pay", "name: Pay at the till")
    monkeypatch.setattr(renderer.Renderer, "_render", fail)
    ran = run("build", site)
    assert ran.code == 3
    assert "error[B002]" in ran.out
    assert "no ink" in ran.out
    assert ran.err == "nothing was built; the last good site is as it was\n"
    assert files_below(site / "public") == good


def test_a_template_that_cannot_be_rendered_is_the_sites_own_mistake(site: Path) -> None:
    template = site / "themes/mine/templates/views/home.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("<h1>{{ site.title }}</h1>\n{{ view.weather }}\n")
    (site / "themes/mine/theme.yaml").write_text("extends: default\n")
    (site / "site.yaml").write_text("title: Tiny\ntheme: mine\n")
    ran = run("build", site)
    assert ran.code == 1
    assert "home.html.j2:2:1: error[T001]" in ran.out
    assert not (site / "public").exists()


def test_warnings_are_shown_and_fail_only_if_one_is_strict(site: Path) -> None:
    edit(site / STAGE, ", pains: [it forgets]", "")
    ran = run("build", site, "--strict")
    assert (ran.code, ran.err) == (1, "1 warning\nnothing was built; the last good site is as it was\n")
    assert "warning[L201]" in ran.out
    assert not (site / "public").exists()
    again = run("build", site)
    assert (again.code, again.out) == (0, ran.out)
    assert (site / "public/index.html").is_file()


def test_json_and_annotations_have_standard_output_to_themselves(site: Path) -> None:
    assert run("build", site, "--format", "json", "--why").out == "[]\n"
    edit(site / STAGE, "emotion: 1}", "emotion: 2}")
    again = run("build", site, "--format", "github", "--why")
    assert (again.code, again.out) == (0, "")
    assert "channels/web/index.html: view:channel:web@en changed" in again.err
    edit(site / JOURNEY, "[anna]", "[ana]")
    wrong = run("build", site, "--format", "json")
    assert wrong.code == 1
    assert [found["code"] for found in json.loads(wrong.out)] == ["R001"]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("content", "content/ holds what authors write"),
        ("content/public", "content/ holds what authors write"),
        ("themes", "themes/ holds what authors write"),
        (".", "the site's own sources are there"),
        ("..", "the site's own sources are there"),
        ("/", "it is the whole file system"),
        (".git/public", "it belongs to Git"),
        (".cjmgen", "what builds remember is kept there"),
        ("site.yaml", "it is a file"),
        ("site.yaml/public", "cannot write"),
        ("mine", "it holds files that cjmgen did not write"),
    ],
)
def test_a_place_where_no_site_may_go_is_refused_and_nothing_there_is_touched(
    output: str, said: str, site: Path
) -> None:
    (site / "mine").mkdir()
    (site / "mine/notes.txt").write_text("mine")
    before = files_below(site)
    ran = run("build", site, "-o", site / output)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: cannot ")
    assert said in ran.err
    assert "  = hint: " in ran.err
    assert {path for path in files_below(site) if not path.startswith(".cjmgen/")} == before.keys()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("theme: nope", 'there is no theme "nope"'),
        ("views: [flow, nope]", 'there is no view "nope"'),
        ("output: content/public", "content/ holds what authors write"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_wrong_configuration(setting: str, said: str, site: Path) -> None:
    (site / "site.yaml").write_text(f"title: Tiny\n{setting}\n")
    ran = run("build", site)
    assert ran.code == 2
    assert said in ran.err + ran.out
    assert not (site / "public").exists()


def build_with_rights_respected(site: Path, output: Path) -> subprocess.CompletedProcess[str]:
    """Build in a process that the system refuses what a folder's mode forbids, even if we are root."""
    command = [sys.executable, "-m", "cjmgen", "build", str(site), "-o", str(output)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere, and there is no setpriv to make it less mighty")
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--", *command]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have no such mode here")
def test_a_folder_that_may_not_be_written_is_said_and_stays_as_it_was(site: Path, tmp_path: Path) -> None:
    output = tmp_path / "www" / "public"
    assert run("build", site, "-o", output).code == 0
    good = files_below(output)
    edit(site / STAGE, "emotion: 1}", "emotion: 2}")
    output.parent.chmod(0o555)
    try:
        done = build_with_rights_respected(site, output)
    finally:
        output.parent.chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: cannot write {output.parent}/")
    assert "Permission denied\n  = hint: check permissions and free space" in done.stderr
    assert files_below(tmp_path / "www") == {f"public/{path}": content for path, content in good.items()}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have no such mode here")
def test_a_site_that_may_only_be_read_is_built_elsewhere_and_remembers_nothing(site: Path, tmp_path: Path) -> None:
    """A checkout that is mounted to be read, as containers have it."""
    site.chmod(0o555)
    try:
        done = build_with_rights_respected(site, tmp_path / "public")
    finally:
        site.chmod(0o755)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"nothing is remembered for the next build: {site}/.cjmgen cannot be written" in done.stderr
    assert (tmp_path / "public/index.html").is_file()
    assert not (site / ".cjmgen").exists()


@pytest.mark.parametrize("value", ["x", "-5", "1e9", "99999999999999999999", "１"])
def test_a_time_that_is_none_is_refused(site: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    ran = run("build", site)
    assert ran.code == 2
    assert f'SOURCE_DATE_EPOCH is no time: "{value}"' in ran.err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert run("build", site).code == 0


def test_a_folder_named_like_a_theme_of_ours_adds_to_it_without_saying_what_it_is(site: Path) -> None:
    words = site / "themes/default/strings/en.yaml"
    words.parent.mkdir(parents=True)
    words.write_text("nav.journeys: Crossings\n")
    assert run("build", site).code == 0
    assert "Crossings" in (site / "public/index.html").read_text("utf-8")
