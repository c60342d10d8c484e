"""Two builds of a site do not run at once."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import locked


def test_a_second_build_says_that_it_waits_and_gives_up_in_the_end(tmp_path: Path) -> None:
    said: list[str] = []

    with (
        locked(tmp_path / ".cjmgen/lock", say=said.append),
        pytest.raises(CjmgenError, match="another build"),
        locked(tmp_path / ".cjmgen/lock", wait_s=0.01, say=said.append),
    ):
        pass

    assert said == ["another build of this site is running; waiting for it"]


def test_a_lock_is_free_again_after_a_build_however_it_ended(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "lock"):
        raise ZeroDivisionError

    with locked(tmp_path / "lock", wait_s=0):
        pass


def test_where_nothing_may_be_written_another_folder_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refused)
    with (
        locked(tmp_path / "cache/lock", instead=tmp_path) as is_own,
        pytest.raises(CjmgenError, match="another build"),
        locked(tmp_path / "cache/lock", instead=tmp_path, wait_s=0.01),
    ):
        pass
    assert (is_own, list(tmp_path.iterdir())) == (False, [])
    with pytest.raises(CjmgenError, match="Read-only"), locked(tmp_path / "cache/lock"):
        pass


def test_what_is_in_the_way_of_the_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder/lock").mkdir(parents=True)
    for place, wrong in (("file", "file"), ("link", "link"), ("folder", "folder/lock")):
        with pytest.raises(CjmgenError) as refused, locked(tmp_path / place / "lock"):
            pass
        assert refused.value.hint == f"{tmp_path / wrong} is in the way: move it elsewhere"
