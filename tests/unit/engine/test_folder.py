"""The output folder: published whole or not at all, and nothing of others is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import DiskFolder, Folder, MemoryFolder, open_folder
from cjmgen.engine.exchange import exchange_folders, exchange_in_three_steps

MANIFEST = ".cjmgen-manifest.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name in ("content", "themes"):
        (root / name).mkdir(parents=True)
    return root


@pytest.fixture(params=[exchange_folders, exchange_in_three_steps])
def public(request: pytest.FixtureRequest, root: Path) -> DiskFolder:
    return open_folder(root / "public", root=root, exchange=request.param)


def files_in(folder: Path) -> dict[str, str]:
    """Every file but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def test_a_first_site_appears_with_its_folders(public: DiskFolder) -> None:
    stamps = public.publish({"index.html": b"home", "journeys/a/index.html": b"a"}, set())

    assert files_in(public.path) == {"index.html": "home", "journeys/a/index.html": "a"}
    assert stamps["index.html"] == public.stamp("index.html")
    assert public.ours() == {"index.html", "journeys/a/index.html"}


def test_the_next_site_takes_its_place_and_keeps_what_did_not_change(public: DiskFolder) -> None:
    public.publish({"index.html": b"home", "a/index.html": b"a", "b/c/index.html": b"c"}, set())
    before = (public.path / "index.html").stat()

    public.publish({"a/index.html": b"A"}, {"index.html"})

    after = (public.path / "index.html").stat()
    assert files_in(public.path) == {"index.html": "home", "a/index.html": "A"}
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not (public.path / "b").exists()


def test_nothing_is_left_beside_the_output(public: DiskFolder, root: Path) -> None:
    public.publish({"index.html": b"1"}, set())
    public.publish({"index.html": b"2"}, set())

    assert sorted(path.name for path in root.iterdir()) == ["content", "public", "themes"]


def test_publishing_the_same_again_touches_nothing(public: DiskFolder) -> None:
    public.publish({"a/index.html": b"a"}, set())
    before = public.path.stat()

    assert public.publish({}, {"a/index.html"}) == {}

    assert public.path.stat() == before


def test_files_of_others_are_carried_along(public: DiskFolder) -> None:
    public.publish({"index.html": b"1", "old/index.html": b"old"}, set())
    (public.path / "CNAME").write_text("maps.example.org")
    (public.path / "old/notes.txt").write_text("mine")
    (public.path / ".git/refs/heads").mkdir(parents=True)
    (public.path / "latest").symlink_to("old/notes.txt")
    (public.path / "dangling").symlink_to("nowhere")
    (public.path / "sealed").mkdir()
    (public.path / "sealed/key").write_text("secret")
    (public.path / "sealed").chmod(0o500)

    for content in (b"2", b"3"):
        public.publish({"index.html": content}, set())

    assert files_in(public.path) == {
        "CNAME": "maps.example.org",
        "index.html": "3",
        "latest": "mine",
        "old/notes.txt": "mine",
        "sealed/key": "secret",
    }
    assert (public.path / ".git/refs/heads").is_dir()
    assert os.readlink(public.path / "dangling") == "nowhere"
    assert (public.path / "sealed").stat().st_mode & 0o777 == 0o500
    assert not list(public.path.parent.glob(".public*"))


