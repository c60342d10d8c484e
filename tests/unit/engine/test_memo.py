"""A memo gives back what was put, or nothing."""

from __future__ import annotations

import multiprocessing
from functools import partial
from pathlib import Path

import pytest

from cjmgen.engine import DiskMemo, Memo, MemoryMemo

SMALL, LARGE = b"<b>small</b>", b"<svg>\n</svg>"
"""One shares a file with others, one has a file of its own."""


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


@pytest.mark.parametrize("content", [SMALL, LARGE])
def test_sweeping_forgets_the_oldest(memo: Memo, content: bytes) -> None:
    for key in "abc":
        memo.put(key, content)

    assert memo.sweep(5) == 0
    assert memo.sweep(2) == 1
    assert [memo.get(key) for key in "abc"] == [None, content, content]


def test_sweeping_an_empty_memo_is_fine(memo: Memo) -> None:
    assert memo.sweep(0) == 0


@pytest.mark.parametrize("content", [SMALL, LARGE])
def test_a_damaged_entry_is_not_there(tmp_path: Path, content: bytes) -> None:
    DiskMemo(tmp_path).put("a", content)
    [entry] = tmp_path.iterdir()
    whole = entry.read_bytes()

    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert DiskMemo(tmp_path).get("a") is None
    for place in range(1, len(whole)):
        entry.write_bytes(whole[:place] + b"?" + whole[place + 1 :])
        assert DiskMemo(tmp_path).get("a") is None
    DiskMemo(tmp_path).put("a", content)
    assert DiskMemo(tmp_path).get("a") == content


def test_what_is_foreign_or_cut_costs_no_entry_but_its_own(tmp_path: Path) -> None:
    DiskMemo(tmp_path).put("a", SMALL)
    [shared] = tmp_path.iterdir()
    shared.write_bytes(b"\0\xff\n\n   \n" + shared.read_bytes() + b"\ncut sh")
    DiskMemo(tmp_path).put("b", SMALL)

    assert [DiskMemo(tmp_path).get(key) for key in "ab"] == [SMALL, SMALL]


def test_an_entry_under_the_name_of_another_key_is_not_there(tmp_path: Path) -> None:
    memo = DiskMemo(tmp_path)
    memo.put("a", LARGE)
    [entry_of_a] = tmp_path.iterdir()
    memo.put("b", LARGE + LARGE)
    [entry_of_b] = set(tmp_path.iterdir()) - {entry_of_a}

    entry_of_a.rename(entry_of_b)

    assert memo.get("b") is None


@pytest.mark.parametrize("content", [SMALL, LARGE])
def test_entries_can_be_read_by_their_owner_only(tmp_path: Path, content: bytes) -> None:
    memo = DiskMemo(tmp_path / "memo")
    memo.put("a", content)

    [entry] = (tmp_path / "memo").iterdir()
    assert (tmp_path / "memo").stat().st_mode & 0o777 == 0o700
    assert entry.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [SMALL, LARGE])
def test_a_link_is_not_followed(tmp_path: Path, content: bytes) -> None:
    DiskMemo(tmp_path / "memo").put("a", content)
    [entry] = (tmp_path / "memo").iterdir()
    there = entry.rename(tmp_path / "elsewhere").read_bytes()
    entry.symlink_to(tmp_path / "elsewhere")

    memo = DiskMemo(tmp_path / "memo")
    assert memo.get("a") is None
    memo.put("b", SMALL)
    assert (tmp_path / "elsewhere").read_bytes() == there


def test_processes_that_build_together_remember_for_the_next_build(tmp_path: Path) -> None:
    """Each adds to the file the others add to, and nothing is lost."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(3) as pool:
        pool.map(partial(_remember_some, tmp_path), "abc")

    memo = DiskMemo(tmp_path)
    assert [memo.get(f"{who} {n}") for who in "abc" for n in range(300)] == [b"%d" % n for n in range(300)] * 3


def _remember_some(folder: Path, who: str) -> None:
    memo = DiskMemo(folder)
    for number in range(300):
        memo.put(f"{who} {number}", b"%d" % number)


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
