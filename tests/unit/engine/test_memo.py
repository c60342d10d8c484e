"""A memo gives back what was put, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmgen.engine import DiskMemo, Memo, MemoryMemo


@pytest.fixture(params=["disk", "memory"])
def memo(request: pytest.FixtureRequest, tmp_path: Path) -> Memo:
    return DiskMemo(tmp_path / "memo") if request.param == "disk" else MemoryMemo()


def test_what_was_put_is_found_and_nothing_else(memo: Memo) -> None:
    memo.put("dot 1.0 ../../etc", b"<svg/>\n\0")
    memo.put("empty", b"")

    assert memo.get("dot 1.0 ../../etc") == b"<svg/>\n\0"
    assert memo.get("empty") == b""
    assert memo.get("dot 1.1 ../../etc") is None


def test_the_last_put_counts(memo: Memo) -> None:
    memo.put("a", b"1")
    memo.put("a", b"2")

    assert memo.get("a") == b"2"


def test_sweeping_forgets_the_oldest(memo: Memo) -> None:
    for key in "abc":
        memo.put(key, key.encode())

    assert memo.sweep(5) == 0
    assert memo.sweep(2) == 1
    assert [memo.get(key) for key in "abc"] == [None, b"b", b"c"]


def test_sweeping_an_empty_memo_is_fine(memo: Memo) -> None:
    assert memo.sweep(0) == 0


def test_a_damaged_entry_is_not_there(tmp_path: Path) -> None:
    memo = DiskMemo(tmp_path)
    memo.put("a", b"<svg/>")
    [entry] = tmp_path.iterdir()
    whole = entry.read_bytes()

    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert memo.get("a") is None
    for place in range(len(whole)):
        entry.write_bytes(whole[:place] + b"?" + whole[place + 1 :])
        assert memo.get("a") is None
    memo.put("a", b"<svg/>")
    assert memo.get("a") == b"<svg/>"


def test_an_entry_under_the_name_of_another_key_is_not_there(tmp_path: Path) -> None:
    memo = DiskMemo(tmp_path)
    memo.put("a", b"1")
    [entry_of_a] = tmp_path.iterdir()
    memo.put("b", b"2")
    [entry_of_b] = set(tmp_path.iterdir()) - {entry_of_a}

    entry_of_a.rename(entry_of_b)

    assert memo.get("b") is None


def test_entries_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    memo = DiskMemo(tmp_path / "memo")
    memo.put("a", b"1")

    [entry] = (tmp_path / "memo").iterdir()
    assert (tmp_path / "memo").stat().st_mode & 0o777 == 0o700
    assert entry.stat().st_mode & 0o777 == 0o600


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    memo = DiskMemo(tmp_path / "memo")
    memo.put("a", b"1")
    [entry] = (tmp_path / "memo").iterdir()
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")

    assert memo.get("a") is None


def test_sweeping_deletes_no_file_of_others(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    memo = DiskMemo(tmp_path)
    memo.put("a", b"1")

    assert memo.sweep(0) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_memo_that_cannot_be_written_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("a file, not a folder")
    memo = DiskMemo(tmp_path / "memo")

    memo.put("a", b"1")

    assert memo.get("a") is None
    assert memo.sweep(0) == 0
