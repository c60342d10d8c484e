"""A commit as a source tree: the files it had, whatever stands in the folder or in a configuration now."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from conftest import TINY
from git_site import GitSite, tiny_repository

from cjmgen import pipeline
from cjmgen.cli import main
from cjmgen.diagnostics import CjmgenError
from cjmgen.history.git import repository_of, required_repository
from cjmgen.history.names import WORKING_TREE, commit_named, sides_of
from cjmgen.history.originals import changed_since
from cjmgen.history.revision import revision_of
from cjmgen.history.tree import GitTree, tree_of
from cjmgen.source import DiskTree

pytestmark = pytest.mark.git


def tree_at(folder: Path, name: str) -> GitTree:
    repository = required_repository(folder)
    return tree_of(repository, commit_named(repository, name))


def contents(tree: GitTree | DiskTree) -> dict[str, bytes]:
    return {path: tree.read(path).content for path in tree.paths()}


def test_a_commit_holds_what_the_folder_held(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path)
    site.commit({"content/assets/a.svg": b"<svg/>", "content/assets/zażółć 门.png": b"\x89PNG\r\n\0"})
    then = contents(DiskTree(tmp_path))
    site.git("tag", "v1")
    site.commit({"site.yaml": "title: Other\n", "content/assets/a.svg": None})

    assert contents(tree_at(tmp_path, "v1")) == then
    assert contents(tree_at(tmp_path, "HEAD")) == contents(DiskTree(tmp_path))
    project = pipeline.load_tree(tree_at(tmp_path, "v1"))
    assert (project.report.has_errors, project.site.title) == (False, "Tiny")


def test_hidden_files_links_and_other_repositories_are_passed_over_as_on_disk(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path / "site")
    inner = GitSite(tmp_path / "site/content/assets/inner")
    inner.commit({"a.svg": "<svg/>"})
    (tmp_path / "site/content/assets/link.svg").symlink_to("/etc/passwd")
    site.commit({".hidden/a.md": "x", "content/.b.md": "x", "content/c.md~": "x", "node_modules/d.md": "x"})
    assert set(tree_at(site.folder, "HEAD").paths()) == set(TINY)


def test_a_site_may_lie_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    site = GitSite(tmp_path)
    site.commit({"README.md": "Around it", **{f"docs/atlas/{path}": text for path, text in TINY.items()}})
    assert set(tree_at(tmp_path / "docs/atlas", "HEAD").paths()) == set(TINY)


def test_all_texts_come_in_one_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_repository(tmp_path)
    tree = tree_at(tmp_path, "HEAD")
    asked: list[str] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **rest: (asked.append(command), run(command, **rest))[1])
    assert len(contents(tree)) == len(TINY)
    assert len(asked) == 1


def test_a_version_is_named_by_tag_branch_or_commit_and_nothing_in_a_name_is_an_option(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path)
    first = site.git("rev-parse", "HEAD")
    site.git("tag", "v1")
    site.git("tag", "--annotate", "v1-signed-off", "--message", "x")
    site.git("branch", "feature")
    repository = required_repository(tmp_path)
    for name in ("v1", "v1-signed-off", "feature", first, first[:8], "HEAD"):
        assert commit_named(repository, name) == first
    for name in ("--all", "--output=/tmp/x", "-h", "", "v1\0", "HEAD:site.yaml", "v2"):
        with pytest.raises(CjmgenError):
            commit_named(repository, name)
    with pytest.raises(CjmgenError) as raised:
        commit_named(repository, "v01")
    assert raised.value.hint == 'did you mean "v1"?'


def test_what_is_compared_if_nothing_or_little_is_said(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path)
    first = site.git("rev-parse", "HEAD")
    repository = required_repository(tmp_path)
    before, after = sides_of(repository, None)
    assert (before.kind, before.commit, after) == ("last-commit", first, WORKING_TREE)

    site.git("switch", "--quiet", "--create", "feature")
    second = site.commit({"site.yaml": "title: Feature\n"})
    site.git("switch", "--quiet", "main")
    third = site.commit({"site.yaml": "title: Main\n"})
    site.git("switch", "--quiet", "feature")

    before, after = sides_of(repository, None)
    assert (before.kind, before.name, before.commit, after) == ("where-left", "main", first, WORKING_TREE)
    for asked, commits in {
        "main..feature": (third, second),
        "main...feature": (first, second),
        "main..": (third, second),
        "..main": (second, third),
        "main": (third, None),
    }.items():
        assert tuple(side.commit for side in sides_of(repository, asked)) == commits


def test_a_folder_without_a_repository_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert repository_of(tmp_path) is None
    with pytest.raises(CjmgenError, match="no Git repository"):
        required_repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CjmgenError, match="not installed"):
        required_repository(tmp_path)
    assert revision_of(tmp_path, {}) == pipeline.NO_REVISION


def test_a_repository_without_a_commit_has_nothing_to_compare(tmp_path: Path) -> None:
    site = GitSite(tmp_path)
    site.write(dict(TINY))
    with pytest.raises(CjmgenError, match="nothing is committed"):
        sides_of(required_repository(tmp_path), None)


def test_a_shallow_clone_is_recognised_and_says_how_to_get_the_rest(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path / "site")
    site.git("tag", "v1")
    site.commit()
    source = f"file://{site.folder}"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", "--no-tags", source, tmp_path / "clone"], check=True)

    repository = required_repository(tmp_path / "clone")
    assert repository.is_shallow
    assert contents(tree_at(tmp_path / "clone", "HEAD")) == contents(tree_at(site.folder, "HEAD"))
    with pytest.raises(CjmgenError) as raised:
        commit_named(repository, "v1")
    assert "--unshallow" in (raised.value.hint or "")


def test_a_clone_that_lacks_contents_does_not_fetch_them(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path / "site")
    site.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    command = ["git", "clone", "--quiet", "--filter=blob:none", "--no-checkout", f"file://{site.folder}", clone]
    subprocess.run(command, check=True)
    tree = tree_at(clone, "HEAD")
    assert set(tree.paths()) == set(TINY)
    with pytest.raises(OSError, match="lacks its content"):
        tree.read("site.yaml")


HOSTILE = """
[core]
    fsmonitor = {script}
    hooksPath = {folder}
    pager = {script}
    editor = {script}
    sshCommand = {script}
    gitProxy = {script}
    askPass = {script}
    alternateRefsCommand = {script}
