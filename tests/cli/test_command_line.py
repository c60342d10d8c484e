"""What holds for every command: wrong usage is said with a way out, and nobody ever sees a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click
import pytest
from command_line import edit, files_below, run, tiny_site

import cjmgen
from cjmgen import pipeline
from cjmgen.cli import COMMANDS, cli, main
from cjmgen.cli.ui import Ui

ON_A_SITE = ("check", "build", "serve")
"""Commands that take a site's folder."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tiny_site(tmp_path / "site")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    ran = run(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: cjmgen {name} ")
    assert run(name, "-h") == ran


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_wrong_usage(name: str) -> None:
    ran = run(name, "--no-such-thing")
    assert (ran.code, ran.out) == (2, "")
    assert "No such option '--no-such-thing'" in ran.err


@pytest.mark.parametrize("name", COMMANDS)
def test_one_argument_too_many_is_wrong_usage(name: str, site: Path) -> None:
    ran = run(name, site, "more")
    assert (ran.code, ran.out) == (2, "")
    is_group = isinstance(cli.get_command(click.Context(cli), name), click.Group)
    assert (f"No such command '{site}'" if is_group else "unexpected extra argument (more)") in ran.err


def test_without_a_command_the_commands_are_listed() -> None:
    ran = run()
    assert ran.code == 0
    assert run("--help").out == ran.err
    for name, about in COMMANDS.items():
        assert f"  {name}" in ran.err
        assert about in ran.err


def test_a_mistyped_command_is_met_with_the_one_that_was_meant() -> None:
    ran = run("chekc")
    assert (ran.code, ran.out) == (2, "")
    assert 'there is no command "chekc"; did you mean "check"?' in ran.err
    assert "did you mean" not in run("frobnicate").err
    assert run("frobnicate").code == 2


def test_the_version_is_the_packages() -> None:
    assert run("--version").out == run("-V").out == f"cjmgen {cjmgen.__version__}\n"


@pytest.mark.parametrize("name", ON_A_SITE)
def test_a_folder_that_does_not_exist_is_wrong_usage(name: str, tmp_path: Path) -> None:
    ran = run(name, tmp_path / "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "does not exist" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ON_A_SITE)
def test_a_file_is_no_folder(name: str, site: Path) -> None:
    ran = run(name, site / "site.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "is a file" in ran.err


@pytest.mark.parametrize("name", ["check", "build"])
def test_a_folder_without_site_yaml_is_no_site(name: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    ran = run(name, tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "error: there is no site.yaml here\n  = hint: run this in a site's folder, or make one:" in ran.err
    assert [path.name for path in tmp_path.rglob("*")] == ["content"]


@pytest.mark.parametrize("name", ["check", "build"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "site.yaml:1:1: error[S009]"),
        ("# nothing yet\n", "site.yaml:1:1: error[S009]"),
        ("- title: Tiny\n", "site.yaml:1:1: error[S009]"),
        ("Tiny\n", "site.yaml:1:1: error[S009]"),
        ("title: [Tiny\n", "site.yaml:1:8: error[S001]"),
        ("titel: Tiny\n", "site.yaml:1:1: error[C102]"),
        ("tagline: Small\n", "site.yaml:1:1: error[C101]"),
        ("title: Tiny\ntitle: Tiny\n", "site.yaml:2:1: error[S003]"),
        ("title: Tiny\nlanguages: [english]\n", "site.yaml:2:13: error[C105]"),
        ("title: Tiny\nscale: {min: 3, max: 1}\n", "site.yaml:2:14: error[C104]"),
    ],
)
def test_a_wrong_site_yaml_is_said_at_its_place_and_nothing_is_written(
    name: str, text: str, said: str, site: Path
) -> None:
    (site / "site.yaml").write_text(text)
    before = files_below(site)
    ran = run(name, site)
    assert ran.code == 2
    assert ran.out.startswith(said)
    assert "1 error" in ran.err
    assert files_below(site) == before


@pytest.mark.parametrize("name", ["check", "build"])
def test_a_site_yaml_that_is_not_utf_8_is_said(name: str, site: Path) -> None:
    (site / "site.yaml").write_bytes(b"title: T\xfcny\n")
    ran = run(name, site)
    assert ran.code == 2
    assert "site.yaml:1:9: error[S002]" in ran.out


@pytest.mark.parametrize("name", ["check", "build"])
def test_a_format_there_is_not_is_wrong_usage(name: str, site: Path) -> None:
    ran = run(name, site, "--format", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert "'xml' is not one of 'text', 'json', 'github'" in ran.err


def test_a_bug_of_ours_is_admitted_and_its_traceback_shown_only_on_demand(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(pipeline, "load", fail)
    ran = run("check", site)
    assert (ran.code, ran.out) == (3, "")
    assert "error: this is a bug in cjmgen: ZeroDivisionError: by nought\n  = hint: please report it" in ran.err
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "check", str(site)])


def test_what_the_system_refuses_is_no_bug_of_ours(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied", "content/personas")

    monkeypatch.setattr(pipeline, "load", fail)
    ran = run("check", site)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("error: the system says: Permission denied: content/personas\n")
    assert "a bug" not in ran.err


def test_an_interrupted_command_says_that_it_stopped(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "load", interrupt)
    assert run("check", site) == run("build", site)
    assert (run("check", site).code, run("check", site).err.strip()) == (3, "stopped")


def cjmgen_process(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cjmgen", *arguments],
        env={"PATH": os.environ["PATH"], **environ},
        capture_output=True,
        check=False,
    )


def test_the_process_ends_with_the_code(site: Path) -> None:
    assert cjmgen_process("check", str(site)).returncode == 0
    assert cjmgen_process("check", str(site), "more").returncode == 2
    edit(site / "content/journeys/checkout/journey.md", "[anna]", "[ana]")
    done = cjmgen_process("check", str(site))
    assert done.returncode == 1
    assert done.stdout.startswith(b"content/journeys/checkout/journey.md:3:12: error[R001]")
    assert done.stderr.strip() == b"1 error"


def test_letters_the_terminal_does_not_have_stop_nothing(site: Path) -> None:
    with (site / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("colour: „łódź”\n")
    done = cjmgen_process("check", str(site), PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert rb"2 | colour: \u201e\u0142\xf3d\u017a\u201d" in done.stdout


def test_a_reader_that_stops_reading_is_told_nothing_more() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "cjmgen", "schema", "journey"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 3


def test_colour_is_for_terminals_only(site: Path) -> None:
    edit(site / "content/journeys/checkout/journey.md", "[anna]", "[ana]")
    assert b"\x1b" not in cjmgen_process("check", str(site)).stdout


def test_what_is_said_obeys_no_character_of_anybodys() -> None:
    """Neither a terminal's orders nor a runner's: each is one line, whatever is in it."""
    out, err = io.StringIO(), io.StringIO()
    ui = Ui(out, err)
    evil = "assets/a\n::error::x\r\x1b[31m\x9b2J\u202e.png"
    ui.print(f"{evil}: it is new")
    ui.say(evil)
    ui.fail(evil, evil)
    for said in (out.getvalue(), err.getvalue()):
        assert not [line for line in said.splitlines() if line.startswith("::")]
        assert said.isascii()
        assert all(character.isprintable() or character == "\n" for character in said)
    assert (out.getvalue().count("\n"), err.getvalue().count("\n")) == (1, 3)