def test_a_file_of_others_is_carried_where_links_fail(public: DiskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    public.publish({"index.html": b"1", "kept.html": b"kept"}, set())
    (public.path / "CNAME").write_text("maps.example.org")
    (public.path / "CNAME").chmod(0o640)
    stamp = public.stamp("kept.html")

    def no_links(*args: object, **more: object) -> None:
        raise OSError("this file system has no links")

    monkeypatch.setattr(os, "link", no_links)
    public.publish({"index.html": b"2"}, {"kept.html"})

    assert files_in(public.path) == {"CNAME": "maps.example.org", "index.html": "2", "kept.html": "kept"}
    assert (public.path / "CNAME").stat().st_mode & 0o777 == 0o640
    assert public.stamp("kept.html") == stamp
    assert not list(public.path.parent.glob(".public*"))


@pytest.mark.parametrize("foreign", ["about/index.html", "about", "about/index.html/deep.txt"])
def test_a_page_never_overwrites_a_file_of_others(public: DiskFolder, foreign: str) -> None:
    public.publish({"index.html": b"1"}, set())
    (public.path / foreign).parent.mkdir(parents=True, exist_ok=True)
    (public.path / foreign).write_text("mine")

    with pytest.raises(CjmgenError, match="is in the way"):
        public.publish({"index.html": b"2", "about/index.html": b"about"}, set())

    assert files_in(public.path) == {foreign: "mine", "index.html": "1"}
    assert not list(public.path.parent.glob(".public*"))


def test_what_others_write_during_a_build_is_not_lost(root: Path) -> None:
    def exchange_late(staged: Path, folder: Path) -> None:
        (folder / "late").mkdir()
        (folder / "late/report.txt").write_text("late")
        (folder / "CNAME").unlink()
        (folder / "CNAME").write_text("new.example.org")
        exchange_folders(staged, folder)

    folder = open_folder(root / "public", root=root)
    folder.publish({"index.html": b"1"}, set())
    (folder.path / "CNAME").write_text("old.example.org")

    open_folder(root / "public", root=root, exchange=exchange_late).publish({"index.html": b"2"}, set())

    assert files_in(folder.path) == {"CNAME": "new.example.org", "index.html": "2", "late/report.txt": "late"}


def test_a_failing_exchange_leaves_the_old_site(root: Path) -> None:
    def no_exchange(staged: Path, folder: Path) -> None:
        raise OSError(16, "Device or resource busy", str(folder))

    open_folder(root / "public", root=root).publish({"index.html": b"1"}, set())
    before = (root / "public").stat()

    with pytest.raises(CjmgenError, match="Device or resource busy"):
        open_folder(root / "public", root=root, exchange=no_exchange).publish({"index.html": b"2"}, set())

    assert files_in(root / "public") == {"index.html": "1"}
    assert (root / "public").stat() == before
    assert not list(root.glob(".public*"))


def test_a_file_that_cannot_be_written_leaves_the_old_site(public: DiskFolder) -> None:
    public.publish({"index.html": b"1"}, set())

    with pytest.raises(CjmgenError, match="cannot write"):
        public.publish({"index.html": b"2", f"{'x' * 300}/index.html": b""}, set())

    assert files_in(public.path) == {"index.html": "1"}
    assert not list(public.path.parent.glob(".public*"))


def test_a_kept_file_that_vanished_leaves_the_old_site(public: DiskFolder) -> None:
    public.publish({"index.html": b"1", "a.html": b"a"}, set())
    (public.path / "a.html").unlink()

    with pytest.raises(CjmgenError):
        public.publish({"index.html": b"2"}, {"a.html"})

    assert files_in(public.path) == {"index.html": "1"}


@pytest.mark.parametrize("exchange", [exchange_folders, exchange_in_three_steps])
def test_a_build_that_dies_anywhere_leaves_the_old_site_or_the_new_one(
    root: Path, exchange: Callable[[Path, Path], None]
) -> None:
    def build(page: bytes) -> None:
        open_folder(root / "public", root=root, exchange=exchange).publish(
            {"index.html": page, "a/index.html": page}, set()
        )

    old = {"index.html": "old", "a/index.html": "old", "CNAME": "maps.example.org"}
    new = {"index.html": "new", "a/index.html": "new", "CNAME": "maps.example.org"}
    build(b"old")
    (root / "public/CNAME").write_text("maps.example.org")
    seen = set()
    for step in range(1, 500):
        if survived := _die_at(step, lambda: build(b"new")):
            break
        if exchange is exchange_folders:
            assert files_in(root / "public") in (old, new), step  # before anybody cleared anything
        open_folder(root / "public", root=root)
        found = files_in(root / "public")
        assert found in (old, new), step
        seen.add(found["index.html"])
        assert not list(root.glob(".public*")), step
        build(b"old")
        assert files_in(root / "public") == old, step

    assert survived
    assert step > 20
    assert seen == {"old", "new"}


def _die_at(step: int, build: Callable[[], object]) -> bool:
    """Run a build in a process that dies before its n-th act on the file system; did it live to the end?"""
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    left = step

    def count(event: str, args: object) -> None:
        nonlocal left
        if event in {"open", "ctypes.dlopen"} or event.startswith(("os.", "shutil.")):
            left -= 1
            if left == 0:
                os._exit(1)

    sys.addaudithook(count)
    try:
        build()
    except BaseException:
        os._exit(2)
    os._exit(0)


@pytest.mark.parametrize("name", ["site", "aside"])
def test_a_leftover_that_leads_elsewhere_is_not_followed(public: DiskFolder, root: Path, name: str) -> None:
    public.publish({"index.html": b"1"}, set())
    (root / "content/a.md").write_text("mine")
    planted = root / ".public.cjmgen-new-999999999-abcd"
    planted.mkdir()
    (planted / name).symlink_to(root / "content")

    open_folder(root / "public", root=root)

    assert files_in(root / "content") == {"a.md": "mine"}
    assert files_in(root / "public") == {"index.html": "1"}


def test_the_staging_folder_of_a_running_build_is_let_alone(root: Path) -> None:
    running = root / f".public.cjmgen-new-{os.getppid()}-abcd"
    running.mkdir()

    open_folder(root / "public", root=root)

    assert running.is_dir()


@pytest.mark.parametrize(
    "place", ["/", "~", "{root}", "{root}/..", "{root}/content", "{root}/content/public", "{root}/themes/x",
              "{root}/.cjmgen", "{root}/.cjmgen/x", "{root}/.git/x", "{root}/content/../themes"],
)  # fmt: skip
def test_places_where_a_site_must_not_be_built_are_refused(root: Path, place: str) -> None:
    with pytest.raises(CjmgenError, match="cannot build into") as refused:
        open_folder(Path(place.format(root=root)).expanduser(), root=root)

    assert refused.value.hint


def test_a_folder_that_holds_the_site_is_refused_even_with_a_manifest(root: Path) -> None:
    (root / MANIFEST).write_text('{"format": 1, "files": []}')

    with pytest.raises(CjmgenError, match="the site's own sources"):
        open_folder(root, root=root)


def test_a_symbolic_link_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "public").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(CjmgenError, match="symbolic link"):
        open_folder(root / "public", root=root)