[pager]
    log = {script}
[alias]
    log = !{script}
    cat-file = !{script}
[log]
    showSignature = true
[gpg]
    program = {script}
[diff]
    external = {script}
[diff "evil"]
    textconv = {script}
    command = {script}
[filter "evil"]
    clean = {script}
    smudge = {script}
    process = {script}
[credential]
    helper = !{script}
[extensions]
    partialClone = origin
[remote "origin"]
    url = ext::{script}
    promisor = true
[include]
    path = {folder}/more
"""


def test_nothing_a_repository_says_runs_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tiny_repository(tmp_path / "site")
    site.commit({".gitattributes": "* diff=evil filter=evil\n"})
    first = site.git("rev-parse", "HEAD~1")
    traces = tmp_path / "ran"
    script = tmp_path / "hooks/post-index-change"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> {traces}\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    for name in ("fsmonitor-watchman", "reference-transaction"):
        shutil.copy(script, script.parent / name)
    (tmp_path / "hooks/more").write_text(f"[core]\n    pager = {script}\n")
    config = site.folder / ".git/config"
    config.write_text(config.read_text("utf-8") + HOSTILE.format(script=script, folder=script.parent), "utf-8")
    (site.folder / ".git/config").chmod(0o644)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(script))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))

    repository = required_repository(site.folder)
    assert len(contents(tree_of(repository, first))) == len(TINY)
    with pytest.raises(OSError, match="lacks"):
        GitTree(repository, first, {"site.yaml": "1" * 40}).read("site.yaml")
    sides_of(repository, None)
    sides_of(repository, "HEAD~1..HEAD")
    project = pipeline.load(site.folder)
    assert project.revision.commit == site_head(site)
    for translation in project.site.translations:
        changed_since(site.folder, translation)
    assert not traces.exists(), traces.read_text()

    plain = {"PATH": os.environ["PATH"]}
    subprocess.run(["git", "-C", site.folder, "status"], check=False, capture_output=True, env=plain)
    assert traces.exists(), "the trap does not snap: this test proves nothing"


def site_head(site: GitSite) -> str:
    head = (site.folder / ".git/refs/heads/main").read_text("ascii").strip()
    assert len(head) == 40
    return head


def test_a_folder_that_belongs_to_somebody_else_can_be_read(tmp_path: Path) -> None:
    site = tiny_repository(tmp_path / "site")
    if os.getuid() != 0:
        pytest.skip("only root can give a folder away")
    for path in (site.folder, *site.folder.rglob("*")):
        os.lchown(path, 12345, 12345)
    assert len(contents(tree_at(site.folder, "HEAD"))) == len(TINY)


def test_a_name_that_is_no_text_is_passed_over_in_a_commit_as_on_disk(tmp_path: Path) -> None:
    site = GitSite(tmp_path)
    site.commit(dict(TINY))
    bad = os.fsdecode(os.fsencode(tmp_path) + b"/content/pages/caf\xe9.md")
    Path(bad).parent.mkdir(exist_ok=True)
    Path(bad).write_text("---\ntitle: x\n---\n")
    site.git("add", "-A")
    site.git("commit", "-qm", "A name from another time")
    Path(bad).unlink()
    site.git("commit", "-qam", "Without it")
    assert set(tree_at(tmp_path, "HEAD~1").paths()) == set(TINY)
    for arguments in (("diff", "HEAD~1..HEAD"), ("diff", "HEAD~2"), ("build",)):
        assert main([*arguments, *(["--site"] if arguments[0] == "diff" else []), str(tmp_path)]) == 0
