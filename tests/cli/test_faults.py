"""What goes wrong around a build, as a person sees it: a message with a way out, and the old site or the new one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import STAGE, edit, files_below, run, settled_site

from cjmgen.source import DiskTree, SourceFile

WRITING = ("open", "replace", "rename", "link", "symlink", "unlink", "mkdir", "rmdir", "chmod", "utime")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return settled_site(tmp_path / "site", monkeypatch)


def locked(monkeypatch: pytest.MonkeyPatch, folder: Path, number: int) -> None:
    """Nothing below a folder can be written, as on a disk that was mounted to be read (a test may run as root)."""

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            is_reading = name == "open" and not (given[1] if len(given) > 1 else named["flags"]) & (
                os.O_WRONLY | os.O_RDWR | os.O_CREAT
            )
            paths = [os.fspath(each) for each in given if isinstance(each, str | os.PathLike)]
            if not is_reading and any(os.path.abspath(path).startswith(str(folder)) for path in paths):
                raise OSError(number, os.strerror(number), paths[0])
            return real(*given, **named)

        return call

    for name in WRITING:
        monkeypatch.setattr(os, name, wrap(name, getattr(os, name)))


@pytest.mark.parametrize("number", [errno.EROFS, errno.EDQUOT])
def test_where_nothing_can_be_written_it_is_said_and_the_old_site_stays(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    output = tmp_path / "www" / "site"
    output.parent.mkdir()
    assert run("build", site, "--output", output).code == 0
    before = files_below(output)
    edit(site / STAGE, "I review the cart", "I look once more")

    with monkeypatch.context() as patch:
        locked(patch, output.parent, number)
        found = run("build", site, "--output", output)

    assert found.code != 0
    assert os.strerror(number) in found.err
    assert str(output.parent) in found.err
    assert files_below(output) == before

    assert run("build", site, "--output", output).code == 0
    assert "I look once more" in (output / "journeys/checkout/index.html").read_text("utf-8")


@pytest.mark.parametrize("nth", [1, 2])
def test_a_file_that_is_saved_while_a_build_reads_it_is_published_by_the_next(
    site: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Before it is read, or after."""
    run("build", site)
    edit(site / STAGE, "I review the cart", "I look once more")
    read, saved = DiskTree.read, []

    def read_and_save(tree: DiskTree, path: str) -> SourceFile:
        found = read(tree, path) if nth == 2 else None
        if path == STAGE and not saved:
            edit(site / STAGE, "I look once more", "I look a third time")
            saved.append(path)
        return found or read(tree, path)

    with monkeypatch.context() as patch:
        patch.setattr(DiskTree, "read", read_and_save)
        assert run("build", site).code == 0
    assert saved
    page = files_below(site / "public")["journeys/checkout/index.html"]
    assert (b"I look once more" in page, b"I look a third time" in page) == (nth == 2, nth == 1)

    assert run("build", site).code == 0
    assert b"I look a third time" in files_below(site / "public")["journeys/checkout/index.html"]


def test_a_file_that_is_being_written_is_a_mistake_and_the_old_site_stays(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that empties a file before it writes it anew."""
    assert run("build", site).code == 0
    before = files_below(site / "public")
    edit(site / STAGE, "I review the cart", "I look once more")
    whole, read = (site / STAGE).read_bytes(), DiskTree.read

    def read_too_early(tree: DiskTree, path: str) -> SourceFile:
        if path == STAGE:
            (site / STAGE).write_bytes(whole[: len(whole) // 2])
        return read(tree, path)

    with monkeypatch.context() as patch:
        patch.setattr(DiskTree, "read", read_too_early)
        found = run("build", site)
    assert (found.code, f"{STAGE}:" in found.out) == (1, True)
    assert files_below(site / "public") == before

    (site / STAGE).write_bytes(whole)
    assert run("build", site).code == 0
    assert b"I look once more" in files_below(site / "public")["journeys/checkout/index.html"]


def test_what_cannot_be_read_is_said_and_the_rest_is_built(site: Path) -> None:
    pages = site / "content" / "pages"
    pages.mkdir()
    (pages / "link.md").symlink_to("/etc/hostname")
    (site / "content" / "assets").symlink_to(site.parent)
    os.mkfifo(pages / "pipe.md")
    Path(os.fsdecode(os.fsencode(pages) + b"/caf\xe9.md")).write_text("---\ntitle: x\n---\n")
    (site / "other-link").symlink_to("/etc")

    for format in ("text", "json", "github"):
        found = run("check", site, "--format", format)
        assert found.code == 0
        assert found.out.count("this is not read") == 4
    said = run("build", site).out
    for path, why in (
        ("content/assets:1:1", "it is a link"),
        ("content/pages/caf\\xe9.md:1:1", "no text in UTF-8"),
        ("content/pages/link.md:1:1", "it is a link"),
        ("content/pages/pipe.md:1:1", "neither a file nor a folder"),
    ):
        assert any(path in line and why in line for line in said.splitlines()), (path, said)
    assert (site / "public/index.html").is_file()


def test_a_file_in_the_way_of_the_output_is_named(site: Path) -> None:
    (site / "file").write_text("mine")
    found = run("build", site, "-o", site / "file" / "public")
    assert found.code == 2
    assert "a file stands where a folder has to be" in found.err
    assert (site / "file").read_text() == "mine"


def test_settings_that_are_a_link_are_not_said_to_be_missing(site: Path) -> None:
    (site / "site.yaml").rename(site / "real.yaml")
    (site / "site.yaml").symlink_to("real.yaml")
    found = run("check", site)
    assert found.code == 2
    assert "site.yaml is not read: it is a link" in found.err
