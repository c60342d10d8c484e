"""``cjmgen migrate``, and how a later version of the content schema would be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from command_line import edit, files_below, run, tiny_site

from cjmgen.loading.migrations import Files, Migration, current, migrated


def test_there_is_nothing_to_do_and_nothing_is_written(tmp_path: Path) -> None:
    site = tiny_site(tmp_path / "site")
    before = files_below(site)
    ran = run("migrate", site, "--write")
    assert (ran.code, ran.out) == (0, "")
    assert "version 1" in ran.err
    assert files_below(site) == before


def test_a_site_of_a_later_schema_is_refused_with_a_way_out(tmp_path: Path) -> None:
    site = tiny_site(tmp_path / "site")
    edit(site / "site.yaml", "title: Tiny", "title: Tiny\nschema: 9")
    ran = run("build", site)
    assert (ran.code, "later cjmgen" in ran.out) == (2, True)
    assert not (site / "public").exists()


def renaming(old: bytes, new: bytes) -> Migration:
    def change(files: Files) -> Files:
        return {path: content.replace(old, new) for path, content in files.items() if old in content}

    return Migration(to=2 if old == b"mood:" else 3, about=f"{old!r} is {new!r}", change=change)


LATER = (renaming(b"mood:", b"feel:"), renaming(b"feel:", b"emotion:"))


@pytest.mark.parametrize(("version", "left"), [(1, b"emotion: 1"), (2, b"mood: 1"), (3, b"mood: 1")])
def test_versions_are_reached_one_after_another(version: int, left: bytes) -> None:
    files = {"site.yaml": b"title: Tiny\n# a remark\n", "content/a.yaml": b"mood: 1\n", "b": b"x"}
    changed = migrated(files, version, LATER)
    assert current(LATER) == 3
    assert (files | changed)["content/a.yaml"].strip() == left
    assert "b" not in changed
    if version < 3:
        assert yaml.safe_load(changed["site.yaml"])["schema"] in (3, "3")
        assert b"# a remark" in changed["site.yaml"]
    else:
        assert changed == {}