def test_a_link_on_the_way_does_not_hide_where_a_folder_is(root: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(root / "content")

    with pytest.raises(CjmgenError, match="content/"):
        open_folder(tmp_path / "alias/public", root=root)


def test_a_folder_with_files_of_others_and_no_manifest_is_refused(root: Path) -> None:
    (root / "public").mkdir()
    (root / "public/thesis.odt").write_text("years of work")

    with pytest.raises(CjmgenError, match="did not write"):
        open_folder(root / "public", root=root)


def test_a_folder_whose_manifest_is_damaged_is_refused(public: DiskFolder, root: Path) -> None:
    public.publish({"index.html": b"1"}, set())
    (public.path / MANIFEST).write_text("{")

    with pytest.raises(CjmgenError, match="damaged"):
        open_folder(root / "public", root=root)


def test_a_file_and_an_empty_folder(root: Path) -> None:
    (root / "file").write_text("")
    (root / "empty").mkdir()

    with pytest.raises(CjmgenError, match="it is a file"):
        open_folder(root / "file", root=root)
    open_folder(root / "empty", root=root).publish({"index.html": b"1"}, set())
    assert files_in(root / "empty") == {"index.html": "1"}


def test_a_manifest_with_paths_that_lead_elsewhere_deletes_nothing_there(public: DiskFolder, root: Path) -> None:
    public.publish({"index.html": b"1"}, set())
    (root / "content/a.md").write_text("mine")
    (public.path / MANIFEST).write_text('{"format": 1, "files": ["../content/a.md", "index.html"]}')

    public.publish({"index.html": b"2"}, set())

    assert files_in(root / "content") == {"a.md": "mine"}


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/./b", "", "a\\b", MANIFEST, "a/../../x"])
def test_a_path_that_leads_elsewhere_is_a_bug(root: Path, path: str) -> None:
    for folder in (open_folder(root / "public", root=root), MemoryFolder()):
        with pytest.raises(ValueError, match="is no path of an output"):
            folder.publish({path: b""}, set())


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_a_folder_in_memory_keeps_the_same_promises(root: Path, kind: str) -> None:
    folder: Folder = MemoryFolder() if kind == "memory" else open_folder(root / "public", root=root)

    folder.publish({"a.html": b"a", "b.html": b"b"}, set())
    first = folder.stamp("a.html")
    stamps = folder.publish({"b.html": b"bb"}, {"a.html"})

    assert stamps == {"b.html": folder.stamp("b.html")}
    assert folder.stamp("a.html") == first
    assert folder.stamp("c.html") is None
    assert folder.read("b.html") == b"bb"
    folder.publish({}, {"b.html"})
    assert folder.ours() == {"b.html"}
    assert folder.stamp("a.html") is None
