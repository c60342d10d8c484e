"""A build after which nothing was touched says the same again, and hardly starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import JOURNEY, STAGE, edit, files_below, run, settled_site

import cjmgen
from cjmgen import footprint

ALLOWED = {"cli", "diagnostics", "digest", "engine", "footprint", "history", "program", "progress", "source"}
"""Units of ours that a build with nothing to do may import.  None of them is heavy."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return settled_site(tmp_path / "site", monkeypatch)


def is_unchanged(site: Path, *options: object) -> bool:
    return footprint.unchanged(site, *(options or (None,))) is not None


def test_a_second_build_has_nothing_to_do_and_says_so_as_before(site: Path) -> None:
    edit(site / JOURNEY, "owner: Shop team\n", "")
    first, second = run("build", site), run("build", site)
    assert is_unchanged(site)
    assert "L101" in first.out
    assert (second.code, second.out) == (first.code, first.out)
    assert second.err.splitlines()[0] == first.err.splitlines()[0] == "1 warning"
    assert "0 written, " in second.err


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_what_is_said_is_said_in_every_format(site: Path, format: str) -> None:
    edit(site / JOURNEY, "owner: Shop team\n", "")
    (site / "content/channels.yaml").write_text("- {id: unused, name: Unused}\n")
    run("build", site)
    remembered = run("build", site, "--format", format)
    assert remembered.out == run("build", site, "--clean", "--format", format).out != ""


def test_strict_fails_the_same_way(site: Path) -> None:
    edit(site / JOURNEY, "owner: Shop team\n", "")
    run("build", site)
    assert run("build", site, "--strict").code == 1


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda site: edit(site / STAGE, "I review the cart", "I look at the cart"),
    "a text of the same length": lambda site: edit(site / STAGE, "I review the cart", "I retype the cart"),
    "a new file": lambda site: (site / "content/personas/bea.md").write_text("---\nname: Bea\n---\n"),
    "a file gone": lambda site: (site / STAGE).unlink(),
    "a file renamed": lambda site: (site / STAGE).rename((site / STAGE).with_name("02-pay.md")),
    "site.yaml": lambda site: (site / "site.yaml").write_text("title: Small\nviews: []\n"),
    "a theme": lambda site: ((site / "themes").mkdir(), (site / "themes/a.css").write_text("")),
    "a page edited by hand": lambda site: (site / "public/index.html").write_text("mine"),
    "a page deleted": lambda site: (site / "public/index.html").unlink(),
    "a file of somebody else's": lambda site: (site / "public/CNAME").write_text("example.org"),
    "the cache": lambda site: [file.write_text("{") for file in (site / ".cjmgen").glob("footprint-*")],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_was_touched_the_next_build_leaves_what_a_clean_one_leaves(
    site: Path, change: Callable[[Path], object]
) -> None:
    run("build", site)
    assert is_unchanged(site)
    change(site)
    assert not is_unchanged(site)
    assert run("build", site).code == 0
    kept = {path: content for path, content in files_below(site / "public").items() if path != "CNAME"}
    run("build", site, "-o", site.parent / "clean")
    assert kept == files_below(site.parent / "clean")


def test_what_no_build_reads_does_not_matter(site: Path) -> None:
    run("build", site)
    (site / "README.md").write_text("About these maps.")
    (site / "notes").mkdir()
    (site / "notes/a.md").write_text("Mine.")
    assert is_unchanged(site)


def test_a_text_put_back_with_its_old_date_is_noticed(site: Path) -> None:
    run("build", site)
    was = (site / STAGE).stat()
    edit(site / STAGE, "I review the cart", "I retype the cart")
    os.utime(site / STAGE, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert not is_unchanged(site)


def test_a_file_written_just_now_is_not_trusted(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footprint, "SETTLED_NS", 3_600_000_000_000)
    run("build", site)
    assert not is_unchanged(site)


def test_another_program_another_day_or_another_folder_is_another_world(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", site)
    assert not is_unchanged(site, site / "elsewhere")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert not is_unchanged(site)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert is_unchanged(site)
    monkeypatch.setattr(footprint.program, "identity", lambda: "another")
    assert not is_unchanged(site)


def test_folders_are_told_apart_and_named_from_wherever_one_stands(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", site, "-o", site.parent / "one")
    run("build", site)
    assert is_unchanged(site, site.parent / "one")
    monkeypatch.chdir(site)
    assert "unchanged, in" in run("build").err
    assert is_unchanged(Path())
    assert is_unchanged(Path(), Path("../one"))


def test_a_note_that_was_altered_is_not_believed(site: Path) -> None:
    run("build", site)
    (note,) = (site / ".cjmgen").glob("footprint-*")
    found = json.loads(note.read_text())
    found["left"]["files"] = 7
    note.write_text(json.dumps(found))
    assert not is_unchanged(site)


def test_clean_makes_everything_again(site: Path) -> None:
    run("build", site)
    made = len(files_below(site / "public")) - 1
    ran = run("build", site, "--clean", "--why")
    assert len(ran.out.splitlines()) == made
    assert "nothing is known about it" in ran.out
    assert f"0 written, {made} unchanged, " in ran.err


def test_clean_deletes_nothing_but_what_is_remembered(site: Path) -> None:
    run("build", site)
    (site / ".cjmgen/mine.json").write_text("kept")
    (site / ".cjmgen/memo").mkdir(exist_ok=True)
    (site / ".cjmgen/memo/notes.txt").write_text("kept")
    run("build", site, "--clean")
    assert (site / ".cjmgen/mine.json").read_text() == (site / ".cjmgen/memo/notes.txt").read_text() == "kept"


def test_timings_name_the_phases_and_the_slowest_files(site: Path) -> None:
    said = run("build", site, "--timings").err
    for phase in ("reading", "resolving names", "checking", "planning", "making files", "publishing", "in all"):
        assert f" s  {phase}\n" in said
    assert " s  journeys/checkout/" in said


def imported(*arguments: str, here: Path) -> set[str]:
    """Modules that a command line leaves imported, in a process of its own."""
    lines = ("import sys", "from cjmgen.cli import main", f"main({list(arguments)})", "sys.stderr.write(TOLD)")
    code = "\n".join(lines).replace("TOLD", "'\\n' + chr(0) + ' '.join(sys.modules)")
    environment = {**os.environ, "PYTHONPATH": str(Path(cjmgen.__file__).parent.parent)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=here, env=environment, check=True)
    return set(done.stderr.partition("\0")[2].split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build",)])
def test_nothing_heavy_is_imported_before_it_is_needed(site: Path, arguments: tuple[str, ...]) -> None:
    time.sleep(0.1)  # so that the files have settled for the other process, too
    run("build", site)
    names = imported(*arguments, here=site)
    foreign = {name.partition(".")[0] for name in names} - sys.stdlib_module_names
    assert {name for name in foreign if not name.startswith(("_", "sphinxcontrib"))} <= {"cjmgen", "click"}
    ours = {name.split(".")[1] for name in names if name.startswith("cjmgen.")}
    assert ours <= ALLOWED
    assert not names & {"importlib.metadata", "asyncio", "multiprocessing", "http.server"}


def test_a_build_imports_nothing_that_speaks_to_a_network(site: Path) -> None:
    """Nor does it ever speak; and it would take as long to import as all the models of what an author may write."""
    edit(site / STAGE, "I review the cart", "I look once more")
    names = imported("build", here=site)
    assert "cjmgen.pipeline" in names
    assert not names & {"ssl", "http.client", "urllib.request", "asyncio"}
